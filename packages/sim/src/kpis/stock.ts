import { defineKpi, lastOf, meanOf, ratioOfSums } from './kpi.ts'

export const stockoutRatio = defineKpi({
  id: 'stockoutRatio',
  formula: {
    en: 'product-days out of stock ÷ product-days on sale',
    zh: '缺货商品·天 ÷ 在售商品·天',
  },
  help: {
    en: 'How often a product on sale has nothing on hand at the close.',
    zh: '在售商品日终无库存的频率。',
  },
  reading: ratioOfSums('outOfStockProducts', 'onSaleProducts'),
})

export const stockValueCents = defineKpi({
  id: 'stockValueCents',
  formula: { en: 'mean(stockValueCents)', zh: 'mean(stockValueCents)' },
  help: {
    en: 'Mean over the days of units on hand at unit cost.',
    zh: '在库件数 × 单位成本的日均值。',
  },
  reading: meanOf('stockValueCents'),
})

export const turnsPerYear = defineKpi({
  id: 'turnsPerYear',
  formula: {
    en: '365 × sum(cogsCents) ÷ sum(stockValueCents)',
    zh: '365 × sum(cogsCents) ÷ sum(stockValueCents)',
  },
  help: {
    en: 'How often the stock would be sold in a year at the pace of the run.',
    zh: '按本次运行的速度，库存一年周转的次数。',
  },
  reading: ratioOfSums('cogsCents', 'stockValueCents', 365),
})

export const coverDays = defineKpi({
  id: 'coverDays',
  formula: { en: 'sum(onHandUnits) ÷ sum(soldUnits)', zh: 'sum(onHandUnits) ÷ sum(soldUnits)' },
  help: { en: 'Mean stock in days of mean sales.', zh: '平均库存可支撑的平均销售天数。' },
  reading: ratioOfSums('onHandUnits', 'soldUnits'),
})

export const slowMoverRatio = defineKpi({
  id: 'slowMoverRatio',
  label: { en: 'Slow movers at the end', zh: '期末滞销率' },
  formula: { en: 'slowMoverRatio on the last day', zh: '最后一天的 slowMoverRatio' },
  help: {
    en: 'Products that sold fewer than the shop’s bar in 60 days ÷ products on sale.',
    zh: '60 天销量低于滞销线的商品 ÷ 在售商品。',
  },
  reading: lastOf('slowMoverRatio'),
})
