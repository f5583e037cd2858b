/** The service desk as figures. */
import { divide, findSorted } from '../../columns.ts'
import {
  defineMetric,
  shopColumn,
  type ColumnOf,
  type Measure,
  type Mechanism,
} from '../../metric.ts'
import type { View } from '../../view.ts'
import type { ServiceFlows } from './state.ts'

const classAndShop = ['ticketClass', 'shop'] as const

type ClassFlow = Exclude<keyof ServiceFlows, 'closedClass'>
const flow =
  (name: ClassFlow): ColumnOf =>
  ({ flows }) =>
    flows.service[name]

const measure = (id: string, name: ClassFlow): Measure => ({
  id,
  formula: { kind: 'sum', base: 'ticketClass', values: flow(name) },
})

/** Share of tickets that are closed within the hours of `waitP90Hours`. */
const percentile = 0.9

/** Hours to close of the tickets closed on the day; a copy. */
function closedHours({ flows: { service } }: View): Float64Array {
  return service.closedHours.slice(0, service.closedCount[0])
}

/** The same of one class. */
function closedHoursOf(view: View, ticketClass: number): Float64Array {
  const { closedClass } = view.flows.service
  return closedHours(view).filter((_, i) => closedClass[i] === ticketClass)
}

/** Smallest time within which 90 % of some tickets were closed; reorders them. */
function closedWithin(hours: Float64Array): number {
  return hours.length === 0 ? NaN : findSorted(hours, Math.ceil(percentile * hours.length) - 1)
}

/** Where agents serve all classes their use is that of the whole desk. */
function classUse(view: View): Float64Array {
  const { busyHours, paidHours } = view.flows.service
  if (!view.model.service.isPooled) return divide(busyHours, paidHours)
  const [shop] = shopUse(view)
  return new Float64Array(busyHours.length).fill(shop!)
}

function shopUse({ flows: { service } }: View): Float64Array {
  const sum = (column: Float64Array) => column.reduce((total, hours) => total + hours, 0)
  return divide(Float64Array.of(sum(service.busyHours)), Float64Array.of(sum(service.paidHours)))
}

