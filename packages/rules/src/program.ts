/** What `compile` makes of playbooks and `review` runs: the types the simulator's day loop sees. */
import type { Command, FateReason, HistoryNeed, Receipt, Shop, Snapshot } from './shop.ts'
import type { Playbook } from './playbook.ts'

/** What happened at each node and edge in one review. Arrays follow `Program.nodes` and `Program.edges`. */
export interface ReviewCounts {
  /** Per node: entities looked at. */
  readonly evaluated: Int32Array
  /** Per node: entities that left a trigger or a condition's `true` port, or for which an action proposed. */
  readonly fired: Int32Array
  /** Per node: proposals by fate; exactly one fate each, their sum is what the action proposed. */
  readonly applied: Int32Array
  readonly adjusted: Int32Array
  readonly suppressed: Int32Array
  readonly rejected: Int32Array
  /** Per node: why proposals were adjusted, suppressed or rejected, and how many. */
  readonly reasons: readonly Map<FateReason, number>[]
  /** Per edge: entities passed. */
  readonly passed: Int32Array
}

export interface ProgramNode {
  /** Index into the playbooks given to `compile`. */
  readonly playbook: number
  readonly id: string
  readonly type: string
}
export interface ProgramEdge {
  readonly playbook: number
  readonly id: string
}

/** Playbooks bound to a shop, ready to run. Immutable; every run starts its own `Reviewer`. */
export interface Program {
  readonly playbooks: readonly Playbook[]
  /** Content hash of each playbook. */
  readonly hashes: readonly string[]
  /** By playbook hash, then by id: the order does not depend on files. */
  readonly nodes: readonly ProgramNode[]
  readonly edges: readonly ProgramEdge[]
  readonly historyNeeds: readonly HistoryNeed[]
  /** Fresh state: every trigger inactive, no cooldown running. */
  startReviewer(shop: Shop): Reviewer
}

/** Holds the state of every node and entity of one run. */
export interface Reviewer {
  /**
   * One review: evaluates the playbooks of this `timing` on the snapshot, resolves conflicts and guards,
   * hands the commands to `apply` and books the receipts, one per command and in the same order.
   * The counts are reused by the next review of the same reviewer: copy what must last.
   */
  review(
    timing: 'startOfDay' | 'endOfDay',
    snapshot: Snapshot,
    apply: (commands: readonly Command[]) => readonly Receipt[],
  ): ReviewCounts
}
