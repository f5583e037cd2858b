import type { CompiledFlow, CompiledNode } from '../compile.ts'
import type { HeldState } from '../node.ts'
import type { NodeView, ProposalView } from '../program.ts'
import type { Shop } from '../shop.ts'
import type { InstanceState } from '../triggerState.ts'
import { FlowTrace } from './flowTrace.ts'
import type { PathNode } from './path.ts'

/** What one node of the path did in the review asked about; copies. */
export interface View {
  /** Absent for triggers. */
  readonly selected?: Uint8Array
  readonly outputs: Readonly<Record<string, Uint8Array>>
  /** By entity of the path. */
  readonly held: ReadonlyMap<number, HeldState>
}

const freshState: InstanceState = {
  state: 'inactive',
  heldReviews: 0,
  keepReviews: 0,
  cooldownReviews: 0,
}

/** What was seen of the nodes of a path: states and traces of all reviews, views and proposals of the one asked about. */
export class Recording {
  /** Of the review asked about. */
  readonly proposals: ProposalView[] = []
  readonly #path: ReadonlyMap<number, PathNode>
  /** By trigger: its instances as they are now. */
  readonly #states = new Map<number, (entity: number) => InstanceState>()
  readonly #before = new Map<number, ReadonlyMap<number, InstanceState>>()
  readonly #traces: ReadonlyMap<number, FlowTrace>
  readonly #views = new Map<number, View>()

  constructor(path: readonly PathNode[], shop: Shop) {
    this.#path = new Map(path.map((step) => [step.node.index, step]))
    this.#traces = new Map(
      path.flatMap(({ node }) => (isFlow(node) ? [[node.index, new FlowTrace(node, shop)]] : [])),
    )
  }

  /** Keeps the states of triggers before the review asked about. */
  keepStates(): void {
    for (const { node, entities } of this.#path.values()) {
      if (node.category !== 'trigger' || node.condition === undefined) continue
      const stateOf = this.#states.get(node.index)
      const states = entities.map((entity) => [entity, stateOf?.(entity) ?? freshState] as const)
      this.#before.set(node.index, new Map(states))
    }
  }

  note(day: number, view: NodeView, isAsked: boolean): void {
    const { node, selected, outputs = {}, state } = view
    const step = this.#path.get(node)
    if (step === undefined) return
    if (state !== undefined) this.#states.set(node, state)
    if (selected !== undefined) this.#traces.get(node)?.note(day, selected, outputs)
    if (isAsked) this.#views.set(node, copyOf(view, step))
  }

  view(node: number): View {
    return this.#views.get(node)!
  }

  /** The instance of a trigger before and after the review asked about; call it while that review runs. */
  states(
    trigger: number,
    entity: number,
  ): { readonly before: InstanceState; readonly after: InstanceState } {
    return {
      before: this.#before.get(trigger)!.get(entity)!,
      after: this.#states.get(trigger)!(entity),
    }
  }

  trace(flow: number): FlowTrace {
    return this.#traces.get(flow)!
  }
}

function isFlow(node: CompiledNode): node is CompiledFlow {
  return node.category !== 'trigger' && node.category !== 'action'
}

function copyOf({ selected, outputs = {}, held }: NodeView, { entities }: PathNode): View {
  const copies = Object.entries(outputs).map(([port, selection]) => [port, selection.slice()])
  const kept = entities.flatMap((entity): [number, HeldState][] => {
    const state = held?.(entity)
    return state === undefined ? [] : [[entity, state]]
  })
  return {
    ...(selected === undefined ? {} : { selected: selected.slice() }),
    outputs: Object.fromEntries(copies) as View['outputs'],
    held: new Map(kept),
  }
}
