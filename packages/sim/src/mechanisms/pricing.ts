/** Prices: what is charged, how demand answers, temporary prices that end. */
import { defineMetric, type Mechanism } from '../metric.ts'
import { exp, log } from '../math.ts'
import type { Model } from '../model.ts'
import { noEnd, type State } from '../state.ts'
import type { View } from '../view.ts'

/** Prices stay within these multiples of the list price: beyond, nothing is known of demand. */
export const priceRange = { low: 0.4, high: 2.5 } as const

/** Conversion ÷ conversion at the list price: constant elasticity (Tellis 1988), the price clamped to its range. */
export function priceEffect(
  elasticity: number,
  priceCents: number,
  listPriceCents: number,
): number {
  if (priceCents === listPriceCents) return 1
  const ratio = Math.min(priceRange.high, Math.max(priceRange.low, priceCents / listPriceCents))
  return exp(elasticity * log(ratio))
}

/** Temporary prices whose last day was yesterday end. */
export function endTemporaryPrices(state: State): void {
  const { priceCents, priceUntilDay, lastingPriceCents, day } = state
  for (let product = 0; product < priceCents.length; product++) {
    if (priceUntilDay[product]! >= day) continue
    priceCents[product] = lastingPriceCents[product]!
    priceUntilDay[product] = noEnd
  }
}

/** (price − unit cost − fee − shipping of a unit) ÷ price, per product. */
function margins({ model, state }: View): Float64Array {
  const { settings } = model
  // an order takes 1 + extraUnitRatio units and is shipped once
  const shippingCents =
    settings['money.shippingCentsPerOrder'] / (1 + settings['demand.extraUnitRatio'])
  return state.priceCents.map((priceCents, product) => {
    const feeCents = priceCents * settings['money.feeRatio']
    return (priceCents - model.unitCostCents[product]! - feeCents - shippingCents) / priceCents
  })
}

/** Margins weighted by the sales of 28 days; missing without sales. */
function weightedMargins(view: View, scope: 'category' | 'supplier' | 'shop'): Float64Array {
  const sales = view.windowSum('gmvCents', 28)
  const weighted = margins(view).map((margin, product) => margin * sales[product]!)
  const totals = view.rollUp('product', scope, sales)!
  return view
    .rollUp('product', scope, weighted)!
    .map((sum, entity) => (totals[entity] === 0 ? NaN : sum / totals[entity]!))
}

const productColumn = (read: (model: Model, state: State) => Float64Array) => ({
  kind: 'columns' as const,
  columns: { product: ({ model, state }: View) => read(model, state).slice() },
})

export const pricing: Mechanism = {
  metrics: [
    defineMetric({
      id: 'priceCents',
      scopes: ['product'],
      unit: 'money',
      window: 'now',
      direction: 'neither',
      label: { en: 'Price', zh: '售价' },
      help: { en: 'Price charged to everybody today.', zh: '今日对所有人的售价。' },
      formula: productColumn((_model, state) => state.priceCents),
    }),
    defineMetric({
      id: 'listPriceCents',
      scopes: ['product'],
      unit: 'money',
      window: 'now',
      direction: 'neither',
      label: { en: 'List price', zh: '标价' },
      help: { en: 'Regular price of the shop file.', zh: '店铺文件中的标价。' },
      formula: productColumn((model) => model.listPriceCents),
    }),
    defineMetric({
      id: 'unitCostCents',
      scopes: ['product'],
      unit: 'money',
      window: 'now',
      direction: 'down',
      label: { en: 'Unit cost', zh: '单位成本' },
      help: { en: 'Cost of a unit at the supplier now used.', zh: '当前供应商的单位成本。' },
      formula: productColumn((model) => model.unitCostCents),
    }),
    defineMetric({
      id: 'marginRatio',
      scopes: ['product', 'category', 'supplier', 'shop'],
      unit: 'percent',
      window: 'now',
      direction: 'up',
      mayBeMissing: true,
      label: { en: 'Margin', zh: '毛利率（扣费用）' },
      help: {
        en: '(price − unit cost − fee − shipping) ÷ price; for groups weighted by the GMV of 28 days.',
        zh: '(售价 − 成本 − 手续费 − 运费) ÷ 售价；汇总时按 28 天成交额加权。',
      },
      formula: {
        kind: 'columns',
        columns: {
          product: margins,
          category: (view) => weightedMargins(view, 'category'),
          supplier: (view) => weightedMargins(view, 'supplier'),
          shop: (view) => weightedMargins(view, 'shop'),
        },
      },
    }),
  ],
}
