/** Goods that arrive: the shelf, the bill, their quality, and what is remembered of the supplier. */
import { postReceipt } from '../../ledger.ts'
import type { Model } from '../../model.ts'
import { betaBinomialQuantile } from '../../samplers.ts'
import type { State } from '../../state.ts'
import { noteDelivery } from './deliveries.ts'
import { noteLeadTime } from './leadTime.ts'

/**
 * Goods reach the shelf. `orders` is 1 on one line of each purchase order; `leadTimeDays` is NaN where it says
 * nothing of the usual one (air freight); `lateDays` may be negative.
 */
export function receiveGoods(
  model: Model,
  state: State,
  stock: number,
  supplier: number,
  units: number,
  cents: number,
  qualityLuck: number,
  orders: number,
  leadTimeDays: number,
  lateDays: number,
): void {
  const product = model.productOfStock[stock]!
  const { receivedDefectUnits, receivedLateDays } = state.today.supply
  postReceipt(model, state, stock, supplier, { units, cents })
  receivedDefectUnits[stock]! += defectUnits(model, state, product, supplier, units, qualityLuck)
  noteDelivery(state, product, supplier, units, orders, lateDays <= 0)
  if (orders > 0 && leadTimeDays >= 0) noteLeadTime(state, product, supplier, leadTimeDays)
  receivedLateDays[product] = Math.max(receivedLateDays[product]!, lateDays)
}

/** Most of a delivery that can be expected to be defective. */
const mostDefectRatio = 0.95

/** Defective units of a delivery: beta-binomial, so that deliveries differ in quality. */
function defectUnits(
  model: Model,
  state: State,
  product: number,
  supplier: number,
  units: number,
  luck: number,
): number {
  const { settings } = model
  const { supply, world, day } = state
  const isLearning =
    day <= supply.learningUntilDay[product]! && supplier === supply.mainSupplierOfProduct[product]
  const usual =
    model.shelves.defectRatio[product]! *
    model.supply.defectFactor[supplier]! *
    world.supplierDefectFactor[supplier]! *
    (isLearning ? settings['purchasing.learningDefectFactor'] : 1)
  // a bad batch comes on top
  const good = (1 - Math.min(1, usual)) * (1 - world.batchDefectRatio[product]!)
  // one unit in n is defective with a probability of at most n × ratio
  if (luck <= 1 - units * (1 - good)) return 0
  const ratio = Math.min(mostDefectRatio, 1 - good)
  const concentration = settings['suppliers.defectConcentration']
  return betaBinomialQuantile(luck, units, ratio * concentration, (1 - ratio) * concentration)
}
