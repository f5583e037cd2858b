/** Customers. */
import { amount, choice, optionalAmount } from './fields.ts'
import { definePreset } from './preset.ts'

export const customerPresets = [
  definePreset({
    name: 'rfmSegment',
    label: ['Customers by recency, frequency, value', 'RFM 分层'],
    summary: [
      'Selects customer segments by their last order, orders a month and order value.',
      '按最近购买、购买频次和客单价选出客户分层。',
    ],
    icon: 'users',
    family: 'customers',
    systems: ['CUS-1', 'CUS-2', 'CUS-3', 'CUS-5', 'ORD-5'],
    judgedBy: ['trueUplift'],
    scopes: ['segment'],
    fields: {
      last: choice(
        { longAgo: ['longer ago than', '早于'], recent: ['within the last', '不早于'] },
        ['Last order', '上次购买'],
        ['Customers that sleep, or customers that come.', '沉睡的客户，或活跃的客户。'],
      ),
      days: amount('day', 90, ['Days', '天数'], ['Since the last order.', '距上次购买。']),
      minOrders: optionalAmount(
        'none',
        ['Orders a month at least', '月购买次数至少'],
        ['Left empty: any.', '留空表示不限。'],
      ),
      minAovCents: optionalAmount(
        'money',
        ['Order value at least', '客单价至少'],
        ['Mean of the last 28 days; left empty: any.', '最近 28 天平均；留空表示不限。'],
      ),
    },
    condition: (say) =>
      [
        `recencyDays ${say('last') === 'recent' ? '<=' : '>'} ${say('days')}`,
        ...(say('minOrders') === '' ? [] : [`ordersPerMonth >= ${say('minOrders')}`]),
        ...(say('minAovCents') === ''
          ? []
          : [`sum(gmvCents, 28d) / sum(orders, 28d) >= ${say('minAovCents')}`]),
      ].join(' && '),
    when: 'whileTrue',
    cooldown: '27d',
    example: {
      config: { last: 'recent', days: 30, minOrders: 4, minAovCents: 50_000 },
      reads: [
        'Every four weeks, customers who bought within 30 days, four times a month, for ¥500 or more.',
        '每四周一次：30 天内购买、月均四单、客单 500 元以上的客户。',
      ],
    },
  }),
  definePreset({
    name: 'customersUnderTarget',
    label: ['Customers under target', '客户数未达标'],
    summary: [
      'Fires while too few new, or returning, customers come.',
      '新客或老客数量不足期间触发。',
    ],
    icon: 'target',
    family: 'customers',
    systems: ['CUS-5'],
    judgedBy: ['trueUplift'],
    scopes: ['shop', 'channel'],
    fields: {
      who: choice(
        {
          newCustomers: ['new customers', '新客'],
          returningCustomers: ['returning customers', '老客'],
        },
        ['Who', '客户'],
        ['First orders, or customers who come back.', '首单客户，或再次购买的客户。'],
      ),
      target: amount(
        'none',
        1000,
        ['Fewer than', '少于'],
        ['In the last 28 days.', '最近 28 天。'],
      ),
    },
    condition: (say) => `sum(${say('who')}, 28d) < ${say('target')}`,
    when: 'whileTrue',
    cooldown: '6d',
    example: {
      reads: ['Every week while the month brings too few.', '近 28 天不足期间，每周一次。'],
    },
  }),
  definePreset({
    name: 'retentionDrop',
    label: ['Retention drop', '留存下滑'],
    summary: [
      'Selects channels whose newest customers come back less than those before them.',
      '选出最新一批客户留存低于以往批次的渠道。',
    ],
    icon: 'undo-2',
    family: 'customers',
    systems: ['CUS-4'],
    judgedBy: ['cohortDrop'],
    scopes: ['channel', 'shop'],
    fields: {
      dropRatio: amount(
        'percent',
        0.25,
        ['Lower by', '下降超过'],
        ['Against the cohorts of the 28 days before.', '与此前 28 天的批次相比。'],
        { max: 1 },
      ),
    },
    condition: (say) =>
      `retention7dRatio < (1 - ${say('dropRatio')}) * mean(retention7dRatio, 28d, offset: 7d)`,
    cooldown: '14d',
    example: {
      reads: [
        'When 7-day retention is 25 % below earlier cohorts.',
        '7 日留存比此前批次低 25% 时。',
      ],
    },
  }),
  definePreset({
    name: 'contactFatigue',
    label: ['Messages tire customers', '触达疲劳'],
    summary: ['Selects segments of which too many close the contact.', '选出退订过多的客户分层。'],
    icon: 'mail-x',
    family: 'customers',
    systems: ['CUS-6'],
    judgedBy: ['trueUplift'],
    scopes: ['segment'],
    fields: {
      maxRatio: amount(
        'percent',
        0.01,
        ['More than', '超过'],
        ['Share of the customers in 28 days.', '28 天内占客户数的比例。'],
        { max: 1 },
      ),
    },
    condition: (say) => `sum(unsubscribes, 28d) > ${say('maxRatio')} * customers`,
    when: 'whileTrue',
    cooldown: '6d',
    example: {
      reads: ['Every week while over 1 % a month leave.', '月退订超过 1% 期间，每周一次。'],
    },
  }),
  definePreset({
    name: 'messagesPay',
    label: ['Messages pay', '触达见效'],
    summary: [
      'Selects segments whose messages bring more than the month before.',
      '选出触达带来销售高于上月的客户分层。',
    ],
    icon: 'mail-check',
    family: 'customers',
    systems: ['CUS-6'],
    judgedBy: ['trueUplift'],
    scopes: ['segment'],
    fields: {
      factor: amount(
        'none',
        1.05,
        ['Times the 28 days before', '前 28 天的倍数'],
        ['Sales that followed a message.', '由触达带来的销售额。'],
      ),
    },
    condition: (say) =>
      `sum(messageGmvCents, 28d) > ${say('factor')} * sum(messageGmvCents, 28d, offset: 28d)`,
    when: 'whileTrue',
    cooldown: '6d',
    example: {
      reads: ['Every week while messages bring 5 % more.', '触达销售增长 5% 期间，每周一次。'],
    },
  }),
]
