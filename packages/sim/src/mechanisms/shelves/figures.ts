/** Figures of the stock that is there: how much, how long it lasts, how old it is, what it costs. */
import type { ShopEvent } from '@sandtable/rules'
import { difference, perDay, times } from '../../columns.ts'
import { defineEvent } from '../../event.ts'
import { accounts } from '../../ledger.ts'
import { defineMetric, productAndUp, stockAndUp, wholeSum, type Mechanism } from '../../metric.ts'
import type { View } from '../../view.ts'
import { allGoodsCents, goodsCents } from './stock.ts'
import { shortRingDays } from './state.ts'

/** Row of `shortRingDays` as it stood some closed days ago, or at the start when there are fewer. */
function shortRow({ state }: View, column: Float64Array, daysAgo: number): Float64Array {
  const { closedDays } = state.totals
  const width = column.length / shortRingDays
  const row = (closedDays - Math.min(daysAgo, closedDays)) & (shortRingDays - 1)
  return column.subarray(row * width, (row + 1) * width)
}

/** Mean units a day of 28 closed days: of the region for a stock, sold for all that lies above it. */
function coverDemand(view: View): Float64Array {
  const { regionTotals } = view.state.shelves
  const askedUnits = difference(shortRow(view, regionTotals, 0), shortRow(view, regionTotals, 28))
  return perDay(askedUnits, view.windowDays(28))
}

const soldADay = (view: View) => perDay(view.windowSum('soldUnits', 28), view.windowDays(28))

const soldADayOf =
  (scope: 'product' | 'category' | 'supplier' | 'warehouse' | 'shop') => (view: View) =>
    view.rollUp('stock', scope, soldADay(view))!

/** On hand 30 days ago + received and restocked since. */
function availableUnits(view: View): Float64Array {
  const { unsoldTotals, receivedTotal } = view.state.shelves
  return difference(receivedTotal, shortRow(view, unsoldTotals, 30))
}

function goods({ state }: View): Float64Array {
  const cents = new Float64Array(state.shelves.stockValueCents.length)
  for (let stock = 0; stock < cents.length; stock++) cents[stock] = goodsCents(state, stock)
  return cents
}

