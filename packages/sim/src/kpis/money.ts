import { lastOf, sumOf, type Kpi } from './kpi.ts'

export const contributionWithStockCents: Kpi = {
  id: 'contributionWithStockCents',
  unit: 'money',
  direction: 'up',
  label: { en: 'Contribution with stock', zh: '贡献毛益（含库存变动）' },
  formula: {
    en: 'sum(contributionCents) + change of stock at cost',
    zh: 'sum(contributionCents) + 库存成本变动',
  },
  help: {
    en: 'The headline: what the shop earned, with the stock it built up or ran down valued at cost.',
    zh: '首要指标：店铺所得，并按成本计入库存的增减。',
  },
  reading: sumOf('contributionWithStockCents'),
}

export const contributionCents: Kpi = {
  id: 'contributionCents',
  unit: 'money',
  direction: 'up',
  label: { en: 'Contribution', zh: '贡献毛益' },
  formula: {
    en: 'sum(gmvCents − goods received − shipping − fees − order cost − holding − wages − advertising)',
    zh: 'sum(成交额 − 到货成本 − 运费 − 手续费 − 采购单费用 − 持有成本 − 工资 − 广告)',
  },
  help: {
    en: 'Goods count when they arrive, so building up stock lowers it; read it beside the headline.',
    zh: '货品在到货时计入，囤货会使其下降；请与首要指标一起看。',
  },
  reading: sumOf('contributionCents'),
}

export const gmvCents: Kpi = {
  id: 'gmvCents',
  unit: 'money',
  direction: 'up',
  label: { en: 'GMV', zh: '成交额' },
  formula: { en: 'sum(gmvCents)', zh: 'sum(gmvCents)' },
  help: { en: 'Paid value after discounts.', zh: '折扣后实付金额。' },
  reading: sumOf('gmvCents'),
}

export const discountCents: Kpi = {
  id: 'discountCents',
  unit: 'money',
  direction: 'down',
  label: { en: 'Discounts given', zh: '让利金额' },
  formula: { en: 'sum((list price − price) × soldUnits)', zh: 'sum((标价 − 售价) × 销量)' },
  help: {
    en: 'Given away against the list price; negative when sold above it.',
    zh: '相对标价的让利；高于标价销售时为负。',
  },
  reading: sumOf('discountCents'),
}

export const purchaseSpendCents: Kpi = {
  id: 'purchaseSpendCents',
  unit: 'money',
  direction: 'neither',
  label: { en: 'Purchases', zh: '采购金额' },
  formula: { en: 'sum(purchaseSpendCents)', zh: 'sum(purchaseSpendCents)' },
  help: {
    en: 'Purchase orders placed, at cost; those of the last evening fall after the run.',
    zh: '所下采购单金额；最后一晚的采购计入期后。',
  },
  reading: sumOf('purchaseSpendCents'),
}

export const holdingCostCents: Kpi = {
  id: 'holdingCostCents',
  unit: 'money',
  direction: 'down',
  label: { en: 'Holding cost', zh: '持有成本' },
  formula: { en: 'sum(holdingCostCents)', zh: 'sum(holdingCostCents)' },
  help: { en: 'Storage and capital cost of the stock.', zh: '库存的仓储与资金成本。' },
  reading: sumOf('holdingCostCents'),
}

export const wagesCents: Kpi = {
  id: 'wagesCents',
  unit: 'money',
  direction: 'down',
  label: { en: 'Wages', zh: '工资' },
  formula: { en: 'sum(wagesCents)', zh: 'sum(wagesCents)' },
  help: {
    en: 'Staff, and the hours desks spend on messages and relabelling.',
    zh: '人员工资，以及岗位处理消息与改价的工时。',
  },
  reading: sumOf('wagesCents'),
}

export const cashCents: Kpi = {
  id: 'cashCents',
  unit: 'money',
  direction: 'up',
  label: { en: 'Cash at the end', zh: '期末现金' },
  formula: { en: 'cashCents on the last day', zh: '最后一天的 cashCents' },
  help: { en: 'Balance; negative when overdrawn.', zh: '现金余额，透支为负。' },
  reading: lastOf('cashCents'),
}
