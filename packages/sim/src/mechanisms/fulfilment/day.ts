/** The part of the day of this mechanism. */
import type { Luck } from '../../luck.ts'
import { exp } from '../../math.ts'
import type { Model } from '../../model.ts'
import type { State } from '../../state.ts'
import { acceptedWithin2h } from './acceptance.ts'
import { countBacklog, shipGroups, shipOrders, takeOrders, type Shipment } from './backlog.ts'
import { capacityOf, measureSpace, payCapacity, personDaysOf, planStaff } from './capacity.ts'
import { advanceLevers } from './levers.ts'
import { deliverParcels, judgeDelivery, sendParcels } from './parcels.ts'
import { premiumShares } from './premium.ts'
import { cancelStuckOrders } from './stuck.ts'
import { countPicks, misplaceGoods } from './zones.ts'

const shipment: Shipment = {
  orders: 0,
  waitedDays: 0,
  groupOrders: new Float64Array(shipGroups),
  groupDays: new Float64Array(shipGroups),
}

/** Orders of the day and the backlog are packed up to capacity and shipped. */
export function handleOrders(model: Model, state: State, luck: Luck): void {
  const { fulfilment: own, today } = state
  const { fulfilment: flows } = today
  advanceLevers(state)
  misplaceGoods(model, state)
  countPicks(model, state)
  measureSpace(model, state)
  deliverParcels(model, state, luck)
  cancelStuckOrders(model, state)
  takeOrders(model, state, luck)
  noteOrderValue(state)
  const premiumParts = new Float64Array(own.isPremium.length)
  const premiumShare = own.isPremium.includes(1) ? premiumShares(state, premiumParts) : 0
  for (let warehouse = 0; warehouse < own.backlogOrders.length; warehouse++) {
    const capacity = capacityOf(state, warehouse)
    flows.acceptedIn2hOrders[warehouse] = acceptedWithin2h(
      model,
      own.queuedOrders[warehouse]!,
      flows.arrivedOrders[warehouse]!,
      capacity,
    )
    shipOrders(state, warehouse, capacity, shipment)
    sendParcels(model, state, luck, warehouse, shipment, premiumShare, premiumParts)
    flows.personDays[warehouse] = personDaysOf(model, state, warehouse, shipment.orders)
    countBacklog(model, state, warehouse)
    flows.abnormalOrders[warehouse] =
      own.stuckOrders[warehouse]! +
      flows.wrongParcels[warehouse]! +
      flows.damagedParcels[warehouse]!
  }
  payCapacity(model, state)
  judgeDelivery(model, state)
  promiseDelivery(model, state)
  planStaff(model, state)
}

/** Mean value of an order of the day, for what is paid back on damaged parcels. */
function noteOrderValue(state: State): void {
  const { orders } = state.today.demand
  const { gmvCents } = state.today.offers
  let count = 0
  let cents = 0
  for (let product = 0; product < orders.length; product++) {
    if (orders[product] === 0) continue
    count += orders[product]!
    cents += gmvCents[product]!
  }
  if (count > 0) state.fulfilment.meanOrderCents = cents / count
}

/** Tomorrow's visitors see the delivery time of recent days: log sales −= k × (days − usual days). */
function promiseDelivery(model: Model, state: State): void {
  const { shareRatio, usualDeliveryDays } = model.fulfilment
  const lossPerDay = model.settings['fulfilment.salesLossPerDeliveryDay']
  let excessDays = 0
  for (let warehouse = 0; warehouse < shareRatio.length; warehouse++) {
    const days = state.fulfilment.deliveryDays[warehouse]!
    excessDays += shareRatio[warehouse]! * (days - usualDeliveryDays)
  }
  state.fulfilment.conversionFactor = exp(-lossPerDay * excessDays)
}
