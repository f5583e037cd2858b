import { type CommandHandler, numberValue } from '../../commands/handler.ts'
import { firstDayOf } from '../../commands/terms.ts'
import { bookLever } from './levers.ts'
import type { LeverKind } from './state.ts'

/** Most that each kind adds, ÷ the usual packing capacity. */
const mostOfCapacity: Readonly<Record<string, number>> = { overtime: 0.3, temps: 1, partner: 2 }

/**
 * Adds packing capacity of a kind: overtime at once, temporary staff after 2 days, a partner after 5. It is
 * paid whether it is used or not, for 1, 3 or 7 days at least. What is there already is renewed, not stacked.
 */
export const addCapacity: CommandHandler = ({ state, view, isAfterClose }, command) => {
  const [warehouse] = command.entities as [number]
  const kind = command.values['kind'] as Exclude<LeverKind, 'space'>
  const asked = numberValue(command, 'ordersPerDay')
  const most = Math.floor(mostOfCapacity[kind]! * state.fulfilment.packingOrders[warehouse]!)
  const orders = Math.min(asked, most)
  const firstDay = firstDayOf({ state, isAfterClose })
  bookLever(state, warehouse, kind, orders, firstDay, daysOf(command))
  view.refresh()
  return orders < asked ? { fate: 'adjusted', reason: 'capacityLimit' } : { fate: 'applied' }
}

/** Days of effect; undefined where it holds until changed. */
export function daysOf(command: Parameters<CommandHandler>[1]): number | undefined {
  return command.values['days'] === undefined ? undefined : numberValue(command, 'days')
}
