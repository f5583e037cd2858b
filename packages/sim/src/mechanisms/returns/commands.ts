/** The commands this mechanism carries out. */
import type { CommandHandlers } from '../../commands/handler.ts'
import { inspectReturns } from './inspectReturns.ts'

export const returnsCommands = { inspectReturns } satisfies CommandHandlers
