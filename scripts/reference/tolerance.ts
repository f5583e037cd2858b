/** The rule by which a simulated figure agrees with an exact one. */
import type { Tolerance } from './caseFile.ts'

/** What a run measured. */
export interface Measured {
  readonly value: number | string | null
  /** The figure in each independent replication, where it exists there. */
  readonly perReplication: readonly number[]
  /** Days observed after the warm-up, over all replications. */
  readonly days: number
  /** Observations named by `per` of a sigma tolerance, where they are not days or replications. */
  readonly observations?: number
}

export interface Verdict {
  readonly passed: boolean
  /** False when the sample is smaller than the tolerance asks for: then nothing is said. */
  readonly isEnough: boolean
  /** Number of observations that the tolerance counts. */
  readonly count: number
  /** Greatest distance allowed; text for exact equality. */
  readonly allowed: number | string
  /** The number judged: a mean over replications where the rule says so. */
  readonly value: number | string | null
}

export function judge(
  exact: number | string | null,
  tolerance: Tolerance,
  measured: Measured,
): Verdict {
  const { value, perReplication, days } = measured
  if (tolerance.kind === 'equal') {
    return { passed: value === exact, isEnough: true, count: days, allowed: 'equal', value }
  }
  if (typeof exact !== 'number' || typeof value !== 'number') {
    return { passed: false, isEnough: true, count: days, allowed: 'a number', value }
  }
  const isEnough = isLargeEnough(tolerance, measured)
  const floor = 1e-9 * Math.max(1, Math.abs(exact))
  switch (tolerance.kind) {
    case 'sigma': {
      const count =
        measured.observations ?? (tolerance.per === 'day' ? days : perReplication.length)
      const allowed = (tolerance.sigmas * tolerance.sigmaInf) / Math.sqrt(count) + floor
      return { passed: Math.abs(value - exact) <= allowed, isEnough, count, allowed, value }
    }
    case 'relative': {
      const allowed = tolerance.value * Math.max(1, Math.abs(exact))
      return { passed: Math.abs(value - exact) <= allowed, isEnough, count: days, allowed, value }
    }
    case 'atMost': {
      const allowed = tolerance.factor * exact
      return { passed: value <= allowed, isEnough, count: days, allowed, value }
    }
    case 'standardError': {
      const count = perReplication.length
      const mean = perReplication.reduce((sum, x) => sum + x, 0) / count
      const squares = perReplication.reduce((sum, x) => sum + (x - mean) * (x - mean), 0)
      const standardError = Math.sqrt(squares / (count - 1) / count)
      const allowed = tolerance.sigmas * standardError + floor
      return { passed: Math.abs(mean - exact) <= allowed, isEnough, count, allowed, value: mean }
    }
  }
}

function isLargeEnough(tolerance: Tolerance, { days, perReplication }: Measured): boolean {
  const minDays = 'minDays' in tolerance ? (tolerance.minDays ?? 0) : 0
  const minReplications = 'minReplications' in tolerance ? (tolerance.minReplications ?? 0) : 0
  return days >= minDays && Math.max(perReplication.length, days) >= minReplications
}
