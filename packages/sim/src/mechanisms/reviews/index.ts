/** What this part of the shop announces. */
import type { Mechanism } from '../../metric.ts'
import { reviews } from './figures.ts'
import { reputation } from './reputationFigures.ts'

export const reviewsMechanisms: readonly Mechanism[] = [reviews, reputation]
