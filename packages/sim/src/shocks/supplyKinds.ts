/** What suppliers, goods, warehouses and couriers do. */
import type { ShockKind } from './shock.ts'

const assumed = 'assumption'

/** Strength of what is there or not. */
const wholly = {
  strength: { min: 1, usual: 1, max: 1 },
  strengthHelp: { en: 'Always 1: it is there or not.', zh: '恒为 1：有或无。' },
  neutral: 0,
  random: { min: 1, max: 1 },
} as const

export const supplyKinds = [
  {
    id: 'supplierOutage',
    scopes: ['supplier'],
    label: { en: 'Supplier outage', zh: '供应商中断' },
    help: {
      en: 'The supplier takes no orders. Shorter failures come by themselves, see suppliers’ failure rate.',
      zh: '供应商停止接单。短期故障另由供应商故障率产生。',
    },
    shape: 'block',
    ...wholly,
    days: { min: 1, usual: 14, max: 10_000 },
    randomDays: { min: 7, max: 28 },
    rate: { scope: 'supplier', perYear: 0.1 },
    source: 'assumption: 7–28 days',
  },
  {
    id: 'supplierDecline',
    scopes: ['supplier'],
    label: { en: 'Supplier gets worse', zh: '供应商水平下滑' },
    help: {
      en: 'Lead times grow and more units are defective.',
      zh: '交期变长，次品增多。',
    },
    shape: 'block',
    strength: { min: 1, usual: 1.6, max: 5 },
    strengthHelp: { en: 'Factor on lead times.', zh: '交期倍数。' },
    neutral: 1,
    random: { min: 1.3, max: 2 },
    days: { min: 1, usual: 90, max: 10_000 },
    randomDays: { min: 90, max: 90 },
    rate: { scope: 'supplier', perYear: 0.15 },
    side: {
      help: { en: 'Factor on the share of defective units.', zh: '次品率倍数。' },
      points: [
        [1, 1],
        [1.3, 2],
        [2, 5],
      ],
    },
    source: 'assumption: lead time × 1.3–2, defects × 2–5',
  },
  {
    id: 'supplierPriceRise',
    scopes: ['supplier'],
    label: { en: 'Supplier price rise', zh: '供应商涨价' },
    help: {
      en: 'Unit costs rise for good, announced ahead.',
      zh: '单位成本长期上涨，事先预告。',
    },
    shape: 'block',
    strength: { min: 0.5, usual: 1.1, max: 3 },
    strengthHelp: {
      en: 'Factor on unit costs (1.1 = +10 %).',
      zh: '单位成本倍数（1.1 即 +10 %）。',
    },
    neutral: 1,
    random: { min: 1.05, max: 1.2 },
    days: { min: 1, usual: 0, max: 10_000 },
    randomDays: { min: 0, max: 0 },
    noticeDays: { min: 7, max: 14 },
    rate: { scope: 'supplier', perYear: 0.2 },
    source: 'assumption: +5–20 %, announced 7–14 days ahead',
  },
  {
    id: 'qualityBatch',
    scopes: ['product'],
    label: { en: 'Bad batch', zh: '问题批次' },
    help: {
      en: 'Goods received in these days hold many defective units, until the batch is sold out.',
      zh: '期间到货含较多次品，直至该批售完。',
    },
    shape: 'block',
    strength: { min: 0, usual: 0.15, max: 1 },
    strengthHelp: { en: 'Share of defective units.', zh: '次品占比。' },
    neutral: 0,
    random: { min: 0.05, max: 0.3 },
    days: { min: 1, usual: 45, max: 365 },
    randomDays: { min: 45, max: 45 },
    rate: { scope: 'product', perYear: 0.06 },
    source: 'assumption: 5–30 % of a batch',
  },
  {
    id: 'warehouseClosure',
    scopes: ['warehouse'],
    label: { en: 'Warehouse closed', zh: '仓库关闭' },
    help: { en: 'Nothing goes in or out.', zh: '无法出入库。' },
    shape: 'block',
    ...wholly,
    days: { min: 1, usual: 5, max: 10_000 },
    randomDays: { min: 3, max: 10 },
    rate: { scope: 'warehouse', perYear: 0.05 },
    source: 'assumption: 3–10 days',
  },
  {
    id: 'courierFailure',
    scopes: ['warehouse'],
    label: { en: 'Courier failure', zh: '快递异常' },
    help: {
      en: 'The courier of a warehouse is late and breaks goods.',
      zh: '该仓快递延误并损坏商品。',
    },
    shape: 'block',
    strength: { min: 1, usual: 3, max: 10 },
    strengthHelp: { en: 'Factor on late parcels.', zh: '延误包裹倍数。' },
    neutral: 1,
    random: { min: 2, max: 4 },
    days: { min: 1, usual: 21, max: 365 },
    randomDays: { min: 21, max: 21 },
    rate: { scope: 'warehouse', perYear: 0.3 },
    side: {
      help: { en: 'Factor on damaged parcels.', zh: '破损包裹倍数。' },
      points: [
        [1, 1],
        [2, 3],
        [4, 3],
      ],
    },
    source: 'assumption: late × 2–4, damage × 3',
  },
  {
    id: 'misslot',
    scopes: ['stock'],
    label: { en: 'Stored in the wrong zone', zh: '货位错放' },
    help: {
      en: 'A fast mover lies in reserve or a slow one in the pick zone.',
      zh: '畅销品放在存储区，或慢销品占用拣货区。',
    },
    shape: 'block',
    ...wholly,
    days: { min: 1, usual: 0, max: 10_000 },
    randomDays: { min: 0, max: 0 },
    rate: { scope: 'stock', perYear: 0.1 },
    source: assumed,
  },
] as const satisfies readonly ShockKind[]
