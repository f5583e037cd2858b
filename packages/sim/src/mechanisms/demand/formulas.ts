/** Formulas that several figures of this mechanism share. */
import type { ColumnOf, Formula } from '../../metric.ts'
import type { View } from '../../view.ts'

type ParentOfProduct = 'category' | 'supplier' | 'shop'

/** A flow counted per product, added up to its parents, and per channel by last click. */
export function productsAndChannels(products: ColumnOf, channels: ColumnOf): Formula {
  const over = (scope: ParentOfProduct) => (view: View) =>
    view.rollUp('product', scope, products(view))!
  return {
    kind: 'columns',
    columns: {
      product: (view) => products(view).slice(),
      category: over('category'),
      supplier: over('supplier'),
      shop: over('shop'),
      channel: (view) => channels(view).slice(),
    },
  }
}

/** One number of the shop. */
export function ofShop(read: (view: View) => number): Formula {
  return { kind: 'columns', columns: { shop: (view) => Float64Array.of(read(view)) } }
}

/** Sum of a column. */
export function sum(values: Float64Array): number {
  let total = 0
  for (let i = 0; i < values.length; i++) total += values[i]!
  return total
}
