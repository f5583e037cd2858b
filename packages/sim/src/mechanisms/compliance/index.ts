/** What this part of the shop announces. */
import type { Mechanism } from '../../metric.ts'
import { compliance } from './figures.ts'

export const complianceMechanisms: readonly Mechanism[] = [compliance]
