import { numberValue, type CommandHandler } from '../../commands/handler.ts'

/** The order in which a shared desk serves the classes; tickets in an agent’s hands are finished. */
export const setTicketPriority: CommandHandler = ({ state, view }, command) => {
  const [ticketClass] = command.entities as [number]
  const rank = numberValue(command, 'rank')
  if (state.service.rank[ticketClass] === rank) return { fate: 'rejected', reason: 'unchanged' }
  state.service.rank[ticketClass] = rank
  view.refresh()
  return { fate: 'applied' }
}
