/**
 * One review: snapshot → evaluate → resolve → apply.
 *
 *   triggers ─selection─▶ conditions ─selection─▶ actions ─Proposal─▶ cooldowns, limits ─▶ conflicts ─▶ guards ─▶ shop
 *
 * Nothing a node does is visible to another node of the same review. Every proposal ends in exactly one
 * fate: applied, adjusted, suppressed, rejected (SPEC R1–R6).
 */
import type { CompiledAction, CompiledNode, CompiledPlaybook, CompiledTrigger } from './compile.ts'
import { bindColumn, type Column } from './language/vectorize.ts'
import type { ReviewCounts, Reviewer } from './program.ts'
import {
  commandDeclaration,
  type Command,
  type Entities,
  type Receipt,
  type Shop,
  type Snapshot,
  type FateReason,
} from './shop.ts'
import { byPriority, resolveConflicts, type Proposal } from './resolve.ts'
import { TriggerState } from './triggerState.ts'

/** Evaluates one node; reads the selections of nodes before it, writes its own. */
type BoundNode = (snapshot: Snapshot, proposals: Proposal[]) => void

/** Starts fresh state for every node and entity. `nodeCount` and `edgeCount` are those of the whole program. */
export function createReviewer(
  playbooks: readonly CompiledPlaybook[],
  nodeCount: number,
  edgeCount: number,
  shop: Shop,
): Reviewer {
  const counts: ReviewCounts = {
    evaluated: new Int32Array(nodeCount),
    fired: new Int32Array(nodeCount),
    applied: new Int32Array(nodeCount),
    adjusted: new Int32Array(nodeCount),
    suppressed: new Int32Array(nodeCount),
    rejected: new Int32Array(nodeCount),
    passed: new Int32Array(edgeCount),
    reasons: Array.from({ length: nodeCount }, () => new Map<FateReason, number>()),
  }
  const selections = new Map<string, Uint8Array>()
  const bound = playbooks.map((playbook, index) => ({
    ...playbook,
    bound: playbook.nodes.map((node) => bindNode(node, index, shop, selections, counts)),
  }))
  return {
    review(timing, snapshot, apply) {
      const { reasons, ...columns } = counts
      for (const column of Object.values(columns)) column.fill(0)
      for (const reason of reasons) reason.clear()
      const proposals: Proposal[] = []
      for (const playbook of bound) {
        if (playbook.timing !== timing) continue
        for (const evaluate of playbook.bound) evaluate(snapshot, proposals)
      }
      if (proposals.length === 0) return counts
      const winners = resolveConflicts(proposals, shop).toSorted(byPriority)
      const commands = commandsOf(winners)
      const accepted = guard(commands, playbooks)
      suppress(proposals, new Set(winners), 'conflict', counts)
      suppress(
        winners,
        new Set(accepted.flatMap((command) => command.proposals)),
        'actionsPerDay',
        counts,
      )
      const receipts = apply(accepted.map(({ command }) => command))
      book(accepted, receipts, counts)
      return counts
    },
  }
}

function bindNode(
  node: CompiledNode,
  playbook: number,
  shop: Shop,
  selections: Map<string, Uint8Array>,
  counts: ReviewCounts,
): BoundNode {
  const entities = shop.entities(node.scope)
  const output = (port: string): Uint8Array => {
    const selection = new Uint8Array(entities.ids.length)
    selections.set(`${node.index}.${port}`, selection)
    return selection
  }
  if (node.category === 'trigger') return bindTrigger(node, entities, output('out'), counts)
  const gather = bindInputs(node, entities, selections, counts)
  if (node.category === 'action') return bindAction(node, playbook, entities, gather, counts)

  const condition = bindColumn(node.typed, entities)
  const isTrue = output('true')
  const isFalse = output('false')
  const isMissing = output('missing')
  const whenMissing = { true: isTrue, false: isFalse, missing: isMissing }[node.onMissing]
  return (snapshot) => {
    const selected = gather()
    const values = condition(snapshot)
    isTrue.fill(0)
    isFalse.fill(0)
    isMissing.fill(0)
    for (let i = 0; i < selected.length; i++) {
      if (selected[i] === 0) continue
      counts.evaluated[node.index]!++
      const value = values[i]!
      const port = value === 1 ? isTrue : value === 0 ? isFalse : whenMissing
      port[i] = 1
      if (port === isTrue) counts.fired[node.index]!++
    }
  }
}

/** The union of the selections of a node's incoming edges; counts what passes each edge. */
function bindInputs(
  node: CompiledNode,
  entities: Entities,
  selections: ReadonlyMap<string, Uint8Array>,
  counts: ReviewCounts,
): () => Uint8Array {
  const union = new Uint8Array(entities.ids.length)
  // an inactive source has no selection: nothing comes from it
  const sources = node.inputs.flatMap(({ index, from, port }) => {
    const selection = selections.get(`${from}.${port}`)
    return selection === undefined ? [] : [{ index, selection }]
  })
  return () => {
    union.fill(0)
    for (const { index, selection } of sources) {
      let passed = 0
      for (let i = 0; i < union.length; i++) {
        if (selection[i] === 0) continue
        union[i] = 1
        passed++
      }
      counts.passed[index] = passed
    }
    return union
  }
}

