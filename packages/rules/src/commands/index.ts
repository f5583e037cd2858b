/** Everything an action may ask of a shop. */
import { advertisingCommands } from './advertising.ts'
import type { CommandDeclaration } from './command.ts'
import { conversionCommands } from './conversion.ts'
import { customerCommands } from './customers.ts'
import { financeCommands } from './finance.ts'
import { orderCommands } from './orders.ts'
import { peopleCommands } from './people.ts'
import { priceCommands } from './price.ts'
import { promotionCommands } from './promotion.ts'
import { serviceCommands } from './service.ts'
import { stockCommands } from './stock.ts'
import { supplyCommands } from './supply.ts'

export const commands = {
  ...supplyCommands,
  ...stockCommands,
  ...priceCommands,
  ...promotionCommands,
  ...conversionCommands,
  ...advertisingCommands,
  ...customerCommands,
  ...serviceCommands,
  ...orderCommands,
  ...financeCommands,
  ...peopleCommands,
} as const satisfies Record<string, CommandDeclaration>

export type CommandId = keyof typeof commands
export const commandIds = Object.keys(commands) as [CommandId, ...CommandId[]]
/** The declaration of a command, with the literal types widened. */
export function commandDeclaration(id: CommandId): CommandDeclaration {
  return commands[id]
}
