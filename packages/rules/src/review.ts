/**
 * One review: snapshot → evaluate → resolve → apply.
 *
 *   triggers ─selection─▶ conditions, flow ─selection─▶ actions ─Proposal─▶ cooldowns, limits ─▶ conflicts ─▶ guards ─▶ shop
 *
 * Nothing a node does is visible to another node of the same review. Every proposal ends in exactly one
 * fate: applied, adjusted, suppressed, rejected (SPEC R1–R6).
 */
import { bindNode } from './bindNodes.ts'
import type { CompiledPlaybook } from './compile.ts'
import { endProposal } from './ending.ts'
import { createColumns } from './language/columns.ts'
import type { ReviewCounts, Reviewer } from './program.ts'
import type { Fate, FateReason, Receipt, SuppressReason } from './receipts.ts'
import { byPriority, isMessage, resolveConflicts, type Proposal } from './resolve.ts'
import type { Command, Shop } from './shop.ts'

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
  const binding = { shop, columns: createColumns(shop), selections: new Map(), counts }
  const bound = playbooks.map((playbook, index) => ({
    timing: playbook.timing,
    nodes: playbook.nodes.map((node) => bindNode(node, index, binding)),
  }))
  return {
    review(timing, snapshot, apply, watch) {
      const { reasons, ...columns } = counts
      for (const column of Object.values(columns)) column.fill(0)
      for (const reason of reasons) if (reason.size > 0) reason.clear()
      binding.columns.beginReview(timing, snapshot)
      const proposals: Proposal[] = []
      for (const playbook of bound) {
        if (playbook.timing !== timing) continue
        for (const evaluate of playbook.nodes) evaluate(snapshot, proposals, watch)
      }
      if (proposals.length === 0) return counts
      const end: End = (proposal, fate, reason, winner) =>
        endProposal(counts, watch, proposal, fate, reason, winner)
      const { winners, losers } = resolveConflicts(proposals, shop)
      for (const [loser, winner] of losers) end(loser, 'suppressed', 'conflict', winner)
      const commands = commandsOf(winners.toSorted(byPriority))
      const accepted = guard(commands, playbooks, snapshot.day, end)
      book(accepted, apply(accepted.map(({ command }) => command)), end)
      return counts
    },
  }
}

/** Books the end of a proposal. */
type End = (proposal: Proposal, fate: Fate, reason?: FateReason, winner?: Proposal) => void

/** A command and the proposals it carries. */
interface BookedCommand {
  readonly command: Command
  readonly proposals: readonly Proposal[]
}

/** One command per proposal, except of messages: there one command carries all entities of a node. */
function commandsOf(proposals: readonly Proposal[]): BookedCommand[] {
  const groups: Proposal[][] = []
  const messages = new Map<number, Proposal[]>()
  for (const proposal of proposals) {
    const message = messages.get(proposal.node)
    if (message !== undefined) {
      message.push(proposal)
      continue
    }
    const group = [proposal]
    groups.push(group)
    if (isMessage(proposal)) messages.set(proposal.node, group)
  }
  return groups.map((group) => {
    const { command, scope, values } = group[0]!
    const entities = group.map(({ entity }) => entity)
    if (entities.length > 1) entities.sort((a, b) => a - b)
    return { proposals: group, command: { command, scope, entities, values } }
  })
}

/**
 * Guards of the playbooks: days on which nothing goes out, then the daily budgets of money and of actions. What
 * is scarce goes by priority, then by the lever's own rule, then by entity (SPEC R4).
 */
function guard(
  commands: readonly BookedCommand[],
  playbooks: readonly CompiledPlaybook[],
  day: number,
  end: End,
): BookedCommand[] {
  const left = playbooks.map(({ actionsPerDay, spendCapCents, freeze }) => ({
    actions: actionsPerDay,
    cents: spendCapCents,
    isFrozen: freeze.some(({ fromDay, toDay }) => day >= fromDay && day <= toDay),
  }))
  return commands.filter(({ proposals }) => {
    const budget = left[proposals[0]!.playbook]!
    let cents = 0
    for (const { spendCents } of proposals) cents += spendCents
    const reason: SuppressReason | undefined =
      budget.isFrozen && !isMessage(proposals[0]!)
        ? 'freeze'
        : cents > budget.cents
          ? 'spendCap'
          : budget.actions <= 0
            ? 'actionsPerDay'
            : undefined
    if (reason !== undefined) {
      for (const proposal of proposals) end(proposal, 'suppressed', reason)
      return false
    }
    budget.actions--
    budget.cents -= cents
    return true
  })
}

/** Books the shop's answers. */
function book(commands: readonly BookedCommand[], receipts: readonly Receipt[], end: End): void {
  if (receipts.length !== commands.length) {
    throw new Error(`the shop gave ${receipts.length} receipts for ${commands.length} commands`)
  }
  commands.forEach(({ proposals }, position) => {
    const { fate, reason } = receipts[position]!
    for (const proposal of proposals) end(proposal, fate, reason)
  })
}
