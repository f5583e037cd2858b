import { defineTrigger } from '../../node.ts'
import { triggerOptions } from '../../options.ts'
import type { ScopeId } from '../../shop.ts'

/** INV-1: the inventory position falls below a threshold. */
export const lowStock = defineTrigger({
  kind: 'trigger.lowStock',
  v: 1,
  label: { en: 'Low stock', zh: '库存不足' },
  summary: {
    en: 'Selects products or stocks whose inventory position is below a threshold.',
    zh: '选出库存头寸低于阈值的商品或库存。',
  },
  icon: 'package-minus',
  hasTimingState: true,
  fields: {
    scope: {
      type: 'scope',
      options: ['stock', 'product'],
      default: 'stock',
      label: { en: 'Watches', zh: '监控对象' },
      help: {
        en: 'Each warehouse’s stock, or the product over all warehouses.',
        zh: '各仓库存，或商品总库存。',
      },
    },
    threshold: {
      type: 'expression',
      result: 'number',
      unit: 'count',
      default: 'safetyStockUnits',
      label: { en: 'Below', zh: '低于' },
      help: {
        en: 'Compared with on hand + on order − backorders.',
        zh: '与“在库 + 在途 − 欠交”比较。',
      },
    },
    onlyWithoutOpenOrder: {
      type: 'boolean',
      default: true,
      label: { en: 'Only without an open purchase order', zh: '仅当没有未到货采购单' },
      help: { en: 'Waits until the last order has arrived.', zh: '等上一单到货后再触发。' },
    },
    when: { ...triggerOptions.when, default: 'whileTrue' },
  },
  scope: (config) => config['scope'] as ScopeId,
  expression: (config) =>
    `inventoryPositionUnits < (${String(config['threshold'])})` +
    (config['onlyWithoutOpenOrder'] === true ? ' && openPurchaseOrders == 0' : ''),
  example: {
    config: {
      scope: 'stock',
      threshold: 'safetyStockUnits',
      onlyWithoutOpenOrder: true,
      when: 'whileTrue',
      onMissing: 'hold',
    },
    reads: {
      en: 'Every day, every stock below its safety stock with nothing on order.',
      zh: '每天，低于安全库存且没有在途订单的每个库存。',
    },
  },
})
