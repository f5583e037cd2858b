/** Work for people: messages and tasks. */
import { desks, scopeIds, scopes } from '../scopes.ts'
import type { CommandDeclaration } from './command.ts'
import { days } from './parameters.ts'
import { taskKinds, type TaskKindId } from './tasks.ts'

const targetsOfTasks = Object.fromEntries(
  Object.entries(taskKinds).map(([id, { targets }]) => [id, targets]),
) as { readonly [Id in TaskKindId]: (typeof taskKinds)[Id]['targets'] }

export const peopleCommands = {
  openTask: {
    label: { en: 'Open task', zh: '创建任务' },
    summary: {
      en: 'Gives a desk something to look into and mend.',
      zh: '交给岗位一项排查或整改任务。',
    },
    icon: 'list-todo',
    family: 'general',
    targets: scopeIds,
    targetsBy: { parameter: 'kind', targets: targetsOfTasks },
    parameters: {
      kind: {
        type: 'choice',
        options: taskKinds,
        default: 'investigate',
        label: { en: 'Kind', zh: '类型' },
        help: {
          en: 'What is looked into; each kind has its targets and hours, and mends one kind of fault.',
          zh: '任务内容；每类有适用对象和工时，针对一种问题。',
        },
      },
      desk: {
        type: 'choice',
        options: desks,
        default: 'operations',
        label: { en: 'Desk', zh: '岗位' },
        help: {
          en: 'Who does it. A desk has 16 hours a day, 8 in small shops; what does not fit waits.',
          zh: '由谁完成。岗位每天 16 小时（小店铺 8 小时），做不完则等待。',
        },
      },
      dueDays: days({
        min: 1,
        max: 60,
        default: '3',
        label: { en: 'Due within', zh: '期限' },
        help: {
          en: '1 to 60 whole days. A desk works on what is due first.',
          zh: '1 到 60 天（整数）；先到期的任务先做。',
        },
      }),
    },
    lever: 'task',
    leverBy: 'kind',
    rule: 'none',
    lasts: 'once',
    effect: {
      en: 'When it is done, the event taskDone says whether something was wrong; if so, it is mended for the most part.',
      zh: '完成后产生事件 taskDone，说明是否确有问题；若有，则大部分得到解决。',
    },
    cost: {
      en: 'The hours of the kind at the desk’s wage, also when nothing was wrong.',
      zh: '按岗位工资计该类任务工时，即使没有问题也要支付。',
    },
    receipts: ['clippedToBounds', 'alreadyOpen', 'wrongTarget'],
    writes: { openTasks: 'up' },
    example: {
      config: { kind: 'detailPage', desk: 'operations', dueDays: '3', cooldown: '7d' },
      reads: {
        en: 'Has the detail page improved within three days, at most once in eight days.',
        zh: '三天内优化详情页，八天内最多一次。',
      },
    },
  },

  notify: {
    label: { en: 'Notify', zh: '通知' },
    summary: { en: 'Sends one message a day to a desk.', zh: '每天向岗位发送一条消息。' },
    icon: 'bell',
    family: 'general',
    targets: scopeIds,
    parameters: {
      desk: {
        type: 'choice',
        options: desks,
        default: 'operations',
        label: { en: 'Desk', zh: '岗位' },
        help: {
          en: 'Who reads the message. Its reading time is paid at the desk’s wage and comes before the desk’s tasks; in the simulated shop hours and wage are `desks.<id>.hoursPerDay` and `desks.<id>.wageCentsPerHour`.',
          zh: '由谁阅读。阅读时间按该岗位时薪计，并先于其任务；模拟店铺中工时与时薪为 `desks.<id>.hoursPerDay` 与 `desks.<id>.wageCentsPerHour`。',
        },
      },
      severity: {
        type: 'choice',
        options: {
          info: { label: { en: 'Information', zh: '提示' } },
          warn: { label: { en: 'Warning', zh: '警告' } },
          urgent: { label: { en: 'Urgent', zh: '紧急' } },
        },
        default: 'info',
        label: { en: 'Severity', zh: '级别' },
        help: {
          en: 'Reading takes 3, 6 or 15 minutes of the desk.',
          zh: '阅读分别占用岗位 3、6、15 分钟。',
        },
      },
      message: {
        type: 'text',
        maxLength: 500,
        default: '',
        label: { en: 'Message', zh: '内容' },
        help: { en: 'What the desk reads.', zh: '岗位看到的内容。' },
      },
      metrics: {
        type: 'metrics',
        maxItems: 12,
        isOptional: true,
        label: { en: 'Figures', zh: '指标' },
        help: {
          en: 'Up to 12 figures shown for each entity of the message.',
          zh: '消息中每个对象附带显示的指标，至多 12 个。',
        },
      },
      drillDownBy: {
        type: 'choice',
        options: scopes,
        isOptional: true,
        label: { en: 'Drill down by', zh: '下钻到' },
        help: {
          en: 'Also lists the entities of this scope that explain the change, such as the products of a category.',
          zh: '另列出造成变化的下级对象，例如类目下的商品。',
        },
      },
    },
    lever: 'notify',
    rule: 'all',
    lasts: 'once',
    effect: { en: 'A person reads it.', zh: '由人阅读。' },
    cost: {
      en: 'Reading time at the desk’s wage, once per message; a message lists all its entities.',
      zh: '按岗位工资计阅读时间，每条消息一次；一条消息列出所有对象。',
    },
    receipts: ['listLimit'],
    writes: { alerts: 'up' },
    example: {
      config: {
        desk: 'supplyChain',
        severity: 'warn',
        message: 'Cover is under a week',
        priority: 0,
      },
      reads: {
        en: 'One warning a day to the supply-chain desk.',
        zh: '每天向供应链岗位发一条警告。',
      },
    },
  },
} as const satisfies Record<string, CommandDeclaration>
