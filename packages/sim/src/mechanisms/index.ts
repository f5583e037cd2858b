/** The mechanisms of the shop. A new one is one file and one line here; its figures follow by themselves. */
import type { Formula, Mechanism } from '../metric.ts'
import { demand } from './demand.ts'
import { houseRoutine } from './houseRoutine.ts'
import { listing } from './listing.ts'
import { money } from './money.ts'
import { pricing } from './pricing.ts'
import { stocks } from './stock.ts'
import { stockouts } from './stockouts.ts'
import { suppliers } from './suppliers.ts'

export const mechanisms: readonly Mechanism[] = [
  demand,
  stocks,
  stockouts,
  listing,
  suppliers,
  houseRoutine,
  pricing,
  money,
]

/** How each metric and measure is computed, by id. */
export const formulas: ReadonlyMap<string, Formula> = new Map(
  mechanisms
    .flatMap(({ metrics, measures = [] }) => [...metrics, ...measures])
    .map(({ id, formula }) => [id, formula]),
)
