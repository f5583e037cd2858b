/** Purchase orders and what stands behind them: the figures of stock on its way, and the event of its arrival. */
import { sumOfWhole } from '../../columns.ts'
import { defineEvent } from '../../event.ts'
import {
  defineMetric,
  productAndUp,
  shopColumn,
  stockAndUp,
  wholeSum,
  type ColumnOf,
  type Mechanism,
} from '../../metric.ts'
import type { View } from '../../view.ts'
import { inventoryPositionOf } from './houseRoutine.ts'
import { leadTimeVariance, meanLeadTimeDays } from './leadTime.ts'
import { errorSteps, soldSquares } from './windows.ts'

function inventoryPositions({ state }: View): Float64Array {
  const units = new Float64Array(state.shelves.onHandUnits.length)
  for (let stock = 0; stock < units.length; stock++) {
    units[stock] = inventoryPositionOf(state, stock)
  }
  return units
}

/** Days to the nearest promised receipt of each stock; 0 when it is overdue, missing when none is open. */
function nextInbound({ state }: View): Float64Array {
  const days = new Float64Array(state.supply.onOrderUnits.length).fill(NaN)
  const { count, stock, promisedDay } = state.supply.purchaseOrders
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

/** Open orders of products and what is above them: one that is split over stocks counts once. */
const openOrdersOf =
  (scope: (typeof productAndUp)[number]): ColumnOf =>
  (view) =>
    view.rollUp('product', scope, view.state.supply.openOrdersOfProduct)!

/** Open orders past their promised day; those of a supplier are the ones placed with it. */
function lateOrders(view: View, scope: 'product' | 'supplier' | 'shop'): Float64Array {
  const { model, state } = view
  const late = new Float64Array(view.count(scope))
  const { count, stock, supplier, promisedDay, isFirstLine } = state.supply.purchaseOrders
  for (let line = 0; line < count; line++) {
    if (isFirstLine[line] === 0 || promisedDay[line]! >= state.day) continue
    const entity =
      scope === 'product'
        ? model.productOfStock[stock[line]!]!
        : scope === 'supplier'
          ? supplier[line]!
          : 0
    late[entity]! += 1
  }
  return late
}

/** √(L × sd² + mean² × sd(L)²) of sales a day over 28 days; 0 while fewer than 2 days have closed. */
function leadTimeDemandSd(view: View, scope: 'stock' | 'product'): Float64Array {
  const { model, state } = view
  const soldUnits = view.windowSum('soldUnits', 28)
  const isStock = scope === 'stock'
  const sums = isStock ? soldUnits : view.rollUp('stock', 'product', soldUnits)!
  const squares = isStock ? soldSquares(state, 28) : state.supply.soldSquares28d
  const days = view.windowDays(28)
  return sums.map((sum, entity) => {
    if (days < 2) return 0
    const product = isStock ? model.productOfStock[entity]! : entity
    const mean = sum / days
    const variance = Math.max(0, squares[entity]! - sum * mean) / (days - 1)
    const leadTimeDays = meanLeadTimeDays(model, state, product)
    return Math.sqrt(
      leadTimeDays * variance + mean * mean * leadTimeVariance(model, state, product),
    )
  })
}

export const purchaseOrders: Mechanism = {
  id: 'purchaseOrders',
  label: { en: 'Purchase orders', zh: '采购单' },
  about: {
    en: 'An order given in the morning with a lead time of L days arrives on the morning of day + L (0: at once); one given after the close takes at least a day. Every order draws its own lead time and quality, by its product or stock, its day and its number among those of the day, so orders may overtake each other and no order moves the luck of another. The units are raised to the minimum order; from some sizes on the main supplier reduces the cost of all units. The fixed cost is paid with the order, the goods by the supplier’s terms after they arrive, at the cost of the day of the order. An order needs the money: cash and payouts under way, less what is owed for goods received or on order. Air freight takes 30 % of the lead time; its surcharge goes to the carrier at once and is not part of the value of the stock. Until it is sent, after half of its lead time, an order can be cancelled for a fee of 10 %, and the supplier is then 5 % slower for 30 days.',
    zh: '早间下单、交期 L 天的采购单在第 day + L 天早间到货（0 为当场到货）；收市后下单至少一天。每单的交期与质量各自抽取（按商品或库存、日期、当日序号），因此订单可能后发先至，且互不影响彼此的随机数。数量提高到最小起订量；达到一定数量时，主供应商对全部件数给折扣。下单时付固定费用，货款按下单日成本、到货后按账期支付。下单须有资金：现金与在途回款减去已到货及在途货款。空运交期为平时的 30%，加价当场付给承运方，不计入库存成本。发货前（交期的一半）可取消，费率 10%，该供应商随后 30 天交期延长 5%。',
  },
  metrics: [
    defineMetric({
      id: 'onOrderUnits',
      scopes: stockAndUp,
      unit: 'count',
      window: 'now',
      direction: 'neither',
      label: { en: 'On order', zh: '在途' },
      help: { en: 'Ordered from suppliers, not yet received.', zh: '已向供应商下单、尚未到货。' },
      formula: { kind: 'sum', base: 'stock', values: ({ state }) => state.supply.onOrderUnits },
    }),
    defineMetric({
      id: 'inventoryPositionUnits',
      scopes: stockAndUp,
      unit: 'count',
      window: 'now',
      direction: 'neither',
      label: { en: 'Inventory position', zh: '库存头寸' },
      help: {
        en: 'On hand + on order + in transfer − backorders − presold.',
        zh: '在库 + 在途 + 调拨在途 − 缺货待发 − 预售待交付。',
      },
      formula: {
        kind: 'sum',
        base: 'stock',
        values: inventoryPositions,
      },
    }),
    defineMetric({
      id: 'openPurchaseOrders',
      scopes: stockAndUp,
      unit: 'count',
      window: 'now',
      direction: 'neither',
      label: { en: 'Open purchase orders', zh: '未到货采购单' },
      help: {
        en: 'Purchase orders not yet received; one that is split over warehouses counts once for the product.',
        zh: '尚未到货的采购单数；拆分到多仓的一单对商品只计一次。',
      },
      formula: {
        kind: 'columns',
        columns: {
          stock: ({ state }) => state.supply.openPurchaseOrders.slice(),
          warehouse: (view) =>
            view.rollUp('stock', 'warehouse', view.state.supply.openPurchaseOrders)!,
          product: openOrdersOf('product'),
          category: openOrdersOf('category'),
          supplier: openOrdersOf('supplier'),
          shop: openOrdersOf('shop'),
        },
      },
    }),
    defineMetric({
      id: 'latePurchaseOrders',
      scopes: ['product', 'supplier', 'shop'],
      unit: 'count',
      window: 'now',
      direction: 'down',
      label: { en: 'Late purchase orders', zh: '逾期采购单' },
      help: {
        en: 'Open purchase orders past their promised day; those of a supplier are the ones placed with it.',
        zh: '超过承诺到货日仍未到货的采购单数；供应商按实际下单对象计。',
      },
      formula: {
        kind: 'columns',
        columns: {
          product: (view) => lateOrders(view, 'product'),
          supplier: (view) => lateOrders(view, 'supplier'),
          shop: (view) => lateOrders(view, 'shop'),
        },
      },
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
      id: 'leadTimeDemandSdUnits',
      scopes: ['stock', 'product'],
      unit: 'count',
      window: '28d',
      direction: 'down',
      label: { en: 'Deviation of lead-time demand', zh: '交期需求标准差' },
      help: {
        en: '√(L × sd(units sold)² + mean(units sold)² × sd(L)²) over 28 days, L = lead time.',
        zh: '√(L × 日销量标准差² + 日均销量² × L 标准差²)，取 28 天，L 为交期。',
      },
      formula: {
        kind: 'columns',
        columns: {
          stock: (view) => leadTimeDemandSd(view, 'stock'),
          product: (view) => leadTimeDemandSd(view, 'product'),
        },
      },
    }),
    defineMetric({
      id: 'forecastErrorRatio',
      kpi: 'mean',
      scopes: productAndUp,
      unit: 'percent',
      window: '28d',
      direction: 'down',
      mayBeMissing: true,
      label: { en: 'Forecast error', zh: '预测误差率' },
      help: {
        en: 'Sum of |units sold − house forecast| ÷ units sold in 28 days; house forecast = mean of the 28 days before × factor of the weekday.',
        zh: '28 天 |销量 − 店铺预测| 之和 ÷ 28 天销量；店铺预测 = 此前 28 天均值 × 星期系数。',
      },
      formula: { kind: 'ratio', numerator: 'forecastError28d', denominator: 'forecastSold28d' },
    }),
  ],
  measures: [
    {
      id: 'forecastError28d',
      formula: {
        kind: 'sum',
        base: 'product',
        values: ({ state }) => state.supply.forecastErrors28d.map((steps) => steps / errorSteps),
        also: {
          // the steps are whole, and so many that their number is a power of two
          shop: shopColumn(({ state }) => sumOfWhole(state.supply.forecastErrors28d) / errorSteps),
        },
      },
    },
    {
      id: 'forecastSold28d',
      formula: wholeSum('product', ({ state }) => state.supply.soldUnits28d),
    },
  ],
  events: [
    defineEvent({
      id: 'stockArrived',
      scopes: ['product'],
      payload: {
        units: {
          label: { en: 'Units', zh: '到货件数' },
          help: {
            en: 'Units received that day, all warehouses together.',
            zh: '当日到货件数，各仓合计。',
          },
        },
        lateDays: {
          label: { en: 'Late by', zh: '延误天数' },
          help: {
            en: 'Days past the promised day, of the latest order among them; 0 when all were on time.',
            zh: '超过承诺到货日的天数，取其中最晚的采购单；全部准时为 0。',
          },
        },
      },
      label: { en: 'Stock arrived', zh: '到货' },
      help: { en: 'Purchase orders of the product were received.', zh: '该商品的采购单到货。' },
      // what came in on one day is one arrival, however many orders it was
      list: (view) => {
        const { receivedUnits } = view.flows.shelves
        const { receivedLateDays } = view.flows.supply
        const units = view.rollUp('stock', 'product', receivedUnits)!
        return Array.from(units, (received, product) => ({
          entity: product,
          payload: { units: received, lateDays: receivedLateDays[product]! },
        })).filter(({ payload }) => payload.units > 0)
      },
    }),
  ],
}
