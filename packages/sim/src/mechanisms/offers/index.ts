/** What this part of the shop announces. */
import type { Mechanism } from '../../metric.ts'
import { pricing } from './pricing.ts'
import { promotions } from './promotions.ts'
import { listing } from './listing.ts'

export const offersMechanisms: readonly Mechanism[] = [pricing, promotions, listing]
