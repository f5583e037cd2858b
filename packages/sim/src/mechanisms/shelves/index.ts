/** What this part of the shop announces. */
import type { Mechanism } from '../../metric.ts'
import { filling } from './fillingFigures.ts'
import { stocks } from './figures.ts'
import { regionMetrics } from './regions.ts'
import { stockouts } from './stockouts.ts'

export const shelvesMechanisms: readonly Mechanism[] = [
  filling,
  { ...stocks, metrics: [...stocks.metrics, ...regionMetrics] },
  stockouts,
]
