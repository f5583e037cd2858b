/** What is announced of the world. */
import type { ShopEvent, Text } from '@sandtable/rules'
import { defineEvent, type EventDefinition, type EventField } from '../../event.ts'
import { shockCodes, type ShockId } from '../../shocks/index.ts'
import type { View } from '../../view.ts'
import { periodOf, periods } from './course.ts'
import type { IncidentTable } from './incidents.ts'

const kindOf = (values: readonly string[], help: Text): EventField => ({
  type: 'enum',
  values,
  label: { en: 'Kind', zh: '类型' },
  help,
})
const inDays: EventField = {
  label: { en: 'Starts in', zh: '距生效' },
  help: { en: 'Days until it takes effect.', zh: '距生效的天数。' },
}
const upliftRatio: EventField = {
  label: { en: 'Announced extra demand', zh: '预告需求增幅' },
  help: {
    en: 'Extra demand announced (60 % = demand × 1.6).',
    zh: '预告的额外需求（60 % 即需求 × 1.6）。',
  },
}
const lastsDays: EventField = {
  label: { en: 'Lasts', zh: '持续天数' },
  help: { en: 'Days it lasts.', zh: '持续的天数。' },
}
const downDays: EventField = {
  label: { en: 'Was down for', zh: '中断天数' },
  help: { en: 'Days from the start of the outage to its end.', zh: '从中断到恢复的天数。' },
}

/** Day of the run that closed last; undefined before any has. */
function closedDayOf({ model, state }: View): number | undefined {
  const { closedDays } = state.totals
  return closedDays === 0 ? undefined : closedDays - model.historyDays
}

/** One announcement for each incident of a kind that `column` names the closed day of; in entity order. */
function incidentsToday(
  view: View,
  kind: ShockId,
  column: (table: IncidentTable) => Int32Array,
  payload: (table: IncidentTable, row: number, day: number) => ShopEvent['payload'],
): ShopEvent[] {
  const day = closedDayOf(view)
  if (day === undefined) return []
  const { incidents } = view.state.world
  const days = column(incidents)
  const code = shockCodes[kind]
  const events: ShopEvent[] = []
  for (let row = 0; row < incidents.count; row++) {
    if (days[row] !== day || incidents.kind[row] !== code) continue
    events.push({ entity: incidents.entity[row]!, payload: payload(incidents, row, day) })
  }
  return events.toSorted((a, b) => a.entity - b.entity)
}
const announcedDay = (table: IncidentTable): Int32Array => table.announcedDay
const startDay = (table: IncidentTable): Int32Array => table.startDay

/** One announcement for every entity whose flow is not 0. */
function flowing(
  flow: Float64Array,
  payload: (entity: number) => ShopEvent['payload'],
): ShopEvent[] {
  const events: ShopEvent[] = []
  for (let entity = 0; entity < flow.length; entity++) {
    if (flow[entity] !== 0) events.push({ entity, payload: payload(entity) })
  }
  return events
}

/** Place of the rule of entry among the variants of `ruleChange`. */
const entryRule = 2

