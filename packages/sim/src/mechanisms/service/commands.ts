/** The commands this mechanism carries out. */
import type { CommandHandlers } from '../../commands/handler.ts'
import { addAgents } from './addAgents.ts'
import { chargeBack } from './chargeBack.ts'
import { escalateTickets } from './escalateTickets.ts'
import { setTicketPriority } from './setTicketPriority.ts'

export const serviceCommands = {
  addAgents,
  chargeBack,
  escalateTickets,
  setTicketPriority,
} satisfies CommandHandlers
