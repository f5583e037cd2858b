/** The commands this mechanism carries out. */
import type { CommandHandlers } from '../../commands/handler.ts'
import { dispose, quarantine, returnToSupplier, spotCheck } from './takeAway.ts'
import { transfer } from './transfers.ts'

export const shelvesCommands = {
  transfer,
  returnToSupplier,
  dispose,
  spotCheck,
  quarantine,
} satisfies CommandHandlers
