/** Syntax of an expression, as parsed: names not yet looked up, types not yet known. */

/** Characters of the source text, end exclusive. */
export interface Range {
  readonly start: number
  readonly end: number
}

export const arithmeticOperators = ['+', '-', '*', '/'] as const
export const comparisonOperators = ['<', '<=', '>', '>='] as const
export const equalityOperators = ['==', '!='] as const
export type ArithmeticOperator = (typeof arithmeticOperators)[number]
export type ComparisonOperator =
  (typeof comparisonOperators)[number] | (typeof equalityOperators)[number]
export type BinaryOperator = ArithmeticOperator | ComparisonOperator | '&&' | '||' | 'in'

export interface NamedArgument {
  readonly name: string
  readonly range: Range
  readonly value: Expression
}

export type Expression = { readonly range: Range } & (
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'duration'; readonly days: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'name'; readonly name: string }
  | {
      readonly kind: 'member'
      readonly object: Expression
      readonly name: string
      readonly nameRange: Range
    }
  | {
      readonly kind: 'call'
      readonly name: string
      readonly nameRange: Range
      /** The value before the dot of a method call. */
      readonly receiver?: Expression
      readonly args: readonly Expression[]
      readonly named: readonly NamedArgument[]
    }
  | { readonly kind: 'unary'; readonly operator: '!' | '-'; readonly operand: Expression }
  | {
      readonly kind: 'binary'
      readonly operator: BinaryOperator
      readonly operatorRange: Range
      readonly left: Expression
      readonly right: Expression
    }
  | {
      readonly kind: 'conditional'
      readonly condition: Expression
      readonly whenTrue: Expression
      readonly whenFalse: Expression
    }
  /** A place the parser could not read; its problem is reported as `syntax`. */
  | { readonly kind: 'broken' }
)
export type Call = Expression & { readonly kind: 'call' }