export const service: Mechanism = {
  id: 'service',
  label: { en: 'Service desk', zh: '客服' },
  about: {
    en: 'Tickets of three classes arrive as Poisson processes over the open hours; their means follow the orders, returned units, stuck orders of the day and the bad reviews of the day before (`ticketClasses.*.ticketsPer…`), and complaints come on top. The desk runs on an event clock: a free agent takes the waiting ticket of the first rank, the oldest of it, and needs an exponential time with mean 1 ÷ ticketsPerAgentHour; hours go on across midnight. With one class, no closing and no impatience this is M/M/c (Erlang C), with exponential patience M/M/c+M (Erlang A: Garnett, Mandelbaum & Reiman 2002). Arrival, work and patience of a ticket are keyed by class, day and number, so under equal luck another agent lengthens no wait while all tickets have one rank and none is given up. An agent works on one ticket at a time and finishes it after closing time; extra agents start on the next day and are paid 1.5 times the wage for every open hour, the usual ones are in the daily wages. Calls to buyers and about stuck orders take agents off the desk first thing in the morning. A hard ticket stays open after one try; a supervisor may solve it, else it is given up after 10 days with one star and a bad review. The stars of a closed ticket are 2 + 2.8 × q, q = 2^(−wait ÷ time limit of its class); the mean of q over some days is what reviewers feel. Numbers are assumptions unless said.',
    zh: '三级工单在服务时段内按泊松过程到达，均值取决于当日订单、退货、滞留订单与前一日差评（`ticketClasses.*.ticketsPer…`），投诉另计。客服按事件时钟运行：空闲客服取次序最先、等待最久的工单，处理时长服从均值为 1 ÷ ticketsPerAgentHour 的指数分布，跨午夜连续计时。单一等级、不打烊、无限耐心即 M/M/c（Erlang C），指数耐心即 M/M/c+M（Erlang A：Garnett, Mandelbaum & Reiman 2002）。到达、处理与耐心按等级、日期、编号取随机数，因此同等运气下，次序相同且无人放弃时，增加客服不会使任何等待变长。客服一次处理一张，下班后做完手头工单；增派客服次日到岗，按服务时长付 1.5 倍工资，常规客服计入日工资。回访与跟进滞留订单在早晨先占用客服。疑难工单首次处理后仍未结，可由主管解决，否则 10 天后放弃，评一星并带来差评。结案评分为 2 + 2.8 × q，q = 2^(−等待 ÷ 处理时限)；近日 q 的均值影响评价。未注明者均为假设。',
  },
  measures: [
    measure('startedTickets', 'startedTickets'),
    measure('waitedTickets', 'waitedTickets'),
    measure('quickTickets', 'quickTickets'),
    measure('ticketWaitHours', 'waitHours'),
    measure('closedTickets', 'closedTickets'),
    measure('agentBusyHours', 'busyHours'),
    measure('agentPaidHours', 'paidHours'),
    measure('ticketQueueHours', 'queueHours'),
    measure('ticketSystemHours', 'systemHours'),
    measure('starsGiven', 'starsGiven'),
    measure('ratedTickets', 'ratedTickets'),
  ],
  metrics: [
    defineMetric({
      id: 'limitHours',
      scopes: ['ticketClass'],
      unit: 'hour',
      window: 'now',
      direction: 'neither',
      label: { en: 'Time limit', zh: '处理时限' },
      help: {
        en: 'Hours within which a ticket of the class is to be closed: 24 normal, 4 urgent, 1 major.',
        zh: '该等级工单应关闭的时限：普通 24、紧急 4、重大 1 小时。',
      },
      formula: {
        kind: 'columns',
        columns: { ticketClass: ({ model }) => model.service.limitHours.slice() },
      },
    }),
    defineMetric({
      id: 'ticketsOpened',
      kpi: 'total',
      scopes: classAndShop,
      unit: 'count',
      window: 'day',
      direction: 'down',
      label: { en: 'New tickets', zh: '新增工单' },
      help: { en: 'Tickets opened.', zh: '当日新增工单数。' },
      formula: { kind: 'sum', base: 'ticketClass', values: flow('openedTickets') },
    }),
    defineMetric({
      id: 'ticketsOpen',
      kpi: 'mean',
      scopes: classAndShop,
      unit: 'count',
      window: 'now',
      direction: 'down',
      label: { en: 'Open tickets', zh: '未结工单' },
      help: {
        en: 'Tickets not yet closed, hard ones included.',
        zh: '尚未关闭的工单数，含疑难工单。',
      },
      formula: {
        kind: 'sum',
        base: 'ticketClass',
        values: ({ state }) => state.service.ticketsOpen,
      },
    }),
    defineMetric({
      id: 'ticketsOverdue',
      kpi: 'mean',
      scopes: classAndShop,
      unit: 'count',
      window: 'now',
      direction: 'down',
      label: { en: 'Overdue tickets', zh: '超时工单' },
      help: {
        en: 'Tickets open longer than the time limit of their class.',
        zh: '超过所属等级处理时限仍未关闭的工单数。',
      },
      formula: {
        kind: 'sum',
        base: 'ticketClass',
        values: ({ state }) => state.service.ticketsOverdue,
      },
    }),
    defineMetric({
      id: 'hardTickets',
      scopes: classAndShop,
      unit: 'count',
      window: 'now',
      direction: 'down',
      label: { en: 'Hard tickets', zh: '疑难工单' },
      help: {
        en: 'Tickets still open after the front line has tried once.',
        zh: '一线处理过一次仍未解决的工单数。',
      },
      formula: {
        kind: 'sum',
        base: 'ticketClass',
        values: ({ state }) => state.service.hardTickets,
      },
    }),
    defineMetric({
      id: 'firstResponseHours',
      kpi: 'ratioOfSums',
      scopes: classAndShop,
      unit: 'hour',
      window: 'day',
      direction: 'down',
      mayBeMissing: true,
      label: { en: 'Time to first answer', zh: '首次响应时长' },
      help: {
        en: 'Mean time to the first answer of the tickets answered on the day; missing without any.',
        zh: '当日响应工单的平均首次响应时长；无工单则缺失。',
      },
      formula: { kind: 'ratio', numerator: 'ticketWaitHours', denominator: 'startedTickets' },
    }),
    defineMetric({
      id: 'waitP90Hours',
      kpi: 'mean',
      scopes: classAndShop,
      unit: 'hour',
      window: 'day',
      direction: 'down',
      mayBeMissing: true,
      label: { en: '90 % closed within', zh: '90 % 结案时长' },
      help: {
        en: '90th percentile of the time to close of the tickets closed on the day; missing when none was closed.',
        zh: '当日结案工单结案时长的第 90 百分位；无结案则缺失。',
      },
      formula: {
        kind: 'columns',
        columns: {
          ticketClass: (view) =>
            Float64Array.from({ length: view.count('ticketClass') }, (_, c) =>
              closedWithin(closedHoursOf(view, c)),
            ),
          shop: shopColumn((view) => closedWithin(closedHours(view))),
        },
      },
    }),
    defineMetric({
      id: 'abandonedTickets',
      kpi: 'total',
      scopes: classAndShop,
      unit: 'count',
      window: 'day',
      direction: 'down',
      label: { en: 'Abandoned tickets', zh: '放弃工单' },
      help: { en: 'Tickets given up before an answer.', zh: '未获响应即被放弃的工单数。' },
      formula: { kind: 'sum', base: 'ticketClass', values: flow('abandonedTickets') },
    }),
    defineMetric({
      id: 'agents',
      scopes: classAndShop,
      unit: 'count',
      window: 'now',
      direction: 'neither',
      label: { en: 'Agents', zh: '客服人数' },
      help: {
        en: 'Agents on the class on the newest day, extra ones included.',
        zh: '最近一天处理该等级工单的客服人数，含增派。',
      },
      formula: { kind: 'sum', base: 'ticketClass', values: ({ state }) => state.service.agents },
    }),
    defineMetric({
      id: 'agentUseRatio',
      scopes: classAndShop,
      unit: 'percent',
      window: 'day',
      direction: 'neither',
      mayBeMissing: true,
      label: { en: 'Agents busy', zh: '客服利用率' },
      help: {
        en: 'Busy hours ÷ paid hours; where all agents serve all classes, that of the whole desk.',
        zh: '忙碌工时 ÷ 付薪工时；客服共用时为全体利用率。',
      },
      formula: { kind: 'columns', columns: { ticketClass: classUse, shop: shopUse } },
    }),
    defineMetric({
      id: 'satisfaction',
      kpi: 'ratioOfSums',
      scopes: classAndShop,
      unit: 'none',
      window: 'day',
      direction: 'up',
      mayBeMissing: true,
      label: { en: 'Satisfaction', zh: '客户满意度' },
      help: {
        en: 'Mean stars given after closing or giving up a hard ticket, 1–5; missing when none were given.',
        zh: '结案或疑难工单放弃后的平均星级，1–5；无评价则缺失。',
      },
      formula: { kind: 'ratio', numerator: 'starsGiven', denominator: 'ratedTickets' },
    }),
  ],
}
