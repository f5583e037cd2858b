/** A checked expression: every name bound, every type known. Evaluation of it cannot fail (SPEC L1). */
import type { ScopeId } from '../shop.ts'
import type { Unit } from '../units.ts'
import type { ArithmeticOperator, ComparisonOperator } from './ast.ts'
import type { ScalarFunction, WindowFunction } from './functions.ts'

/**
 * Values are numbers: bools are 0 and 1, enums the codes of their metric, missing is NaN.
 * NaN never means anything else: a number that would not be finite is missing.
 */
export type Typed =
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
      readonly days: number
      readonly offsetDays: number
    }

export type ValueType =
  | { readonly base: 'number'; readonly unit: Unit }
  | { readonly base: 'bool' }
  | { readonly base: 'enum'; readonly metricId: string; readonly values: readonly string[] }
  | { readonly base: 'text'; readonly value: string }
  | { readonly base: 'duration'; readonly days: number }
  | { readonly base: 'list' }
  /** Something inside was wrong and has been reported: no follow-up errors. */
  | { readonly base: 'unknown' }
