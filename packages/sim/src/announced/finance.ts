/** Money that the shop does not simulate yet. */
import type { MetricInfo } from '@sandtable/rules'
import { productAndUp } from '../metric.ts'
import { announce, announceScopes } from './announce.ts'

export const finance: readonly MetricInfo[] = [
  announceScopes('contributionCents', ['channel'], {
    help: {
      en: 'Revenue − goods − shipping − fees − advertising of what the channel sold.',
      zh: '该渠道所售部分：净销售额 − 货品成本 − 运费 − 手续费 − 广告。',
    },
  }),
  announce({
    id: 'refundCents',
    scopes: productAndUp,
    window: 'day',
    direction: 'down',
    label: { en: 'Refunds', zh: '退款金额' },
    help: { en: 'Paid back, compensation included.', zh: '退还给客户的金额，含赔付。' },
  }),
  announce({
    id: 'finesCents',
    scopes: ['shop'],
    window: 'day',
    direction: 'down',
    label: { en: 'Fines', zh: '罚款' },
    help: { en: 'Compliance fines.', zh: '合规罚款。' },
  }),
  announce({
    id: 'cashFloorCents',
    scopes: ['shop'],
    window: 'now',
    direction: 'neither',
    label: { en: 'Cash floor', zh: '现金底线' },
    help: { en: 'Cash that must stay, by the shop file.', zh: '店铺文件规定必须保留的现金。' },
  }),
  announce({
    id: 'cashForecastMinCents',
    scopes: ['shop'],
    window: 'now',
    direction: 'up',
    label: { en: 'Lowest cash ahead', zh: '预测最低现金' },
    help: {
      en: 'Lowest closing cash of the rolling 12-week forecast.',
      zh: '滚动 12 周现金预测中的最低期末现金。',
    },
  }),
  announce({
    id: 'cashGapCents',
    scopes: ['shop'],
    window: 'now',
    direction: 'down',
    label: { en: 'Cash gap', zh: '资金缺口' },
    help: {
      en: 'max(0, cash floor − lowest cash ahead).',
      zh: 'max(0, 现金底线 − 预测最低现金)。',
    },
  }),
  announce({
    id: 'cashGapWeek',
    scopes: ['shop'],
    window: 'now',
    direction: 'up',
    mayBeMissing: true,
    label: { en: 'Week of the cash gap', zh: '资金缺口周次' },
    help: {
      en: 'First of the next 12 weeks that closes under the cash floor, from 1; missing when none does.',
      zh: '未来 12 周中首个低于现金底线的周次，自 1 起；没有则缺失。',
    },
  }),
  announceScopes('receivablesCents', ['account'], {
    help: { en: 'Owed to us by the account.', zh: '该客户欠我方的金额。' },
  }),
  announce({
    id: 'overdueCents',
    scopes: ['account', 'shop'],
    window: 'now',
    direction: 'down',
    label: { en: 'Overdue', zh: '逾期应收' },
    help: { en: 'Receivables past the due day.', zh: '已过到期日的应收账款。' },
  }),
  announce({
    id: 'overdueDays',
    scopes: ['account'],
    window: 'now',
    direction: 'down',
    label: { en: 'Days overdue', zh: '逾期天数' },
    help: {
      en: 'Age of the oldest overdue invoice; 0 when there is none.',
      zh: '最早一笔逾期账款的逾期天数；没有则为 0。',
    },
  }),
  announce({
    id: 'creditGrade',
    scopes: ['account'],
    type: 'enum',
    values: ['A', 'B', 'C'],
    window: '180d',
    direction: 'neither',
    label: { en: 'Credit grade', zh: '信用等级' },
    help: {
      en: 'By days late in 180 days: A up to 3, B up to 15, else C.',
      zh: '按 180 天内拖欠天数：不超过 3 天为 A，不超过 15 天为 B，其余为 C。',
    },
  }),
  announce({
    id: 'reserveCents',
    scopes: ['shop'],
    window: 'now',
    direction: 'up',
    label: { en: 'Reserve', zh: '应急储备金' },
    help: { en: 'Emergency reserve, apart from cash.', zh: '与现金分开的应急储备。' },
  }),
]
