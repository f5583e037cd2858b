/** Monitoring, training, and regular reviews. */
import { scopeIds } from '../../../scopes.ts'
import { amount, anyOr, choice } from './fields.ts'
import { definePreset } from './preset.ts'

/** Figures where more is better, and worse than usual is less (MON-3). */
const lowIsBad = {
  ownMean: [
    'impressions',
    'visits',
    'views',
    'carts',
    'checkouts',
    'orders',
    'soldUnits',
    'gmvCents',
    'revenueCents',
    'contributionCents',
  ],
  category: [
    'ctrRatio',
    'addToCartRatio',
    'conversionRatio',
    'marginRatio',
    'sellThroughRatio',
    'turnsPerYear',
    'fillRatio',
  ],
}
const highIsBad = {
  ownMean: ['discountCents', 'lostUnits', 'complaints'],
  category: ['coverDays', 'stockAgeDays', 'returnRatio', 'badReviewRatio'],
}

/** 1 for a figure that is out of line, 0 for one that is not or is missing. */
function breach(condition: string): string {
  return `(${condition} ? 1 : 0).orValue(0)`
}

function breaches(factor: string): string {
  return [
    ...lowIsBad.ownMean.map((id) => breach(`${id} * ${factor} < mean(${id}, 28d)`)),
    ...lowIsBad.category.map((id) => breach(`${id} * ${factor} < category.${id}`)),
    ...highIsBad.ownMean.map((id) => breach(`${id} > ${factor} * mean(${id}, 28d)`)),
    ...highIsBad.category.map((id) => breach(`${id} > ${factor} * category.${id}`)),
  ].join(' + ')
}

