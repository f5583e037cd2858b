/** Traffic and conversion. */
import { amount, choice, windowField } from './fields.ts'
import { definePreset } from './preset.ts'

export const conversionPresets = [
  definePreset({
    name: 'conversionFalling',
    label: ['Conversion keeps falling', '转化率连降'],
    summary: [
      'Selects what has a lower conversion rate day after day.',
      '选出转化率逐日走低的对象。',
    ],
    icon: 'trending-down',
    family: 'conversion',
    systems: ['CNV-1'],
    judgedBy: ['pageDefect'],
    scopes: ['category', 'product', 'channel', 'shop'],
    fields: {
      fallingDays: amount(
        'day',
        3,
        ['Days in a row', '连续天数'],
        ['Each lower than the day before.', '每天都低于前一天。'],
        { min: 1, max: 28 },
      ),
    },
    condition: (say) => `falling(conversionRatio) >= ${say('fallingDays')}`,
    cooldown: '7d',
    example: {
      reads: [
        'When the conversion of a category has fallen three days in a row.',
        '类目转化率连降三天时。',
      ],
    },
  }),
  definePreset({
    name: 'funnelStepDrop',
    label: ['Funnel step out of line', '漏斗步骤异常'],
    summary: [
      'Selects funnel steps that lose far more visitors than they used to.',
      '选出流失明显高于以往的漏斗步骤。',
    ],
    icon: 'filter-x',
    family: 'conversion',
    systems: ['CNV-2'],
    judgedBy: ['stepDefect'],
    scopes: ['funnelStep'],
    fields: {
      sigmas: amount(
        'none',
        3,
        ['Standard deviations', '标准差倍数'],
        ['Below the mean of the 28 days before.', '低于此前 28 天均值的倍数。'],
        { max: 10 },
      ),
    },
    condition: (say) => `zscore(stepPassRatio, 28d) < -${say('sigmas')}`,
    for: '2d',
    cooldown: '14d',
    example: {
      reads: [
        'When a step has passed far fewer than usual for two days.',
        '某步骤通过率连续两天明显偏低时。',
      ],
    },
  }),
  definePreset({
    name: 'funnelStepLow',
    label: ['Funnel step loses too many', '漏斗步骤流失过多'],
    summary: [
      'Selects a funnel step that passes too few over a week.',
      '选出一周通过率过低的漏斗步骤。',
    ],
    icon: 'filter',
    family: 'conversion',
    systems: ['CNV-2'],
    judgedBy: ['stepDefect'],
    scopes: ['funnelStep'],
    fields: {
      step: choice(
        {
          impression: ['impression', '曝光'],
          visit: ['visit', '访问'],
          view: ['product view', '浏览商品'],
          cart: ['cart', '加购'],
          checkout: ['checkout', '结算'],
          pay: ['payment', '支付'],
        },
        ['Step', '步骤'],
        ['Each step has its own usual rate.', '各步骤有各自的正常水平。'],
        'pay',
      ),
      minRatio: amount(
        'percent',
        0.7,
        ['Passes less than', '通过率低于'],
        ['Mean of the last 7 days.', '最近 7 天平均。'],
        { max: 1 },
      ),
    },
    condition: (say) => `id == "${say('step')}" && mean(stepPassRatio, 7d) < ${say('minRatio')}`,
    cooldown: '56d',
    example: {
      reads: [
        'When fewer than 70 % of those who begin to pay finish.',
        '开始支付者完成率低于 70% 时。',
      ],
    },
  }),
  definePreset({
    name: 'testDecided',
    label: ['A/B test decided', 'A/B 测试有结论'],
    summary: [
      'Selects products whose running test shows a significant difference.',
      '选出测试差异已显著的商品。',
    ],
    icon: 'flask-conical',
    family: 'conversion',
    systems: ['CNV-4'],
    judgedBy: ['trueLift'],
    scopes: ['product'],
    fields: {
      minDays: amount(
        'day',
        14,
        ['After at least', '至少运行'],
        ['Days; looking every day finds winners that are none.', '天数；天天看结果会误判赢家。'],
      ),
      sigmas: amount(
        'none',
        1.96,
        ['Standard deviations', '标准差倍数'],
        ['1.96 is the usual 95 %.', '1.96 对应常用的 95%。'],
        { max: 10 },
      ),
    },
    condition: (say) => `testDays >= ${say('minDays')} && abs(testZScore) >= ${say('sigmas')}`,
    example: {
      reads: [
        'When a test has run two weeks and A and B differ significantly.',
        '测试满两周且 A、B 差异显著时。',
      ],
    },
  }),
  definePreset({
    name: 'testOverdue',
    label: ['A/B test without result', 'A/B 测试无结论'],
    summary: ['Selects products whose test has run for too long.', '选出测试运行过久的商品。'],
    icon: 'clock-alert',
    family: 'conversion',
    systems: ['CNV-4'],
    scopes: ['product'],
    fields: {
      maxDays: amount('day', 28, ['After', '满'], ['Days.', '天数。']),
    },
    condition: (say) => `testDays >= ${say('maxDays')}`,
    example: { reads: ['When a test has run four weeks.', '测试满四周时。'] },
  }),
  definePreset({
    name: 'candidateSeen',
    label: ['Candidate has been seen enough', '候选款数据足够'],
    summary: [
      'Selects candidates with enough visits to judge them.',
      '选出访问量足以评判的候选商品。',
    ],
    icon: 'user-search',
    family: 'conversion',
    systems: ['CNV-6'],
    judgedBy: ['candidateQuality'],
    scopes: ['product'],
    fields: {
      minVisits: amount(
        'none',
        200,
        ['Visits at least', '访问至少'],
        ['In the window.', '时间窗口内。'],
      ),
      window: windowField('14d'),
    },
    condition: (say) =>
      `listingState == "candidate" && sum(visits, ${say('window')}) >= ${say('minVisits')}`,
    example: {
      reads: [
        'Once, when a candidate had 200 visits in two weeks.',
        '候选款两周访问满 200 时触发一次。',
      ],
    },
  }),
  definePreset({
    name: 'fewLeft',
    label: ['Few left of a wanted product', '热销品所剩无几'],
    summary: [
      'Selects products with few units left that many people look at.',
      '选出剩余很少而浏览很多的商品。',
    ],
    icon: 'shopping-basket',
    family: 'conversion',
    systems: ['CNV-7'],
    judgedBy: ['trueLift'],
    scopes: ['product'],
    fields: {
      fewUnits: amount('count', 5, ['At most', '至多'], ['Units on hand.', '在库件数。']),
      minViews: amount(
        'none',
        20,
        ['Views a day at least', '日浏览至少'],
        ['Mean of 7 days.', '7 天平均。'],
      ),
    },
    condition: (say) =>
      `onHandUnits > 0 && onHandUnits <= ${say('fewUnits')} && mean(views, 7d) >= ${say('minViews')}`,
    when: 'whileTrue',
    example: {
      reads: [
        'Every day, while five or fewer are left; ends when restocked.',
        '剩余不超过 5 件期间每天触发，补货后停止。',
      ],
    },
  }),
  definePreset({
    name: 'bestSeller',
    label: ['Best seller', '畅销品'],
    summary: [
      'Selects the best sellers that no promotion is running for.',
      '选出没有促销在进行的畅销商品。',
    ],
    icon: 'crown',
    family: 'conversion',
    systems: ['CNV-5'],
    judgedBy: ['trueElasticity'],
    scopes: ['product'],
    fields: {
      topRatio: amount(
        'percent',
        0.2,
        ['Best', '排名前'],
        ['Share of the products, by revenue.', '按销售额排名的比例。'],
        { max: 1 },
      ),
    },
    condition: (say) => `revenueRankRatio <= ${say('topRatio')} && promotionKind == "none"`,
    when: 'whileTrue',
    cooldown: '27d',
    example: {
      reads: ['Every four weeks, products of the top fifth.', '每四周一次，销售额前 20% 的商品。'],
    },
  }),
]
