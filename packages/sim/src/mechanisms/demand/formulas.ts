/** Formulas that several figures of this mechanism share. */
import { shopColumn, type ColumnOf, type Formula } from '../../metric.ts'
import type { View } from '../../view.ts'

/** A flow counted per product, added up to its parents, and per channel by last click; the total is kept as it is counted. */
export function productsAndChannels(
  products: ColumnOf,
  total: (view: View) => number,
  channels: ColumnOf,
): Formula {
  const over = (scope: 'category' | 'supplier') => (view: View) =>
    view.rollUp('product', scope, products(view))!
  return {
    kind: 'columns',
    columns: {
      product: (view) => products(view).slice(),
      category: over('category'),
      supplier: over('supplier'),
      shop: shopColumn(total),
      channel: (view) => channels(view).slice(),
    },
  }
}

/** Sum of a column. */
export function sum(values: Float64Array): number {
  let total = 0
  for (let i = 0; i < values.length; i++) total += values[i]!
  return total
}