export const stocks: Mechanism = {
  id: 'stock',
  label: { en: 'Stock', zh: '库存' },
  about: {
    en: 'Every product lies in every warehouse. What is sold, transferred or written off leaves at the mean cost of the units there, oldest first. Their mean age a follows from two numbers, a and the age y of the youngest unit: when a part p leaves, a becomes a − p·(a − y); what arrives is averaged in. Perishable goods are kept by day of receipt and written off when their shelf life is over. Each stock has a share of defective units, the mean of its receipts; a spot check opens a sample (binomial) and a quarantine blocks all units on hand, sends the defective ones back at full refund and releases the rest when it ends. Transfers take 2–4 days and cost freight per unit; a closed warehouse neither gives nor takes. Holding cost is a share of cost a year on all goods owned: on hand, in quarantine, in transfer.',
    zh: '每个商品在每个仓库都有库存。售出、调拨或报损的件数按在库平均成本、先进先出扣减。平均库龄 a 由两个数推算：a 与最新一件的库龄 y；有比例 p 的库存离开时，a 变为 a − p·(a − y)，新到货按件数加权平均。易腐商品按到货日记录，保质期满即报损。每处库存有次品率，为各次到货的加权平均；抽检开箱取样（二项分布），隔离封存全部在库件数，次品全额退回供应商，其余到期恢复销售。调拨需 2–4 天并按件计运费；停用的仓库既不出也不进。持有成本按年占全部自有货品（在库、隔离、调拨在途）成本的比例计。',
  },
  metrics: [
    defineMetric({
      id: 'onHandUnits',
      scopes: stockAndUp,
      unit: 'count',
      window: 'now',
      direction: 'neither',
      label: { en: 'On hand', zh: '在库' },
      help: {
        en: 'Sellable units, without those in quarantine and returns not yet inspected.',
        zh: '可售库存件数，不含隔离中与待质检退货。',
      },
      formula: wholeSum('stock', ({ state }) => state.shelves.onHandUnits),
    }),
    defineMetric({
      id: 'inTransferUnits',
      scopes: ['stock', 'product', 'warehouse'],
      unit: 'count',
      window: 'now',
      direction: 'neither',
      label: { en: 'In transfer', zh: '调拨在途' },
      help: {
        en: 'Units under way to here from own warehouses.',
        zh: '从自有仓调往此处的在途件数。',
      },
      formula: { kind: 'sum', base: 'stock', values: ({ state }) => state.shelves.inTransferUnits },
    }),
    defineMetric({
      id: 'backorderUnits',
      kpi: 'last',
      scopes: stockAndUp,
      unit: 'count',
      window: 'now',
      direction: 'down',
      label: { en: 'Backorders', zh: '缺货待发' },
      help: {
        en: 'Units sold for which a customer waits and no stock is there yet; presales apart.',
        zh: '已售出、客户等待且尚无库存可发的件数；预售另计。',
      },
      formula: { kind: 'sum', base: 'stock', values: ({ state }) => state.shelves.backorderUnits },
    }),
    defineMetric({
      id: 'coverDays',
      kpi: { numerator: 'onHandUnits', denominator: 'soldUnits' },
      scopes: stockAndUp,
      unit: 'day',
      window: 'now',
      direction: 'neither',
      mayBeMissing: true,
      label: { en: 'Days of cover', zh: '可售天数' },
      help: {
        en: 'On hand ÷ mean daily sales of 28 days (of a stock: ÷ units ordered in its region); missing without any.',
        zh: '在库 ÷ 28 天日均销量（单仓库存：÷ 本区域下单件数）；为零则缺失。',
      },
      formula: { kind: 'ratio', numerator: 'onHandUnits', denominator: 'coverDemand28d' },
    }),
    defineMetric({
      id: 'stockAgeDays',
      scopes: stockAndUp,
      unit: 'day',
      window: 'now',
      direction: 'down',
      mayBeMissing: true,
      label: { en: 'Age of stock', zh: '库龄' },
      help: {
        en: 'Mean age of the units on hand at the close; missing when there are none.',
        zh: '日终在库件数的平均库龄；无库存则缺失。',
      },
      formula: { kind: 'ratio', numerator: 'stockAgeUnitDays', denominator: 'onHandUnits' },
    }),
    defineMetric({
      id: 'stockValueCents',
      kpi: 'mean',
      scopes: stockAndUp,
      unit: 'money',
      window: 'now',
      direction: 'down',
      label: { en: 'Stock value', zh: '库存金额' },
      help: {
        en: 'Cost of the goods owned: on hand, in quarantine and in transfer to here.',
        zh: '自有货品成本：在库、隔离中与调往此处的在途。',
      },
      formula: wholeSum('stock', goods, ({ state }) => allGoodsCents(state)),
    }),
    defineMetric({
      id: 'storageUseRatio',
      scopes: ['warehouse'],
      unit: 'percent',
      window: 'now',
      direction: 'neither',
      mayBeMissing: true,
      label: { en: 'Storage in use', zh: '库容使用率' },
      help: {
        en: 'Space used at the close ÷ own and rented space.',
        zh: '日终已用库容 ÷ 自有与租用库容。',
      },
      formula: {
        kind: 'columns',
        columns: { warehouse: ({ state }) => state.shelves.storageUseRatio.slice() },
      },
    }),
    defineMetric({
      id: 'writtenOffUnits',
      kpi: 'total',
      scopes: stockAndUp,
      unit: 'count',
      window: 'day',
      direction: 'down',
      label: { en: 'Written-off units', zh: '报损件数' },
      help: {
        en: 'Units expired, opened by a check, scrapped, donated or liquidated; one of the evening counts on the next day.',
        zh: '过期、抽检拆封、报废、捐赠或清算的件数；晚间的计入次日。',
      },
      formula: wholeSum(
        'stock',
        ({ flows }) => flows.shelves.writtenOffUnits,
        ({ flows }) => flows.shelves.writtenOffTotalUnits[0]!,
      ),
    }),
    defineMetric({
      id: 'turnsPerYear',
      kpi: { numerator: 'cogsCents', denominator: 'stockValueCents', factor: 365 },
      scopes: [...productAndUp, 'warehouse'],
      unit: 'none',
      window: '90d',
      direction: 'up',
      mayBeMissing: true,
      label: { en: 'Stock turns a year', zh: '年库存周转次数' },
      help: {
        en: '365 ÷ 90 × cost of units sold in 90 days ÷ mean stock value.',
        zh: '365 ÷ 90 × 90 天销货成本 ÷ 平均库存金额。',
      },
      // both sums cover the same days, so their number cancels
      formula: { kind: 'ratio', numerator: 'cogs90d', denominator: 'stockValue90d', factor: 365 },
    }),
    defineMetric({
      id: 'sellThroughRatio',
      scopes: productAndUp,
      unit: 'percent',
      window: '30d',
      direction: 'up',
      mayBeMissing: true,
      label: { en: 'Sell-through', zh: '售罄率' },
      help: {
        en: 'Units sold in 30 days ÷ (on hand 30 days ago + received and restocked since).',
        zh: '30 天销量 ÷（30 天前在库 + 其间到货与退货入库）。',
      },
      formula: { kind: 'ratio', numerator: 'soldUnits30d', denominator: 'available30d' },
    }),
    defineMetric({
      id: 'holdingCostCents',
      kpi: 'total',
      scopes: stockAndUp,
      unit: 'money',
      window: 'day',
      direction: 'down',
      label: { en: 'Holding cost', zh: '持有成本' },
      help: { en: 'Storage and capital cost of the stock.', zh: '库存的仓储与资金成本。' },
      formula: wholeSum(
        'stock',
        ({ flows }) => flows.shelves.holdingCostCents,
        ({ flows }) => flows.money.costCents[accounts.holding]!,
      ),
    }),
  ],
  measures: [
    {
      id: 'coverDemand28d',
      formula: {
        kind: 'columns',
        columns: {
          stock: coverDemand,
          product: soldADayOf('product'),
          category: soldADayOf('category'),
          supplier: soldADayOf('supplier'),
          warehouse: soldADayOf('warehouse'),
          shop: soldADayOf('shop'),
        },
      },
    },
    {
      id: 'stockAgeUnitDays',
      formula: {
        kind: 'sum',
        base: 'stock',
        values: ({ state }) => times(state.shelves.onHandUnits, state.shelves.ageDays),
      },
    },
    {
      id: 'cogs90d',
      formula: { kind: 'sum', base: 'stock', values: (view) => view.windowSum('cogsCents', 90) },
    },
    {
      id: 'stockValue90d',
      formula: {
        kind: 'sum',
        base: 'stock',
        values: (view) => view.windowSum('stockValueCents', 90),
      },
    },
    {
      id: 'soldUnits30d',
      formula: { kind: 'sum', base: 'stock', values: (view) => view.windowSum('soldUnits', 30) },
    },
    {
      id: 'available30d',
      formula: { kind: 'sum', base: 'stock', values: availableUnits },
    },
  ],
  events: [
    defineEvent({
      id: 'inspectionDone',
      scopes: ['product'],
      payload: {
        defectRatio: {
          mayBeMissing: true,
          label: { en: 'Defect rate', zh: '次品率' },
          help: {
            en: 'Defective units ÷ units of the sample; missing when there was nothing to sample.',
            zh: '样本中的次品件数 ÷ 样本件数；无货可抽则缺失。',
          },
        },
        sampleUnits: {
          label: { en: 'Sample', zh: '样本件数' },
          help: { en: 'Units inspected.', zh: '抽检的件数。' },
        },
      },
      label: { en: 'Inspection done', zh: '抽检完成' },
      help: { en: 'Result of a spot check.', zh: '抽检结果。' },
      list: checksDone,
    }),
  ],
}

/** Checks whose result came in on the newest closed day. */
function checksDone({ flows }: View): readonly ShopEvent[] {
  const { checkedUnits, checkDefectUnits } = flows.shelves
  return Array.from(checkedUnits, (sampleUnits, product) => ({
    entity: product,
    payload: { defectRatio: checkDefectUnits[product]! / sampleUnits, sampleUnits },
  })).filter(({ payload }) => payload.sampleUnits > 0)
}
