/** Suppliers: how long they take, how well they deliver, what they cost, what is owed to them. */
import { divide } from '../../columns.ts'
import { channelsUp } from '../demand/channelMetrics.ts'
import { defineMetric, type Mechanism } from '../../metric.ts'
import { ringRow } from '../../rings.ts'
import type { View } from '../../view.ts'
import { meanLeadTimeDays, meanSupplierLeadTimeDays } from './leadTime.ts'
import { unitCostAt } from './sources.ts'
import { newestClosedDay } from './windows.ts'

function leadTimes({ model, state }: View): Float64Array {
  const days = new Float64Array(model.productHash.length)
  for (let product = 0; product < days.length; product++) {
    days[product] = meanLeadTimeDays(model, state, product)
  }
  return days
}

/** Orders received on time ÷ received, over 90 days. */
function onTime(view: View): Float64Array {
  const { supply, people, day } = view.state
  return divide(supply.supplierOnTime90d, supply.supplierOrders90d).map((ratio, supplier) =>
    people.auditedUntilDay[supplier]! >= day ? Math.min(1, ratio + auditLiftRatio) : ratio,
  )
}

/** A supplier that was audited is a point more punctual for some time, if nothing was wrong with it. */
const auditLiftRatio = 0.01

/** Units found defective ÷ received, over 90 days. */
function defects(view: View, scope: 'product' | 'supplier'): Float64Array {
  const { supply } = view.state
  return scope === 'product'
    ? divide(supply.productFound90d, supply.productReceived90d)
    : divide(supply.supplierFound90d, supply.supplierReceived90d)
}

/** Unit costs of a supplier ÷ mean costs of the other sources, both summed over the products that have others. */
function priceIndices({ model, state }: View): Float64Array {
  const { firstSource, suppliersOfProduct } = model.supply
  const own = new Float64Array(model.entities.supplier.ids.length)
  const others = new Float64Array(own.length)
  for (let product = 0; product < model.productHash.length; product++) {
    const first = firstSource[product]!
    const end = firstSource[product + 1]!
    if (end - first < 2) continue
    let sum = 0
    for (let i = first; i < end; i++) {
      sum += unitCostAt(model, state, product, suppliersOfProduct[i]!)
    }
    for (let i = first; i < end; i++) {
      const supplier = suppliersOfProduct[i]!
      const cost = unitCostAt(model, state, product, supplier)
      own[supplier]! += cost
      others[supplier]! += (sum - cost) / (end - first - 1)
    }
  }
  return divide(own, others)
}

/** Share of defects at which a supplier gets no points for quality. */
const worstDefectRatio = 0.05

/** Points of each supplier; a supplier without rivals is as cheap as they come. */
function scores(view: View): Float64Array {
  const defectRatios = view.need('supplier', 'defectRatio')
  const indices = view.need('supplier', 'priceIndex')
  return view.need('supplier', 'onTimeRatio').map((onTimeRatio, supplier) => {
    const index = indices[supplier]!
    const pricePoints = index >= 0 ? Math.min(1, 1 / index) : 1
    const quality = 1 - Math.min(1, defectRatios[supplier]! / worstDefectRatio)
    return 40 * onTimeRatio + 40 * quality + 20 * pricePoints
  })
}

/** Share of the purchases of 90 closed days that went to each supplier. */
function supplyShares({ model, state }: View): Float64Array {
  const { spendCents, knownCostFactor } = state.supply
  const suppliers = knownCostFactor.length
  const shares = new Float64Array(suppliers)
  const closedDay = newestClosedDay(model, state)
  for (let ago = 0; ago < 90; ago++) {
    const start = ringRow(closedDay - ago) * suppliers
    for (let supplier = 0; supplier < suppliers; supplier++) {
      shares[supplier]! += spendCents[start + supplier]!
    }
  }
  // more may be cancelled than was ordered
  const bought = shares.map((cents) => Math.max(0, cents))
  const total = bought.reduce((sum, cents) => sum + cents, 0)
  return bought.map((cents) => (total > 0 ? cents / total : NaN))
}

/** Other listed suppliers that work, for each product. */
function backups({ model, state }: View): Float64Array {
  const { firstSource, suppliersOfProduct } = model.supply
  const { mainSupplierOfProduct } = state.supply
  return Float64Array.from(mainSupplierOfProduct, (main, product) => {
    let count = 0
    for (let i = firstSource[product]!; i < firstSource[product + 1]!; i++) {
      const supplier = suppliersOfProduct[i]!
      if (supplier !== main && state.world.supplierIsDown[supplier] === 0) count += 1
    }
    return count
  })
}

