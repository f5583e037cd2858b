/** The customers of a shop on its first morning. */
import type { Luck } from '../../luck.ts'
import type { Model } from '../../model.ts'
import { deriveKey, drawUniform } from '../../random.ts'
import type { State } from '../../state.ts'
import { meanUnitsPerOrder } from '../demand/orderSize.ts'
import { expectedUnitsPerDay } from '../demand/demand.ts'
import { segmentCount } from './chain.ts'
import { isRecent } from './state.ts'
import { refreshWishes, totalWish } from './wishes.ts'

/** Least and greatest truth of how strongly a segment answers to offers. */
const trueUpliftRange = { low: 0.5, high: 1.5 } as const

/**
 * Fills the segments with as many customers as the shop's expected orders keep in the long run, so that their
 * number moves only because of what happens.
 */
export function openCustomers(model: Model, state: State, luck: Luck): void {
  const { customers: own } = state
  const { openingPerNewcomer, coolRatio, segmentHash } = model.customers
  const { settings } = model
  // customers on their own begin with none
  if (settings['customers.areTiedToOrders'] !== 1) return
  const newcomersPerDay =
    (1 - settings['customers.repeatOrderShareRatio']) * expectedOrdersPerDay(model)
  const upliftKey = deriveKey(luck.seed, luck.replication, 'customers.trueUplift', 0)
  for (let s = 0; s < segmentCount; s++) {
    const count = Math.floor(openingPerNewcomer[s]! * newcomersPerDay + 0.5)
    own.customers[s] = count
    own.repeatCustomers[s] = s === promisingSegment ? 0 : count * (s === 0 || s === 2 ? 1 : 0.5)
    own.recencySumDays[s] = count * Math.min(400, coolRatio[s]! > 0 ? warmDays[s]! : 0)
    own.privateMembers[s] = isRecent[s]
      ? Math.floor(count * settings['privateDomain.openingRatio'] + 0.5)
      : 0
    const u = drawUniform(upliftKey, segmentHash[s]!)
    own.trueUpliftFactor[s] = trueUpliftRange.low + u * (trueUpliftRange.high - trueUpliftRange.low)
  }
  refreshWishes(model, state)
  own.openingWish = totalWish(model, state)
}

const promisingSegment = 5
/** Usual days since the last order, by segment. */
const warmDays = [18, 50, 12, 200, 600, 12] as const

/** Orders a day that the shop expects in the mean over luck and year. */
function expectedOrdersPerDay(model: Model): number {
  let units = 0
  for (let product = 0; product < model.productHash.length; product++) {
    units += expectedUnitsPerDay(model, product)
  }
  const { settings } = model
  return units / meanUnitsPerOrder(settings)
}
