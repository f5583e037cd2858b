/** Commands are requests: the shop clips them to their bounds, carries them out or refuses, and says which. */
import {
  commandDeclaration,
  commandIds,
  type Command,
  type CommandId,
  type Receipt,
} from '@sandtable/rules'
import { customersCommands } from '../mechanisms/customers/commands.ts'
import { demandCommands } from '../mechanisms/demand/commands.ts'
import { fulfilmentCommands } from '../mechanisms/fulfilment/commands.ts'
import { moneyCommands } from '../mechanisms/money/commands.ts'
import { offersCommands } from '../mechanisms/offers/commands.ts'
import { peopleCommands } from '../mechanisms/people/commands.ts'
import { returnsCommands } from '../mechanisms/returns/commands.ts'
import { reviewsCommands } from '../mechanisms/reviews/commands.ts'
import { serviceCommands } from '../mechanisms/service/commands.ts'
import { shelvesCommands } from '../mechanisms/shelves/commands.ts'
import { supplyCommands } from '../mechanisms/supply/commands.ts'
import type { CommandContext, CommandHandler } from './handler.ts'

/** This shop carries out every command there is; the compiler names one that has no handler. */
const handlers: Readonly<Record<CommandId, CommandHandler>> = {
  ...demandCommands,
  ...offersCommands,
  ...shelvesCommands,
  ...supplyCommands,
  ...fulfilmentCommands,
  ...returnsCommands,
  ...customersCommands,
  ...reviewsCommands,
  ...serviceCommands,
  ...moneyCommands,
  ...peopleCommands,
}

/** Carries out commands in the order given; one receipt each, in the same order. */
export function applyCommands(context: CommandContext, commands: readonly Command[]): Receipt[] {
  return commands.map((command) => {
    const handle = handlers[command.command]
    const clipped = clipToBounds(command)
    const receipt = handle(context, clipped)
    return clipped !== command && receipt.fate === 'applied'
      ? { fate: 'adjusted', reason: 'clippedToBounds' }
      : receipt
  })
}

/** The numbers every command takes, with their bounds. */
const numberBounds = new Map(
  commandIds.map((id) => [
    id,
    Object.entries(commandDeclaration(id).parameters).flatMap(([name, parameter]) =>
      parameter.type === 'number' ? [{ name, min: parameter.min, max: parameter.max }] : [],
    ),
  ]),
)

/** The same command when every number lies within its declared bounds, else one with the nearest bounds. */
function clipToBounds(command: Command): Command {
  let { values } = command
  for (const { name, min, max } of numberBounds.get(command.command)!) {
    const value = values[name]
    if (typeof value !== 'number') continue
    const bounded = Math.min(max, Math.max(min, value))
    if (bounded !== value) values = { ...values, [name]: bounded }
  }
  return values === command.values ? command : { ...command, values }
}
