/**
 * How an untouched shop is run: by hand, with ordinary diligence (decision 1). It is part of every arm and
 * looks at the inventory position, so it buys less where a playbook has already ordered.
 */
import { firstDayOf } from '../../commands/terms.ts'
import type { Luck } from '../../luck.ts'
import type { Model } from '../../model.ts'
import type { State } from '../../state.ts'
import type { View } from '../../view.ts'
import { isOnSale } from '../offers/listing.ts'
import { meanLeadTimeDays } from './leadTime.ts'
import {
  freeCents,
  orderExtraCents,
  orderGoodsCents,
  orderKeys,
  placeOrder,
  raiseToMoq,
  roomUnderCapCents,
  splitUnits,
  type OrderKeys,
} from './ordering.ts'
import { routineDayFrom } from './state.ts'
import { meanSoldUnits } from './windows.ts'

/** What a product needs to come up to (lead time + review cycle) × mean sales of 28 days + safety stock, into `units`; gives the sum. */
function wantedUnits(model: Model, state: State, product: number, units: Float64Array): number {
  const { supply } = state
  const { firstStock, stocksOfProduct } = model
  const horizonDays = meanLeadTimeDays(model, state, product) + supply.reviewCycleDays[product]!
  const first = firstStock[product]!
  let sum = 0
  for (let i = 0; i < units.length; i++) {
    const stock = stocksOfProduct[first + i]!
    const upTo = horizonDays * meanSoldUnits(state, stock) + supply.safetyStockUnits[stock]!
    units[i] = Math.max(0, Math.ceil(upTo - inventoryPositionOf(state, stock)))
    sum += units[i]!
  }
  return sum
}

/** On hand + on order + in transfer − backorders − presold. */
export function inventoryPositionOf({ supply, shelves }: State, stock: number): number {
  return (
    shelves.onHandUnits[stock]! +
    supply.onOrderUnits[stock]! +
    shelves.inTransferUnits[stock]! -
    shelves.backorderUnits[stock]! -
    shelves.presaleUnits[stock]!
  )
}

/**
 * Orders every due product. What the shop cannot afford, or a supplier that is down would have to deliver, waits
 * for the next cycle; what the cap of the week leaves no room for is tried again the next evening.
 */
export function runHouseRoutine({ model, state }: View, luck: Luck): void {
  const { productHash, settings } = model
  const { supply, world } = state
  const { reviewCycleDays, routineDueDay, supplierOfProduct } = supply
  const today = state.day
  const day = firstDayOf({ state, isAfterClose: true })
  let free = settings['purchasing.isCashLimited'] === 1 ? freeCents(state) : Infinity
  let room = roomUnderCapCents(state, day)
  const wanted = new Float64Array(model.entities.warehouse.ids.length)
  const units = new Float64Array(wanted.length)
  let keys: OrderKeys | undefined
  for (let product = 0; product < productHash.length; product++) {
    if (routineDueDay[product]! > today) continue
    const due = routineDueDay[product]!
    routineDueDay[product] = routineDayFrom(
      productHash[product]!,
      reviewCycleDays[product]!,
      today + 1,
    )
    const supplier = supplierOfProduct[product]!
    if (!isOnSale(state, product) || world.supplierIsDown[supplier] === 1) continue
    const asked = wantedUnits(model, state, product, wanted)
    if (asked === 0) continue
    const all = raiseToMoq(model, product, asked)
    const goods = orderGoodsCents(model, state, product, supplier, all)
    if (goods > room) {
      routineDueDay[product] = due
      continue
    }
    const cost = goods + orderExtraCents(model, goods, false)
    if (cost > free) continue
    free -= cost
    room -= goods
    keys ??= orderKeys(luck, state.day, 'routine')
    splitUnits(wanted, all, units)
    const counter = productHash[product]!
    placeOrder(
      model,
      state,
      { product, supplier, isExpress: false, isAfterClose: true, keys, counter },
      units,
    )
  }
}
