/** Commands are requests: the shop clips them to their bounds, carries them out or refuses, and says which. */
import {
  commandDeclaration,
  commandIds,
  type Command,
  type CommandId,
  type Receipt,
} from '@sandtable/rules'
import type { CommandContext, CommandHandler } from './handler.ts'
import { notify } from './notify.ts'
import { reorder } from './reorder.ts'
import { setPrice } from './setPrice.ts'

/** A command without a handler is refused as `notSimulated`. */
const handlers: Partial<Record<CommandId, CommandHandler>> = { reorder, setPrice, notify }

/** Choices that a handler does not know yet; refused as `notSimulated` rather than passed over. */
const choicesNotSimulated: Partial<Record<CommandId, Readonly<Record<string, readonly string[]>>>> =
  {
    // a product has one supplier, and there is no reserve
    reorder: { supplier: ['backup'], fundedBy: ['reserve'] },
  }

/** Every command the shop carries out. */
export const simulatedCommands: readonly CommandId[] = commandIds.filter((id) => id in handlers)

/** Carries out commands in the order given; one receipt each, in the same order. */
export function applyCommands(context: CommandContext, commands: readonly Command[]): Receipt[] {
  return commands.map((command) => {
    const handle = handlers[command.command]
    if (handle === undefined || !isSimulated(command)) {
      return { fate: 'rejected', reason: 'notSimulated' }
    }
    const clipped = clipToBounds(command)
    const receipt = handle(context, clipped)
    return clipped !== command && receipt.fate === 'applied'
      ? { fate: 'adjusted', reason: 'clippedToBounds' }
      : receipt
  })
}

/** False when the command asks for a choice that its handler does not know. */
function isSimulated({ command, values }: Command): boolean {
  return Object.entries(choicesNotSimulated[command] ?? {}).every(
    ([parameter, choices]) => !choices.some((choice) => choice === values[parameter]),
  )
}

/** The same command when every number lies within its declared bounds, else one with the nearest bounds. */
function clipToBounds(command: Command): Command {
  const { parameters } = commandDeclaration(command.command)
  const clipped: Record<string, number> = {}
  for (const [name, parameter] of Object.entries(parameters)) {
    const value = command.values[name]
    if (parameter.type !== 'number' || typeof value !== 'number') continue
    const bounded = Math.min(parameter.max, Math.max(parameter.min, value))
    if (bounded !== value) clipped[name] = bounded
  }
  return Object.keys(clipped).length === 0
    ? command
    : { ...command, values: { ...command.values, ...clipped } }
}
