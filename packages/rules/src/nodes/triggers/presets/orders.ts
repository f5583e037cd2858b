/** Orders and logistics. */
import { amount, choice } from './fields.ts'
import { definePreset } from './preset.ts'

export const orderPresets = [
  definePreset({
    name: 'stuckOrders',
    label: ['Stuck orders', '订单卡单'],
    summary: [
      'Selects warehouses with orders older than 24 hours.',
      '选出有订单滞留超过 24 小时的仓库。',
    ],
    icon: 'inbox',
    family: 'orders',
    systems: ['ORD-1'],
    judgedBy: ['stuckOrder'],
    scopes: ['warehouse', 'shop'],
    fields: { orders: amount('none', 0, ['More than', '多于'], ['Stuck orders.', '卡单数。']) },
    condition: (say) => `stuckOrders > ${say('orders')}`,
    when: 'whileTrue',
    example: { reads: ['Every day, while any order is stuck.', '有卡单期间每天触发。'] },
  }),
  definePreset({
    name: 'backlog',
    label: ['Backlog', '发货积压'],
    summary: [
      'Selects warehouses that need too many days for what waits to be shipped.',
      '选出待发订单需要过多天才能发完的仓库。',
    ],
    icon: 'container',
    family: 'orders',
    systems: ['ORD-2', 'INV-13'],
    judgedBy: ['capacityShortfall'],
    scopes: ['warehouse', 'shop'],
    fields: {
      days: amount(
        'none',
        1,
        ['More than', '超过'],
        ['Days of packing capacity.', '打包产能的天数。'],
      ),
    },
    condition: (say) => `backlogOrders > ${say('days')} * capacityOrders`,
    when: 'whileTrue',
    example: {
      reads: ['Every day with more than a day’s work waiting.', '积压超过一天产能期间每天触发。'],
    },
  }),
  definePreset({
    name: 'slowHandling',
    label: ['Orders handled too late', '接单过慢'],
    summary: [
      'Selects warehouses that check too few orders within two hours.',
      '选出两小时内处理订单比例过低的仓库。',
    ],
    icon: 'gauge',
    family: 'orders',
    systems: ['ORD-2'],
    judgedBy: ['capacityShortfall'],
    scopes: ['warehouse', 'shop'],
    fields: {
      minRatio: amount(
        'percent',
        0.9,
        ['Fewer than', '低于'],
        ['Of the orders.', '占订单的比例。'],
        { max: 1 },
      ),
    },
    condition: (say) => `handledIn2hRatio < ${say('minRatio')}`,
    when: 'whileTrue',
    example: { reads: ['Every day under 90 %.', '低于 90% 期间每天触发。'] },
  }),
  definePreset({
    name: 'orderSurge',
    label: ['Order surge', '订单暴增'],
    summary: [
      'Selects warehouses that get many times their usual orders.',
      '选出订单数倍于平时的仓库。',
    ],
    icon: 'zap',
    family: 'orders',
    systems: ['INV-13'],
    judgedBy: ['capacityShortfall'],
    scopes: ['warehouse', 'shop'],
    fields: {
      factor: amount(
        'none',
        2,
        ['Times the mean', '均值的倍数'],
        ['Of the 28 days before.', '此前 28 天。'],
      ),
    },
    condition: (say) => `orders > ${say('factor')} * mean(orders, 28d, offset: 1d)`,
    when: 'whileTrue',
    example: { reads: ['Every day with twice the usual orders.', '订单翻倍期间每天触发。'] },
  }),
  definePreset({
    name: 'promotionAnnounced',
    label: ['Promotion announced', '大促公布'],
    summary: ['Fires when the platform announces a promotion.', '平台公布大促时触发。'],
    icon: 'calendar-check',
    family: 'orders',
    systems: ['ORD-3'],
    judgedBy: ['promotionPeak'],
    scopes: ['shop'],
    fields: {
      minRatio: amount('percent', 0.5, ['At least', '增幅至少'], ['Extra demand.', '需求增幅。']),
    },
    event: {
      id: 'promotionAnnounced',
      where: (say) => [`event.upliftRatio >= ${say('minRatio')}`],
    },
    example: { reads: ['Three to four weeks before a large promotion.', '大型促销前三到四周。'] },
  }),
  definePreset({
    name: 'returnsWaiting',
    label: ['Returns wait too long', '退货待检过久'],
    summary: [
      'Selects warehouses whose oldest return has not been inspected in time.',
      '选出退货未及时质检入库的仓库。',
    ],
    icon: 'undo-2',
    family: 'orders',
    systems: ['ORD-4'],
    judgedBy: ['promotionPeak'],
    scopes: ['warehouse', 'shop'],
    fields: {
      limitHours: amount('hour', 48, ['Longer than', '超过'], ['Hours.', '小时。']),
    },
    condition: (say) => `oldestReturnHours > ${say('limitHours')}`,
    when: 'whileTrue',
    example: {
      reads: [
        'Every day, while a return waits over 48 hours.',
        '有退货等待超过 48 小时期间每天触发。',
      ],
    },
  }),
  definePreset({
    name: 'misplacedStock',
    label: ['Stored in the wrong zone', '库位错放'],
    summary: [
      'Selects fast movers in reserve, or slow ones in the picking zone.',
      '选出放在备货区的快消品，或占用拣货区的慢销品。',
    ],
    icon: 'warehouse',
    family: 'orders',
    systems: ['ORD-6'],
    judgedBy: ['misslot'],
    scopes: ['stock'],
    fields: {
      which: choice(
        {
          fastInReserve: ['class A in reserve', 'A 类在备货区'],
          slowInPick: ['others in the picking zone', '非 A 类在拣货区'],
        },
        ['Which', '哪一种'],
        ['The picking zone is limited.', '拣货区容量有限。'],
      ),
    },
    condition: (say) =>
      say('which') === 'slowInPick'
        ? 'product.abcClass != "A" && pickZone == "pick"'
        : 'product.abcClass == "A" && pickZone == "reserve"',
    when: 'whileTrue',
    cooldown: '6d',
    example: {
      reads: ['Every week, class A that lies in reserve.', '每周一次，仍在备货区的 A 类商品。'],
    },
  }),
]
