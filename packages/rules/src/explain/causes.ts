/** Earlier commands of the run that moved what an explanation reads. */
import { commandDeclaration } from '../commands/index.ts'
import { nodeTitle } from '../graph.ts'
import type { Program, ProposalView } from '../program.ts'
import { isParent } from '../scopes.ts'
import type { CommandValue, EntityRef, Shop } from '../shop.ts'
import type { ScopeId } from '../scopes.ts'
import type { Cause, Explanation, PlainCommandValues, ProposalSummary } from './explanation.ts'
import { compiledNode } from './path.ts'

/** As many as a person reads. */
const maxCauses = 20

/** Keeps the newest commands on the entity, its parents and its children that write into a figure of `reads`. */
export function watchCauses(
  program: Program,
  shop: Shop,
  scope: ScopeId,
  entity: number,
  reads: ReadonlySet<string>,
): {
  readonly note: (day: number, proposal: ProposalView) => void
  readonly newest: () => Pick<Explanation, 'causes' | 'moreCauses'>
} {
  const causes: Cause[] = []
  let count = 0
  return {
    note: (day, proposal) => {
      const { node, command, fate, reason } = proposal
      if (fate !== 'applied' && fate !== 'adjusted') return
      const metricIds = Object.keys(commandDeclaration(command).writes).filter((id) =>
        reads.has(id),
      )
      const target = { scope: compiledNode(program, node)!.scope, entity: proposal.entity }
      if (metricIds.length === 0 || !areRelated(shop, target, { scope, entity })) return
      count++
      causes.unshift({
        ...summarize(program, shop, proposal),
        day,
        fate,
        ...(reason === undefined ? {} : { reason }),
        metricIds,
      })
      if (causes.length > maxCauses) causes.pop()
    },
    newest: () => ({ causes, moreCauses: count - causes.length }),
  }
}

/** True for one and the same entity, and for a parent and its child. */
export function areRelated(shop: Shop, a: EntityRef, b: EntityRef): boolean {
  if (a.scope === b.scope) return a.entity === b.entity
  const [parent, child] = isParent(a.scope, b.scope) ? [a, b] : [b, a]
  return shop.entities(child.scope).parents[parent.scope]?.[child.entity] === parent.entity
}

/** A proposal with names in place of indices. */
export function summarize(program: Program, shop: Shop, proposal: ProposalView): ProposalSummary {
  const { node, command, entity, priority, values } = proposal
  const { playbook: index, id: nodeId } = program.nodes[node]!
  const { scope } = compiledNode(program, node)!
  const { name, nodes } = program.playbooks[index]!
  return {
    playbook: { index, name },
    nodeId,
    title: nodeTitle(nodes.find((own) => own.id === nodeId)!),
    command,
    entity: { scope, id: shop.entities(scope).ids[entity]! },
    values: plainValues(shop, values),
    priority,
  }
}

/** Command values with entities by id. */
export function plainValues(
  shop: Shop,
  values: Readonly<Record<string, CommandValue>>,
): PlainCommandValues {
  return Object.fromEntries(
    Object.entries(values).map(([id, value]) => [
      id,
      isEntityRef(value) ? shop.entities(value.scope).ids[value.entity]! : value,
    ]),
  )
}

function isEntityRef(value: CommandValue): value is EntityRef {
  return typeof value === 'object' && !Array.isArray(value)
}
