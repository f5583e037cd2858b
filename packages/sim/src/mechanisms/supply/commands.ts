/** The commands this mechanism carries out. */
import type { CommandHandlers } from '../../commands/handler.ts'
import { cancelOrders } from './cancelOrders.ts'
import { shareForecast } from './commitments.ts'
import { expedite, reorder } from './reorder.ts'
import { capPurchases, setReviewCycle, setSafetyStock } from './routineLevers.ts'
import { shiftSupply } from './shiftSupply.ts'
import { switchSupplier } from './switchSupplier.ts'

export const supplyCommands = {
  reorder,
  expedite,
  cancelOrders,
  setSafetyStock,
  setReviewCycle,
  switchSupplier,
  shiftSupply,
  shareForecast,
  capPurchases,
} satisfies CommandHandlers
