import { numberValue, type CommandHandler } from '../../commands/handler.ts'
import { untilDayOf } from '../../commands/terms.ts'

/**
 * Extra agents on a class from tomorrow on, beside the usual ones; a new number replaces the one before, 0 sends
 * them home. They are paid for every open hour.
 */
export const addAgents: CommandHandler = ({ model, state, view }, command) => {
  const [ticketClass] = command.entities as [number]
  const { service } = state
  const firstDay = state.day + 1
  let others = 0
  for (let c = 0; c < service.agents.length; c++) {
    if (c !== ticketClass) others += extraOn(service, c, firstDay)
  }
  const asked = numberValue(command, 'agents')
  const agents = Math.min(asked, Math.max(0, model.settings['service.extraAgentsMax'] - others))
  service.nextExtraAgents[ticketClass] = agents
  service.nextExtraFromDay[ticketClass] = firstDay
  service.nextExtraUntilDay[ticketClass] = untilDayOf({ state, isAfterClose: true }, command)
  view.refresh()
  return agents < asked ? { fate: 'adjusted', reason: 'hiringLimit' } : { fate: 'applied' }
}

/** Extra agents of a class on a day to come. */
function extraOn(
  service: Parameters<CommandHandler>[0]['state']['service'],
  ticketClass: number,
  day: number,
): number {
  if (service.nextExtraFromDay[ticketClass]! <= day) return service.nextExtraAgents[ticketClass]!
  return service.extraUntilDay[ticketClass]! >= day ? service.extraAgents[ticketClass]! : 0
}
