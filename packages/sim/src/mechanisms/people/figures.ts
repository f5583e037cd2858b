/** What the desks announce: their load, and the tasks they finished. */
import { commands, scopeIds, type ShopEvent, type ScopeId } from '@sandtable/rules'
import { defineEvent } from '../../event.ts'
import { defineMetric, type Mechanism } from '../../metric.ts'
import type { View } from '../../view.ts'

const deskAndShop = ['desk', 'shop'] as const

/** Open tasks of each desk; of them those past their due day. */
function countTasks({ state }: View, onlyOverdue: boolean): Float64Array {
  const { tasks, waitingMinutes } = state.people
  const counts = new Float64Array(waitingMinutes.length)
  for (let i = 0; i < tasks.count; i++) {
    const isOverdue = tasks.remainingMinutes[i]! > 0 && tasks.dueDay[i]! < state.day
    if (isOverdue || !onlyOverdue) counts[tasks.desk[i]!]! += 1
  }
  return counts
}

/** Tasks of a scope that were done on the closed day, by entity and kind. */
function doneTasks({ flows: { people } }: View, scope: ScopeId): ShopEvent[] {
  const scopeIndex = scopeIds.indexOf(scope)
  const events: ShopEvent[] = []
  for (let i = 0; i < people.doneTasks[0]!; i++) {
    if (people.doneScope[i] !== scopeIndex) continue
    const payload = { kind: people.doneKind[i]!, found: people.doneFound[i]! }
    events.push({ entity: people.doneEntity[i]!, payload })
  }
  return events.toSorted((a, b) => a.entity - b.entity || a.payload['kind']! - b.payload['kind']!)
}

export const people: Mechanism = {
  id: 'people',
  label: { en: 'Desks and tasks', zh: '岗位与任务' },
  about: {
    en: 'Four desks have hours of work a day (`desks.<id>.hoursPerDay`) and are paid by the hour worked. Messages take 3, 6 or 15 minutes by severity, relabelling a product 12; what does not fit into the day waits and goes before the tasks of the next days. Tasks are done first due first: their hours are spent whether or not something was wrong, and when they are done `taskDone` says which it was. If something was wrong, a share of it is mended. A renewed certificate comes 14–20 days after the desk’s work, drawn evenly. A page without a fault gains 0–1 % of carts, once and not again for the same page; a supplier without a fault is 1 point more punctual for 30 days after its audit. Form and numbers: assumption.',
    zh: '四个岗位每天有固定工时（`desks.<id>.hoursPerDay`），按实际工时计薪。消息按级别占 3、6、15 分钟，改价 12 分钟；当天做不完的顺延，次日先于任务处理。任务按到期先后处理：无论是否确有问题都消耗工时，完成时由 `taskDone` 说明；若确有问题，则解决其中一部分。资质续办在岗位完成后再等 14–20 天（均匀分布）。无问题的详情页优化后加购提升 0–1%，同一页面不累加；无问题的供应商审核后 30 天内准时率提高 1 个百分点。形式与数值均为假设。',
  },
  metrics: [
    defineMetric({
      id: 'alerts',
      scopes: deskAndShop,
      unit: 'count',
      window: 'day',
      direction: 'down',
      label: { en: 'Alerts', zh: '告警数' },
      help: {
        en: 'Messages that reached a desk; one of the evening counts on the next day.',
        zh: '送达岗位的消息数；晚间消息计入次日。',
      },
      formula: { kind: 'sum', base: 'desk', values: ({ flows }) => flows.people.alerts },
    }),
    defineMetric({
      id: 'openTasks',
      scopes: deskAndShop,
      unit: 'count',
      window: 'now',
      direction: 'down',
      label: { en: 'Open tasks', zh: '未完成任务' },
      help: {
        en: 'Tasks not done, those included that wait for others.',
        zh: '尚未完成的任务数，含等待外部办理的任务。',
      },
      formula: { kind: 'sum', base: 'desk', values: (view) => countTasks(view, false) },
    }),
    defineMetric({
      id: 'overdueTasks',
      kpi: 'mean',
      scopes: deskAndShop,
      unit: 'count',
      window: 'now',
      direction: 'down',
      label: { en: 'Overdue tasks', zh: '逾期任务' },
      help: {
        en: 'Tasks past their due day on which the desk still has work to do.',
        zh: '超过截止日、岗位仍未做完的任务数。',
      },
      formula: { kind: 'sum', base: 'desk', values: (view) => countTasks(view, true) },
    }),
    defineMetric({
      id: 'deskHours',
      scopes: deskAndShop,
      unit: 'hour',
      window: 'day',
      direction: 'down',
      label: { en: 'Desk hours', zh: '岗位工时' },
      help: {
        en: 'Hours worked on messages, relabelling, calls and tasks, within the hours a desk has.',
        zh: '处理消息、改价、电话与任务的工时，不超过岗位每日工时。',
      },
      formula: {
        kind: 'sum',
        base: 'desk',
        values: ({ flows }) => flows.people.workedMinutes.map((minutes) => minutes / 60),
      },
    }),
  ],
  events: [
    defineEvent({
      id: 'taskDone',
      scopes: commands.openTask.targets,
      payload: {
        kind: {
          type: 'enum',
          values: Object.keys(commands.openTask.parameters.kind.options),
          label: { en: 'Kind', zh: '类型' },
          help: { en: 'Kind of the task.', zh: '任务类型。' },
        },
        found: {
          type: 'bool',
          label: { en: 'Something was wrong', zh: '确有问题' },
          help: { en: 'Whether the task found something wrong.', zh: '任务是否发现问题。' },
        },
      },
      label: { en: 'Task done', zh: '任务完成' },
      help: { en: 'A task on it is closed.', zh: '针对该对象的任务已关闭。' },
      list: doneTasks,
    }),
  ],
}
