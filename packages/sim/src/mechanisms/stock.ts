/** Stock on hand and on order: opening stock, the close of the day, and the figures of stock. */
import { postHolding } from '../ledger.ts'
import { defineMetric, productAndUp, stockAndUp, type Mechanism } from '../metric.ts'
import type { Model } from '../model.ts'
import { deriveKey, drawUniform } from '../random.ts'
import { ringDays, type State } from '../state.ts'
import type { View } from '../view.ts'
import { expectedUnitsPerDay, type Luck } from './demand.ts'

/**
 * Fills the shelves before the first day: the habitual safety stock, cover of expected sales, last
 * season's leftovers, and a random part of a minimum order, as if the last order had come some time ago. Paid for before the books open.
 */
export function openStocks(model: Model, state: State, luck: Luck): void {
  const key = deriveKey(luck.seed, luck.replication, 'stock.opening', 0)
  const coverDays = model.settings['stock.openingCoverDays']
  for (let stock = 0; stock < state.onHandUnits.length; stock++) {
    const product = model.productOfStock[stock]!
    const share = model.demandShareRatio[stock]!
    const category = model.categoryOfProduct[product]!
    const u = drawUniform(key, model.stockHash[stock]!)
    state.safetyStockUnits[stock] = Math.floor(model.safetyStockHabitUnits[category]! * share + 0.5)
    state.onHandUnits[stock] = Math.floor(
      state.safetyStockUnits[stock]! +
        share *
          (model.leftoverUnits[product]! +
            coverDays * expectedUnitsPerDay(model, product) +
            u * model.moqUnits[product]!),
    )
  }
}

/** Storage and capital cost of what lies on the shelf at the end of the day. */
export function chargeHolding(model: Model, state: State): void {
  const perDayRatio = model.settings['stock.holdingRatioPerYear'] / 365
  const { onHandUnits } = state
  for (let stock = 0; stock < onHandUnits.length; stock++) {
    const valueCents = onHandUnits[stock]! * model.unitCostCents[model.productOfStock[stock]!]!
    postHolding(state, stock, Math.floor(valueCents * perDayRatio + 0.5))
  }
}

/** Adds the closed day to the running totals. */
export function closeTotals(model: Model, state: State): void {
  const { totals, closed, onHandUnits } = state
  const from = (totals.closedDays & (ringDays - 1)) * onHandUnits.length
  const fromProduct = (totals.closedDays & (ringDays - 1)) * closed.gmvCents.length
  totals.closedDays += 1
  const to = (totals.closedDays & (ringDays - 1)) * onHandUnits.length
  const toProduct = (totals.closedDays & (ringDays - 1)) * closed.gmvCents.length
  const { soldUnits, cogsCents, stockValueCents, gmvCents } = totals
  for (let stock = 0; stock < onHandUnits.length; stock++) {
    const unitCostCents = model.unitCostCents[model.productOfStock[stock]!]!
    soldUnits[to + stock] = soldUnits[from + stock]! + closed.soldUnits[stock]!
    cogsCents[to + stock] = cogsCents[from + stock]! + closed.cogsCents[stock]!
    stockValueCents[to + stock] =
      stockValueCents[from + stock]! + onHandUnits[stock]! * unitCostCents
  }
  for (let product = 0; product < closed.gmvCents.length; product++) {
    gmvCents[toProduct + product] = gmvCents[fromProduct + product]! + closed.gmvCents[product]!
  }
}

const stockValues = ({ model, state }: View) =>
  state.onHandUnits.map(
    (units, stock) => units * model.unitCostCents[model.productOfStock[stock]!]!,
  )

/** Days to the nearest promised receipt of each stock; 0 when it is overdue, missing when none is open. */
function nextInbound({ state }: View): Float64Array {
  const days = new Float64Array(state.onHandUnits.length).fill(NaN)
  const { count, stock, promisedDay } = state.purchaseOrders
  for (let line = 0; line < count; line++) {
    const left = Math.max(0, promisedDay[line]! - state.day)
    const known = days[stock[line]!]!
    if (!(known <= left)) days[stock[line]!] = left
  }
  return days
}

function nextInboundOfProducts(view: View): Float64Array {
  const days = new Float64Array(view.count('product')).fill(NaN)
  nextInbound(view).forEach((left, stock) => {
    const product = view.model.productOfStock[stock]!
    if (!(days[product]! <= left) && left === left) days[product] = left
  })
  return days
}

