/** The commands this mechanism carries out. */
import type { CommandHandlers } from '../../commands/handler.ts'
import { collect } from './collect.ts'
import { fundReserve } from './fundReserve.ts'
import { setCreditTerms } from './setCreditTerms.ts'

export const moneyCommands = { collect, fundReserve, setCreditTerms } satisfies CommandHandlers
