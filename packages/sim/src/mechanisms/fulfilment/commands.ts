/** The commands this mechanism carries out. */
import type { CommandHandlers } from '../../commands/handler.ts'
import { addCapacity } from './addCapacity.ts'
import { followUpOrders } from './followUpOrders.ts'
import { rentSpace } from './rentSpace.ts'
import { reslot } from './reslot.ts'
import { setCourierTier } from './setCourierTier.ts'
import { setShipPolicy } from './setShipPolicy.ts'

export const fulfilmentCommands = {
  addCapacity,
  followUpOrders,
  rentSpace,
  reslot,
  setCourierTier,
  setShipPolicy,
} satisfies CommandHandlers
