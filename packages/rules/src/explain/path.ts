/** Which nodes lead to the node asked about, and which entities of theirs belong to the entity asked about. */
import type { CompiledNode } from '../compile.ts'
import type { Program } from '../program.ts'
import { isParent, type ScopeId } from '../scopes.ts'
import type { Shop } from '../shop.ts'

/** One node on a path from a trigger to the node asked about. */
export interface PathNode {
  readonly node: CompiledNode
  /** Entities of the node's scope that belong to the one asked about. */
  readonly entities: readonly number[]
  /** The same in the scope of what leaves. */
  readonly leaving: readonly number[]
  /** Edges of the path that leave it. */
  readonly edges: readonly PathEdge[]
}
export interface PathEdge {
  /** Index in `Program.edges`. */
  readonly index: number
  readonly port: string
  /** Indices in `Program.nodes`. */
  readonly from: number
  readonly to: number
}

/** The compiled node; undefined when it is disabled, or no trigger reaches it. */
export function compiledNode(program: Program, index: number): CompiledNode | undefined {
  return program.compiled
    .flatMap(({ nodes }) => nodes)
    .find((candidate) => candidate.index === index)
}

/** The path to a node, in flow order; the node itself is last. */
export function pathTo(
  program: Program,
  shop: Shop,
  target: CompiledNode,
  entity: number,
): readonly PathNode[] {
  const { nodes } = program.compiled.find((playbook) => playbook.nodes.includes(target))!
  const found = new Map<number, PathNode>()
  // from the target back to the triggers: what a node leads to is known before the node
  for (const node of nodes.toReversed()) {
    if (node === target) {
      found.set(node.index, { node, entities: [entity], leaving: [entity], edges: [] })
      continue
    }
    const edges = [...found.values()].flatMap(({ node: next }) =>
      next.inputs
        .filter(({ from }) => from === node.index)
        .map(({ index, port }) => ({ index, port, from: node.index, to: next.index })),
    )
    if (edges.length === 0) continue
    const leaving = union(edges.map(({ to }) => found.get(to)!.entities))
    const entities = relatedEntities(shop, scopeLeaving(node), leaving, node.scope)
    found.set(node.index, { node, entities, leaving, edges })
  }
  return [...found.values()].toReversed()
}

/** The scope of the selection that leaves a node. */
export function scopeLeaving(node: CompiledNode): ScopeId {
  return 'outputScope' in node ? node.outputScope : node.scope
}

/**
 * Entities of scope `to` that belong to some of `from`: themselves, their parents, their children, and where
 * neither scope is a parent of the other, all.
 */
export function relatedEntities(
  shop: Shop,
  from: ScopeId,
  entities: readonly number[],
  to: ScopeId,
): readonly number[] {
  if (from === to) return entities
  const parents = shop.entities(from).parents[to]
  if (isParent(to, from) && parents !== undefined)
    return union([entities.map((entity) => parents[entity]!)])
  const all = Array.from(shop.entities(to).ids.keys())
  const owners = shop.entities(to).parents[from]
  if (!isParent(from, to) || owners === undefined) return all
  const wanted = new Set(entities)
  return all.filter((entity) => wanted.has(owners[entity]!))
}

function union(groups: readonly (readonly number[])[]): readonly number[] {
  return [...new Set(groups.flat())].toSorted((a, b) => a - b)
}
