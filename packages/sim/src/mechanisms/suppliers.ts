/** Suppliers: how long they take, how little they deliver, what is owed to them. */
import { defineMetric, type Mechanism } from '../metric.ts'
import { meanLeadTimeDays, meanSupplierLeadTimeDays } from '../purchasing.ts'

export const suppliers: Mechanism = {
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
        en: 'Mean order → receipt over the last 10 receipts; the quoted one before 3 receipts.',
        zh: '最近 10 次到货的平均交期；不足 3 次时为报价交期。',
      },
      formula: {
        kind: 'columns',
        columns: {
          product: ({ model, state }) =>
            model.listPriceCents.map((_, product) => meanLeadTimeDays(model, state, product)),
          supplier: ({ model, state }) =>
            model.leadTimeDays.map((_, supplier) =>
              meanSupplierLeadTimeDays(model, state, supplier),
            ),
        },
      },
    }),
    defineMetric({
      id: 'purchaseSpendCents',
      scopes: ['supplier', 'shop'],
      unit: 'money',
      window: 'day',
      direction: 'neither',
      label: { en: 'Purchases', zh: '采购金额' },
      help: {
        en: 'Purchase orders placed, at cost; an order of the evening counts on the next day.',
        zh: '所下采购单金额（按成本）；晚间下单计入次日。',
      },
      formula: { kind: 'sum', base: 'supplier', values: ({ flows }) => flows.purchaseSpendCents },
    }),
    defineMetric({
      id: 'payablesCents',
      scopes: ['supplier', 'shop'],
      unit: 'money',
      window: 'now',
      direction: 'neither',
      label: { en: 'Payables', zh: '应付账款' },
      help: { en: 'Owed for goods received.', zh: '已到货未付款金额。' },
      formula: { kind: 'sum', base: 'supplier', values: ({ state }) => state.payablesCents },
    }),
  ],
}
