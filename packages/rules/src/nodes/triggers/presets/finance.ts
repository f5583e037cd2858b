/** Finance. */
import { amount, choice, yesNo } from './fields.ts'
import { definePreset } from './preset.ts'

export const financePresets = [
  definePreset({
    name: 'cashGapAhead',
    label: ['Cash gap ahead', '资金缺口预警'],
    summary: [
      'Fires while the 12-week cash forecast falls under the floor.',
      '12 周现金流预测低于底线期间触发。',
    ],
    icon: 'banknote-x',
    family: 'finance',
    systems: ['FIN-1'],
    judgedBy: ['cashGap'],
    scopes: ['shop'],
    fields: {
      margin: amount('none', 1, ['Below', '低于'], ['Times the cash floor.', '现金底线的倍数。']),
    },
    condition: (say) => `cashForecastMinCents < ${say('margin')} * cashFloorCents`,
    when: 'whileTrue',
    for: '2d',
    cooldown: '14d',
    example: {
      reads: [
        'Every two weeks at most, after two days of a forecast gap.',
        '预测缺口持续两天后触发，至多每两周一次。',
      ],
    },
  }),
  definePreset({
    name: 'cashGapSoon',
    label: ['Cash gap within weeks', '资金缺口临近'],
    summary: ['Fires when cash will be short within some weeks.', '资金将在若干周内不足时触发。'],
    icon: 'calendar-x',
    family: 'finance',
    systems: ['FIN-1'],
    judgedBy: ['cashGap'],
    scopes: ['shop'],
    fields: { weeks: amount('none', 4, ['Within', '不超过'], ['Weeks.', '周。'], { max: 12 }) },
    condition: (say) => `cashGapWeek <= ${say('weeks')}`,
    example: { reads: ['Once, when the gap is four weeks away.', '缺口不足四周时触发一次。'] },
  }),
  definePreset({
    name: 'receivableOverdue',
    label: ['Receivable overdue', '应收逾期'],
    summary: ['Selects business buyers with an overdue invoice.', '选出账款逾期的企业客户。'],
    icon: 'receipt-text',
    family: 'finance',
    systems: ['FIN-2'],
    judgedBy: ['debtorDistress'],
    scopes: ['account'],
    fields: { days: amount('day', 0, ['More than', '超过'], ['Days overdue.', '逾期天数。']) },
    condition: (say) => `overdueDays > ${say('days')}`,
    recovery: () => 'overdueCents == 0',
    example: {
      reads: [
        'Once, when an invoice falls overdue; again after all is paid.',
        '发票逾期时触发一次；付清后才会再次触发。',
      ],
    },
  }),
  definePreset({
    name: 'creditGrade',
    label: ['Credit grade', '信用等级'],
    summary: [
      'Selects business buyers that enter a credit grade.',
      '选出进入某信用等级的企业客户。',
    ],
    icon: 'landmark',
    family: 'finance',
    systems: ['FIN-2'],
    judgedBy: ['debtorDistress'],
    scopes: ['account'],
    fields: {
      grade: choice(
        { A: ['A', 'A 级'], B: ['B', 'B 级'], C: ['C', 'C 级'] },
        ['Grade', '等级'],
        ['By days late: A up to 3, B up to 15.', '按逾期天数：A 至 3 天，B 至 15 天。'],
        'C',
      ),
    },
    condition: (say) => `creditGrade == "${say('grade')}"`,
    example: { reads: ['Once, when a buyer falls to C.', '客户降为 C 级时触发一次。'] },
  }),
  definePreset({
    name: 'campaignUnderReturn',
    label: ['Campaign does not pay', '活动不划算'],
    summary: [
      'Fires when a running campaign earns less than it costs.',
      '进行中的活动收益低于成本时触发。',
    ],
    icon: 'badge-dollar-sign',
    family: 'finance',
    systems: ['FIN-3'],
    judgedBy: ['trueElasticity'],
    scopes: ['shop'],
    fields: {
      minRoi: amount(
        'none',
        1,
        ['Return below', '回报低于'],
        ['Extra contribution per cost.', '每元成本的额外贡献。'],
      ),
    },
    condition: (say) => `campaignPhase == "burst" && campaignRoi < ${say('minRoi')}`,
    for: '1d',
    example: {
      reads: [
        'Once, on the first day of the burst that does not pay.',
        '爆发期首个不划算之日触发一次。',
      ],
    },
  }),
  definePreset({
    name: 'campaignEnded',
    label: ['Campaign ended', '活动结束'],
    summary: ['Fires when the last phase of a campaign is over.', '活动最后阶段结束时触发。'],
    icon: 'flag',
    family: 'finance',
    systems: ['FIN-3'],
    scopes: ['shop'],
    event: { id: 'campaignEnded' },
    example: { reads: ['On the day after the encore.', '返场结束当日。'] },
  }),
  definePreset({
    name: 'cashUnderFloor',
    label: ['Cash under its floor', '现金低于底线'],
    summary: ['Fires while cash is under its floor.', '现金低于底线期间触发。'],
    icon: 'banknote',
    family: 'finance',
    systems: ['FIN-4', 'INV-11'],
    judgedBy: ['cashGap'],
    scopes: ['shop'],
    fields: {
      onlyWithReserve: yesNo(
        true,
        ['Only while there is a reserve', '仅当有应急准备金'],
        ['Something that can be released.', '有可动用的资金。'],
      ),
    },
    condition: (say) =>
      `cashCents < cashFloorCents${say('onlyWithReserve') === 'true' ? ' && reserveCents > 0' : ''}`,
    when: 'whileTrue',
    example: { reads: ['Every day under the floor.', '低于底线期间每天触发。'] },
  }),
  definePreset({
    name: 'reserveTooSmall',
    label: ['Reserve too small', '应急准备金不足'],
    summary: [
      'Fires while the reserve covers too few months of wages and there is cash to spare.',
      '应急准备金不足以覆盖若干月工资、且现金有富余期间触发。',
    ],
    icon: 'piggy-bank',
    family: 'finance',
    systems: ['FIN-4'],
    judgedBy: ['cashGap'],
    scopes: ['shop'],
    fields: {
      months: amount('none', 2, ['Fewer than', '少于'], ['Months of wages.', '个月的工资。'], {
        max: 24,
      }),
      spare: amount('none', 1.5, ['Cash above', '现金高于'], ['Times the floor.', '底线的倍数。']),
    },
    condition: (say) =>
      `reserveCents < ${say('months')} * 30 * mean(wagesCents, 28d) && cashCents > ${say('spare')} * cashFloorCents`,
    when: 'whileTrue',
    cooldown: '6d',
    example: {
      reads: ['Every week, until two months are put aside.', '每周一次，直到备足两个月。'],
    },
  }),
]