export const monitoringPresets = [
  definePreset({
    name: 'abnormalFigure',
    label: ['Abnormal figure', '指标异常'],
    summary: [
      'Selects what has a figure many standard deviations off its mean.',
      '选出某指标偏离均值多个标准差的对象。',
    ],
    icon: 'activity',
    family: 'general',
    systems: ['MON-1'],
    judgedBy: ['pageDefect', 'channelOutage', 'qualityBatch'],
    scopes: ['category', ...scopeIds.filter((scope) => scope !== 'category')],
    fields: {
      figure: {
        type: 'expression',
        result: 'number',
        default: 'gmvCents',
        label: { en: 'Figure', zh: '指标' },
        help: {
          en: 'A figure of the day, without a window of its own.',
          zh: '当日指标，自身不含时间窗口。',
        },
      },
      sigmas: amount(
        'none',
        3,
        ['Standard deviations', '标准差倍数'],
        ['Off the mean of the 28 days before.', '偏离此前 28 天均值的倍数。'],
        { max: 10 },
      ),
      side: choice(
        {
          both: ['above or below', '高于或低于'],
          above: ['above', '高于'],
          below: ['below', '低于'],
        },
        ['Side', '方向'],
        ['Of the mean.', '相对均值。'],
      ),
    },
    condition: (say) => {
      const score = `zscore(${say('figure')}, 28d)`
      if (say('side') === 'above') return `${score} > ${say('sigmas')}`
      return say('side') === 'below'
        ? `${score} < -${say('sigmas')}`
        : `abs(${score}) > ${say('sigmas')}`
    },
    cooldown: '3d',
    example: {
      reads: ['When the sales of a category are far from usual.', '类目销售明显异常时。'],
    },
  }),
  definePreset({
    name: 'manyFiguresOff',
    label: ['Many figures out of line', '多项指标异常'],
    summary: [
      'Selects products of which several of 24 figures are far worse than usual or than the category’s.',
      '选出 24 项指标中多项明显差于平时或类目的商品。',
    ],
    icon: 'boxes',
    family: 'general',
    systems: ['MON-3'],
    judgedBy: ['pageDefect', 'qualityBatch', 'demandShift'],
    scopes: ['product'],
    fields: {
      breaches: amount('none', 6, ['At least', '至少'], ['Figures of 24.', '24 项中的项数。'], {
        max: 24,
      }),
      factor: amount(
        'none',
        2,
        ['Worse by the factor', '差的倍数'],
        ['2: half as good, or twice as bad.', '2：只有一半好，或两倍差。'],
      ),
    },
    condition: (say) => `${breaches(say('factor'))} >= ${say('breaches')}`,
    example: {
      reads: [
        'Once, when six figures of a product are out of line.',
        '商品六项指标异常时触发一次。',
      ],
    },
  }),
  definePreset({
    name: 'competitorMove',
    label: ['Competitor moves', '竞品动作'],
    summary: [
      'Selects products whose rival lists, promotes, advertises or reprices.',
      '选出竞品上新、促销、投放或调价的商品。',
    ],
    icon: 'eye',
    family: 'general',
    systems: ['MON-4'],
    judgedBy: ['rivalMove', 'priceWar'],
    scopes: ['product'],
    fields: {
      kind: anyOr(
        {
          price: ['price', '价格'],
          promotion: ['promotion', '促销'],
          listing: ['new listing', '上新'],
          keyword: ['keyword', '关键词'],
        },
        ['Kind', '类型'],
        ['What the rival does.', '竞品做了什么。'],
      ),
    },
    event: {
      id: 'competitorMove',
      where: (say) => (say('kind') === 'any' ? [] : [`event.kind == "${say('kind')}"`]),
    },
    example: {
      config: { kind: 'listing' },
      reads: ['When a rival lists a new product.', '竞品上新时。'],
    },
  }),
  definePreset({
    name: 'lowSellThrough',
    label: ['Low sell-through', '动销过低'],
    summary: [
      'Selects products that sell too little of what was bought.',
      '选出售出比例过低的商品。',
    ],
    icon: 'archive-x',
    family: 'general',
    systems: ['MON-2'],
    judgedBy: ['deadStock'],
    scopes: ['product'],
    fields: {
      maxRatio: amount(
        'percent',
        0.2,
        ['Sold less than', '售出低于'],
        ['In 30 days.', '30 天内。'],
        {
          max: 1,
        },
      ),
      minAgeDays: amount('day', 30, ['On sale for more than', '上架超过'], ['Days.', '天数。']),
    },
    condition: (say) => `sellThroughRatio < ${say('maxRatio')} && ageDays > ${say('minAgeDays')}`,
    example: {
      reads: ['Once, when under a fifth was sold in a month.', '一个月售出不足 20% 时触发一次。'],
    },
  }),
  definePreset({
    name: 'behindTarget',
    label: ['Behind target', '落后目标'],
    summary: [
      'Fires when sales fall behind the target of the course period.',
      '销售落后于课程阶段目标时触发。',
    ],
    icon: 'target',
    family: 'general',
    systems: ['TRN-1'],
    scopes: ['shop'],
    fields: {
      minRatio: amount(
        'percent',
        0.9,
        ['Less than', '低于'],
        ['Of the target to date.', '目标进度的比例。'],
      ),
    },
    condition: (say) => `targetRatio < ${say('minRatio')}`,
    example: { reads: ['Once, when 10 % are missing.', '落后 10% 时触发一次。'] },
  }),
  definePreset({
    name: 'periodStarted',
    label: ['Course period begins', '课程阶段开始'],
    summary: ['Fires on the first day of a period of the course.', '课程阶段首日触发。'],
    icon: 'calendar-range',
    family: 'general',
    systems: ['TRN-1'],
    scopes: ['shop'],
    fields: {
      period: anyOr(
        {
          early: ['early: penetration', '前期：渗透'],
          middle: ['middle: brand', '中期：品牌'],
          late: ['late: ecosystem', '后期：生态'],
        },
        ['Period', '阶段'],
        ['Each has a target of its own.', '各有目标。'],
      ),
    },
    event: {
      id: 'periodStarted',
      where: (say) => (say('period') === 'any' ? [] : [`event.period == "${say('period')}"`]),
    },
    example: {
      config: { period: 'middle' },
      reads: ['When the middle period begins.', '中期开始时。'],
    },
  }),
  definePreset({
    name: 'deskOverloaded',
    label: ['Desk overloaded', '岗位超负荷'],
    summary: ['Selects desks with too many overdue tasks.', '选出逾期任务过多的岗位。'],
    icon: 'lamp',
    family: 'general',
    systems: ['TRN-2'],
    scopes: ['desk'],
    fields: { tasks: amount('none', 5, ['More than', '多于'], ['Overdue tasks.', '逾期任务数。']) },
    condition: (say) => `overdueTasks > ${say('tasks')}`,
    example: {
      reads: [
        'Once, when a desk has more than five overdue tasks.',
        '岗位逾期任务超过五项时触发一次。',
      ],
    },
  }),
  definePreset({
    name: 'dailyReview',
    label: ['Daily review', '每日检查'],
    summary: ['Selects every entity of a scope, every day.', '每天选出全部对象。'],
    icon: 'calendar-days',
    family: 'general',
    systems: ['INV-3', 'ADS-3', 'SVC-2', 'MON-2', 'MON-3'],
    scopes: ['product', ...scopeIds.filter((scope) => scope !== 'product')],
    recurrence: () => 'FREQ=DAILY;INTERVAL=1',
    example: { reads: ['All products, every day.', '每天，全部商品。'] },
  }),
  definePreset({
    name: 'weeklyReview',
    label: ['Weekly review', '每周检查'],
    summary: [
      'Selects every entity of a scope, on one day of the week.',
      '每周固定一天选出全部对象。',
    ],
    icon: 'calendar-check',
    family: 'general',
    systems: [
      'INV-2',
      'INV-4',
      'CNV-3',
      'CNV-4',
      'CNV-5',
      'ADS-2',
      'PRC-4',
      'PRC-5',
      'CUS-1',
      'CUS-3',
      'CUS-5',
      'CUS-6',
      'ORD-6',
      'FIN-4',
      'MON-2',
    ],
    scopes: ['product', ...scopeIds.filter((scope) => scope !== 'product')],
    fields: {
      weekday: choice(
        {
          MO: ['Monday', '星期一'],
          TU: ['Tuesday', '星期二'],
          WE: ['Wednesday', '星期三'],
          TH: ['Thursday', '星期四'],
          FR: ['Friday', '星期五'],
          SA: ['Saturday', '星期六'],
          SU: ['Sunday', '星期日'],
        },
        ['On', '星期'],
        ['Reviewed at the close of that day.', '在该日结束时检查。'],
      ),
    },
    recurrence: (say) => `FREQ=WEEKLY;BYDAY=${say('weekday')}`,
    example: { reads: ['All products, on Mondays.', '每周一，全部商品。'] },
  }),
  definePreset({
    name: 'monthlyReview',
    label: ['Four-weekly review', '每四周检查'],
    summary: ['Selects every entity of a scope, every 28 days.', '每 28 天选出全部对象。'],
    icon: 'calendar-range',
    family: 'general',
    systems: ['INV-14', 'ADS-6', 'PRC-3', 'PRC-7', 'CUS-2', 'ORD-5', 'FIN-2'],
    scopes: ['product', ...scopeIds.filter((scope) => scope !== 'product')],
    recurrence: () => 'FREQ=DAILY;INTERVAL=28',
    example: { reads: ['All products, on days 1, 29, 57 …', '第 1、29、57……天，全部商品。'] },
  }),
]
