/** What the day contributed: by product, by channel, for the shop. */
import { difference, sumOfWhole } from '../../columns.ts'
import { accounts } from '../../ledger.ts'
import {
  defineMetric,
  ofShop,
  productAndUp,
  shopColumn,
  type ColumnOf,
  type MetricDefinition,
} from '../../metric.ts'
import type { View } from '../../view.ts'

/** Contribution that belongs to each product: sales − goods received − its direct costs. */
function directContribution(view: View): Float64Array {
  const { flows } = view
  const receivedCents = view.rollUp('stock', 'product', flows.shelves.receivedCents)!
  return difference(difference(flows.offers.gmvCents, receivedCents), flows.money.directCostCents)
}

const directOf = (scope: 'category' | 'supplier') => (view: View) =>
  view.rollUp('product', scope, directContribution(view))!

function shopContribution({ flows }: View): number {
  return (
    flows.offers.gmvTotalCents[0]! -
    flows.shelves.receivedTotalCents[0]! -
    sumOfWhole(flows.money.costCents)
  )
}

/**
 * Change of what the goods are worth at cost over the closed day: received and put back, less sold and left unsold.
 * Goods on the way between warehouses or in quarantine stay the shop's.
 */
function stockChange({ flows: { shelves } }: View): number {
  return (
    shelves.receivedTotalCents[0]! +
    shelves.restockedTotalCents[0]! -
    shelves.cogsTotalCents[0]! -
    shelves.leftUnsoldTotalCents[0]!
  )
}

/** A channel's share by sales of what the shop contributed before advertising, goods at what was sold, less its own spend. */
const channelContribution: ColumnOf = (view) => {
  const { flows } = view
  const gmvCents = flows.offers.gmvTotalCents[0]!
  const beforeAdsCents =
    shopContribution(view) + stockChange(view) + flows.money.costCents[accounts.adSpend]!
  return flows.demand.channelGmvCents.map((cents, channel) => {
    const share = gmvCents === 0 ? 0 : cents / gmvCents
    return share * beforeAdsCents - flows.demand.channelSpendCents[channel]!
  })
}

export const contributionMetrics: readonly MetricDefinition[] = [
  defineMetric({
    id: 'contributionWithStockCents',
    kpi: 'total',
    scopes: ['shop'],
    unit: 'money',
    window: 'day',
    direction: 'up',
    label: { en: 'Contribution with stock', zh: '贡献毛益（含库存变动）' },
    help: {
      en: 'Contribution + change of stock at cost, so that neither buying nothing nor hoarding is praised.',
      zh: '贡献毛益 + 库存成本变动，因此不采购或囤货都不会被误判为改善。',
    },
    formula: ofShop((view) => shopContribution(view) + stockChange(view)),
  }),
  defineMetric({
    id: 'contributionCents',
    kpi: 'total',
    scopes: [...productAndUp, 'channel'],
    unit: 'money',
    window: 'day',
    direction: 'up',
    label: { en: 'Contribution', zh: '贡献毛益' },
    help: {
      en: 'GMV − goods received at cost − refunds − shipping − fees − gifts − order cost − holding − disposal − fines; the shop’s also − wages − advertising. Goods count when they arrive. A channel’s is its share by GMV of what the shop contributed before advertising, goods at the cost of what was sold, less what it spent.',
      zh: '成交额 − 到货成本 − 退款 − 运费 − 手续费 − 赠品 − 采购单费用 − 持有成本 − 处置 − 罚款；店铺另减工资与广告。货品在到货时计入。渠道为按成交额分摊的店铺广告前贡献（货品按销货成本计）减自身花费。',
    },
    formula: {
      kind: 'columns',
      columns: {
        product: directContribution,
        category: directOf('category'),
        supplier: directOf('supplier'),
        channel: channelContribution,
        shop: shopColumn(shopContribution),
      },
    },
  }),
]
