import { type CommandHandler, numberValue } from '../../commands/handler.ts'
import { firstDayOf, untilDayOf } from '../../commands/terms.ts'

/** Inspects more returns a day beside the usual ones, at a wage for each; at most what waits now. */
export const inspectReturns: CommandHandler = ({ state, view, isAfterClose }, command) => {
  const [warehouse] = command.entities as [number]
  const own = state.returns
  const asked = numberValue(command, 'unitsPerDay')
  const firstDay = firstDayOf({ state, isAfterClose })
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
  own.inspectUntilDay[warehouse] = untilDayOf({ state, isAfterClose }, command)
  view.refresh()
  return units < asked ? { fate: 'adjusted', reason: 'returnsPending' } : { fate: 'applied' }
}
