/** Which products are on sale, since when, and how much of the assortment moves. */
import { divide } from '../columns.ts'
import { listingStates } from '../listingStates.ts'
import { defineMetric, type Mechanism } from '../metric.ts'
import type { State } from '../state.ts'
import type { View } from '../view.ts'

const onSaleCode = listingStates.indexOf('onSale')

/** True when visitors can buy the product. */
export function isOnSale(state: State, product: number): boolean {
  return state.listing[product] === onSaleCode
}

function agesDays({ model, state }: View): Float64Array {
  return model.ageAtDay1Days.map((ageDays) => ageDays + state.day - 1)
}

/** Share of products on sale that are older than 60 days and sold under the bar in 60; missing before 60 closed days. */
function slowMovers(view: View, scope: 'category' | 'shop'): Float64Array {
  const { model, state } = view
  const ages = agesDays(view)
  const sold = view.rollUp('stock', 'product', view.windowSum('soldUnits', 60))!
  const barUnits = model.settings['stock.slowMoverUnits']
  const onSale = ages.map((_, product) => (isOnSale(state, product) ? 1 : 0))
  const isSlow = ages.map((age, product) =>
    age > 60 && sold[product]! < barUnits ? onSale[product]! : 0,
  )
  const ratios = divide(
    view.rollUp('product', scope, isSlow)!,
    view.rollUp('product', scope, onSale)!,
  )
  return view.windowDays(60) < 60 ? ratios.fill(NaN) : ratios
}

export const listing: Mechanism = {
  metrics: [
    defineMetric({
      id: 'listingState',
      scopes: ['product'],
      type: 'enum',
      values: listingStates,
      unit: 'none',
      window: 'now',
      direction: 'neither',
      label: { en: 'Listing', zh: '上架状态' },
      help: { en: 'Whether visitors can buy the product.', zh: '商品是否可售。' },
      formula: {
        kind: 'columns',
        columns: { product: ({ state }) => Float64Array.from(state.listing) },
      },
    }),
    defineMetric({
      id: 'ageDays',
      scopes: ['product'],
      unit: 'day',
      window: 'now',
      direction: 'neither',
      label: { en: 'Age', zh: '上架天数' },
      help: { en: 'Days since first on sale.', zh: '首次上架以来的天数。' },
      formula: { kind: 'columns', columns: { product: agesDays } },
    }),
    defineMetric({
      id: 'slowMoverRatio',
      scopes: ['category', 'shop'],
      unit: 'percent',
      window: '60d',
      direction: 'down',
      mayBeMissing: true,
      label: { en: 'Slow movers', zh: '滞销率' },
      help: {
        en: 'Products on sale for over 60 days that sold fewer than the shop’s bar in 60 days ÷ products on sale.',
        zh: '上架超过 60 天且 60 天销量低于滞销线的商品 ÷ 在售商品。',
      },
      formula: {
        kind: 'columns',
        columns: {
          category: (view) => slowMovers(view, 'category'),
          shop: (view) => slowMovers(view, 'shop'),
        },
      },
    }),
  ],
}
