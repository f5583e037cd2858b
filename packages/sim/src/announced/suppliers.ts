/** Figures of suppliers, and of what is up, that the shop does not simulate yet. */
import type { MetricInfo } from '@sandtable/rules'
import { announce } from './announce.ts'

export const suppliers: readonly MetricInfo[] = [
  announce({
    id: 'isUp',
    scopes: ['supplier', 'channel', 'warehouse'],
    type: 'bool',
    window: 'now',
    direction: 'up',
    label: { en: 'Works', zh: '正常运作' },
    help: {
      en: 'Works today; a channel: and is open.',
      zh: '今日正常运作；渠道还需处于开启状态。',
    },
  }),
  announce({
    id: 'onTimeRatio',
    scopes: ['supplier'],
    window: '90d',
    direction: 'up',
    mayBeMissing: true,
    label: { en: 'Deliveries on time', zh: '准时到货率' },
    help: {
      en: 'Purchase orders received by the promised day ÷ purchase orders received in 90 days.',
      zh: '90 天内按承诺日到货的采购单 ÷ 到货采购单。',
    },
  }),
  announce({
    id: 'defectRatio',
    scopes: ['product', 'supplier'],
    window: '90d',
    direction: 'down',
    mayBeMissing: true,
    label: { en: 'Defect rate', zh: '次品率' },
    help: {
      en: 'Units found defective (by check or return) ÷ units received in 90 days.',
      zh: '90 天内发现的次品件数（抽检或退货）÷ 到货件数。',
    },
  }),
  announce({
    id: 'priceIndex',
    scopes: ['supplier'],
    window: 'now',
    direction: 'down',
    mayBeMissing: true,
    label: { en: 'Price index', zh: '价格指数' },
    help: {
      en: 'Its unit costs ÷ those of the other sources of the same products; missing when there are none.',
      zh: '其单位成本 ÷ 同商品其他货源的单位成本；无其他货源则缺失。',
    },
  }),
  announce({
    id: 'supplierScore',
    scopes: ['supplier'],
    window: '90d',
    direction: 'up',
    mayBeMissing: true,
    label: { en: 'Supplier score', zh: '供应商评分' },
    help: {
      en: '40 × on time + 40 × (1 − min(1, defect rate ÷ 5 %)) + 20 × min(1, 1 ÷ price index), 0–100 points.',
      zh: '40 × 准时到货率 + 40 × (1 − min(1, 次品率 ÷ 5 %)) + 20 × min(1, 1 ÷ 价格指数)，0–100 分。',
    },
  }),
  announce({
    id: 'supplyShareRatio',
    scopes: ['supplier'],
    window: '90d',
    direction: 'neither',
    mayBeMissing: true,
    label: { en: 'Share of supply', zh: '供货占比' },
    help: {
      en: 'Its purchases ÷ all purchases of 90 days, at cost.',
      zh: '90 天内向其采购金额 ÷ 全部采购金额（按成本）。',
    },
  }),
  announce({
    id: 'backupSuppliers',
    scopes: ['product'],
    unit: 'count',
    window: 'now',
    direction: 'up',
    label: { en: 'Backup suppliers', zh: '备用供应商数' },
    help: { en: 'Other listed suppliers that are up.', zh: '其他正常运作的在册供应商数。' },
  }),
  announce({
    id: 'isOnBackup',
    scopes: ['product'],
    type: 'bool',
    window: 'now',
    direction: 'neither',
    label: { en: 'On a backup supplier', zh: '正用备用供应商' },
    help: { en: 'Orders go to a backup supplier now.', zh: '当前向备用供应商下单。' },
  }),
]
