import { type CommandHandler, numberValue } from '../../commands/handler.ts'
import { chargeDeskWork } from '../people/desks.ts'
import { waitingOf } from './backlog.ts'
import { heldOn, mendOrders } from './stuck.ts'

/** Minutes of an agent for an order (0.2 hours). */
export const followUpMinutes = 12

/**
 * Agents ask what is missing with orders older than 24 hours, oldest first. Those held by a cause may be shipped
 * from the next handling on; time spent on orders that only wait for capacity is lost. Among orders of one day
 * both kinds are met in proportion.
 */
export const followUpOrders: CommandHandler = ({ model, state, view, isAfterClose }, command) => {
  const [warehouse] = command.entities as [number]
  const own = state.fulfilment
  const flows = state.today.fulfilment
  const newestDay = isAfterClose ? state.day : state.day - 1
  const asked = numberValue(command, 'maxOrders')
  let busyOrders = 0
  for (const orders of flows.followedUpOrders) busyOrders += orders
  const free = Math.max(0, model.settings['fulfilment.followUpsPerDay'] - busyOrders)
  const stuck = own.stuckOrders[warehouse]!
  if (stuck === 0) return { fate: 'rejected', reason: 'unchanged' }
  const wanted = Math.min(asked, stuck)
  const most = Math.min(wanted, free)
  let left = most
  let mendedOrders = 0
  let oldest = own.oldestDay[warehouse]!
  const { held } = own
  if (held.count > 0) oldest = Math.min(oldest, held.orderedDay[0]!)
  for (let day = oldest; day < newestDay && left > 0; day++) {
    const withCause = heldOn(model, state, warehouse, day)
    const waiting = day < own.oldestDay[warehouse]! ? 0 : waitingOf(state, warehouse, day)
    const orders = withCause + waiting
    if (orders === 0) continue
    const followed = Math.min(left, orders)
    const mended = Math.floor((followed * withCause) / orders + 0.5)
    if (mended > 0) mendOrders(model, state, warehouse, day, mended)
    mendedOrders += mended
    left -= followed
  }
  const followed = most - left
  chargeDeskWork(model, state, followed * followUpMinutes, model.people.desks.customerService)
  flows.followedUpOrders[warehouse]! += followed
  flows.followUpMinutes[warehouse]! += followed * followUpMinutes
  own.stuckOrders[warehouse] = stuck - mendedOrders
  view.refresh()
  return followed < wanted ? { fate: 'adjusted', reason: 'agentsFree' } : { fate: 'applied' }
}
