/** What this part of the shop announces. */
import type { Mechanism } from '../../metric.ts'
import { people } from './figures.ts'

export const peopleMechanisms: readonly Mechanism[] = [people]
