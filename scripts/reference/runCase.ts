/** One case: run it, read its metrics, judge them. */
import { backlog, customers, returns } from './afterSale.ts'
import { triggers, weeklyRatio } from './alerts.ts'
import { runsOf, type ReferenceCase } from './caseFile.ts'
import { deterministic } from './deterministic.ts'
import type { Effort, Family } from './families.ts'
import { funnel } from './funnel.ts'
import { batches, commonNumbers, finiteHorizon, steady } from './inventory.ts'
import { NotExpressed } from './policy.ts'
import { prices, substitution } from './prices.ts'
import { service } from './service.ts'
import { judge } from './tolerance.ts'

/** A family that is not here is not expressed. */
const families: Readonly<Record<string, Family>> = {
  'sS-backorder': steady,
  'sQ-lost-sales': steady,
  'lost-sales-base-stock': steady,
  'base-stock-backorder': steady,
  'random-lead-time': steady,
  'supplier-disruption': steady,
  'newsvendor-day-stock': steady,
  'newsvendor-normal': steady,
  'rnQ-backorder': batches,
  eoq: batches,
  'finite-horizon-effect': finiteHorizon,
  markdown: finiteHorizon,
  'crn-inventory': commonNumbers,
  'crn-demand': prices,
  'price-constant-elasticity': prices,
  'price-competitor': prices,
  'trigger-conversion': triggers,
  'trigger-count': triggers,
  'trigger-window': triggers,
  'trigger-run': triggers,
  'trigger-weekly-ratio': weeklyRatio,
  'stockout-substitution': substitution,
  funnel,
  returns,
  'daily-backlog': backlog,
  'customer-steady': customers,
  'erlang-c': service,
  'cash-forecast': deterministic,
  adstock: deterministic,
  abc: deterministic,
  ewma: deterministic,
}

/** What is printed of one metric. */
export interface Line {
  readonly case: string
  readonly metric: string
  readonly exact: number | string | null
  readonly simulated?: number | string | null
  readonly count?: number
  readonly allowed?: number | string
  readonly status: 'required' | 'optional'
  readonly verdict: 'pass' | 'fail' | 'not expressed' | 'too few'
  readonly reason?: string
}

export function runCase(reference: ReferenceCase, effort: Effort): Line[] {
  const entries = Object.entries(reference.metrics)
  const head = (name: string, exact: Line['exact'], own: 'required' | 'optional' | undefined) => ({
    case: reference.id,
    metric: name,
    exact,
    status: own ?? reference.status,
  })
  const notExpressed = (reason: string) =>
    entries.map(([name, { exact, status }]): Line => ({
      ...head(name, exact, status),
      verdict: 'not expressed',
      reason,
    }))
  const family = families[reference.family]
  if (family === undefined) return notExpressed(`family ${reference.family} is not simulated`)
  let read: ReturnType<Family>
  try {
    read = family(reference, runsOf(reference), effort)
  } catch (error) {
    if (error instanceof NotExpressed) return notExpressed(error.message)
    throw error
  }
  return entries.map(([name, { metric = name, at = {}, exact, tolerance, status }]): Line => {
    try {
      const { passed, isEnough, count, allowed, value } = judge(exact, tolerance, read(metric, at))
      return {
        ...head(name, exact, status),
        simulated: value,
        count,
        allowed,
        verdict: !isEnough ? 'too few' : passed ? 'pass' : 'fail',
      }
    } catch (error) {
      if (!(error instanceof NotExpressed)) throw error
      return { ...head(name, exact, status), verdict: 'not expressed', reason: error.message }
    }
  })
}
