/** Channels and advertising. */
import { amount, windowField } from './fields.ts'
import { definePreset } from './preset.ts'

export const advertisingPresets = [
  definePreset({
    name: 'lowRoi',
    label: ['Low return on a channel', '渠道投产比过低'],
    summary: [
      'Selects channels that bring too little revenue for what they cost.',
      '选出投入产出过低的渠道。',
    ],
    icon: 'chart-pie',
    family: 'advertising',
    systems: ['ADS-1'],
    judgedBy: ['channelDecay'],
    scopes: ['channel'],
    fields: {
      minRoi: amount(
        'none',
        2.5,
        ['Return below', '投产比低于'],
        ['Revenue per money spent.', '每元花费带来的销售额。'],
      ),
      window: windowField('7d'),
    },
    condition: (say) =>
      `sum(gmvCents, ${say('window')}) / sum(adSpendCents, ${say('window')}) < ${say('minRoi')}`,
    when: 'whileTrue',
    for: '3d',
    cooldown: '7d',
    example: {
      reads: [
        'Once a week, channels that have been under 2.5 for three days.',
        '投产比连续三天低于 2.5 的渠道，每周一次。',
      ],
    },
  }),
  definePreset({
    name: 'costlyClicks',
    label: ['Clicks got dearer', '点击变贵'],
    summary: [
      'Selects channels whose cost per click is well above its mean.',
      '选出点击成本明显高于均值的渠道。',
    ],
    icon: 'mouse-pointer-click',
    family: 'advertising',
    systems: ['ADS-3', 'MON-2'],
    judgedBy: ['adInflation'],
    scopes: ['channel', 'shop'],
    fields: {
      factor: amount(
        'none',
        1.2,
        ['Times the mean', '均值的倍数'],
        ['Of the last 28 days.', '最近 28 天。'],
      ),
    },
    condition: (say) => `cpcCents > ${say('factor')} * mean(cpcCents, 28d)`,
    example: { reads: ['When clicks cost 20 % more than usual.', '点击成本高出均值 20% 时。'] },
  }),
  definePreset({
    name: 'costlyCustomers',
    label: ['Customers cost too much', '获客不划算'],
    summary: [
      'Selects channels whose customers are worth too little for what they cost.',
      '选出客户价值相对获客成本过低的渠道。',
    ],
    icon: 'user-minus',
    family: 'advertising',
    systems: ['ADS-4'],
    judgedBy: ['cohortDrop', 'adInflation'],
    scopes: ['channel'],
    fields: {
      minRatio: amount(
        'none',
        1.5,
        ['Lifetime value below', '终身价值低于'],
        ['Times the cost of a new customer.', '新客成本的倍数。'],
      ),
    },
    condition: (say) => `ltvCents < ${say('minRatio')} * cacCents`,
    when: 'whileTrue',
    for: '7d',
    cooldown: '14d',
    example: {
      reads: [
        'Every two weeks at most, after a week below 1.5.',
        '连续一周低于 1.5 后，至多每两周一次。',
      ],
    },
  }),
  definePreset({
    name: 'worthwhileCustomers',
    label: ['Customers are worth more', '获客很划算'],
    summary: [
      'Selects core channels whose customers are worth many times what they cost.',
      '选出客户价值远高于获客成本的核心渠道。',
    ],
    icon: 'user-plus',
    family: 'advertising',
    systems: ['ADS-4'],
    judgedBy: ['trueResponse'],
    scopes: ['channel'],
    fields: {
      maxRatio: amount(
        'none',
        4,
        ['Lifetime value above', '终身价值高于'],
        ['Times the cost of a new customer.', '新客成本的倍数。'],
      ),
    },
    condition: (say) => `ltvCents > ${say('maxRatio')} * cacCents && role == "core"`,
    when: 'whileTrue',
    for: '7d',
    cooldown: '14d',
    example: {
      reads: [
        'Every two weeks at most, after a week above 4.',
        '连续一周高于 4 后，至多每两周一次。',
      ],
    },
  }),
  definePreset({
    name: 'acquisitionCostHigh',
    label: ['New customers are dear', '新客成本过高'],
    summary: [
      'Selects the shop or channels that pay too much for a new customer.',
      '选出新客成本过高的店铺或渠道。',
    ],
    icon: 'hand-coins',
    family: 'advertising',
    systems: ['ADS-6'],
    scopes: ['shop', 'channel'],
    fields: {
      limitCents: amount(
        'money',
        1500,
        ['More than', '高于'],
        ['Spend per new customer.', '每位新客的花费。'],
      ),
    },
    condition: (say) => `cacCents > ${say('limitCents')}`,
    when: 'whileTrue',
    cooldown: '27d',
    example: {
      reads: [
        'Every four weeks while a new customer costs over ¥15.',
        '新客成本高于 15 元期间，每四周一次。',
      ],
    },
  }),
  definePreset({
    name: 'spendAheadOfBudget',
    label: ['Spend ahead of budget', '花费超进度'],
    summary: [
      'Fires when the month’s advertising is spent faster than the month passes.',
      '当月推广花费快于时间进度时触发。',
    ],
    icon: 'wallet',
    family: 'advertising',
    systems: ['ADS-5'],
    judgedBy: ['adInflation'],
    scopes: ['shop'],
    fields: {
      slackRatio: amount(
        'percent',
        0.05,
        ['Slack', '宽限'],
        ['Of the month’s budget.', '占月预算的比例。'],
        { max: 1 },
      ),
    },
    condition: (say) =>
      `adSpendMonthCents > adBudgetMonthCents * (monthElapsedRatio + ${say('slackRatio')})`,
    recovery: () => 'adSpendMonthCents < adBudgetMonthCents * monthElapsedRatio',
    example: {
      reads: [
        'Once, when 5 % of the budget has been spent too early; again after it is back on course.',
        '超前花费达预算 5% 时触发一次；回到进度后才会再次触发。',
      ],
    },
  }),
  definePreset({
    name: 'channelConcentration',
    label: ['One channel carries too much', '过度依赖单一渠道'],
    summary: ['Selects channels with too large a share of the sales.', '选出销售占比过大的渠道。'],
    icon: 'scale',
    family: 'advertising',
    systems: ['ADS-7'],
    judgedBy: ['channelOutage'],
    scopes: ['channel'],
    fields: {
      maxRatio: amount(
        'percent',
        0.5,
        ['More than', '占比高于'],
        ['Of the sales.', '占销售额的比例。'],
        {
          max: 1,
        },
      ),
    },
    condition: (say) => `channelShareRatio > ${say('maxRatio')}`,
    for: '14d',
    cooldown: '28d',
    example: {
      reads: ['When a channel has carried over half for two weeks.', '某渠道占比过半持续两周时。'],
    },
  }),
]
