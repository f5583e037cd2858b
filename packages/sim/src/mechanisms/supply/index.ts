/** What this part of the shop announces. */
import type { Mechanism } from '../../metric.ts'
import { purchaseOrders } from './orders.ts'
import { houseRoutine } from './routine.ts'
import { suppliers } from './suppliers.ts'

export const supplyMechanisms: readonly Mechanism[] = [suppliers, purchaseOrders, houseRoutine]
