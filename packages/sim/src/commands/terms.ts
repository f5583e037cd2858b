/** When a command of a playbook begins to act, and when it ends. */
import type { Command } from '@sandtable/rules'
import { noEnd } from '../rings.ts'
import { numberValue, type CommandContext } from './handler.ts'

/** When a command or order is given. */
export type Moment = Pick<CommandContext, 'state' | 'isAfterClose'>

/** First day on which what is ordered now takes effect. */
export function firstDayOf({ state, isAfterClose }: Moment): number {
  return state.day + (isAfterClose ? 1 : 0)
}

/** Last day of what is ordered now for so many `days`; `noEnd` where the command names none. */
export function untilDayOf(moment: Moment, command: Command): number {
  return command.values['days'] === undefined
    ? noEnd
    : firstDayOf(moment) + numberValue(command, 'days') - 1
}
