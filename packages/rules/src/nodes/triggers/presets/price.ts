/** Price and promotion. */
import { amount, choice, yesNo } from './fields.ts'
import { definePreset } from './preset.ts'

export const pricePresets = [
  definePreset({
    name: 'competitorPriceCut',
    label: ['Competitor cuts its price', '竞品降价'],
    summary: ['Selects products whose rival has cut its price.', '选出竞品降价的商品。'],
    icon: 'tag',
    family: 'price',
    systems: ['PRC-1', 'MON-4'],
    judgedBy: ['priceWar'],
    scopes: ['product'],
    fields: {
      cutRatio: amount(
        'percent',
        0.05,
        ['By at least', '降幅至少'],
        ['Of its price.', '占其价格的比例。'],
        {
          max: 1,
        },
      ),
    },
    event: {
      id: 'competitorMove',
      where: (say) => ['event.kind == "price"', `event.changeRatio <= -${say('cutRatio')}`],
    },
    example: { reads: ['On the day a rival sells 5 % cheaper.', '竞品降价 5% 的当日。'] },
  }),
  definePreset({
    name: 'undercut',
    label: ['Undercut', '竞争者压价'],
    summary: [
      'Selects products that a rival sells for clearly less.',
      '选出竞品价格明显更低的商品。',
    ],
    icon: 'swords',
    family: 'price',
    systems: ['PRC-2'],
    judgedBy: ['priceWar'],
    scopes: ['product'],
    fields: {
      bandRatio: amount(
        'percent',
        0.05,
        ['Cheaper by more than', '低于本店超过'],
        ['Of our price.', '占本店价格的比例。'],
        { max: 1 },
      ),
    },
    condition: (say) => `competitorPriceCents < (1 - ${say('bandRatio')}) * priceCents`,
    when: 'whileTrue',
    cooldown: '2d',
    example: {
      reads: [
        'Every three days while a rival is over 5 % cheaper.',
        '竞品低 5% 以上期间，每三天一次。',
      ],
    },
  }),
  definePreset({
    name: 'tierReturnFades',
    label: ['Spend tiers no longer pay', '满减不再划算'],
    summary: [
      'Fires when the larger baskets no longer earn back the tier reductions.',
      '客单提升不再覆盖满减成本时触发。',
    ],
    icon: 'layers',
    family: 'price',
    systems: ['PRC-3'],
    judgedBy: ['trueElasticity'],
    scopes: ['shop'],
    fields: {
      minReturn: amount(
        'none',
        1,
        ['Return below', '回报低于'],
        ['Margin gained per reduction given.', '每元满减带来的毛利。'],
      ),
    },
    condition: (say) => `tierReturn < ${say('minReturn')}`,
    example: {
      reads: [
        'Once, when a yuan of reduction earns less than a yuan.',
        '一元满减换回不足一元毛利时触发一次。',
      ],
    },
  }),
  definePreset({
    name: 'lifecycleStage',
    label: ['Life-cycle stage', '生命周期阶段'],
    summary: [
      'Selects products that enter a stage of their life.',
      '选出进入某一生命周期阶段的商品。',
    ],
    icon: 'recycle',
    family: 'price',
    systems: ['PRC-4', 'PRC-7'],
    judgedBy: ['demandShift'],
    scopes: ['product'],
    fields: {
      stage: choice(
        {
          new: ['new', '新品'],
          growth: ['growth', '成长'],
          mature: ['mature', '成熟'],
          decline: ['decline', '衰退'],
        },
        ['Stage', '阶段'],
        ['By age and by the slope of sales.', '按上架时间与销量斜率划分。'],
        'decline',
      ),
    },
    condition: (say) => `lifecycleStage == "${say('stage')}"`,
    example: {
      reads: ['Once, when a product’s sales begin to decline.', '商品进入衰退期时触发一次。'],
    },
  }),
  definePreset({
    name: 'promotionComing',
    label: ['Promotion coming', '大促临近'],
    summary: [
      'Fires some days before the next promotion of the calendar.',
      '距日历中下一次大促若干天时触发。',
    ],
    icon: 'calendar-heart',
    family: 'price',
    systems: ['PRC-6', 'ORD-3', 'CRI-4'],
    judgedBy: ['promotionPeak'],
    scopes: ['shop'],
    fields: {
      leadDays: amount('day', 8, ['Days before', '提前天数'], ['Time to prepare.', '准备时间。']),
      onlyWithoutCampaign: yesNo(
        true,
        ['Only while no campaign runs', '仅当没有活动在进行'],
        ['A campaign has its own phases.', '进行中的活动有自己的阶段。'],
      ),
    },
    condition: (say) =>
      `promotionInDays <= ${say('leadDays')}` +
      (say('onlyWithoutCampaign') === 'true' ? ' && campaignPhase == "none"' : ''),
    cooldown: '14d',
    example: { reads: ['Once, eight days before a promotion.', '大促前八天触发一次。'] },
  }),
]
