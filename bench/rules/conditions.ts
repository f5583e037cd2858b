/** The rules of works (a) and (b), as data that is translated into the words of every engine. */
import type { MetricId } from './facts.ts'

export type Operator = '<' | '<=' | '>' | '>=' | '=='
/** A figure against a constant, or against a multiple of another figure. */
export interface Predicate {
  readonly metric: MetricId
  readonly operator: Operator
  readonly value: number | string | { readonly times: number; readonly metric: MetricId }
}
export interface Rule {
  readonly join: 'all' | 'any'
  readonly predicates: readonly Predicate[]
}

/** `metric operator value`, where the value may read `1.5 * metric`. */
function predicate(text: string): Predicate {
  const [metric, operator, ...rest] = text.split(' ') as [MetricId, Operator, ...string[]]
  if (rest.length === 3) {
    return { metric, operator, value: { times: Number(rest[0]), metric: rest[2] as MetricId } }
  }
  const value = rest[0]!
  return { metric, operator, value: /^[A-C]$/.test(value) ? value : Number(value) }
}
const all = (...texts: string[]): Rule => ({ join: 'all', predicates: texts.map(predicate) })
const any = (...texts: string[]): Rule => ({ join: 'any', predicates: texts.map(predicate) })

export const oneCondition: Rule = all(
  'onHandUnits < 1.5 * sold30dUnits',
  'leadTimeDays >= 3',
  'abcClass == A',
)

/** What `handWritten.ts` says as twenty functions. */
export const twentyRules: readonly Rule[] = [
  all('onHandUnits < 1.5 * sold30dUnits', 'leadTimeDays >= 3', 'abcClass == A'),
  all('onHandUnits < 0.5 * sold30dUnits', 'leadTimeDays >= 7', 'abcClass == B'),
  all('coverDays > 90', 'sold30dUnits < 10', 'onHandUnits > 50', 'abcClass == C'),
  all('visits > 300', 'conversionRatio < 0.02', 'onHandUnits > 0'),
  all('visits < 100', 'conversionRatio > 0.06', 'priceCents > 2 * unitCostCents'),
  all('returnRatio > 0.12', 'sold30dUnits >= 20', 'priceCents >= 5000'),
  any('returnRatio > 0.18', 'conversionRatio < 0.002', 'coverDays > 600'),
  all('sold7dUnits > 0.5 * sold30dUnits', 'onHandUnits < 60', 'leadTimeDays > 5'),
  all('sold7dUnits < 0.1 * sold30dUnits', 'coverDays > 30', 'visits > 150', 'abcClass == A'),
  all('priceCents < 1.2 * unitCostCents', 'returnRatio < 0.05', 'sold30dUnits > 40'),
  all('onHandUnits == 0', 'sold30dUnits > 0', 'leadTimeDays <= 10'),
  all('onHandUnits <= 20', 'sold7dUnits >= 5', 'abcClass == A', 'leadTimeDays >= 2'),
  all('coverDays < 7', 'priceCents >= 1500', 'conversionRatio >= 0.03'),
  all('coverDays >= 14', 'coverDays <= 28', 'visits >= 450', 'returnRatio <= 0.1'),
  any('onHandUnits > 190', 'sold30dUnits == 0', 'leadTimeDays > 13'),
  all('unitCostCents > 8000', 'priceCents < 12000', 'sold30dUnits <= 60'),
  all('conversionRatio > 0.05', 'visits > 600', 'onHandUnits < 1 * sold30dUnits'),
  all('abcClass == B', 'coverDays < 14', 'leadTimeDays >= 6', 'sold7dUnits > 3'),
  all('abcClass == C', 'priceCents > 1.9 * unitCostCents', 'visits < 500'),
  all('sold30dUnits > 90', 'returnRatio < 0.08', 'conversionRatio > 0.01', 'onHandUnits >= 30'),
]

/** As a condition of the project's language. */
export function textOf({ join, predicates }: Rule): string {
  return predicates
    .map(({ metric, operator, value }) => {
      if (typeof value === 'string') return `${metric} ${operator} "${value}"`
      if (typeof value === 'number') return `${metric} ${operator} ${value}`
      return `${metric} ${operator} ${value.times} * ${value.metric}`
    })
    .join(join === 'all' ? ' && ' : ' || ')
}
