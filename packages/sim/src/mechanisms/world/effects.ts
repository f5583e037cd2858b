/** What each kind of incident does on a day it runs. */
import { scopeIds } from '@sandtable/rules'
import type { Model } from '../../model.ts'
import { shockCodes, shockKinds, type ShockId } from '../../shocks/index.ts'
import type { State } from '../../state.ts'
import { kindOfCode, shapeShare } from './incidents.ts'
import type { WorldState } from './state.ts'

/** One incident on one day: `left` is what its shape and what was mended leave of it, 0–1. */
interface Hit {
  readonly model: Model
  readonly world: WorldState
  row: number
  entity: number
  strength: number
  left: number
  variant: number
}
type Effect = (hit: Hit) => void

/** Every product that the incident reaches; its factors are reset on the next morning. */
function reach(hit: Hit, apply: (product: number) => void): void {
  const { model, world } = hit
  const scope = scopeIds[world.incidents.scope[hit.row]!]
  if (scope === 'product') {
    touch(world, hit.entity)
    apply(hit.entity)
    return
  }
  const { firstProduct, productsOfCategory } = model.world
  const isShop = scope === 'shop'
  const from = isShop ? 0 : firstProduct[hit.entity]!
  const to = isShop ? productsOfCategory.length : firstProduct[hit.entity + 1]!
  for (let i = from; i < to; i++) {
    touch(world, productsOfCategory[i]!)
    apply(productsOfCategory[i]!)
  }
}

/** Notes that the product's factors are no longer neutral. */
export function touch(world: WorldState, product: number): void {
  if (world.touchedCount < world.touched.length) world.touched[world.touchedCount] = product
  world.touchedCount += 1
}

/** Strength 1 does nothing; what is left of the strength counts. */
const factorOf = ({ strength, left }: Hit): number => 1 + (strength - 1) * left

const onProducts =
  (column: (world: WorldState) => Float64Array): Effect =>
  (hit) => {
    const factors = column(hit.world)
    const factor = factorOf(hit)
    reach(hit, (product) => (factors[product]! *= factor))
  }
const onEntity =
  (column: (world: WorldState) => Float64Array): Effect =>
  (hit) => {
    column(hit.world)[hit.entity]! *= factorOf(hit)
  }
/** There or not: only what is wholly mended is over. */
const switches =
  (column: (world: WorldState) => Uint8Array): Effect =>
  (hit) => {
    if (hit.left > 0) column(hit.world)[hit.entity] = 1
  }
const sideOf = (id: ShockId, hit: Hit): number => {
  const { side } = kindOfCode[shockCodes[id]]!
  return 1 + (interpolate(side!.points, hit.strength) - 1) * hit.left
}
/** Other parts read the incidents themselves. */
const readByOwner: Effect = () => {}

const visits = onProducts(({ visitsFactor }) => visitsFactor)
/** Place of a form among the variants of its kind, as rows hold it. */
const variantCode = (kind: ShockId, variant: string): number =>
  kindOfCode[shockCodes[kind]]!.variants!.findIndex(({ id }) => id === variant)
const page = variantCode('pageDefect', 'page')
const trafficRule = variantCode('ruleChange', 'traffic')
const commissionRule = variantCode('ruleChange', 'commission')
const neverPays = variantCode('debtorDistress', 'never')
const cart = onProducts(({ cartFactor }) => cartFactor)
const rivalPrices = onProducts(({ rivalWarFactor }) => rivalWarFactor)
const returns = onProducts(({ returnFactor }) => returnFactor)