export const shockEvents: readonly EventDefinition[] = [
  defineEvent({
    id: 'supplierPriceChange',
    scopes: ['supplier'],
    payload: {
      changeRatio: {
        label: { en: 'Change of cost', zh: '成本变动' },
        help: { en: 'New unit cost ÷ present one − 1.', zh: '新单位成本 ÷ 现单位成本 − 1。' },
      },
      inDays,
    },
    label: { en: 'Supplier changes its prices', zh: '供应商调价' },
    help: { en: 'The supplier announces new unit costs.', zh: '供应商预告新的单位成本。' },
    list: (view) =>
      incidentsToday(view, 'supplierPriceRise', announcedDay, (table, row, day) => ({
        changeRatio: table.strength[row]! - 1,
        inDays: table.startDay[row]! - day,
      })),
  }),
  defineEvent({
    id: 'channelDown',
    scopes: ['channel'],
    payload: {},
    label: { en: 'Channel down', zh: '渠道中断' },
    help: { en: 'No visits through the channel from now on.', zh: '该渠道自此没有访问。' },
    list: ({ flows }) => flowing(flows.world.channelWentDown, () => ({})),
  }),
  defineEvent({
    id: 'channelUp',
    scopes: ['channel'],
    payload: { downDays },
    label: { en: 'Channel up again', zh: '渠道恢复' },
    help: { en: 'Visits come through the channel again.', zh: '该渠道恢复访问。' },
    list: ({ flows }) =>
      flowing(flows.world.channelDownDays, (channel) => ({
        downDays: flows.world.channelDownDays[channel]!,
      })),
  }),
  defineEvent({
    id: 'platformRuleChange',
    scopes: ['shop'],
    payload: {
      kind: kindOf(['traffic', 'commission', 'entry'], {
        en: 'What the rule is about: traffic, commission or entry.',
        zh: '规则内容：流量、佣金或准入。',
      }),
      changeRatio: {
        mayBeMissing: true,
        label: { en: 'Change', zh: '变动幅度' },
        help: {
          en: 'Organic visits: new ÷ old − 1; commission: new − old; missing for a rule of entry.',
          zh: '自然流量为新 ÷ 旧 − 1，佣金为新 − 旧；准入规则则缺失。',
        },
      },
      inDays,
    },
    label: { en: 'Platform changes a rule', zh: '平台规则变更' },
    help: { en: 'The platform announces a rule.', zh: '平台公布新规则。' },
    list: (view) =>
      incidentsToday(view, 'ruleChange', announcedDay, (table, row, day) => ({
        kind: table.variant[row]!,
        changeRatio: table.variant[row] === entryRule ? NaN : table.strength[row]!,
        inDays: table.startDay[row]! - day,
      })),
  }),
  defineEvent({
    id: 'mediaReport',
    scopes: ['shop'],
    payload: {
      reachVisits: {
        unit: 'count',
        label: { en: 'Reach', zh: '传播量' },
        help: { en: 'Visitors who see the report.', zh: '看到报道的访客数。' },
      },
    },
    label: { en: 'Media report', zh: '媒体报道' },
    help: { en: 'A medium takes up a complaint.', zh: '媒体报道了一起投诉。' },
    list: (view) =>
      incidentsToday(view, 'opinionCrisis', announcedDay, (table, row) => ({
        reachVisits: Math.floor(table.strength[row]! * view.model.settings['media.reachVisits']),
      })),
  }),
]
export const supplierEvents: readonly EventDefinition[] = [
  defineEvent({
    id: 'supplierDown',
    scopes: ['supplier'],
    payload: {
      expectedDays: {
        mayBeMissing: true,
        label: { en: 'Expected to last', zh: '预计持续' },
        help: {
          en: 'Days the outage is expected to last; missing when unknown.',
          zh: '预计中断天数；未知则缺失。',
        },
      },
    },
    label: { en: 'Supplier down', zh: '供应商中断' },
    help: { en: 'An outage of the supplier begins.', zh: '供应商开始中断供货。' },
    list: ({ flows }) =>
      flowing(flows.world.supplierWentDown, (supplier) => ({
        expectedDays: flows.world.supplierExpectedDays[supplier]!,
      })),
  }),
  defineEvent({
    id: 'supplierUp',
    scopes: ['supplier'],
    payload: { downDays },
    label: { en: 'Supplier up again', zh: '供应商恢复' },
    help: { en: 'An outage of the supplier is over.', zh: '供应商恢复供货。' },
    list: ({ flows }) =>
      flowing(flows.world.supplierDownDays, (supplier) => ({
        downDays: flows.world.supplierDownDays[supplier]!,
      })),
  }),
]

export const rivalEvents: readonly EventDefinition[] = [
  defineEvent({
    id: 'competitorMove',
    scopes: ['product'],
    payload: {
      kind: kindOf(['price', 'promotion', 'listing', 'keyword'], {
        en: 'What the rival did: price, promotion, listing or keyword.',
        zh: '竞品动作：调价、促销、上新或抢词。',
      }),
      changeRatio: {
        mayBeMissing: true,
        label: { en: 'Change of price', zh: '价格变动' },
        help: {
          en: 'New price ÷ old price − 1; missing when the move was not about price.',
          zh: '新价 ÷ 原价 − 1；与价格无关则缺失。',
        },
      },
    },
    label: { en: 'Rival moves', zh: '竞品动作' },
    help: { en: 'The tracked rival of the product acts.', zh: '该商品所跟踪的竞品有动作。' },
    list: (view) => {
      const { rivalChangeRatio } = view.flows.world
      const { rivalBaseCents } = view.model.world
      const prices = flowing(rivalChangeRatio, (product) => ({
        kind: 0,
        changeRatio: rivalChangeRatio[product]!,
      }))
      const moves = incidentsToday(view, 'rivalMove', startDay, (table, row) => ({
        kind: table.variant[row]! + 1,
        changeRatio: NaN,
      })).filter(({ entity }) => !Number.isNaN(rivalBaseCents[entity]!))
      return [...prices, ...moves].toSorted((a, b) => a.entity - b.entity)
    },
  }),
]

