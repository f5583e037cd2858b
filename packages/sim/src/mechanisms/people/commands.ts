/** The commands this mechanism carries out. */
import type { CommandHandlers } from '../../commands/handler.ts'
import { notify } from './notify.ts'
import { openTask } from './openTask.ts'

export const peopleCommands = { notify, openTask } satisfies CommandHandlers
