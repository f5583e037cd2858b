import { choicePlace, type CommandHandler, numberValue } from '../../commands/handler.ts'
import { untilDayOf } from '../../commands/terms.ts'
import { shipPolicies } from './backlog.ts'

/** Ships core cities or large orders first for some days; the others wait for what is left of the capacity. */
export const setShipPolicy: CommandHandler = ({ state, view, isAfterClose }, command) => {
  const [warehouse] = command.entities as [number]
  const own = state.fulfilment
  own.shipPolicy[warehouse] = choicePlace(command, 'policy', shipPolicies)
  own.shipPolicyUntilDay[warehouse] = untilDayOf({ state, isAfterClose }, command)
  own.coreShareRatio[warehouse] = numberValue(command, 'coreShareRatio')
  view.refresh()
  return { fate: 'applied' }
}