export const calendarEvents: readonly EventDefinition[] = [
  defineEvent({
    id: 'demandSignal',
    scopes: ['category'],
    payload: {
      kind: kindOf(['rainstorm', 'heat', 'cold', 'holiday'], {
        en: 'What is forecast: rainstorm, heat, cold or a holiday.',
        zh: '预告内容：暴雨、高温、寒潮或节假日。',
      }),
      inDays,
      upliftRatio,
    },
    label: { en: 'Demand signal', zh: '需求信号' },
    help: {
      en: 'A forecast names the category; one in four comes to nothing.',
      zh: '天气或节日预告涉及该类目；约四分之一不会兑现。',
    },
    list: (view) => {
      const day = closedDayOf(view)
      const { signals } = view.state.world
      const events: ShopEvent[] = []
      for (let i = 0; i < signals.count; i++) {
        if (signals.announcedDay[i] !== day) continue
        events.push({
          entity: signals.category[i]!,
          payload: {
            kind: signals.kind[i]!,
            inDays: signals.startDay[i]! - day!,
            upliftRatio: signals.upliftRatio[i]!,
          },
        })
      }
      return events.toSorted((a, b) => a.entity - b.entity)
    },
  }),
  defineEvent({
    id: 'promotionAnnounced',
    scopes: ['shop'],
    payload: { inDays, upliftRatio, lastsDays },
    label: { en: 'Promotion announced', zh: '大促公布' },
    help: {
      en: 'A platform promotion enters the calendar, 21–30 days ahead.',
      zh: '平台大促提前 21–30 天进入日历。',
    },
    list: (view) => {
      const day = closedDayOf(view)
      const { promotions } = view.state.world
      const events: ShopEvent[] = []
      for (let i = 0; i < promotions.count; i++) {
        if (promotions.announcedDay[i] !== day) continue
        events.push({
          entity: 0,
          payload: {
            inDays: promotions.startDay[i]! - day!,
            upliftRatio: promotions.factor[i]! - 1,
            lastsDays: promotions.endDay[i]! - promotions.startDay[i]! + 1,
          },
        })
      }
      return events
    },
  }),
  defineEvent({
    id: 'candidateArrived',
    scopes: ['product'],
    payload: {
      unitCostCents: {
        label: { en: 'Unit cost', zh: '单位成本' },
        help: { en: 'Cost of a unit at the supplier.', zh: '供应商的单位成本。' },
      },
      moqUnits: {
        label: { en: 'Minimum order', zh: '最小起订量' },
        help: { en: 'Minimum order quantity of the supplier.', zh: '供应商的最小起订量。' },
      },
    },
    label: { en: 'Candidate offered', zh: '候选新品' },
    help: { en: 'A new product is offered for a test.', zh: '有新品可供测款。' },
    list: (view) => {
      const { model, state } = view
      const day = closedDayOf(view)
      const events: ShopEvent[] = []
      model.offers.arrivesDay.forEach((arrival, entity) => {
        if (arrival === 0 || arrival !== day) return
        const unitCostCents = state.supply.unitCostCents[entity]!
        events.push({ entity, payload: { unitCostCents, moqUnits: model.moqUnits[entity]! } })
      })
      return events
    },
  }),
]

export const courseEvents: readonly EventDefinition[] = [
  defineEvent({
    id: 'periodStarted',
    scopes: ['shop'],
    payload: {
      period: {
        type: 'enum',
        values: periods,
        label: { en: 'Period of the course', zh: '课程阶段' },
        help: { en: 'The period that begins.', zh: '开始的阶段。' },
      },
    },
    label: { en: 'Period started', zh: '课程阶段开始' },
    help: { en: 'A period of the course begins.', zh: '课程的一个阶段开始。' },
    list: (view) => {
      const day = closedDayOf(view)
      const now = day === undefined ? undefined : periodOf(view.model, day)
      return now?.startDay === day && now !== undefined
        ? [{ entity: 0, payload: { period: now.period } }]
        : []
    },
  }),
]
