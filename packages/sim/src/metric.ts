/**
 * How a mechanism declares a figure: what people and playbooks are told (`MetricInfo`) and, beside it,
 * the formula. Roll-up to parent scopes is generic: sums add, ratios are ratios of sums.
 */
import type { MetricInfo, ScopeId, Text } from '@sandtable/rules'
import { sumOfWhole } from './columns.ts'
import type { EventDefinition } from './event.ts'
import type { KpiReading } from './kpis/kpi.ts'
import type { View } from './view.ts'

/** A column of one number per entity of a scope; NaN is missing. */
export type ColumnOf = (view: View) => Float64Array

export type Formula = FormulaKind & {
  /**
   * Columns for scopes that the formula itself does not reach, as orders of a segment, or reaches by a longer way,
   * where the shop's total is kept as it is posted.
   */
  readonly also?: Readonly<Partial<Record<ScopeId, ColumnOf>>>
}

type FormulaKind =
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
  /** How the figure of the shop becomes a row of the report; absent when it is none. */
  readonly kpi?: KpiReading
}

/** A figure that formulas build on and playbooks do not see. */
export interface Measure {
  readonly id: string
  readonly formula: Formula
}

/** Scopes of `stock+` and `product+` figures. */
export const stockAndUp = ['stock', 'product', 'category', 'supplier', 'warehouse', 'shop'] as const
export const productAndUp = ['product', 'category', 'supplier', 'shop'] as const

/** A column of the one number of the shop. */
export function shopColumn(read: (view: View) => number): ColumnOf {
  return (view) => {
    const column = new Float64Array(1)
    column[0] = read(view)
    return column
  }
}

/** A figure of the shop alone. */
export function ofShop(read: (view: View) => number): Formula {
  return { kind: 'columns', columns: { shop: shopColumn(read) } }
}

/** A sum of whole numbers: the shop adds them up in the fastest order, or reads a `total` that is kept as they are posted. */
export function wholeSum(
  base: ScopeId,
  values: ColumnOf,
  total: (view: View) => number = (view) => sumOfWhole(values(view)),
): Formula {
  return { kind: 'sum', base, values, also: { shop: shopColumn(total) } }
}

/** Declares a figure; without a word to the contrary it is a number that always exists. */
export function defineMetric(
  definition: Omit<MetricDefinition, 'type' | 'mayBeMissing' | 'isSimulated'> &
    Partial<Pick<MetricDefinition, 'type' | 'mayBeMissing'>>,
): MetricDefinition {
  return { type: 'number', mayBeMissing: false, isSimulated: true, ...definition }
}

/** What one mechanism is and announces. */
export interface Mechanism {
  readonly id: string
  readonly label: Text
  /** How it works, for docs/shop.md: forms, order, side effects, sources. */
  readonly about: Text
  readonly metrics: readonly MetricDefinition[]
  readonly measures?: readonly Measure[]
  readonly events?: readonly EventDefinition[]
}
