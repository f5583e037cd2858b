/** Runs a playbook day by day and tells what left each port. */
import type {
  Catalogue,
  Entities,
  NodeView,
  Playbook,
  ReviewWatch,
  ScopeId,
  Shop,
} from '@sandtable/rules'
import { fakeCatalogue, snapshot, type Figures } from './fakeShop.ts'
import { program } from './playbooks.ts'

/** A shop given by the parents of its entities: `{ product: { p0: { category: 'c0' } } }`. */
export function shopOf(
  tables: Partial<Record<ScopeId, Record<string, Partial<Record<ScopeId, string>>>>>,
  catalogue: Catalogue = fakeCatalogue,
): Shop {
  const idsOf = (scope: ScopeId) =>
    scope === 'shop' ? ['shop'] : Object.keys(tables[scope] ?? {}).toSorted()
  const entities = (scope: ScopeId): Entities => {
    const ids = idsOf(scope)
    const parentIds = (id: string) => ({ shop: 'shop', ...tables[scope]?.[id] })
    const known = ids.length === 0 ? ['shop'] : Object.keys(parentIds(ids[0]!))
    const parents = known.map((parent) => [
      parent,
      Int32Array.from(ids, (id) =>
        idsOf(parent as ScopeId).indexOf(parentIds(id)[parent as ScopeId]!),
      ),
    ])
    return { scope, ids, parents: Object.fromEntries(parents) as Entities['parents'] }
  }
  return { catalogue, entities }
}

/** Per day, the ids that left each port of a node. */
export function portsByDay(
  book: Playbook,
  nodeId: string,
  shop: Shop,
  days: readonly Figures[],
): Record<string, string[]>[] {
  const compiled = program(book, shop.catalogue)
  const reviewer = compiled.startReviewer(shop)
  const index = compiled.nodes.findIndex(({ id }) => id === nodeId)
  const flow = compiled.compiled[0]!.nodes.find((node) => node.index === index)!
  const scope =
    flow.category === 'condition' || flow.category === 'flow' ? flow.outputScope : flow.scope
  const { ids } = shop.entities(scope)
  return days.map((_, today) => {
    let view: NodeView | undefined
    let ports: Record<string, string[]> = {}
    const watch: ReviewWatch = {
      onNode: (next) => {
        if (next.node !== index) return
        view = next
        // arrays are reused by the next review
        ports = Object.fromEntries(
          Object.entries(next.outputs ?? {}).map(([port, selection]) => [
            port,
            ids.filter((__, entity) => selection[entity] === 1),
          ]),
        )
      },
    }
    const past = days.slice(0, today + 1).toReversed()
    reviewer.review(
      'endOfDay',
      snapshot(today + 1, past),
      (asked) => asked.map(() => ({ fate: 'applied' })),
      watch,
    )
    if (view === undefined) throw new Error(`${nodeId} was not evaluated`)
    return ports
  })
}
