/** When an order of a playbook begins and ends. */
import type { Command } from '@sandtable/rules'
import { numberValue, type CommandContext } from '../../commands/handler.ts'

/** First day on which what is ordered now takes effect. */
export function firstDayOf({ state, isAfterClose }: CommandContext): number {
  return state.day + (isAfterClose ? 1 : 0)
}

/** Last day of an effect of `days` days that is ordered now. */
export function untilDayOf(context: CommandContext, command: Command): number {
  return firstDayOf(context) + numberValue(command, 'days') - 1
}
