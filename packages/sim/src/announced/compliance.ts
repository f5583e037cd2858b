/** Compliance and the work of the desks, as far as the shop does not simulate them yet. */
import type { MetricInfo } from '@sandtable/rules'
import { announce, announceScopes } from './announce.ts'

const deskAndShop = ['desk', 'shop'] as const

export const compliance: readonly MetricInfo[] = [
  announce({
    id: 'certificateLeftDays',
    scopes: ['product'],
    window: 'now',
    direction: 'up',
    mayBeMissing: true,
    label: { en: 'Certificate runs out in', zh: '资质剩余天数' },
    help: {
      en: 'Days to the end of its certificate; missing when it needs none.',
      zh: '距资质到期的天数；无需资质则缺失。',
    },
  }),
  announce({
    id: 'flaggedWords',
    scopes: ['product'],
    unit: 'count',
    window: 'now',
    direction: 'down',
    label: { en: 'Forbidden words', zh: '违禁词数' },
    help: {
      en: 'Words of the advertising-law list in its published copy.',
      zh: '已发布文案中命中广告法词表的词数。',
    },
  }),
  announceScopes('alerts', ['desk']),
  announce({
    id: 'openTasks',
    scopes: deskAndShop,
    unit: 'count',
    window: 'now',
    direction: 'down',
    label: { en: 'Open tasks', zh: '未完成任务' },
    help: { en: 'Tasks not done.', zh: '尚未完成的任务数。' },
  }),
  announce({
    id: 'overdueTasks',
    scopes: deskAndShop,
    unit: 'count',
    window: 'now',
    direction: 'down',
    label: { en: 'Overdue tasks', zh: '逾期任务' },
    help: { en: 'Open tasks past their due day.', zh: '超过截止日仍未完成的任务数。' },
  }),
  announce({
    id: 'deskHours',
    scopes: deskAndShop,
    window: 'day',
    direction: 'down',
    label: { en: 'Desk hours', zh: '岗位工时' },
    help: {
      en: 'Hours spent on alerts and tasks; a desk has 16 a day, 8 in small shops.',
      zh: '处理告警与任务的工时；每岗位每日 16 小时，小店 8 小时。',
    },
  }),
]
