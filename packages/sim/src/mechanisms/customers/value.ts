/** What customers are worth and what they cost to win. */
import { divide } from '../../columns.ts'
import { defineMetric, type MetricDefinition } from '../../metric.ts'
import { ringDays, ringRow } from '../../rings.ts'
import type { View } from '../../view.ts'
import { channelWindow } from '../demand/windows.ts'
import { colder, segmentCount, segments, warmer } from './chain.ts'
import { retention } from './cohorts.ts'

const costDays = 28
const lifetimeDays = 360

/** Advertising ÷ new customers of 28 closed days, per channel and last of all. */
function acquisitionCosts(view: View): Float64Array {
  const { state } = view
  const spend = channelWindow(view, 'spend', costDays)
  const channels = spend.length
  const covered = Math.min(costDays, state.totals.closedDays, ringDays - 1)
  const newest = ringRow(state.totals.closedDays) * channels
  const oldest = ringRow(state.totals.closedDays - covered) * channels
  const { newTotals } = state.customers
  const spent = new Float64Array(channels + 1)
  const won = new Float64Array(channels + 1)
  for (let c = 0; c < channels; c++) {
    spent[c] = spend[c]!
    won[c] = newTotals[newest + c]! - newTotals[oldest + c]!
    spent[channels]! += spent[c]!
    won[channels]! += won[c]!
  }
  return divide(spent, won)
}

/** Orders that a customer of each segment places in the mean within 360 days, as things stand today. */
function ordersWithinAYear({ model, state }: View): Float64Array {
  const { orderRatio, coolRatio } = model.customers
  const { wishFactor } = state.customers
  const leave = model.settings['customers.leaveAfterOrderRatio']
  const promote = model.settings['customers.championRatio']
  let ahead = new Float64Array(segmentCount)
  // backwards in time: the orders of n days from those of n − 1
  for (let day = 0; day < lifetimeDays; day++) {
    const next = new Float64Array(segmentCount)
    for (let s = 0; s < segmentCount; s++) {
      const order = Math.min(1, orderRatio[s]! * wishFactor[s]!)
      const up = s === segments.active ? promote : 0
      const after = (1 - leave) * (up * ahead[segments.champion]! + (1 - up) * ahead[warmer[s]!]!)
      const cooled = colder[s]! < 0 ? 0 : ahead[colder[s]!]!
      const idle = coolRatio[s]! * cooled + (1 - coolRatio[s]!) * ahead[s]!
      next[s] = order * (1 + after) + (1 - order) * idle
    }
    ahead = next
  }
  return ahead
}

/** Margin of an order: mean order value × margin of the shop; missing without sales. */
function orderMarginCents(view: View): number {
  const gmv = view.need('shop', 'gmvCents')[0]!
  const orders = view.need('shop', 'orders')[0]!
  return orders === 0 ? NaN : (gmv / orders) * view.need('shop', 'marginRatio')[0]!
}

function lifetimeOfSegments(view: View): Float64Array {
  const margin = orderMarginCents(view)
  const { orderValueRatio } = view.model.customers
  return ordersWithinAYear(view).map((orders, s) => orders * orderValueRatio[s]! * margin)
}

/** A newcomer’s first order and the repeat orders to come. */
function lifetimeOfShop(view: View): Float64Array {
  return Float64Array.of(
    orderMarginCents(view) * (1 + ordersWithinAYear(view)[segments.promising]!),
  )
}

/** The same per channel: repeat orders in proportion to the 30-day retention of its newcomers. */
function lifetimeOfChannels(view: View): Float64Array {
  const channels = view.count('channel')
  const kept = retention(view.state, channels, view.state.customers.cohortBackIn30d, 31, 37)
  const all = kept[channels]!
  const repeat = ordersWithinAYear(view)[segments.promising]!
  const margin = orderMarginCents(view)
  return kept
    .slice(0, channels)
    .map((ratio) => margin * (1 + (all > 0 && ratio === ratio ? repeat * (ratio / all) : repeat)))
}

export const valueMetrics: readonly MetricDefinition[] = [
  defineMetric({
    id: 'cacCents',
    kpi: 'mean',
    scopes: ['channel', 'shop'],
    unit: 'money',
    window: '28d',
    direction: 'down',
    mayBeMissing: true,
    label: { en: 'Acquisition cost', zh: '获客成本' },
    help: {
      en: 'Advertising ÷ new customers, over 28 days.',
      zh: '28 天广告花费 ÷ 新客数。',
    },
    formula: {
      kind: 'columns',
      columns: {
        channel: (view) => acquisitionCosts(view).slice(0, view.count('channel')),
        shop: (view) => Float64Array.of(acquisitionCosts(view)[view.count('channel')]!),
      },
    },
  }),
  defineMetric({
    id: 'ltvCents',
    scopes: ['channel', 'segment', 'shop'],
    unit: 'money',
    window: 'now',
    direction: 'up',
    mayBeMissing: true,
    label: { en: 'Lifetime value', zh: '客户终身价值' },
    help: {
      en: 'Margin that a new customer brings in 360 days, and one of a segment from today on: orders to come as customers behave now × order value × margin. Of a channel, repeat orders follow the 30-day retention of its newcomers.',
      zh: '新客（或该分层客户自今日起）360 天内带来的毛利：按当前行为预计的订单数 × 客单价 × 毛利率；渠道的复购按其新客 30 日留存率折算。',
    },
    formula: {
      kind: 'columns',
      columns: {
        channel: lifetimeOfChannels,
        segment: lifetimeOfSegments,
        shop: lifetimeOfShop,
      },
    },
  }),
]
