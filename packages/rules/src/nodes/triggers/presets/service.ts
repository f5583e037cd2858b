/** Service, reviews, reputation. */
import { taskKinds } from '../../../commands/tasks.ts'
import { amount, anyOr, choice, windowField, yesNo, type Words } from './fields.ts'
import { definePreset } from './preset.ts'

const taskWords = Object.fromEntries(
  Object.entries(taskKinds).map(([id, { label }]): [string, Words] => [id, [label.en, label.zh]]),
)

export const servicePresets = [
  definePreset({
    name: 'badReviewSpike',
    label: ['Bad-review spike', '差评激增'],
    summary: [
      'Selects products with far more bad reviews than usual.',
      '选出差评明显多于平时的商品。',
    ],
    icon: 'star-off',
    family: 'service',
    systems: ['SVC-1'],
    judgedBy: ['reviewBurst'],
    scopes: ['product'],
    fields: {
      minBad: amount('none', 3, ['At least', '至少'], ['Bad reviews on the day.', '当日差评数。']),
      sigmas: amount(
        'none',
        3,
        ['Standard deviations', '标准差倍数'],
        [
          'Above the 28 days before; where nothing ever varied, the number alone decides.',
          '高于此前 28 天；若以往毫无波动，则只看数量。',
        ],
        { max: 10 },
      ),
    },
    condition: (say) =>
      `badReviews >= ${say('minBad')} && zscore(badReviews, 28d).orValue(${say('sigmas')} + 1) > ${say('sigmas')}`,
    cooldown: '7d',
    example: {
      reads: [
        'When three or more bad reviews come in, far more than usual.',
        '一天出现三条以上差评且明显异常时。',
      ],
    },
  }),
  definePreset({
    name: 'opinionRise',
    label: ['Public opinion turns', '舆情升温'],
    summary: [
      'Fires when negative mentions rise well above their mean.',
      '负面声量明显高于均值时触发。',
    ],
    icon: 'megaphone',
    family: 'service',
    systems: ['SVC-2'],
    judgedBy: ['opinionCrisis'],
    scopes: ['shop', 'product'],
    fields: {
      factor: amount(
        'none',
        2,
        ['Times the mean', '均值的倍数'],
        ['Of the 28 days before: 2 blue, 4 yellow, 8 red.', '此前 28 天：2 蓝、4 黄、8 红。'],
      ),
    },
    condition: (say) =>
      `negativeMentions > ${say('factor')} * mean(negativeMentions, 28d, offset: 1d)`,
    example: { reads: ['Once, when mentions double.', '负面声量翻倍时触发一次。'] },
  }),
  definePreset({
    name: 'opinionCalm',
    label: ['Public opinion calms down', '舆情平息'],
    summary: [
      'Fires when an alarm is on and negative mentions are back to normal.',
      '预警期间负面声量恢复正常时触发。',
    ],
    icon: 'smile',
    family: 'service',
    systems: ['SVC-2'],
    scopes: ['shop'],
    fields: {
      factor: amount(
        'none',
        1.5,
        ['Times the mean at most', '不超过均值的倍数'],
        ['Of the 28 days before the last 28.', '取更早一个 28 天的均值。'],
      ),
    },
    condition: (say) =>
      `opinionLevel != "none" && negativeMentions < ${say('factor')} * mean(negativeMentions, 28d, offset: 28d)`,
    for: '3d',
    example: { reads: ['When it has been quiet for three days.', '连续三天恢复平静时。'] },
  }),
  definePreset({
    name: 'mediaReport',
    label: ['Media report', '媒体报道'],
    summary: ['Fires when a medium takes up a complaint.', '媒体报道投诉时触发。'],
    icon: 'newspaper',
    family: 'service',
    systems: ['SVC-2'],
    judgedBy: ['opinionCrisis'],
    scopes: ['shop'],
    fields: {
      reach: amount(
        'none',
        10_000,
        ['Reach above', '触达超过'],
        ['Visitors who see it.', '看到报道的人数。'],
      ),
    },
    event: { id: 'mediaReport', where: (say) => [`event.reachVisits > ${say('reach')}`] },
    example: {
      reads: ['On the day a report reaches more than 10,000.', '报道触达超过一万人的当日。'],
    },
  }),
  definePreset({
    name: 'ticketsOverdue',
    label: ['Tickets overdue', '工单超时'],
    summary: [
      'Selects ticket classes with tickets open beyond their limit (24 h, 4 h, 1 h).',
      '选出有工单超过时限（24、4、1 小时）的工单等级。',
    ],
    icon: 'ticket',
    family: 'service',
    systems: ['SVC-3'],
    judgedBy: ['courierFailure'],
    scopes: ['ticketClass', 'shop'],
    fields: {
      tickets: amount('none', 0, ['More than', '多于'], ['Overdue tickets.', '超时工单数。']),
    },
    condition: (say) => `ticketsOverdue > ${say('tickets')}`,
    when: 'whileTrue',
    example: {
      reads: ['Every day, classes with a ticket beyond its limit.', '每天，有超时工单的等级。'],
    },
  }),
  definePreset({
    name: 'dsrDrop',
    label: ['Store rating drops', '店铺评分下滑'],
    summary: ['Fires when a component of the store rating falls.', '店铺评分的某一项下降时触发。'],
    icon: 'star-half',
    family: 'service',
    systems: ['SVC-4'],
    judgedBy: ['courierFailure', 'pageDefect'],
    scopes: ['shop'],
    fields: {
      component: choice(
        {
          dsrDescription: ['description', '描述相符'],
          dsrService: ['service', '服务态度'],
          dsrLogistics: ['logistics', '物流服务'],
          dsrScore: ['overall', '综合'],
        },
        ['Component', '评分项'],
        ['Each points to another cause.', '各项对应不同的原因。'],
      ),
      drop: amount('none', 0.03, ['By more than', '下降超过'], ['Stars.', '星。'], { max: 5 }),
      window: windowField('14d'),
    },
    condition: (say) =>
      `${say('component')} - lag(${say('component')}, ${say('window')}) < -${say('drop')}`,
    cooldown: '14d',
    example: {
      reads: ['When “as described” lost 0.03 stars in two weeks.', '描述分两周下降 0.03 时。'],
    },
  }),
  definePreset({
    name: 'qualityReturns',
    label: ['Returns for defects', '质量退货偏多'],
    summary: [
      'Selects products that come back for defects, more often than their category.',
      '选出因质量退货、且退货率高于类目的商品。',
    ],
    icon: 'shield-alert',
    family: 'service',
    systems: ['SVC-5'],
    judgedBy: ['qualityBatch'],
    scopes: ['product'],
    fields: {
      minUnits: amount(
        'count',
        5,
        ['At least', '至少'],
        ['Defect returns in 14 days.', '14 天质量退货件数。'],
      ),
      factor: amount(
        'none',
        1.5,
        ['Times the category', '类目的倍数'],
        ['Return rate.', '退货率。'],
      ),
    },
    condition: (say) =>
      `sum(defectReturnUnits, 14d) >= ${say('minUnits')} && returnRatio > ${say('factor')} * category.returnRatio`,
    cooldown: '14d',
    example: { reads: ['When five defects came back in two weeks.', '两周内质量退货满五件时。'] },
  }),
  definePreset({
    name: 'ratingDrop',
    label: ['Product rating drops', '商品评分下滑'],
    summary: ['Selects products whose rating falls.', '选出评分下降的商品。'],
    icon: 'clipboard-x',
    family: 'service',
    systems: ['SVC-5'],
    judgedBy: ['qualityBatch', 'reviewBurst'],
    scopes: ['product'],
    fields: {
      drop: amount(
        'none',
        0.2,
        ['By more than', '下降超过'],
        ['Stars in 14 days.', '14 天内的星数。'],
        {
          max: 5,
        },
      ),
      minReviews: amount(
        'none',
        10,
        ['Reviews at least', '评价至少'],
        ['In 14 days.', '14 天内。'],
      ),
    },
    condition: (say) =>
      `rating < lag(rating, 14d) - ${say('drop')} && sum(reviews, 14d) >= ${say('minReviews')}`,
    cooldown: '14d',
    example: {
      reads: ['When a product lost 0.2 stars in two weeks.', '商品两周评分下降 0.2 时。'],
    },
  }),
  definePreset({
    name: 'inspectionFailed',
    label: ['Inspection failed', '抽检不合格'],
    summary: [
      'Selects products of which a spot check found too many defects.',
      '选出抽检次品率过高的商品。',
    ],
    icon: 'clipboard-check',
    family: 'service',
    systems: ['SVC-5'],
    judgedBy: ['qualityBatch'],
    scopes: ['product'],
    fields: {
      passRatio: amount(
        'percent',
        0.05,
        ['Defects above', '次品率高于'],
        ['Of the sample.', '占样本的比例。'],
        {
          max: 1,
        },
      ),
    },
    event: { id: 'inspectionDone', where: (say) => [`event.defectRatio > ${say('passRatio')}`] },
    example: {
      reads: ['On the day a check finds over 5 % defects.', '抽检次品率超过 5% 的当日。'],
    },
  }),
  definePreset({
    name: 'hardTickets',
    label: ['Hard tickets', '疑难工单'],
    summary: [
      'Selects ticket classes with tickets that the front line could not solve.',
      '选出一线未能解决的工单等级。',
    ],
    icon: 'life-buoy',
    family: 'service',
    systems: ['SVC-6'],
    judgedBy: ['hardTicket'],
    scopes: ['ticketClass', 'shop'],
    fields: {
      tickets: amount('none', 0, ['More than', '多于'], ['Hard tickets.', '疑难工单数。']),
    },
    condition: (say) => `hardTickets > ${say('tickets')}`,
    when: 'whileTrue',
    example: { reads: ['Every day, while any is open.', '有疑难工单期间每天触发。'] },
  }),
  definePreset({
    name: 'fewReviews',
    label: ['Few reviews on a good product', '好商品评价少'],
    summary: ['Selects well-rated products with few reviews.', '选出评分高而评价少的商品。'],
    icon: 'message-square-plus',
    family: 'service',
    systems: ['SVC-7'],
    judgedBy: ['trueLift'],
    scopes: ['product'],
    fields: {
      reviews: amount('none', 20, ['Fewer than', '少于'], ['Reviews on the page.', '页面评价数。']),
      minRating: amount('none', 4.5, ['Rating at least', '评分至少'], ['Stars.', '星。'], {
        max: 5,
      }),
      minAgeDays: amount('day', 14, ['On sale for more than', '上架超过'], ['Days.', '天数。']),
    },
    condition: (say) =>
      `reviewCount < ${say('reviews')} && rating >= ${say('minRating')} && ageDays > ${say('minAgeDays')}`,
    cooldown: '28d',
    example: {
      reads: [
        'Once, when a good product has under 20 reviews.',
        '好评商品评价不足 20 条时触发一次。',
      ],
    },
  }),
  definePreset({
    name: 'complaintsBooked',
    label: ['Complaints pile up', '投诉集中'],
    summary: [
      'Selects suppliers, warehouses or channels that many complaints are booked on.',
      '选出被登记投诉较多的供应商、仓库或渠道。',
    ],
    icon: 'message-square-warning',
    family: 'service',
    systems: ['SVC-8'],
    judgedBy: ['complaintCause'],
    scopes: ['supplier', 'warehouse', 'channel'],
    fields: {
      minCases: amount(
        'none',
        10,
        ['At least', '至少'],
        ['Complaints in 28 days.', '28 天投诉数。'],
      ),
    },
    condition: (say) => `sum(bookedComplaints, 28d) >= ${say('minCases')}`,
    cooldown: '28d',
    example: {
      reads: [
        'When ten complaints in four weeks name a supplier.',
        '四周内指向某供应商的投诉达十起时。',
      ],
    },
  }),
  definePreset({
    name: 'taskDone',
    label: ['Task done', '任务完成'],
    summary: ['Selects what a task has been closed for.', '选出任务已完成的对象。'],
    icon: 'list-checks',
    family: 'service',
    systems: ['SVC-8'],
    scopes: [
      'supplier',
      'warehouse',
      'channel',
      'product',
      'category',
      'stock',
      'segment',
      'ticketClass',
      'funnelStep',
      'account',
      'desk',
      'shop',
    ],
    fields: {
      kind: anyOr(taskWords, ['Task', '任务'], ['Kind of the task.', '任务类型。'], 'traceCause'),
      onlyFound: yesNo(
        true,
        ['Only if something was found', '仅当查出问题'],
        ['A task may also find that nothing was wrong.', '任务也可能未查出问题。'],
      ),
    },
    event: {
      id: 'taskDone',
      where: (say) => [
        ...(say('kind') === 'any' ? [] : [`event.kind == "${say('kind')}"`]),
        ...(say('onlyFound') === 'true' ? ['event.found'] : []),
      ],
    },
    example: {
      reads: [
        'When a supplier was found to be the cause of complaints.',
        '查明供应商是投诉原因时。',
      ],
    },
  }),
]
