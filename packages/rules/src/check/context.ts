import { CheckedTexts } from '../analysis/checkedTexts.ts'
import { Meaning } from '../analysis/meaning.ts'
import { Paths } from '../analysis/paths.ts'
import { parameterValues, type ParameterValues } from '../config.ts'
import { graphOf, scopesOf, type Graph } from '../graph.ts'
import type { Issue } from '../issues.ts'
import type { Playbook } from '../playbook.ts'
import type { ScopeId } from '../scopes.ts'
import type { Catalogue } from '../shop.ts'

/** What every analysis reads; built once per check. */
export interface CheckContext {
  readonly playbook: Playbook
  readonly catalogue: Catalogue
  readonly graph: Graph
  readonly scopes: ReadonlyMap<string, readonly ScopeId[]>
  /** Parameter names → default values. */
  readonly params: ParameterValues
  readonly texts: CheckedTexts
}

/** The context of the analyses that follow entities through a graph without cycle. */
export interface FlowContext extends CheckContext {
  /** For proofs. */
  readonly paths: Paths
  /** The same, where data that is missing for lack of history counts as there: for advice. */
  readonly lenientPaths: Paths
}

/** One analysis: a pure function from the playbook to its problems. */
export type Analysis = (context: CheckContext) => Issue[]
export type FlowAnalysis = (context: FlowContext) => Issue[]

export function checkContext(playbook: Playbook, catalogue: Catalogue): CheckContext {
  const graph = graphOf(playbook)
  const params = parameterValues(playbook)
  const texts = new CheckedTexts({ catalogue, params })
  return { playbook, catalogue, graph, scopes: scopesOf(graph), params, texts }
}

export function flowContext(context: CheckContext): FlowContext {
  const { catalogue } = context
  return {
    ...context,
    paths: new Paths(context, new Meaning(catalogue)),
    lenientPaths: new Paths(context, new Meaning(catalogue, true)),
  }
}