export const suppliers: Mechanism = {
  id: 'suppliers',
  label: { en: 'Suppliers', zh: '供应商' },
  about: {
    en: 'Each product has a main supplier and up to two backups, which are dearer. Lead times follow a gamma law (Burgin 1975) or any law given by weights; they are stretched by what happens to the supplier, and 25 % shorter with 30 % less spread once the supplier has known the forecast for 14 days. The promised day is the one that the supplier keeps 85 % of the time by its own law. While it is down no order can be placed with it and what it has not sent yet waits; what is under way arrives. Defective units of a delivery are beta-binomial, so deliveries differ in quality; they are found later, by checks or returns. A product that is shifted to another main supplier has 20 % more defects for 30 days and loses the volume break. Sharing the forecast commits to a part of it: what is not ordered within the horizon is invoiced and delivered.',
    zh: '每个商品有一家主供应商和至多两家较贵的备用供应商。交期服从 Gamma 分布（Burgin 1975）或按权重给定的任意分布；受供应商状况影响会延长，共享预测 14 天后缩短 25%、波动减少 30%。承诺到货日按其自身分布有 85% 的把握。供应商中断时不能下单，尚未发出的货延后，已发出的照常到货。每批到货的次品数服从 Beta-二项分布，之后经抽检或退货才被发现。商品转给其他主供应商后 30 天次品率高 20%，并失去量价折扣。共享预测需承诺其中一部分：预测期内未下单的部分照样开票并送货。',
  },
  metrics: [
    defineMetric({
      id: 'moqUnits',
      scopes: ['product'],
      unit: 'count',
      window: 'now',
      direction: 'neither',
      label: { en: 'Minimum order', zh: '最小起订量' },
      help: {
        en: 'Minimum order quantity of the supplier now used.',
        zh: '当前供应商的最小起订量。',
      },
      formula: { kind: 'columns', columns: { product: ({ model }) => model.moqUnits.slice() } },
    }),
    defineMetric({
      id: 'leadTimeDays',
      scopes: ['product', 'supplier'],
      unit: 'day',
      window: 'now',
      direction: 'down',
      label: { en: 'Lead time', zh: '交期' },
      help: {
        en: 'Mean order → receipt over the last 10 receipts, air freight apart; the quoted one before 3 receipts. Of a product: from the supplier now used.',
        zh: '最近 10 次到货的平均交期（不含空运）；不足 3 次时为报价交期。商品按当前供应商计。',
      },
      formula: {
        kind: 'columns',
        columns: {
          product: leadTimes,
          supplier: ({ model, state }) =>
            model.leadTimeDays.map((_, supplier) =>
              meanSupplierLeadTimeDays(model, state, supplier),
            ),
        },
      },
    }),
    defineMetric({
      id: 'purchaseSpendCents',
      kpi: 'total',
      scopes: ['supplier', 'shop'],
      unit: 'money',
      window: 'day',
      direction: 'neither',
      label: { en: 'Purchases', zh: '采购金额' },
      help: {
        en: 'Purchase orders placed less those cancelled, at cost; an order of the evening counts on the next day.',
        zh: '所下采购单金额减去取消部分（按成本）；晚间下单计入次日。',
      },
      formula: {
        kind: 'sum',
        base: 'supplier',
        values: ({ flows }) => flows.supply.purchaseSpendCents,
      },
    }),
    defineMetric({
      id: 'payablesCents',
      scopes: ['supplier', 'shop'],
      unit: 'money',
      window: 'now',
      direction: 'neither',
      label: { en: 'Payables', zh: '应付账款' },
      help: { en: 'Owed for goods received.', zh: '已到货未付款金额。' },
      formula: { kind: 'sum', base: 'supplier', values: ({ state }) => state.money.payablesCents },
    }),
    defineMetric({
      id: 'isUp',
      scopes: ['supplier', 'channel', 'warehouse'],
      type: 'bool',
      unit: 'none',
      window: 'now',
      direction: 'up',
      label: { en: 'Works', zh: '正常运作' },
      help: {
        en: 'Works today: a supplier takes orders, a channel is open and not down, a warehouse is not closed.',
        zh: '今日正常运作：供应商可接单、渠道已开启且未中断、仓库未关闭。',
      },
      formula: {
        kind: 'columns',
        columns: {
          supplier: ({ state }) =>
            Float64Array.from(state.world.supplierIsDown, (isDown) => 1 - isDown),
          channel: channelsUp,
          warehouse: ({ state }) =>
            Float64Array.from(state.world.warehouseIsClosed, (isClosed) => 1 - isClosed),
        },
      },
    }),
    defineMetric({
      id: 'onTimeRatio',
      scopes: ['supplier'],
      unit: 'percent',
      window: '90d',
      direction: 'up',
      mayBeMissing: true,
      label: { en: 'Deliveries on time', zh: '准时到货率' },
      help: {
        en: 'Purchase orders received by the promised day ÷ purchase orders received in 90 days.',
        zh: '90 天内按承诺日到货的采购单 ÷ 到货采购单。',
      },
      formula: { kind: 'columns', columns: { supplier: onTime } },
    }),
    defineMetric({
      id: 'defectRatio',
      scopes: ['product', 'supplier'],
      unit: 'percent',
      window: '90d',
      direction: 'down',
      mayBeMissing: true,
      label: { en: 'Defect rate', zh: '次品率' },
      help: {
        en: 'Units found defective (by check or return) ÷ units received in 90 days. They count against the supplier of the newest delivery.',
        zh: '90 天内发现的次品件数（抽检或退货）÷ 到货件数；计入最近一次到货的供应商。',
      },
      formula: {
        kind: 'columns',
        columns: {
          product: (view) => defects(view, 'product'),
          supplier: (view) => defects(view, 'supplier'),
        },
      },
    }),
    defineMetric({
      id: 'priceIndex',
      scopes: ['supplier'],
      unit: 'none',
      window: 'now',
      direction: 'down',
      mayBeMissing: true,
      label: { en: 'Price index', zh: '价格指数' },
      help: {
        en: 'Its unit costs ÷ those of the other sources of the same products; missing when there are none.',
        zh: '其单位成本 ÷ 同商品其他货源的单位成本；无其他货源则缺失。',
      },
      formula: { kind: 'columns', columns: { supplier: priceIndices } },
    }),
    defineMetric({
      id: 'supplierScore',
      scopes: ['supplier'],
      unit: 'none',
      window: '90d',
      direction: 'up',
      mayBeMissing: true,
      label: { en: 'Supplier score', zh: '供应商评分' },
      help: {
        en: '40 × on time + 40 × (1 − min(1, defect rate ÷ 5 %)) + 20 × min(1, 1 ÷ price index), 0–100 points; without other sources the price gets its full points. Missing without deliveries.',
        zh: '40 × 准时到货率 + 40 × (1 − min(1, 次品率 ÷ 5 %)) + 20 × min(1, 1 ÷ 价格指数)，0–100 分；无其他货源则价格得满分；无到货则缺失。',
      },
      formula: { kind: 'columns', columns: { supplier: scores } },
    }),
    defineMetric({
      id: 'supplyShareRatio',
      scopes: ['supplier'],
      unit: 'percent',
      window: '90d',
      direction: 'neither',
      mayBeMissing: true,
      label: { en: 'Share of supply', zh: '供货占比' },
      help: {
        en: 'Its purchases ÷ all purchases of 90 days, at cost.',
        zh: '90 天内向其采购金额 ÷ 全部采购金额（按成本）。',
      },
      formula: { kind: 'columns', columns: { supplier: supplyShares } },
    }),
    defineMetric({
      id: 'backupSuppliers',
      scopes: ['product'],
      unit: 'count',
      window: 'now',
      direction: 'up',
      label: { en: 'Backup suppliers', zh: '备用供应商数' },
      help: { en: 'Other listed suppliers that are up.', zh: '其他正常运作的在册供应商数。' },
      formula: { kind: 'columns', columns: { product: backups } },
    }),
    defineMetric({
      id: 'isOnBackup',
      scopes: ['product'],
      type: 'bool',
      unit: 'none',
      window: 'now',
      direction: 'neither',
      label: { en: 'On a backup supplier', zh: '正用备用供应商' },
      help: { en: 'Orders go to a backup supplier now.', zh: '当前向备用供应商下单。' },
      formula: {
        kind: 'columns',
        columns: {
          product: ({ state }) =>
            Float64Array.from(state.supply.supplierOfProduct, (supplier, product) =>
              supplier === state.supply.mainSupplierOfProduct[product] ? 0 : 1,
            ),
        },
      },
    }),
  ],
}
