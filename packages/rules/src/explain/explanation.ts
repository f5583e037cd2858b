/**
 * Why a node did, or did not do, something for one entity at one review. Plain data: it crosses HTTP and worker
 * borders; `describeExplanation` gives the sentences (SPEC E).
 */
import type { CommandId } from '../commands/index.ts'
import type { Range } from '../language/ast.ts'
import type { HeldState, NodeCategory } from '../node.ts'
import type { Fate, FateReason } from '../receipts.ts'
import type { ScopeId } from '../scopes.ts'
import type { Text, UserText } from '../text.ts'
import type { Timing } from '../compile.ts'
import type { InstanceState } from '../triggerState.ts'
import type { Unit } from '../units.ts'

export interface Explanation {
  /** Day of the review; day 1 is the first of the run. */
  readonly day: number
  readonly review: 'startOfDay' | 'endOfDay'
  readonly playbook: PlaybookRef
  /** The node asked about. */
  readonly nodeId: string
  readonly entity: { readonly scope: ScopeId; readonly id: string }
  /** In flow order: every node on a path from a trigger to the node asked about, which is the last. */
  readonly nodes: readonly NodeExplanation[]
  /** The edges between them. */
  readonly edges: readonly EdgeExplanation[]
  /** Nodes of the path at which the entity stopped; empty when it reached the node asked about. */
  readonly stoppedAt: readonly string[]
  /** Earlier commands that touched what the path reads, newest first. */
  readonly causes: readonly Cause[]
  /** How many more there are. */
  readonly moreCauses: number
}

/** One of the playbooks that run together; the index is the place among those given. */
export interface PlaybookRef {
  readonly index: number
  readonly name: UserText
}

export interface EdgeExplanation {
  readonly id: string
  readonly from: readonly [nodeId: string, port: string]
  readonly to: string
  /** True when the entity, or one related to it, went this way. */
  readonly isPassed: boolean
}

export interface NodeExplanation {
  readonly nodeId: string
  readonly title: Text
  readonly kind: string
  readonly category: NodeCategory
  /** Scope of what the node looks at. */
  readonly scope: ScopeId
  /** Id of the entity explained here. Of several related ones, the one that came farthest; null without any. */
  readonly entity: string | null
  readonly related: RelatedEntities
  readonly outcome: Outcome
  readonly expressions: readonly ExpressionExplanation[]
  /** Only of a trigger that keeps state. */
  readonly timing?: TimingExplanation
  /** Only of a node that passes selections on. */
  readonly flow?: FlowExplanation
  /** Only of an action that proposed. */
  readonly proposal?: ProposalExplanation
}

/**
 * Entities of the node's scope that belong to the one asked about: one, unless a node further on changes the
 * scope (the products of a category, all channels of the shop).
 */
export interface RelatedEntities {
  readonly count: number
  /** How many of them reached the node; of a trigger, all. */
  readonly reached: number
  /** How many went on: fired, left by a port that leads to the node asked about, or proposed. */
  readonly passed: number
}

/** What the node did for the entity. Exactly one; the first that applies. */
export type Outcome =
  /** Trigger: it selected the entity. */
  | { readonly code: 'fired' }
  /** Trigger: a schedule that is not due on this day. */
  | { readonly code: 'notDue' }
  /** Trigger: the event was not announced for the entity. */
  | { readonly code: 'notAnnounced' }
  /** Trigger: the condition is false; of an event, that of its announcement. */
  | { readonly code: 'conditionFalse' }
  /** Trigger: a missing figure keeps it as it is. */
  | { readonly code: 'missing' }
  /** Trigger: not true for long enough. */
  | { readonly code: 'pending' }
  /** Trigger: it would have fired, but has fired lately. */
  | { readonly code: 'cooldown' }
  /** Trigger that fires when it becomes true: it has been active before. */
  | { readonly code: 'alreadyActive' }
  /** Trigger that fires when it becomes false: it is still active. */
  | { readonly code: 'stillActive' }
  /** Trigger that fires when it becomes false: it was not active. */
  | { readonly code: 'notActive' }
  /** Any node before: no entity of its scope belongs to the one asked about. */
  | { readonly code: 'noEntity' }
  /** Any other node: nothing brought the entity here. */
  | { readonly code: 'notReached' }
  /** Condition or flow: the entity left by these ports (of another scope: entities related to it). */
  | { readonly code: 'left'; readonly ports: readonly string[] }
  /** Flow: it came, now or earlier, and is kept for a later review. */
  | { readonly code: 'held' }
  /** Flow: it came, and nothing leaves for it. */
  | { readonly code: 'ended' }
  /** Action: it reached it, but the amount is missing. */
  | { readonly code: 'amountMissing'; readonly parameter: string }
  /** Action: it reached it, but the amount is below the least that the command takes. */
  | {
      readonly code: 'amountBelowLeast'
      readonly parameter: string
      readonly value: number
      readonly least: number
      readonly unit: Unit
    }
  /** Action: it proposed its command; `proposal` says what became of it. */
  | { readonly code: 'proposed' }