export const stocks: Mechanism = {
  metrics: [
    defineMetric({
      id: 'onHandUnits',
      scopes: stockAndUp,
      unit: 'count',
      window: 'now',
      direction: 'neither',
      label: { en: 'On hand', zh: '在库' },
      help: { en: 'Sellable units.', zh: '可售库存件数。' },
      formula: { kind: 'sum', base: 'stock', values: ({ state }) => state.onHandUnits },
    }),
    defineMetric({
      id: 'onOrderUnits',
      scopes: stockAndUp,
      unit: 'count',
      window: 'now',
      direction: 'neither',
      label: { en: 'On order', zh: '在途' },
      help: { en: 'Ordered from suppliers, not yet received.', zh: '已向供应商下单、尚未到货。' },
      formula: { kind: 'sum', base: 'stock', values: ({ state }) => state.onOrderUnits },
    }),
    defineMetric({
      id: 'inventoryPositionUnits',
      scopes: stockAndUp,
      unit: 'count',
      window: 'now',
      direction: 'neither',
      label: { en: 'Inventory position', zh: '库存头寸' },
      help: { en: 'On hand + on order.', zh: '在库 + 在途。' },
      formula: {
        kind: 'sum',
        base: 'stock',
        values: ({ state }) =>
          state.onHandUnits.map((units, stock) => units + state.onOrderUnits[stock]!),
      },
    }),
    defineMetric({
      id: 'openPurchaseOrders',
      scopes: stockAndUp,
      unit: 'count',
      window: 'now',
      direction: 'neither',
      label: { en: 'Open purchase orders', zh: '未到货采购单' },
      help: { en: 'Purchase orders not yet received.', zh: '尚未到货的采购单数。' },
      formula: { kind: 'sum', base: 'stock', values: ({ state }) => state.openPurchaseOrders },
    }),
    defineMetric({
      id: 'nextInboundDays',
      scopes: ['stock', 'product'],
      unit: 'day',
      window: 'now',
      direction: 'down',
      mayBeMissing: true,
      label: { en: 'Next receipt in', zh: '距下次到货' },
      help: {
        en: 'Days to the next promised receipt; 0 when it is overdue, missing when nothing is on order.',
        zh: '距下一次承诺到货的天数；逾期为 0，没有在途则缺失。',
      },
      formula: {
        kind: 'columns',
        columns: { stock: nextInbound, product: nextInboundOfProducts },
      },
    }),
    defineMetric({
      id: 'coverDays',
      scopes: stockAndUp,
      unit: 'day',
      window: 'now',
      direction: 'neither',
      mayBeMissing: true,
      label: { en: 'Days of cover', zh: '可售天数' },
      help: {
        en: 'On hand ÷ mean daily sales of 28 days; missing without sales.',
        zh: '在库 ÷ 28 天日均销量；无销量则缺失。',
      },
      formula: { kind: 'ratio', numerator: 'onHandUnits', denominator: 'meanSoldUnits28d' },
    }),
    defineMetric({
      id: 'safetyStockUnits',
      scopes: ['stock', 'product'],
      unit: 'count',
      window: 'now',
      direction: 'neither',
      label: { en: 'Safety stock', zh: '安全库存' },
      help: {
        en: 'Threshold the shop keeps by habit: the same for all products of a category.',
        zh: '店铺按习惯设定的阈值：同类目商品相同。',
      },
      formula: { kind: 'sum', base: 'stock', values: ({ state }) => state.safetyStockUnits },
    }),
    defineMetric({
      id: 'stockValueCents',
      scopes: stockAndUp,
      unit: 'money',
      window: 'now',
      direction: 'down',
      label: { en: 'Stock value', zh: '库存金额' },
      help: { en: 'Units on hand at unit cost.', zh: '在库件数 × 单位成本。' },
      formula: { kind: 'sum', base: 'stock', values: stockValues },
    }),
    defineMetric({
      id: 'turnsPerYear',
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
        en: 'Units sold in 30 days ÷ (on hand 30 days ago + received since).',
        zh: '30 天销量 ÷（30 天前在库 + 其间到货）。',
      },
      formula: { kind: 'ratio', numerator: 'soldUnits30d', denominator: 'available30d' },
    }),
    defineMetric({
      id: 'holdingCostCents',
      scopes: stockAndUp,
      unit: 'money',
      window: 'day',
      direction: 'down',
      label: { en: 'Holding cost', zh: '持有成本' },
      help: { en: 'Storage and capital cost of the stock.', zh: '库存的仓储与资金成本。' },
      formula: { kind: 'sum', base: 'stock', values: ({ flows }) => flows.holdingCostCents },
    }),
  ],
  measures: [
    {
      id: 'meanSoldUnits28d',
      formula: {
        kind: 'sum',
        base: 'stock',
        values: (view) => view.windowSum('soldUnits', 28).map((sum) => sum / view.windowDays(28)),
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
      formula: {
        kind: 'sum',
        base: 'stock',
        // on hand 30 days ago + received = on hand now + sold, since units are conserved
        values: (view) =>
          view.windowSum('soldUnits', 30).map((sold, i) => sold + view.state.onHandUnits[i]!),
      },
    },
  ],
}
