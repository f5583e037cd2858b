/** What each family of cases runs and how its metrics follow from the days that were seen. */
import type { CaseRun, Place, ReferenceCase } from './caseFile.ts'
import type { Measured } from './tolerance.ts'

/** How large the samples are. */
export interface Effort {
  /** Days of a replication after its warm-up. */
  readonly days: number
  readonly replications: number
  /** Replications of cases with a short horizon of their own; each has ten products. */
  readonly shortReplications: number
  readonly seed: number
}

/** The metrics of one run, by name. Throws `NotExpressed` where the laboratory cannot say what is asked. */
export type RunMetrics = (metric: string, at: Place) => Measured

/** Runs everything a case asks for; metrics are computed when asked. */
export type Family = (
  reference: ReferenceCase,
  runs: readonly CaseRun[],
  effort: Effort,
) => RunMetrics

/** A value without chance. */
export const fixed = (value: number | string | null): Measured => ({
  value,
  perReplication: typeof value === 'number' ? [value] : [],
  days: 1,
})

/** Mean over replications of equal length of a figure of each. */
export function meanOfReplications(
  perReplication: readonly number[],
  days: number,
  observations?: number,
): Measured {
  const value = perReplication.reduce((sum, x) => sum + x, 0) / perReplication.length
  return { value, perReplication, days, ...(observations === undefined ? {} : { observations }) }
}

/** Sum of one figure ÷ sum of another, and the same in each replication. */
export function ratioOfSums(
  sides: readonly (readonly [above: number, below: number])[],
  days: number,
): Measured {
  const above = sides.reduce((sum, [x]) => sum + x, 0)
  const below = sides.reduce((sum, [, x]) => sum + x, 0)
  return {
    value: below === 0 ? null : above / below,
    perReplication: sides.flatMap(([x, y]) => (y === 0 ? [] : [x / y])),
    days,
  }
}

/** The run that a metric names, or the only one. */
export function runAt<T>(results: ReadonlyMap<string, T>, at: Place): T {
  const name = at.run ?? [...results.keys()][0]!
  const result = results.get(name)
  if (result === undefined) throw new Error(`the case has no run "${name}"`)
  return result
}

export function sampleVariance(values: ArrayLike<number>): number {
  return sampleCovariance(values, values)
}

export function sampleCovariance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const n = a.length
  let meanA = 0
  let meanB = 0
  for (let i = 0; i < n; i++) {
    meanA += a[i]! / n
    meanB += b[i]! / n
  }
  let sum = 0
  for (let i = 0; i < n; i++) sum += (a[i]! - meanA) * (b[i]! - meanB)
  return sum / (n - 1)
}
