/** A checked expression: every name bound, every type known. Evaluation of it cannot fail (SPEC L1). */
import type { ScopeId } from '../scopes.ts'
import type { Unit } from '../units.ts'
import type { ArithmeticOperator, ComparisonOperator, Range } from './ast.ts'
import type { AggregateFunction, ScalarFunction, WindowFunction } from './functions.ts'

/**
 * Values are numbers: bools are 0 and 1, enums the codes of their metric, missing is NaN.
 * NaN never means anything else: a number that would not be finite is missing.
 */
export type Typed = {
  /** Characters of the source text this came from; absent on what the checker made itself. */
  readonly range?: Range
} & TypedNode

export type TypedNode =
  | { readonly op: 'constant'; readonly value: number }
  /** A metric of the expression's own scope or of a parent. */
  | { readonly op: 'column'; readonly scope: ScopeId; readonly metricId: string }
  | {
      readonly op: 'arithmetic'
      readonly operator: ArithmeticOperator
      readonly left: Typed
      readonly right: Typed
    }
  | {
      readonly op: 'compare'
      readonly operator: ComparisonOperator
      readonly left: Typed
      readonly right: Typed
    }
  | { readonly op: 'oneOf'; readonly operand: Typed; readonly values: readonly number[] }
  | { readonly op: 'and' | 'or'; readonly left: Typed; readonly right: Typed }
  | { readonly op: 'not' | 'has'; readonly operand: Typed }
  | { readonly op: 'orValue'; readonly operand: Typed; readonly fallback: Typed }
  | {
      readonly op: 'conditional'
      readonly condition: Typed
      readonly whenTrue: Typed
      readonly whenFalse: Typed
    }
  | { readonly op: 'scalar'; readonly name: ScalarFunction; readonly args: readonly Typed[] }
  | {
      readonly op: 'window'
      readonly name: WindowFunction
      readonly operand: Typed
      /** The n of SPEC W; of `falling` and `rising`, how far they look back. */
      readonly days: number
      readonly offsetDays: number
      /** Present: days that are not closed or missing are left out, as long as so many are there (SPEC W5). */
      readonly minSamples?: number
    }
  /** A field of the event's payload; only in the `where` of an event trigger. */
  | { readonly op: 'payload'; readonly field: string }
  /**
   * Over the entities of `scope` that belong to the entity `of` of the expression: the entity itself
   * (`sum(products, …)` in a category) or its parent (`sum(product.stocks, …)` in a stock). The operand is of
   * scope `scope` (SPEC L8).
   */
  | {
      readonly op: 'aggregate'
      readonly name: AggregateFunction
      readonly scope: ScopeId
      readonly of: ScopeId
      readonly operand: Typed
    }
  /** A test of the stable id of the entity, or of its parent (SPEC L9). */
  | {
      readonly op: 'idTest'
      readonly scope: ScopeId
      readonly test: 'equals' | 'startsWith' | 'contains'
      readonly values: readonly string[]
    }

export type ValueType =
  | { readonly base: 'number'; readonly unit: Unit }
  | { readonly base: 'bool' }
  /** `metricId` is the name for messages; of an event's payload, `event.kind`. */
  | { readonly base: 'enum'; readonly metricId: string; readonly values: readonly string[] }
  | { readonly base: 'text'; readonly value: string }
  /** The id of the entity or of its parent of this scope: it can only be tested. */
  | { readonly base: 'id'; readonly scope: ScopeId }
  | { readonly base: 'duration'; readonly days: number }
  | { readonly base: 'list' }
  /** Something inside was wrong and has been reported: no follow-up errors. */
  | { readonly base: 'unknown' }