/** A value as people read it: enums by name, bools as such, missing as null. */
export type PlainValue = number | boolean | string | null

export interface ExpressionExplanation {
  /** `condition`, `recover` or `where` of a trigger; otherwise the id of the node's expression or parameter. */
  readonly id: string
  readonly text: string
  readonly value: PlainValue
  readonly unit: Unit
  /** Sub-expressions by their place in the text, outer before inner; literals are left out. */
  readonly parts: readonly PartExplanation[]
  /** Its comparisons and other tests, in reading order. */
  readonly tests: readonly TestExplanation[]
  /** Why its value is missing: the innermost reasons. Empty when it is not. */
  readonly missing: readonly MissingReason[]
}

export interface PartExplanation {
  readonly range: Range
  readonly value: PlainValue
  readonly unit: Unit
  /** True for what is read, not computed: a figure, a window over figures, a parameter. */
  readonly isFigure: boolean
}

/** A comparison, a membership, a bool figure: what is joined by `&&` and `||`. */
export interface TestExplanation {
  readonly range: Range
  /** Null: cannot be decided. */
  readonly holds: boolean | null
  /** True when the whole is as it is because of this test: with another outcome here it might differ. */
  readonly isDecisive: boolean
  /** Of a comparison of numbers. */
  readonly comparison?: {
    readonly operator: string
    readonly left: number | null
    readonly right: number | null
    readonly unit: Unit
    /** Left minus right, in the unit: how far the left side is above the threshold. Null when a side is missing. */
    readonly margin: number | null
  }
}

export type MissingReason =
  /** The shop has no such figure for the entity now. */
  | {
      readonly code: 'figure'
      readonly range: Range
      readonly scope: ScopeId
      readonly metricId: string
    }
  /** The announcement says nothing of it. */
  | { readonly code: 'payload'; readonly range: Range; readonly field: string }
  /** A window: not enough days with a figure, or it reaches behind the first closed day. */
  | {
      readonly code: 'window'
      readonly range: Range
      readonly metricIds: readonly string[]
      readonly days: number
      readonly closedDays: number
    }
  /** No entity of the set has the figure. */
  | { readonly code: 'set'; readonly range: Range; readonly metricIds: readonly string[] }
  /** Division by zero, or a result that is not finite. */
  | { readonly code: 'notFinite'; readonly range: Range }

export interface TimingExplanation {
  readonly settings: Timing
  /** The instance before and after the review. */
  readonly before: InstanceState
  readonly after: InstanceState
}

/** What a node that passes selections on keeps of the entity, and traces of earlier reviews. Days count from 1. */
export interface FlowExplanation {
  readonly isReached: boolean
  /** What it keeps after the review; absent when nothing. */
  readonly held?: HeldState
  /** Day on which the entity last reached the node, this review included. */
  readonly lastReachedDay?: number
  /** Day on which it, or an entity related to it, last left, this review included, and the ports. */
  readonly lastLeftDay?: number
  readonly lastLeftPorts?: readonly string[]
}

/** Values of a command with units of the command's declaration; an entity is named by its id. */
export type PlainCommandValues = Readonly<
  Record<
    string,
    number | string | boolean | readonly string[] | readonly (readonly [number, number])[]
  >
>

/** A proposal of some node, as the shop or the rules saw it. */
export interface ProposalSummary {
  readonly playbook: PlaybookRef
  readonly nodeId: string
  readonly title: Text
  readonly command: CommandId
  readonly entity: { readonly scope: ScopeId; readonly id: string }
  readonly values: PlainCommandValues
  readonly priority: number
}
export interface ProposalExplanation extends ProposalSummary {
  readonly fate: Fate
  readonly reason?: FateReason
  /** The bound that suppressed it: of a guard, a limit per day, a cooldown in reviews. */
  readonly limit?: { readonly value: number; readonly unit: Unit }
  /** The day it last proposed, when it is cooling down. */
  readonly proposedOnDay?: number
  /** Who won the lever, when it lost a conflict to somebody. */
  readonly wonBy?: ProposalSummary
}

/** An earlier command of the run, applied or adjusted, that moved a figure which the path reads. */
export interface Cause extends ProposalSummary {
  readonly day: number
  readonly fate: 'applied' | 'adjusted'
  readonly reason?: FateReason
  /** The figures. */
  readonly metricIds: readonly string[]
}
