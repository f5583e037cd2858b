/**
 * How a mechanism declares a figure: what people and playbooks are told (`MetricInfo`) and, beside it,
 * the formula. Roll-up to parent scopes is generic: sums add, ratios are ratios of sums.
 */
import type { MetricInfo, ScopeId } from '@sandtable/rules'
import type { View } from './view.ts'

/** A column of one number per entity of a scope; NaN is missing. */
export type ColumnOf = (view: View) => Float64Array

export type Formula =
  /** A column of the base scope; a parent's figure is the sum over its children. */
  | { readonly kind: 'sum'; readonly base: ScopeId; readonly values: ColumnOf }
  /** `factor` × numerator ÷ denominator, both metrics or measures of the same scope; missing over 0. */
  | {
      readonly kind: 'ratio'
      readonly numerator: string
      readonly denominator: string
      readonly factor?: number
    }
  /** A column of its own for each scope. */
  | { readonly kind: 'columns'; readonly columns: Readonly<Partial<Record<ScopeId, ColumnOf>>> }

export interface MetricDefinition extends MetricInfo {
  readonly formula: Formula
}

/** A figure that formulas build on and playbooks do not see. */
export interface Measure {
  readonly id: string
  readonly formula: Formula
}

/** Scopes of `stock+` and `product+` figures. */
export const stockAndUp = ['stock', 'product', 'category', 'supplier', 'warehouse', 'shop'] as const
export const productAndUp = ['product', 'category', 'supplier', 'shop'] as const

/** Declares a figure; without a word to the contrary it is a number that always exists. */
export function defineMetric(
  definition: Omit<MetricDefinition, 'type' | 'mayBeMissing' | 'isSimulated'> &
    Partial<Pick<MetricDefinition, 'type' | 'mayBeMissing'>>,
): MetricDefinition {
  return { type: 'number', mayBeMissing: false, isSimulated: true, ...definition }
}

/** What one mechanism announces. */
export interface Mechanism {
  readonly metrics: readonly MetricDefinition[]
  readonly measures?: readonly Measure[]
}
