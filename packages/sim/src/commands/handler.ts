import { textOrEmpty, type Command, type CommandId, type Receipt } from '@sandtable/rules'
import type { Luck } from '../luck.ts'
import type { Model } from '../model.ts'
import type { State } from '../state.ts'
import type { View } from '../view.ts'

/** What a handler works on. */
export interface CommandContext {
  readonly model: Model
  readonly state: State
  readonly view: View
  readonly luck: Luck
  /** True in the evening review: the day is closed, costs and effects belong to the next one. */
  readonly isAfterClose: boolean
}

/** Carries out one command whose numbers lie within the bounds of its declaration, or refuses it. */
export type CommandHandler = (context: CommandContext, command: Command) => Receipt

/** What a mechanism carries out. */
export type CommandHandlers = Partial<Record<CommandId, CommandHandler>>

/** Minutes that relabelling a product takes a desk (0.2 hours). */
export const relabellingMinutes = 12

/** A number of a command that its declaration says is always there. */
export function numberValue(command: Command, name: string): number {
  const value = command.values[name]
  if (typeof value !== 'number') {
    throw new Error(`${command.command}: "${name}" must be a number, got ${JSON.stringify(value)}`)
  }
  return value
}

/** Position of a choice of a command in a list that has all of them. */
export function choicePlace(command: Command, name: string, choices: readonly string[]): number {
  const choice = textOrEmpty(command.values[name])
  const place = choices.indexOf(choice)
  if (place < 0) throw new Error(`${command.command}: unknown ${name} "${choice}"`)
  return place
}
