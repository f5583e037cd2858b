import { type CommandHandler, numberValue } from '../../commands/handler.ts'
import { noEnd } from '../../rings.ts'

/** Inspects more returns a day beside the usual ones, at a wage for each; at most what waits now. */
export const inspectReturns: CommandHandler = ({ state, view, isAfterClose }, command) => {
  const [warehouse] = command.entities as [number]
  const own = state.returns
  const asked = numberValue(command, 'unitsPerDay')
  const days = command.values['days'] === undefined ? undefined : numberValue(command, 'days')
  const firstDay = state.day + (isAfterClose ? 1 : 0)
  const isInForce = own.inspectUntilDay[warehouse]! >= firstDay
  if (asked === 0) {
    if (!isInForce || own.extraInspectionUnits[warehouse] === 0) {
      return { fate: 'rejected', reason: 'unchanged' }
    }
    own.extraInspectionUnits[warehouse] = 0
    view.refresh()
    return { fate: 'applied' }
  }
  const pending = own.pendingUnits[warehouse]!
  if (pending === 0) return { fate: 'rejected', reason: 'unchanged' }
  const units = Math.min(asked, pending)
  own.extraInspectionUnits[warehouse] = units
  own.inspectUntilDay[warehouse] = days === undefined ? noEnd : firstDay + days - 1
  view.refresh()
  return units < asked ? { fate: 'adjusted', reason: 'returnsPending' } : { fate: 'applied' }
}
