/** The commands this mechanism carries out. */
import type { CommandHandlers } from '../../commands/handler.ts'
import { moveBudget, setBid, setChannelBudget, throttleSpend } from './budgets.ts'
import { runLivestream } from './runLivestream.ts'
import { setChannelState } from './setChannelState.ts'
import { setTrafficWeight } from './setTrafficWeight.ts'

export const demandCommands = {
  setChannelBudget,
  moveBudget,
  setBid,
  throttleSpend,
  setChannelState,
  setTrafficWeight,
  runLivestream,
} satisfies CommandHandlers