const effects: Readonly<Record<ShockId, Effect>> = {
  viralSpike: visits,
  demandShift: visits,
  demandEffect: visits,
  promotionPeak: visits,
  rivalMove: visits,
  regionShift: onEntity(({ regionFactor }) => regionFactor),
  priceWar: (hit) => {
    hit.world.priceWars += 1
    rivalPrices(hit)
  },
  supplierOutage: switches(({ supplierIsDown }) => supplierIsDown),
  supplierDecline: (hit) => {
    hit.world.supplierLeadTimeFactor[hit.entity]! *= factorOf(hit)
    hit.world.supplierDefectFactor[hit.entity]! *= sideOf('supplierDecline', hit)
  },
  supplierPriceRise: onEntity(({ supplierCostFactor }) => supplierCostFactor),
  qualityBatch: (hit) => {
    const { batchDefectRatio } = hit.world
    const share = hit.strength * hit.left
    // two bad batches: a unit is sound when it is sound of both
    reach(hit, (product) => {
      batchDefectRatio[product]! += share * (1 - batchDefectRatio[product]!)
    })
  },
  warehouseClosure: switches(({ warehouseIsClosed }) => warehouseIsClosed),
  courierFailure: (hit) => {
    hit.world.courierLateFactor[hit.entity]! *= factorOf(hit)
    hit.world.courierDamageFactor[hit.entity]! *= sideOf('courierFailure', hit)
  },
  misslot: readByOwner,
  pageDefect: (hit) => (hit.variant === page ? cart(hit) : returns(hit)),
  stepDefect: onEntity(({ stepPassFactor }) => stepPassFactor),
  channelOutage: switches(({ channelIsDown }) => channelIsDown),
  channelDecay: onEntity(({ channelResponseFactor }) => channelResponseFactor),
  adInflation: onEntity(({ channelCostFactor }) => channelCostFactor),
  cohortDrop: onEntity(({ channelRepeatFactor }) => channelRepeatFactor),
  reviewBurst: (hit) => {
    const { badReviewFactor, reviewBurstCause } = hit.world
    const factor = factorOf(hit)
    reach(hit, (product) => {
      badReviewFactor[product]! *= factor
      reviewBurstCause[product] = hit.variant + 1
    })
  },
  opinionCrisis: (hit) => {
    hit.world.mentionsFactor *= factorOf(hit)
    hit.world.conversionFactor *= sideOf('opinionCrisis', hit)
  },
  ruleChange: (hit) => {
    const change = hit.strength * hit.left
    if (hit.variant === trafficRule) hit.world.organicFactor *= Math.max(0, 1 + change)
    else if (hit.variant === commissionRule) hit.world.commissionExtraRatio += change
    else hit.world.entryLossRatio = 1 - (1 - hit.world.entryLossRatio) * (1 + change)
  },
  payoutDelay: (hit) => {
    hit.world.payoutExtraDays += Math.floor(hit.strength * hit.left + 0.5)
  },
  debtorDistress: (hit) => {
    const isNever = hit.variant === neverPays && hit.left > 0
    hit.world.accountDelayDays[hit.entity]! += isNever ? Infinity : hit.strength * hit.left
  },
  certificateLapse: readByOwner,
  copyViolation: readByOwner,
  priceViolation: readByOwner,
}
const effectOfCode = shockKinds.map(({ id }) => effects[id])

/** Lets every incident that runs today act. */
export function applyIncidents(model: Model, { world, day }: State): void {
  const { active, activeCount, incidents } = world
  const hit: Hit = { model, world, row: 0, entity: 0, strength: 0, left: 0, variant: 0 }
  for (let i = 0; i < activeCount; i++) {
    const row = active[i]!
    hit.row = row
    hit.entity = incidents.entity[row]!
    hit.strength = incidents.strength[row]!
    hit.left = shapeShare(incidents, row, day) * (1 - incidents.mendedRatio[row]!)
    hit.variant = incidents.variant[row]!
    effectOfCode[incidents.kind[row]!]!(hit)
  }
}

/** Value at x of the line through the points, flat outside them. */
function interpolate(points: readonly (readonly [number, number])[], x: number): number {
  const [firstX, firstY] = points[0]!
  if (x <= firstX) return firstY
  for (let i = 1; i < points.length; i++) {
    const [x0, y0] = points[i - 1]!
    const [x1, y1] = points[i]!
    if (x <= x1) return y0 + ((y1 - y0) * (x - x0)) / (x1 - x0)
  }
  return points.at(-1)![1]
}
