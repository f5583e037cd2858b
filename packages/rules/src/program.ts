/** What `compile` makes of playbooks and `review` runs: the types the simulator's day loop sees. */
import type { CompiledPlaybook } from './compile.ts'
import type { HeldState } from './node.ts'
import type { Playbook } from './playbook.ts'
import type { Fate, FateReason, Receipt } from './receipts.ts'
import type { Command, CommandValue, HistoryNeed, Shop, Snapshot } from './shop.ts'
import type { InstanceState } from './triggerState.ts'

/** What happened at each node and edge in one review. Arrays follow `Program.nodes` and `Program.edges`. */
export interface ReviewCounts {
  /** Per node: entities looked at. */
  readonly evaluated: Int32Array
  /** Per node: entities that left by a port that is not an else, or for which an action proposed. */
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
  /** The typed form, for explanations and analyses. */
  readonly compiled: readonly CompiledPlaybook[]
  /** Fresh state: every trigger inactive, no cooldown running. */
  startReviewer(shop: Shop): Reviewer
}

/** One node as it was evaluated in a review; arrays are reused by the next review. */
export interface NodeView {
  /** Index in `Program.nodes`. */
  readonly node: number
  /** Entities that reached it; absent for triggers. */
  readonly selected?: Uint8Array
  /** Entities that left, by port; absent for actions. */
  readonly outputs?: Readonly<Record<string, Uint8Array>>
  /** State of a trigger's instance after the review. */
  readonly state?: (entity: number) => InstanceState
  /** What a flow node holds of an entity after the review; undefined when nothing. */
  readonly held?: (entity: number) => HeldState | undefined
}
/** One proposal and what became of it. */
export interface ProposalView {
  readonly node: number
  readonly command: Command['command']
  readonly entity: number
  readonly priority: number
  readonly values: Readonly<Record<string, CommandValue>>
  readonly fate: Fate
  readonly reason?: FateReason
  /** The node whose request won the lever, when this one lost a conflict. */
  readonly wonBy?: number
}
/** Told what happens in one review; for explanations and unit cases, never in a run. */
export interface ReviewWatch {
  onNode?(view: NodeView): void
  onProposal?(view: ProposalView): void
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
    watch?: ReviewWatch,
  ): ReviewCounts
}