function bindTrigger(
  { index, isDue, condition }: CompiledTrigger,
  entities: Entities,
  out: Uint8Array,
  counts: ReviewCounts,
): BoundNode {
  if (condition === undefined) {
    return (snapshot) => {
      const due = isDue(snapshot.day, snapshot.weekday)
      out.fill(due ? 1 : 0)
      counts.evaluated[index] = due ? out.length : 0
      counts.fired[index] = due ? out.length : 0
    }
  }
  const column = bindColumn(condition.typed, entities)
  const recover: Column | undefined =
    condition.recover === undefined ? undefined : bindColumn(condition.recover, entities)
  const state = new TriggerState(out.length, condition.timing, recover !== undefined)
  return (snapshot) => {
    counts.evaluated[index] = out.length
    counts.fired[index] = state.step(column(snapshot), recover?.(snapshot), out)
  }
}

function bindAction(
  action: CompiledAction,
  playbook: number,
  entities: Entities,
  gather: () => Uint8Array,
  counts: ReviewCounts,
): BoundNode {
  const { index, definition, scope, cooldownReviews, maxPerDay, priority, constants } = action
  const declaration = commandDeclaration(definition.command)
  const numbers = action.numbers.map(({ id, typed }) => {
    const parameter = declaration.parameters[id]
    if (parameter?.type !== 'number') throw new Error(`${definition.command}.${id} is not a number`)
    return { id, parameter, column: bindColumn(typed, entities) }
  })
  const nextAllowed = new Int32Array(entities.ids.length)
  let review = 0
  return (snapshot, proposals) => {
    const selected = gather()
    const columns = numbers.map(({ column }) => column(snapshot))
    let proposedToday = 0
    for (let i = 0; i < selected.length; i++) {
      if (selected[i] === 0) continue
      counts.evaluated[index]!++
      const values: Record<string, number | string> = { ...constants }
      let isProposal = true
      numbers.forEach(({ id, parameter }, position) => {
        const raw = columns[position]![i]!
        const value = parameter.rounding === 'up' ? Math.ceil(raw) : Math.floor(raw)
        // a missing amount, or one below the least the command takes, proposes nothing (SPEC A2)
        if (!(value >= parameter.min)) isProposal = false
        values[id] = value
      })
      if (!isProposal) continue
      counts.fired[index]!++
      if (review < nextAllowed[i]!) {
        countReason(counts, index, 'suppressed', 'cooldown')
        continue
      }
      if (proposedToday >= maxPerDay) {
        countReason(counts, index, 'suppressed', 'maxPerDay')
        continue
      }
      proposedToday++
      nextAllowed[i] = review + cooldownReviews + 1
      proposals.push({
        node: index,
        playbook,
        command: definition.command,
        scope,
        entity: i,
        numbers: numbers.map(({ id }) => values[id] as number),
        values,
        priority,
      })
    }
    review++
  }
}

/** A command and the proposals it carries. */
interface BookedCommand {
  readonly command: Command
  readonly proposals: readonly Proposal[]
}

/** One command per proposal, except where the lever lets all through: there one command carries all entities of a node. */
function commandsOf(proposals: readonly Proposal[]): BookedCommand[] {
  const groups = Map.groupBy(proposals, (proposal) =>
    commandDeclaration(proposal.command).rule === 'all'
      ? `${proposal.node}`
      : `${proposal.node}.${proposal.entity}`,
  )
  return [...groups.values()].map((group) => {
    const { command, scope, values } = group[0]!
    const entities = group.map(({ entity }) => entity).toSorted((a, b) => a - b)
    return { proposals: group, command: { command, scope, entities, values } }
  })
}

/** Daily budgets of the playbooks: what is scarce goes by priority, then by the lever's own rule, then by entity (SPEC R4). */
function guard(
  commands: readonly BookedCommand[],
  playbooks: readonly CompiledPlaybook[],
): BookedCommand[] {
  const left = playbooks.map(({ actionsPerDay }) => actionsPerDay)
  return commands.filter(({ proposals }) => left[proposals[0]!.playbook]!-- > 0)
}

type Fate = 'applied' | 'adjusted' | 'suppressed' | 'rejected'

function countReason(counts: ReviewCounts, node: number, fate: Fate, reason?: FateReason): void {
  counts[fate][node]!++
  if (reason === undefined) return
  const reasons = counts.reasons[node]!
  reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
}

/** Books the proposals that did not come through a stage. */
function suppress(
  before: readonly Proposal[],
  after: ReadonlySet<Proposal>,
  reason: FateReason,
  counts: ReviewCounts,
): void {
  for (const proposal of before) {
    if (!after.has(proposal)) countReason(counts, proposal.node, 'suppressed', reason)
  }
}

/** Books the shop's answers. */
function book(
  commands: readonly BookedCommand[],
  receipts: readonly Receipt[],
  counts: ReviewCounts,
): void {
  if (receipts.length !== commands.length) {
    throw new Error(`the shop gave ${receipts.length} receipts for ${commands.length} commands`)
  }
  commands.forEach((command, position) => {
    const { fate, reason } = receipts[position]!
    for (const { node } of command.proposals) countReason(counts, node, fate, reason)
  })
}
