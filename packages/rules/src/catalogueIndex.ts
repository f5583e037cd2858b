/** Looking up what a shop announces. */
import type { ScopeId } from './scopes.ts'
import type { Catalogue, MetricInfo } from './shop.ts'

/** Index of a catalogue by scope and metric id; built once per catalogue. */
const indices = new WeakMap<Catalogue, Map<ScopeId, Map<string, MetricInfo>>>()

/** The metrics of a scope, by id. */
export function metricsOfScope(
  catalogue: Catalogue,
  scope: ScopeId,
): ReadonlyMap<string, MetricInfo> {
  let index = indices.get(catalogue)
  if (index === undefined) {
    index = new Map()
    for (const metric of catalogue.metrics) {
      for (const member of metric.scopes) {
        const ofScope = index.get(member) ?? new Map<string, MetricInfo>()
        ofScope.set(metric.id, metric)
        index.set(member, ofScope)
      }
    }
    indices.set(catalogue, index)
  }
  return index.get(scope) ?? new Map()
}
