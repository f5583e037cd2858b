/** What this part of the shop announces. */
import type { Mechanism } from '../../metric.ts'
import { couriers } from './couriers.ts'
import { packing } from './packing.ts'

export const fulfilmentMechanisms: readonly Mechanism[] = [packing, couriers]
