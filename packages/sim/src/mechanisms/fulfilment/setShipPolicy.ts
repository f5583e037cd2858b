import { textOrEmpty } from '@sandtable/rules'
import { type CommandHandler, numberValue } from '../../commands/handler.ts'
import { noEnd } from '../../rings.ts'
import { daysOf } from './addCapacity.ts'
import { shipPolicies } from './backlog.ts'

/** Ships core cities or large orders first for some days; the others wait for what is left of the capacity. */
export const setShipPolicy: CommandHandler = ({ state, view, isAfterClose }, command) => {
  const [warehouse] = command.entities as [number]
  const own = state.fulfilment
  const policy = (shipPolicies as readonly string[]).indexOf(textOrEmpty(command.values['policy']))
  if (policy < 0)
    throw new Error(`setShipPolicy: unknown policy "${textOrEmpty(command.values['policy'])}"`)
  const firstDay = state.day + (isAfterClose ? 1 : 0)
  const days = daysOf(command)
  own.shipPolicy[warehouse] = policy
  own.shipPolicyUntilDay[warehouse] = days === undefined ? noEnd : firstDay + days - 1
  own.coreShareRatio[warehouse] = numberValue(command, 'coreShareRatio')
  view.refresh()
  return { fate: 'applied' }
}
