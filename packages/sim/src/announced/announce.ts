/**
 * Figures that playbooks may name and the shop cannot compute yet: always missing, and `check` says so
 * (`notSimulated`). A mechanism that implements one deletes its line here; `tests/sim/catalogue.test.ts` fails on
 * a figure that is declared twice.
 */
import { unitOfId, type MetricInfo, type ScopeId } from '@sandtable/rules'
import { mechanisms } from '../mechanisms/index.ts'

type Optional = 'type' | 'unit' | 'mayBeMissing'

/** Declares a figure; without a word to the contrary a number in the unit of its id that always exists. */
export function announce(
  info: Omit<MetricInfo, Optional | 'isSimulated'> & Partial<Pick<MetricInfo, Optional>>,
): MetricInfo {
  return {
    type: 'number',
    unit: unitOfId(info.id),
    mayBeMissing: false,
    isSimulated: false,
    ...info,
  }
}

/** Declares scopes for which a simulated figure is not computed yet; what is not said here is as it is there. */
export function announceScopes(
  id: string,
  scopes: readonly ScopeId[],
  changes: Partial<Pick<MetricInfo, 'help' | 'mayBeMissing'>> = {},
): MetricInfo {
  const simulated = mechanisms.flatMap(({ metrics }) => metrics).find((metric) => metric.id === id)
  if (simulated === undefined) throw new Error(`no mechanism computes "${id}"`)
  const { formula: _, ...info } = simulated
  return { ...info, scopes, isSimulated: false, ...changes }
}
