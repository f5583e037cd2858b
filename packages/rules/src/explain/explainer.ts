/**
 * Watches the reviews of one run and explains one of them.
 *
 *   reviews before ─▶ states, traces, causes ─▶ review asked about ─▶ views, proposals ─▶ Explanation
 *
 * Watching changes nothing: the same run without an explainer gives the same bytes (SPEC E1).
 */
import type { CompiledNode, CompiledPlaybook } from '../compile.ts'
import { nodeTitle } from '../graph.ts'
import type { Row } from '../language/interpret.ts'
import type { Program, ProposalView, ReviewWatch } from '../program.ts'
import type { Shop, Snapshot } from '../shop.ts'
import { watchCauses } from './causes.ts'
import type {
  EdgeExplanation,
  Explanation,
  NodeExplanation,
  RelatedEntities,
} from './explanation.ts'
import { metricsIn } from './expression.ts'
import { nodeDetails } from './nodeDetails.ts'
import { compiledNode, pathTo, scopeLeaving, type PathNode } from './path.ts'
import { explainProposal, priceBounds, startsCooldown, type PriceBounds } from './proposal.ts'
import { expressionsOf } from './reads.ts'
import { Recording } from './recording.ts'

export interface Question {
  /** Index in `Program.nodes`; the node must be one that a trigger reaches (`compiledNode`). */
  readonly node: number
  readonly day: number
  /** Index into the entities of the node's scope. */
  readonly entity: number
}

export interface Explainer {
  /** What the next review is to be watched with. Give every review of the run, from the first. */
  watch(timing: 'startOfDay' | 'endOfDay', snapshot: Snapshot): ReviewWatch
  /** Undefined until the review asked about is over. */
  explanation(): Explanation | undefined
}

/** Throws when the node takes no part: ask `compiledNode` before. */
export function createExplainer(program: Program, shop: Shop, question: Question): Explainer {
  const target = compiledNode(program, question.node)
  if (target === undefined) throw new Error(`node ${question.node} is not part of what runs`)
  return new ReviewExplainer(program, shop, question, target)
}

class ReviewExplainer implements Explainer {
  readonly #program: Program
  readonly #shop: Shop
  readonly #question: Question
  readonly #target: CompiledNode
  readonly #playbook: CompiledPlaybook
  readonly #path: readonly PathNode[]
  readonly #recording: Recording
  readonly #causes: ReturnType<typeof watchCauses>
  #lastProposedDay: number | undefined
  /** Once the review asked about has come to the node. */
  #told: { readonly nodes: readonly NodeExplanation[]; readonly bounds: PriceBounds } | undefined

  constructor(program: Program, shop: Shop, question: Question, target: CompiledNode) {
    this.#program = program
    this.#shop = shop
    this.#question = question
    this.#target = target
    this.#playbook = program.compiled.find(({ nodes }) => nodes.includes(target))!
    this.#path = pathTo(program, shop, target, question.entity)
    this.#recording = new Recording(this.#path, shop)
    const expressions = this.#path.flatMap(({ node }) => expressionsOf(node))
    const reads = new Set(expressions.flatMap(({ typed }) => metricsIn(typed)))
    this.#causes = watchCauses(program, shop, target.scope, question.entity, reads)
  }

