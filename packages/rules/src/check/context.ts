import { graphOf, scopesOf, type Graph } from '../graph.ts'
import type { Issue } from '../issues.ts'
import type { Playbook } from '../playbook.ts'
import type { Catalogue, ScopeId } from '../shop.ts'

/** What every analysis reads; built once per check. */
export interface CheckContext {
  readonly playbook: Playbook
  readonly catalogue: Catalogue
  readonly graph: Graph
  readonly scopes: ReadonlyMap<string, readonly ScopeId[]>
  /** Parameter names → default values. */
  readonly params: ReadonlyMap<string, number>
}

/** One analysis: a pure function from the playbook to its problems. */
export type Analysis = (context: CheckContext) => Issue[]

export function checkContext(playbook: Playbook, catalogue: Catalogue): CheckContext {
  const graph = graphOf(playbook)
  return { playbook, catalogue, graph, scopes: scopesOf(graph), params: parameterValues(playbook) }
}

/** Parameter names → default values. */
export function parameterValues(playbook: Playbook): ReadonlyMap<string, number> {
  return new Map(
    Object.entries(playbook.params ?? {}).map(([name, parameter]) => [name, parameter.default]),
  )
}
