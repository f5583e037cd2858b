/** Suppliers and deliveries. */
import { amount } from './fields.ts'
import { definePreset } from './preset.ts'

export const supplyPresets = [
  definePreset({
    name: 'stockArrived',
    label: ['Stock arrived', '到货'],
    summary: [
      'Selects products of which a purchase order has been received.',
      '选出采购单已到货的商品。',
    ],
    icon: 'package-check',
    family: 'supply',
    systems: ['INV-8'],
    scopes: ['product'],
    fields: {
      units: amount('count', 1, ['At least', '至少'], ['Units received.', '到货件数。']),
    },
    event: { id: 'stockArrived', where: (say) => [`event.units >= ${say('units')}`] },
    example: { reads: ['On the day a delivery is received.', '到货当日。'] },
  }),
  definePreset({
    name: 'supplierLate',
    label: ['Supplier is late', '供应商逾期'],
    summary: [
      'Selects products or suppliers with purchase orders past their promised day.',
      '选出采购单超过承诺日的商品或供应商。',
    ],
    icon: 'timer-off',
    family: 'supply',
    systems: ['INV-10'],
    judgedBy: ['supplierOutage', 'supplierDecline'],
    scopes: ['product', 'supplier'],
    fields: {
      orders: amount('none', 2, ['At least', '至少'], ['Late purchase orders.', '逾期采购单数。']),
    },
    condition: (say) => `latePurchaseOrders >= ${say('orders')}`,
    example: {
      reads: ['Once, when two orders of a product are late.', '某商品两张采购单逾期时触发。'],
    },
  }),
  definePreset({
    name: 'supplierDown',
    label: ['Supplier down', '供应商断供'],
    summary: ['Selects suppliers that have stopped delivering.', '选出停止供货的供应商。'],
    icon: 'power-off',
    family: 'supply',
    systems: ['INV-10'],
    judgedBy: ['supplierOutage'],
    scopes: ['supplier'],
    event: { id: 'supplierDown' },
    example: { reads: ['On the day a supplier fails.', '供应商断供当日。'] },
  }),
  definePreset({
    name: 'supplierUp',
    label: ['Supplier up again', '供应商恢复'],
    summary: ['Selects suppliers that deliver again.', '选出恢复供货的供应商。'],
    icon: 'power',
    family: 'supply',
    systems: ['INV-10'],
    scopes: ['supplier'],
    event: { id: 'supplierUp' },
    example: { reads: ['On the day a supplier is back.', '供应商恢复当日。'] },
  }),
  definePreset({
    name: 'supplierPriceRise',
    label: ['Supplier raises prices', '供应商涨价'],
    summary: ['Selects suppliers that announce higher costs.', '选出宣布涨价的供应商。'],
    icon: 'badge-percent',
    family: 'supply',
    systems: ['INV-11'],
    judgedBy: ['supplierPriceRise'],
    scopes: ['supplier'],
    fields: {
      riseRatio: amount(
        'percent',
        0.05,
        ['By at least', '涨幅至少'],
        ['Of its unit costs.', '单位成本涨幅。'],
      ),
    },
    event: {
      id: 'supplierPriceChange',
      where: (say) => [`event.changeRatio >= ${say('riseRatio')}`],
    },
    example: { reads: ['When a rise of 5 % or more is announced.', '宣布涨价 5% 及以上时。'] },
  }),
  definePreset({
    name: 'candidateArrived',
    label: ['New candidate', '新款待测'],
    summary: ['Selects products that are offered for a test.', '选出可供测款的新商品。'],
    icon: 'sparkles',
    family: 'supply',
    systems: ['INV-12'],
    scopes: ['product'],
    event: { id: 'candidateArrived' },
    example: { reads: ['On the day a new product is offered.', '新款到样当日。'] },
  }),
  definePreset({
    name: 'supplierUnderBar',
    label: ['Supplier under its bar', '供应商评分过低'],
    summary: [
      'Selects suppliers whose score of punctuality, defects and price stays too low.',
      '选出准时、次品与价格综合评分持续过低的供应商。',
    ],
    icon: 'medal',
    family: 'supply',
    systems: ['INV-16'],
    judgedBy: ['supplierDecline'],
    scopes: ['supplier'],
    fields: {
      bar: amount('none', 70, ['Score below', '评分低于'], ['Of 100 points.', '满分 100。'], {
        max: 100,
      }),
      margin: amount(
        'none',
        10,
        ['Recovers above the bar by', '恢复须高出'],
        ['Points, so that it does not flap.', '分数，避免反复。'],
        { max: 100 },
      ),
    },
    condition: (say) => `supplierScore < ${say('bar')}`,
    recovery: (say) => `supplierScore > ${say('bar')} + ${say('margin')}`,
    for: '7d',
    cooldown: '28d',
    example: {
      reads: [
        'When a score has been under 70 for a week; again only after it was over 80.',
        '评分连续一周低于 70 时触发；高于 80 之后才会再次触发。',
      ],
    },
  }),
]
