/** Figures of the shop as options of a search list. */
import {
  scopes,
  textIn,
  units,
  type Catalogue,
  type Language,
  type ScopeId,
} from '@sandtable/rules'
import { metricsOfScope } from '@sandtable/rules'
import type { SearchOption } from '../ui/SearchSelect.tsx'

/** The figures of these scopes, by scope; those of the first are named plainly, others as `parent.figure`. */
export function metricOptions(
  catalogue: Catalogue,
  of: readonly ScopeId[],
  language: Language,
  nameOf: (scope: ScopeId, id: string) => string,
): readonly SearchOption[] {
  return of.flatMap((scope) =>
    [...metricsOfScope(catalogue, scope).values()].map((metric) => ({
      value: nameOf(scope, metric.id),
      label: textIn(metric.label, language),
      detail: nameOf(scope, metric.id),
      group: textIn(scopes[scope].label, language),
      words: `${metric.label.en} ${metric.label.zh} ${textIn(units[metric.unit].label, language)}`,
    })),
  )
}
