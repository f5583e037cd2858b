/** Stock and demand: what runs short, what does not sell, what is about to. */
import { amount, anyOr, windowField, yesNo } from './fields.ts'
import { definePreset } from './preset.ts'

export const stockPresets = [
  definePreset({
    name: 'lowStock',
    label: ['Low stock', '库存不足'],
    summary: [
      'Selects products or stocks whose inventory position is below a threshold.',
      '选出库存头寸低于阈值的商品或库存。',
    ],
    icon: 'package-minus',
    family: 'supply',
    systems: ['INV-1', 'INV-3'],
    judgedBy: ['stockoutAhead'],
    scopes: ['stock', 'product'],
    fields: {
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
      onlyWithoutOpenOrder: yesNo(
        true,
        ['Only without an open purchase order', '仅当没有未到货采购单'],
        ['Waits until the last order has arrived.', '等上一单到货后再触发。'],
      ),
    },
    condition: (say) =>
      `inventoryPositionUnits < ${say('threshold')}` +
      (say('onlyWithoutOpenOrder') === 'true' ? ' && openPurchaseOrders == 0' : ''),
    when: 'whileTrue',
    example: {
      reads: [
        'Every day, every stock below its safety stock with nothing on order.',
        '每天，低于安全库存且没有在途订单的每个库存。',
      ],
    },
  }),
  definePreset({
    name: 'reorderPoint',
    label: ['Below the reorder point', '低于再订货点'],
    summary: [
      'Selects products or stocks that would not last until an order placed now arrives.',
      '选出撑不到现在下单到货的商品或库存。',
    ],
    icon: 'package-search',
    family: 'supply',
    systems: ['INV-2'],
    judgedBy: ['stockoutAhead'],
    scopes: ['stock', 'product'],
    fields: {
      marginDays: amount(
        'day',
        0,
        ['Margin', '余量'],
        ['Days of sales on top of the lead time.', '在提前期之外再留的销售天数。'],
      ),
    },
    condition: (say, scope) => {
      const lead = scope === 'stock' ? 'product.leadTimeDays' : 'leadTimeDays'
      return `inventoryPositionUnits < (${lead} + ${say('marginDays')}) * mean(soldUnits, 28d) + safetyStockUnits`
    },
    when: 'whileTrue',
    example: {
      reads: [
        'Every day, stocks with less than the demand of the lead time and the safety stock.',
        '每天，库存不足“提前期需求 + 安全库存”的库存。',
      ],
    },
  }),
  definePreset({
    name: 'outOfStock',
    label: ['Out of stock', '缺货'],
    summary: ['Selects products that have run out.', '选出已断货的商品。'],
    icon: 'package-x',
    family: 'supply',
    systems: ['INV-4'],
    judgedBy: ['stockoutAhead'],
    scopes: ['product'],
    fields: {
      abcClass: anyOr(
        { A: ['A', 'A 类'], B: ['B', 'B 类'], C: ['C', 'C 类'] },
        ['Class', '类别'],
        ['By cumulative revenue.', '按累计销售额划分。'],
        'A',
      ),
    },
    condition: (say) =>
      say('abcClass') === 'any'
        ? 'isOutOfStock'
        : `isOutOfStock && abcClass == "${say('abcClass')}"`,
    example: {
      reads: ['Once, when a product of class A runs out.', 'A 类商品断货时触发一次。'],
    },
  }),
  definePreset({
    name: 'slowMover',
    label: ['Slow mover', '滞销'],
    summary: [
      'Selects products that have been on sale for a while and sell too little.',
      '选出上架已久而销量过低的商品。',
    ],
    icon: 'snail',
    family: 'supply',
    systems: ['INV-5', 'INV-6'],
    judgedBy: ['deadStock'],
    scopes: ['product'],
    fields: {
      units: amount(
        'count',
        100,
        ['Sold fewer than', '销量低于'],
        ['Units in the window.', '时间窗口内的件数。'],
      ),
      window: windowField('60d'),
      minAgeDays: amount(
        'day',
        60,
        ['On sale for more than', '上架超过'],
        ['Younger products are left alone.', '新品不计入。'],
      ),
    },
    condition: (say) =>
      `ageDays > ${say('minAgeDays')} && sum(soldUnits, ${say('window')}) < ${say('units')}`,
    recovery: (say) => `sum(soldUnits, 28d) > ${say('units')}`,
    example: {
      config: { units: 50 },
      reads: [
        'Once, when a product sold fewer than 50 units in 60 days; again only after it sold more than that in 28 days.',
        '60 天销量不足 50 件时触发一次；28 天销量超过该数后才会再次触发。',
      ],
    },
  }),
  definePreset({
    name: 'stockImbalance',
    label: ['Short here, too much there', '此缺彼多'],
    summary: [
      'Selects stocks that run short in one region while another warehouse has plenty.',
      '选出本区偏少而其他仓过多的库存。',
    ],
    icon: 'arrow-left-right',
    family: 'supply',
    systems: ['INV-7'],
    judgedBy: ['stockoutAhead'],
    scopes: ['stock'],
    fields: {
      lowDays: amount(
        'day',
        5,
        ['Short below', '低于'],
        ['Days of the region’s own demand.', '按本区需求可售的天数。'],
      ),
      highDays: amount(
        'day',
        25,
        ['Plenty above', '高于'],
        ['Days of cover in the best-stocked warehouse.', '库存最多的仓的可售天数。'],
      ),
    },
    condition: (say) =>
      `onHandUnits < ${say('lowDays')} * mean(regionUnits, 28d)` +
      ` && max(product.stocks, coverDays) > ${say('highDays')} && inTransferUnits == 0`,
    when: 'whileTrue',
    example: {
      reads: [
        'Every day, stocks under 5 days of demand while another warehouse has over 25 days and nothing is on its way.',
        '每天，不足 5 天、而他仓超过 25 天且无在途调拨的库存。',
      ],
    },
  }),
  definePreset({
    name: 'bestSellerRunsOut',
    label: ['Best seller runs out', '爆款将断货'],
    summary: [
      'Selects best sellers whose stock ends before the next delivery.',
      '选出在下次到货前就会断货的爆款。',
    ],
    icon: 'flame',
    family: 'supply',
    systems: ['INV-8'],
    judgedBy: ['stockoutAhead'],
    scopes: ['product'],
    fields: {
      topRatio: amount(
        'percent',
        0.1,
        ['Best', '排名前'],
        ['Share of the products, by revenue.', '按销售额排名的比例。'],
        { max: 1 },
      ),
      unknownDays: amount(
        'day',
        30,
        ['If nothing is on order', '无在途时按'],
        ['Days to the next delivery that are assumed.', '假定距下次到货的天数。'],
      ),
      recoverDays: amount(
        'day',
        14,
        ['Recovers above', '恢复条件'],
        ['Days of cover.', '可售天数超过该值。'],
      ),
    },
    condition: (say) =>
      `revenueRankRatio <= ${say('topRatio')} && coverDays < nextInboundDays.orValue(${say('unknownDays')})`,
    recovery: (say) => `coverDays > ${say('recoverDays')}`,
    example: {
      reads: [
        'Once, when a product of the top tenth will be sold out before the next delivery.',
        '销售额前 10% 的商品在到货前将售罄时触发一次。',
      ],
    },
  }),
  definePreset({
    name: 'presaleUncovered',
    label: ['Presale not covered', '预售未备货'],
    summary: [
      'Selects products that have sold ahead more than is on order.',
      '选出预售数量超过在途数量的商品。',
    ],
    icon: 'hourglass',
    family: 'supply',
    systems: ['INV-8'],
    scopes: ['product'],
    condition: () => 'presaleUnits > onOrderUnits',
    when: 'whileTrue',
    example: {
      reads: ['Every day, until production follows the orders.', '每天触发，直到备货跟上预售。'],
    },
  }),
  definePreset({
    name: 'salesSurge',
    label: ['Sales surge', '销量激增'],
    summary: [
      'Selects products that sold much more this week than the week before.',
      '选出本周销量明显高于上周的商品。',
    ],
    icon: 'rocket',
    family: 'supply',
    systems: ['INV-9'],
    judgedBy: ['viralSpike'],
    scopes: ['product', 'category'],
    fields: {
      factor: amount(
        'none',
        1.5,
        ['Times the week before', '上周的倍数'],
        ['1.5 means half as much again.', '1.5 表示增长一半。'],
      ),
      minUnits: amount(
        'count',
        10,
        ['At least', '上周至少'],
        ['Units of the week before; below, chance decides.', '上周件数；过少时多为偶然。'],
      ),
    },
    condition: (say) =>
      `sum(soldUnits, 7d) > ${say('factor')} * sum(soldUnits, 7d, offset: 7d)` +
      ` && sum(soldUnits, 7d, offset: 7d) >= ${say('minUnits')}`,
    cooldown: '7d',
    example: {
      reads: [
        'Once a week at most, when weekly sales rose by more than half.',
        '周销量增长超过一半时触发，每周至多一次。',
      ],
    },
  }),
  definePreset({
    name: 'stockEmergency',
    label: ['Short of stock and of cash', '缺货又缺钱'],
    summary: [
      'Selects products far below their safety stock while cash is under its floor.',
      '选出远低于安全库存、且现金低于底线时的商品。',
    ],
    icon: 'siren',
    family: 'supply',
    systems: ['INV-11'],
    judgedBy: ['stockoutAhead'],
    scopes: ['product'],
    fields: {
      shareRatio: amount(
        'percent',
        0.5,
        ['Below', '低于'],
        ['Share of the safety stock.', '安全库存的比例。'],
      ),
    },
    condition: (say) =>
      `inventoryPositionUnits < ${say('shareRatio')} * safetyStockUnits && shop.cashCents < shop.cashFloorCents`,
    when: 'whileTrue',
    example: {
      reads: [
        'Every day, products under half of their safety stock that cash cannot pay for.',
        '每天，低于安全库存一半且现金不足以采购的商品。',
      ],
    },
  }),
  definePreset({
    name: 'testBatchSells',
    label: ['Test batch sells out fast', '测款热卖'],
    summary: [
      'Selects young products of which much of the first batch is sold.',
      '选出首批已卖出大半的新品。',
    ],
    icon: 'flask-round',
    family: 'supply',
    systems: ['INV-12'],
    judgedBy: ['candidateQuality'],
    scopes: ['product'],
    fields: {
      passRatio: amount(
        'percent',
        0.6,
        ['Sold at least', '售出至少'],
        ['Share of the units received.', '占到货件数的比例。'],
        { max: 1 },
      ),
      maxAgeDays: amount('day', 28, ['Within', '上架不超过'], ['Days on sale.', '上架天数。']),
    },
    condition: (say) =>
      `listingState == "onSale" && ageDays <= ${say('maxAgeDays')} && sellThroughRatio >= ${say('passRatio')}`,
    example: {
      reads: [
        'Once, when a product has sold 60 % of its batch within four weeks.',
        '四周内售出首批 60% 时触发一次。',
      ],
    },
  }),
  definePreset({
    name: 'demandSignalAhead',
    label: ['Demand signal ahead', '需求信号临近'],
    summary: [
      'Selects products whose category expects extra demand before a new order would arrive.',
      '选出所在类目即将迎来额外需求、须现在备货的商品。',
    ],
    icon: 'cloud-rain',
    family: 'supply',
    systems: ['INV-15'],
    judgedBy: ['demandEffect'],
    scopes: ['product'],
    fields: {
      minRatio: amount(
        'percent',
        0.3,
        ['At least', '增幅至少'],
        ['Extra demand that is announced.', '预告的需求增幅。'],
      ),
      marginDays: amount(
        'day',
        1,
        ['Margin', '余量'],
        ['Days before the last possible order.', '比最晚下单日提前的天数。'],
      ),
    },
    condition: (say) =>
      `category.signalInDays <= leadTimeDays + ${say('marginDays')}` +
      ` && category.signalUpliftRatio >= ${say('minRatio')}`,
    cooldown: '5d',
    example: {
      reads: [
        'When rain or a holiday will lift demand by 30 % or more, in time to stock up.',
        '天气或节日将使需求增长 30% 及以上、且来得及备货时。',
      ],
    },
  }),
  definePreset({
    name: 'demandSignal',
    label: ['Weather or holiday forecast', '天气节日预告'],
    summary: [
      'Selects categories for which extra demand has been announced.',
      '选出被预告有额外需求的类目。',
    ],
    icon: 'cloud-sun',
    family: 'supply',
    systems: ['INV-15'],
    judgedBy: ['demandEffect'],
    scopes: ['category'],
    fields: {
      kind: anyOr(
        {
          rainstorm: ['rainstorm', '暴雨'],
          heat: ['heat', '高温'],
          cold: ['cold', '寒潮'],
          holiday: ['holiday', '节假日'],
        },
        ['Kind', '类型'],
        ['What is announced.', '预告内容。'],
      ),
      minRatio: amount('percent', 0, ['At least', '增幅至少'], ['Extra demand.', '需求增幅。']),
    },
    event: {
      id: 'demandSignal',
      where: (say) => [
        ...(say('kind') === 'any' ? [] : [`event.kind == "${say('kind')}"`]),
        `event.upliftRatio >= ${say('minRatio')}`,
      ],
    },
    example: {
      config: { kind: 'holiday' },
      reads: ['On the day a holiday is announced for a category.', '类目被预告节假日需求的当日。'],
    },
  }),
]
