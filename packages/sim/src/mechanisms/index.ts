/** The mechanisms of the shop. A new one is one file and one line in its part; its figures follow by themselves. */
import type { Formula, Mechanism } from '../metric.ts'
import { complianceMechanisms } from './compliance/index.ts'
import { customersMechanisms } from './customers/index.ts'
import { demandMechanisms } from './demand/index.ts'
import { fulfilmentMechanisms } from './fulfilment/index.ts'
import { moneyMechanisms } from './money/index.ts'
import { offersMechanisms } from './offers/index.ts'
import { peopleMechanisms } from './people/index.ts'
import { returnsMechanisms } from './returns/index.ts'
import { reviewsMechanisms } from './reviews/index.ts'
import { serviceMechanisms } from './service/index.ts'
import { shelvesMechanisms } from './shelves/index.ts'
import { supplyMechanisms } from './supply/index.ts'
import { worldMechanisms } from './world/index.ts'

export const mechanisms: readonly Mechanism[] = [
  ...worldMechanisms,
  ...demandMechanisms,
  ...offersMechanisms,
  ...shelvesMechanisms,
  ...supplyMechanisms,
  ...fulfilmentMechanisms,
  ...returnsMechanisms,
  ...customersMechanisms,
  ...reviewsMechanisms,
  ...serviceMechanisms,
  ...moneyMechanisms,
  ...peopleMechanisms,
  ...complianceMechanisms,
]

/** How each metric and measure is computed, by id. */
export const formulas: ReadonlyMap<string, Formula> = new Map(
  mechanisms
    .flatMap(({ metrics, measures = [] }) => [...metrics, ...measures])
    .map(({ id, formula }) => [id, formula]),
)
