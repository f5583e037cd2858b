/** The part of the day of this mechanism. */
import type { Luck } from '../../luck.ts'
import type { Model } from '../../model.ts'
import type { State } from '../../state.ts'
import { moveActive } from './active.ts'
import { followCourse } from './course.ts'
import { drawIncidents } from './drawing.ts'
import { applyIncidents, touch } from './effects.ts'
import { dipFactor } from './promotions.ts'
import { moveRivals, startRivals } from './rivals.ts'
import type { WorldState } from './state.ts'
import { drawFailures, noteOutages } from './suppliers.ts'

/** Draws and applies what happens to the shop today whatever it does: the first step of the day. */
export function beginWorldDay(model: Model, state: State, luck: Luck): void {
  const { world } = state
  if (world.isDrawn === 0) {
    drawIncidents(model, state, luck)
    startRivals(model, state, luck)
  }
  const wasDown = world.supplierIsDown.slice()
  const wasOff = world.channelIsDown.slice()
  const wasWar = world.priceWars > 0
  reset(world)
  drawFailures(model, state, luck)
  moveActive(world, state.day)
  applyIncidents(model, state)
  applyDip(model, state)
  applyEntryRule(model, state)
  noteOutages(state, wasDown, wasOff)
  moveRivals(model, state, luck, wasWar)
  followCourse(model, state)
}

/** Everything as on a day on which nothing happens; of the products only those that were met yesterday. */
function reset(world: WorldState): void {
  const { visitsFactor, cartFactor, returnFactor, badReviewFactor, reviewBurstCause } = world
  const { batchDefectRatio, entryFactor, rivalWarFactor, touched } = world
  const isAll = world.touchedCount > touched.length
  const count = isAll ? visitsFactor.length : world.touchedCount
  for (let i = 0; i < count; i++) {
    const product = isAll ? i : touched[i]!
    visitsFactor[product] = 1
    cartFactor[product] = 1
    returnFactor[product] = 1
    badReviewFactor[product] = 1
    reviewBurstCause[product] = 0
    batchDefectRatio[product] = 0
    entryFactor[product] = 1
    rivalWarFactor[product] = 1
  }
  world.touchedCount = 0
  world.priceWars = 0
  world.supplierIsDown.fill(0)
  world.supplierLeadTimeFactor.fill(1)
  world.supplierDefectFactor.fill(1)
  world.supplierCostFactor.fill(1)
  world.warehouseIsClosed.fill(0)
  world.regionFactor.fill(1)
  world.courierLateFactor.fill(1)
  world.courierDamageFactor.fill(1)
  world.channelIsDown.fill(0)
  world.channelResponseFactor.fill(1)
  world.channelCostFactor.fill(1)
  world.channelRepeatFactor.fill(1)
  world.stepPassFactor.fill(1)
  world.accountDelayDays.fill(0)
  world.organicFactor = 1
  world.conversionFactor = 1
  world.mentionsFactor = 1
  world.commissionExtraRatio = 0
  world.payoutExtraDays = 0
  world.entryLossRatio = 0
}

/** Customers who stocked up in a promotion stay away for a while. */
function applyDip(model: Model, { world, day }: State): void {
  const factor = dipFactor(model, world.promotions, day)
  if (factor === 1) return
  for (let product = 0; product < world.visitsFactor.length; product++) {
    touch(world, product)
    world.visitsFactor[product]! *= factor
  }
}

/** Under a rule of entry, products with a low rating or an empty shelf lose a part of their unpaid visits. */
function applyEntryRule(model: Model, { world, reviews, shelves }: State): void {
  if (world.entryLossRatio === 0) return
  const { firstStock, stocksOfProduct, settings } = model
  const leastRating = settings['platform.entryLeastRating']
  const leastUnits = settings['platform.entryLeastUnits']
  const { onHandUnits } = shelves
  for (let product = 0; product < world.entryFactor.length; product++) {
    let units = 0
    for (let i = firstStock[product]!; i < firstStock[product + 1]!; i++) {
      units += onHandUnits[stocksOfProduct[i]!]!
    }
    if (units >= leastUnits && reviews.rating[product]! >= leastRating) continue
    touch(world, product)
    world.entryFactor[product] = 1 - world.entryLossRatio
  }
}
