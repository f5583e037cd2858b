import { defineKpi, ratioOfSums, sumOf } from './kpi.ts'

export const visits = defineKpi({
  id: 'visits',
  formula: { en: 'sum(visits)', zh: 'sum(visits)' },
  help: { en: 'Visits to product pages.', zh: '商品页访问数。' },
  reading: sumOf('visits'),
})

export const orders = defineKpi({
  id: 'orders',
  formula: { en: 'sum(orders)', zh: 'sum(orders)' },
  help: { en: 'Paid orders.', zh: '已付款订单。' },
  reading: sumOf('orders'),
})

export const conversionRatio = defineKpi({
  id: 'conversionRatio',
  formula: { en: 'sum(orders) ÷ sum(visits)', zh: 'sum(orders) ÷ sum(visits)' },
  help: { en: 'Share of visits that end in a paid order.', zh: '访问中成交的占比。' },
  reading: ratioOfSums('orders', 'visits'),
})

export const aovCents = defineKpi({
  id: 'aovCents',
  formula: { en: 'sum(gmvCents) ÷ sum(orders)', zh: 'sum(gmvCents) ÷ sum(orders)' },
  help: { en: 'Mean value of a paid order.', zh: '每个已付款订单的平均金额。' },
  reading: ratioOfSums('gmvCents', 'orders'),
})

export const soldUnits = defineKpi({
  id: 'soldUnits',
  formula: { en: 'sum(soldUnits)', zh: 'sum(soldUnits)' },
  help: { en: 'Units of paid orders.', zh: '已付款订单的件数。' },
  reading: sumOf('soldUnits'),
})

export const lostUnits = defineKpi({
  id: 'lostUnits',
  formula: { en: 'sum(lostUnits)', zh: 'sum(lostUnits)' },
  help: { en: 'Units asked for and not there.', zh: '有需求但缺货的件数。' },
  reading: sumOf('lostUnits'),
})

export const fillRatio = defineKpi({
  id: 'fillRatio',
  formula: {
    en: 'sum(soldUnits) ÷ sum(soldUnits + lostUnits)',
    zh: 'sum(soldUnits) ÷ sum(soldUnits + lostUnits)',
  },
  help: { en: 'Share of demanded units that were there.', zh: '需求件数中有货的占比。' },
  reading: ratioOfSums('soldUnits', 'demandedUnits'),
})