  watch(timing: 'startOfDay' | 'endOfDay', snapshot: Snapshot): ReviewWatch {
    if (this.#told !== undefined) return {}
    const { day } = snapshot
    const isAsked = day === this.#question.day && timing === this.#playbook.timing
    if (isAsked) this.#recording.keepStates()
    return {
      onNode: (view) => {
        this.#recording.note(day, view, isAsked)
        // the last of the path, and nothing has been applied yet: every figure is still as it was read
        if (isAsked && view.node === this.#target.index) this.#tell(snapshot)
      },
      onProposal: (proposal) => {
        if (isAsked) this.#recording.proposals.push(proposal)
        else this.#noteEarlier(day, proposal)
      },
    }
  }

  explanation(): Explanation | undefined {
    if (this.#told === undefined) return undefined
    const { playbook: index, id: nodeId } = this.#program.nodes[this.#target.index]!
    const { bounds } = this.#told
    const nodes = this.#told.nodes.map((node) =>
      node.nodeId === nodeId ? this.#withProposal(node, bounds) : node,
    )
    const isReached = nodes.at(-1)!.outcome.code !== 'notReached'
    return {
      day: this.#question.day,
      review: this.#playbook.timing,
      playbook: { index, name: this.#program.playbooks[index]!.name },
      nodeId,
      entity: {
        scope: this.#target.scope,
        id: this.#entityId(this.#target, this.#question.entity),
      },
      nodes,
      edges: this.#edges(),
      stoppedAt: isReached ? [] : this.#stoppedAt(),
      ...this.#causes.newest(),
    }
  }

  #noteEarlier(day: number, proposal: ProposalView): void {
    this.#causes.note(day, proposal)
    if (this.#isAboutTarget(proposal) && startsCooldown(proposal)) this.#lastProposedDay = day
  }

  #isAboutTarget({ node, entity }: ProposalView): boolean {
    return node === this.#target.index && entity === this.#question.entity
  }

  #tell(snapshot: Snapshot): void {
    const chosen = this.#representatives()
    const rowOf = ({ scope }: CompiledNode, entity: number): Row => ({
      shop: this.#shop,
      snapshot,
      scope,
      entity,
    })
    const nodes = this.#path.map((step): NodeExplanation => {
      const { node } = step
      const entity = chosen.get(node.index)
      const { playbook, id, type } = this.#program.nodes[node.index]!
      const base = {
        nodeId: id,
        title: nodeTitle(this.#program.playbooks[playbook]!.nodes.find((own) => own.id === id)!),
        kind: type,
        category: node.category,
        scope: node.scope,
        related: this.#related(step),
      }
      return entity === undefined
        ? { ...base, entity: null, outcome: { code: 'noEntity' }, expressions: [] }
        : {
            ...base,
            entity: this.#entityId(node, entity),
            ...nodeDetails(step, rowOf(node, entity), this.#recording),
          }
    })
    const bounds =
      this.#target.category === 'action'
        ? priceBounds(this.#target, rowOf(this.#target, this.#question.entity))
        : { floor: Number.NaN, ceiling: Number.NaN }
    this.#told = { nodes, bounds }
  }

  /**
   * The entity to explain at each node: the one asked about, or where a node on the way changes the scope, of
   * those that belong to it the one that came farthest, ties by entity order.
   */
  #representatives(): ReadonlyMap<number, number | undefined> {
    const chosen = new Map<number, number | undefined>()
    for (const { node, entities, edges } of this.#path.toReversed()) {
      const next = edges[0]
      const same = next === undefined ? this.#question.entity : chosen.get(next.to)
      const keepsEntity = next === undefined || scopeLeaving(node) === node.scope
      chosen.set(
        node.index,
        keepsEntity && same !== undefined ? same : this.#farthest(node, entities),
      )
    }
    return chosen
  }

  #farthest(node: CompiledNode, entities: readonly number[]): number | undefined {
    const upTo = this.#path.findIndex((step) => step.node === node)
    const before = this.#path.slice(0, upTo + 1).filter((step) => step.node.scope === node.scope)
    const progress = (entity: number) =>
      before.reduce((steps, step) => {
        const { selected, outputs } = this.#recording.view(step.node.index)
        const keepsScope = scopeLeaving(step.node) === step.node.scope
        const left = keepsScope && step.edges.some(({ port }) => outputs[port]?.[entity] === 1)
        return steps + (selected?.[entity] ?? 0) + Number(left)
      }, 0)
    let best = entities[0]
    let most = -1
    for (const entity of entities) {
      const steps = progress(entity)
      if (steps > most) [best, most] = [entity, steps]
    }
    return best
  }

  #related({ node, entities, leaving, edges }: PathNode): RelatedEntities {
    const { selected, outputs } = this.#recording.view(node.index)
    const ports = edges.length === 0 ? Object.keys(outputs) : edges.map(({ port }) => port)
    return {
      count: entities.length,
      reached:
        selected === undefined
          ? entities.length
          : entities.filter((entity) => selected[entity] === 1).length,
      passed: leaving.filter((entity) => ports.some((port) => outputs[port]?.[entity] === 1))
        .length,
    }
  }

  /** Adds to an action's explanation what was not known before the end of the review. */
  #withProposal(explained: NodeExplanation, bounds: PriceBounds): NodeExplanation {
    const { proposals } = this.#recording
    const own = proposals.find((proposal) => this.#isAboutTarget(proposal))
    if ((own !== undefined) !== (explained.outcome.code === 'proposed')) {
      throw new Error(`the explanation of “${explained.nodeId}” disagrees with its proposal`)
    }
    if (own === undefined || this.#target.category !== 'action') return explained
    const proposal = explainProposal(own, proposals, {
      program: this.#program,
      shop: this.#shop,
      playbook: this.#playbook,
      action: this.#target,
      bounds,
      ...(this.#lastProposedDay === undefined ? {} : { lastProposedDay: this.#lastProposedDay }),
    })
    return { ...explained, proposal, related: { ...explained.related, passed: 1 } }
  }

  #edges(): EdgeExplanation[] {
    return this.#path.flatMap(({ edges }) =>
      edges.map(({ index, port, from, to }) => ({
        id: this.#program.edges[index]!.id,
        from: [this.#nodeId(from), port],
        to: this.#nodeId(to),
        isPassed: this.#isPassed(from, port, to),
      })),
    )
  }

  #isPassed(from: number, port: string, to: number): boolean {
    const output = this.#recording.view(from).outputs[port]
    const { entities } = this.#path.find(({ node }) => node.index === to)!
    return entities.some((entity) => output?.[entity] === 1)
  }

  /** Triggers that selected nothing, nodes it came to and did not leave towards the target, and nodes that hold it. */
  #stoppedAt(): string[] {
    return this.#path
      .filter(({ node, entities, edges }) => {
        if (edges.length === 0) return false
        const { selected, held } = this.#recording.view(node.index)
        const isThere =
          selected === undefined ||
          entities.some((entity) => selected[entity] === 1) ||
          held.size > 0
        return isThere && !edges.some(({ port, to }) => this.#isPassed(node.index, port, to))
      })
      .map(({ node }) => this.#nodeId(node.index))
  }

  #nodeId(node: number): string {
    return this.#program.nodes[node]!.id
  }

  #entityId({ scope }: CompiledNode, entity: number): string {
    return this.#shop.entities(scope).ids[entity]!
  }
}
