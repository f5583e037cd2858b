import { defineKpi, lastOf, sumOf } from './kpi.ts'

export const contributionWithStockCents = defineKpi({
  id: 'contributionWithStockCents',
  formula: {
    en: 'sum(contributionCents) + change of stock at cost',
    zh: 'sum(contributionCents) + 库存成本变动',
  },
  help: {
    en: 'The headline: what the shop earned, with the stock it built up or ran down valued at cost.',
    zh: '首要指标：店铺所得，并按成本计入库存的增减。',
  },
  reading: sumOf('contributionWithStockCents'),
})

export const contributionCents = defineKpi({
  id: 'contributionCents',
  formula: {
    en: 'sum(gmvCents − goods received − shipping − fees − order cost − holding − wages − advertising)',
    zh: 'sum(成交额 − 到货成本 − 运费 − 手续费 − 采购单费用 − 持有成本 − 工资 − 广告)',
  },
  help: {
    en: 'Goods count when they arrive, so building up stock lowers it; read it beside the headline.',
    zh: '货品在到货时计入，囤货会使其下降；请与首要指标一起看。',
  },
  reading: sumOf('contributionCents'),
})

export const gmvCents = defineKpi({
  id: 'gmvCents',
  formula: { en: 'sum(gmvCents)', zh: 'sum(gmvCents)' },
  help: { en: 'Paid value after discounts.', zh: '折扣后实付金额。' },
  reading: sumOf('gmvCents'),
})

export const discountCents = defineKpi({
  id: 'discountCents',
  formula: { en: 'sum((list price − price) × soldUnits)', zh: 'sum((标价 − 售价) × 销量)' },
  help: {
    en: 'Given away against the list price; negative when sold above it.',
    zh: '相对标价的让利；高于标价销售时为负。',
  },
  reading: sumOf('discountCents'),
})

export const purchaseSpendCents = defineKpi({
  id: 'purchaseSpendCents',
  formula: { en: 'sum(purchaseSpendCents)', zh: 'sum(purchaseSpendCents)' },
  help: {
    en: 'Purchase orders placed, at cost; those of the last evening fall after the run.',
    zh: '所下采购单金额；最后一晚的采购计入期后。',
  },
  reading: sumOf('purchaseSpendCents'),
})

export const holdingCostCents = defineKpi({
  id: 'holdingCostCents',
  formula: { en: 'sum(holdingCostCents)', zh: 'sum(holdingCostCents)' },
  help: { en: 'Storage and capital cost of the stock.', zh: '库存的仓储与资金成本。' },
  reading: sumOf('holdingCostCents'),
})

export const wagesCents = defineKpi({
  id: 'wagesCents',
  formula: { en: 'sum(wagesCents)', zh: 'sum(wagesCents)' },
  help: {
    en: 'Staff, and the hours desks spend on messages and relabelling.',
    zh: '人员工资，以及岗位处理消息与改价的工时。',
  },
  reading: sumOf('wagesCents'),
})

export const cashCents = defineKpi({
  id: 'cashCents',
  label: { en: 'Cash at the end', zh: '期末现金' },
  formula: { en: 'cashCents on the last day', zh: '最后一天的 cashCents' },
  help: { en: 'Balance; negative when overdrawn.', zh: '现金余额，透支为负。' },
  reading: lastOf('cashCents'),
})
