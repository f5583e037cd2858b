import { type CommandHandler, numberValue } from '../../commands/handler.ts'
import { firstDayOf } from '../../commands/terms.ts'
import { daysOf } from './addCapacity.ts'
import { bookLever } from './levers.ts'

/** Rents space as a share of the warehouse's own: there after 5 days, paid for 14 days at least. */
export const rentSpace: CommandHandler = ({ state, view, isAfterClose }, command) => {
  const [warehouse] = command.entities as [number]
  const asked = numberValue(command, 'spaceRatio')
  const ratio = Math.min(1, asked)
  const firstDay = firstDayOf({ state, isAfterClose })
  bookLever(state, warehouse, 'space', ratio, firstDay, daysOf(command))
  view.refresh()
  return ratio < asked ? { fate: 'adjusted', reason: 'spaceLimit' } : { fate: 'applied' }
}
