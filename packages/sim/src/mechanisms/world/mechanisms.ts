/** What the world announces besides the course. */
import { defineMetric, type Mechanism } from '../../metric.ts'
import { nextSignals, promotionInDays } from './announcing.ts'
import { calendarEvents, rivalEvents, shockEvents, supplierEvents } from './events.ts'

export const calendar: Mechanism = {
  id: 'calendar',
  label: { en: 'Calendar', zh: '日历' },
  about: {
    en: 'Visits follow weekday × season; the season is a triangle wave between 1 + amplitude and 1 − amplitude. The platform’s promotions come on fixed dates, every so many days, or by the shop file; they are announced 21–30 days ahead, multiply visits by a factor that is drawn, last 3–7 days, and a share of the visits they brought is missing afterwards (stockpiling: van Heerde, Leeflang & Wittink 2004). Weather and holidays are announced 2–7 days ahead by a signal for a category; one signal in four comes to nothing. Dates and weekdays are given; strengths, lengths, notice and signals are drawn once from the seed, the same in every arm.',
    zh: '访客随星期 × 季节变动，季节为 1 ± 幅度的三角波。平台大促按固定日期、固定间隔或店铺文件出现，提前 21–30 天公布，访客乘以抽定的倍数，持续 3–7 天，其后一段时间会少掉所增访客的一部分（囤货效应：van Heerde, Leeflang & Wittink 2004）。天气与节日信号提前 2–7 天按类目预告，约四分之一不会兑现。日期与星期为给定值；强度、天数、提前量与信号由种子一次抽定，各方案相同。',
  },
  metrics: [
    defineMetric({
      id: 'signalInDays',
      scopes: ['category'],
      unit: 'day',
      window: 'now',
      direction: 'neither',
      mayBeMissing: true,
      label: { en: 'Signal takes effect in', zh: '距信号生效' },
      help: {
        en: 'Days until an announced weather or holiday effect, 0 on its first day; missing when none is announced.',
        zh: '距已预告的天气或节日影响的天数，首日为 0；无预告则缺失。',
      },
      formula: {
        kind: 'columns',
        columns: {
          category: (view) =>
            Float64Array.from(nextSignals(view), (signal) =>
              signal < 0 ? NaN : view.state.world.signals.startDay[signal]! - view.state.day,
            ),
        },
      },
    }),
    defineMetric({
      id: 'signalUpliftRatio',
      scopes: ['category'],
      unit: 'percent',
      window: 'now',
      direction: 'neither',
      mayBeMissing: true,
      label: { en: 'Announced extra demand', zh: '预告需求增幅' },
      help: {
        en: 'Extra demand that the signal announces (60 % = demand × 1.6); missing when none is announced.',
        zh: '信号预告的额外需求（60 % 即需求 × 1.6）；无预告则缺失。',
      },
      formula: {
        kind: 'columns',
        columns: {
          category: (view) =>
            Float64Array.from(nextSignals(view), (signal) =>
              signal < 0 ? NaN : view.state.world.signals.upliftRatio[signal]!,
            ),
        },
      },
    }),
    defineMetric({
      id: 'promotionInDays',
      scopes: ['shop'],
      unit: 'day',
      window: 'now',
      direction: 'neither',
      mayBeMissing: true,
      label: { en: 'Next promotion in', zh: '距下次大促' },
      help: {
        en: 'Days to the next announced promotion, 0 while one runs; missing when none is announced.',
        zh: '距下次已公布大促的天数，进行中为 0；未公布则缺失。',
      },
      formula: {
        kind: 'columns',
        columns: {
          shop: ({ state }) => Float64Array.of(promotionInDays(state.world.promotions, state.day)),
        },
      },
    }),
  ],
  events: calendarEvents,
}

export const shocks: Mechanism = {
  id: 'shocks',
  label: { en: 'Shocks', zh: '冲击' },
  about: {
    en: 'Incidents come by the shop file or by chance. Those of chance are drawn before the first day: for every kind and entity the gaps between them are exponential with the mean 365 ÷ times a year; strength, length and form are drawn from the ranges of the kind. An incident acts fully from its first day (block), halves again and again (decay, share 2^(−days ÷ half-life)) or rises evenly (ramp). What it changes is a factor 1 + (strength − 1) × share, or an amount strength × share; several multiply or add. An incident of a category or of the shop reaches its products. Every arm meets the same incidents; tasks may mend a share s, and then the incident keeps 1 − s from the next morning on. What is there or not, such as an outage, ends early only when it is wholly mended. All ranges and rates are assumptions.',
    zh: '事件来自店铺文件或随机产生。随机事件在首日前抽定：每类事件与对象之间的间隔服从指数分布，均值为 365 ÷ 年次数；强度、天数与形式取自该类的范围。事件可自首日全效（block）、逐步减半（decay，占比 2^(−天数 ÷ 半衰期)）或均匀上升（ramp）。影响为系数 1 + (强度 − 1) × 占比，或增量 强度 × 占比；多个事件相乘或相加。类目或全店事件波及其商品。各方案遇到相同事件；任务可修复比例 s，次日起事件保留 1 − s。有无型事件（如中断）仅在完全修复时提前结束。范围与频率均为假设。',
  },
  metrics: [],
  events: shockEvents,
}

export const supplierFailures: Mechanism = {
  id: 'supplierFailures',
  label: { en: 'Suppliers’ failures', zh: '供应商故障' },
  about: {
    en: 'A working supplier fails with a given chance every morning, a failed one recovers with another: a Markov chain of two states (Snyder & Shen, ch. 9; stockpyl), up before the first day. In the long run it is down failure ÷ (failure + recovery) of the days. Forced outages come on top. While a supplier is down it takes no orders. Its state is drawn before the morning review.',
    zh: '正常的供应商每天早晨以给定概率故障，故障的以另一概率恢复：两状态马尔可夫链（Snyder & Shen 第 9 章；stockpyl），首日前为正常。长期故障天数占比为 故障率 ÷ (故障率 + 恢复率)。强制中断另计。故障期间不接单；状态在晨间复盘前抽定。',
  },
  metrics: [],
  events: supplierEvents,
}

export const rivals: Mechanism = {
  id: 'rivals',
  label: { en: 'Rivals', zh: '竞品' },
  about: {
    en: 'A tracked rival asks its usual price × exp(deviation) × price wars. The deviation changes in jumps: on a day with a small chance it becomes keep × deviation + sd × √(1 − keep²) × z, a first-order autoregression. A price war lowers the prices of a product or category for 1–4 weeks. Moves of listing, promotion or keyword take visits away for some weeks. Rivals do not answer to what the shop does.',
    zh: '所跟踪竞品的价格为 常价 × exp(偏离) × 价格战系数。偏离按跳跃变化：每天以小概率变为 保留比例 × 偏离 + 标准差 × √(1 − 保留比例²) × z（一阶自回归）。价格战使某商品或类目的竞品降价 1–4 周。上新、促销或抢词动作在数周内分走访客。竞品不会对本店动作作出反应。',
  },
  metrics: [
    defineMetric({
      id: 'competitorPriceCents',
      scopes: ['product'],
      unit: 'money',
      window: 'now',
      direction: 'neither',
      mayBeMissing: true,
      label: { en: 'Rival’s price', zh: '竞品价' },
      help: {
        en: 'Lowest price of the tracked rival; missing when none is tracked.',
        zh: '所跟踪竞品的最低价；未跟踪则缺失。',
      },
      formula: {
        kind: 'columns',
        columns: { product: ({ state }) => state.world.rivalPriceCents.slice() },
      },
    }),
  ],
  events: rivalEvents,
}
