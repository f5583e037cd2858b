/** Discounts, gifts, bundles, tiers, campaigns and tests: their figures and the end of a campaign. */
import { defineEvent } from '../../event.ts'
import { defineMetric, productAndUp, type Mechanism } from '../../metric.ts'
import type { View } from '../../view.ts'
import { bookSince } from './books.ts'
import { runningDiscount } from './buyers.ts'
import { campaignRoi } from './campaign.ts'
import { weightedMargins } from './pricing.ts'
import { campaignPhases } from './parts.ts'
import { audienceCount } from './state.ts'
import { armTotals, zScore } from './tests.ts'

export const promotionKinds = ['none', 'discount', 'gift', 'bundle', 'live'] as const
/** Visits an arm needs before a z-score means anything. */
const fewestVisits = 100
/** Days over which tiers are judged. */
const tierDays = 14

/** The promotion that gives away the largest share of the price; among equals the first of the list. */
function strongestPromotions({ state }: View): Float64Array {
  const { offers, demand, day } = state
  const { campaign, priceCents } = offers
  const shopRatio = Math.max(offers.houseDiscountRatio, campaign.phase === 0 ? 0 : campaign.ratio)
  return priceCents.map((cents, product) => {
    let discount = shopRatio
    for (let audience = 0; audience < audienceCount; audience++) {
      discount = Math.max(discount, runningDiscount(state, product, audience))
    }
    const gift = offers.giftUntilDay[product]! >= day ? offers.giftCostCents[product]! / cents : 0
    const isBundled = offers.bundleWith[product]! >= 0 && offers.bundleUntilDay[product]! >= day
    const shares = [
      0,
      discount,
      gift,
      isBundled ? offers.bundleRatio[product]! : 0,
      demand.streamDay[product]! >= day ? demand.streamDiscountRatio[product]! : 0,
    ]
    return shares.indexOf(Math.max(...shares))
  })
}

/** Margin of the order value gained ÷ rewards, over 14 days; missing without tiers or rewards. */
function tierReturn(view: View): Float64Array {
  const { state } = view
  const { tiers } = state.offers
  const from = Math.max(tiers.startClosedDays, state.totals.closedDays - tierDays)
  const orders = tiers.count === 0 ? 0 : bookSince(state, 'orders', from)
  const rewardsCents = orders === 0 ? 0 : bookSince(state, 'tierCents', from)
  if (rewardsCents === 0) return Float64Array.of(NaN)
  const gainedCents = bookSince(state, 'gmvCents', from) - orders * tiers.baseAovCents
  return Float64Array.of((gainedCents * weightedMargins(view, 'shop')[0]!) / rewardsCents)
}

/** A column of the products under test; missing for the others. */
const ofTests =
  (read: (view: View, product: number) => number) =>
  (view: View): Float64Array =>
    Float64Array.from(view.state.offers.tests.lever, (lever, product) =>
      lever === 0 ? NaN : read(view, product),
    )

/** Closed days on which both variants were shown. */
function testDays({ state }: View, product: number): number {
  const { tests, books } = state.offers
  const closedDay = state.day - (books.days === state.totals.closedDays ? 1 : 0)
  return Math.max(0, closedDay - tests.startDay[product]! + 1)
}

function testZScore({ model, state }: View, product: number): number {
  const { visitsA, visitsB, ordersA, ordersB } = armTotals(model, state, product)
  return Math.min(visitsA, visitsB) < fewestVisits
    ? NaN
    : zScore(ordersA, visitsA, ordersB, visitsB)
}

/** Contribution per visit, B ÷ A − 1; missing unless A earns something. */
function testLift({ model, state }: View, product: number): number {
  const arms = armTotals(model, state, product)
  if (arms.visitsA === 0 || arms.visitsB === 0 || arms.contributionCentsA <= 0) return NaN
  return arms.contributionCentsB / arms.visitsB / (arms.contributionCentsA / arms.visitsA) - 1
}

export const promotions: Mechanism = {
  id: 'promotions',
  label: { en: 'Promotions and tests', zh: '促销与测试' },
  about: {
    en: 'Charged price = price × (1 − the largest discount of the buyer’s audiences: all, members, top tier, private domain, campaign, the house at promotions of the calendar); gift, bundle and tiers come on top. What customers see erodes the reference price. A fifth of a promotion’s gain is bought ahead and missed over the next weeks (van Heerde, Leeflang & Wittink 2004). Gift: demand × (1 + u · x ÷ (x + h)), x = cost ÷ price, paid on every unit; it beats doing nothing only if the rise exceeds m ÷ (m − g) − 1. Was-price: lifts conversion by the share saved, as far as it is believed; belief halves every 20 days since it was last charged. Bundle: a share of buyers, rising with the discount, takes the partner in the same order, and pairs that would have been bought anyway get it too. Spend tiers: orders of one unit take a second one with a chance of pull × reward ÷ what is added; everybody above a threshold is rewarded. Campaign: the warm-up puts purchases off and may take deposits, the burst brings visits, the discount’s effect and what was put off, the encore some more visits; advertising and shipping subsidy are paid. A/B test: visitors are split, both arms share the day’s luck; the lift of a page is drawn (log-normal) and not known to the shop.',
    zh: '实付价 = 售价 ×（1 − 买家所属人群中的较大折扣：所有人、会员、高等级会员、私域、大促、日历大促的店铺惯常折扣）；赠品、套餐与满减另计。顾客看到的价格会拉低参考价。促销增量约五分之一属提前购买，随后数周减少（van Heerde、Leeflang 与 Wittink 2004）。赠品：需求 ×（1 + u · x ÷ (x + h)），x 为赠品成本占售价比，每件都付成本；仅当提升超过 m ÷ (m − g) − 1 时才优于不作为。划线价：按降幅提升转化，限于被相信的部分；自最后一次按该价销售起，可信度每 20 天减半。套餐：部分买家一并购买搭配商品，折扣越大越多，原本就会同买者同样享受。满减：单件订单以“系数 × 优惠 ÷ 加购额”的概率加购第二件，达标者全部享受。大促：预热推迟购买并可收定金，爆发带来访客、折扣效果与推迟的购买，返场访客略增；另付投放与运费补贴。A/B 测试：按比例分流，两组当日运气相同；新页面的真实提升为抽取（对数正态），店铺未知。',
  },
  metrics: [
    defineMetric({
      id: 'promotionKind',
      scopes: ['product'],
      type: 'enum',
      values: promotionKinds,
      unit: 'none',
      window: 'now',
      direction: 'neither',
      label: { en: 'Promotion', zh: '促销形式' },
      help: {
        en: 'Strongest promotion running, by the share of the price given away.',
        zh: '进行中力度最大的促销（按让利占售价比）。',
      },
      formula: { kind: 'columns', columns: { product: strongestPromotions } },
    }),
    defineMetric({
      id: 'giftCostCents',
      scopes: productAndUp,
      unit: 'money',
      window: 'day',
      direction: 'down',
      label: { en: 'Cost of gifts', zh: '赠品成本' },
      help: { en: 'Cost of the gifts given with the day’s sales.', zh: '当日随单赠品的成本。' },
      formula: { kind: 'sum', base: 'product', values: ({ flows }) => flows.offers.giftCostCents },
    }),
    defineMetric({
      id: 'shippingSubsidyCents',
      scopes: ['shop'],
      unit: 'money',
      window: 'day',
      direction: 'down',
      label: { en: 'Shipping subsidy', zh: '运费补贴' },
      help: {
        en: 'Shipping paid for promotions, compensation included.',
        zh: '为促销承担的运费，含赔付。',
      },
      formula: {
        kind: 'columns',
        columns: { shop: ({ flows }) => flows.offers.shippingSubsidyCents.slice() },
      },
    }),
    defineMetric({
      id: 'campaignPhase',
      scopes: ['shop'],
      type: 'enum',
      values: campaignPhases,
      unit: 'none',
      window: 'now',
      direction: 'neither',
      label: { en: 'Campaign phase', zh: '大促阶段' },
      help: { en: 'Phase of the running campaign.', zh: '进行中大促所处的阶段。' },
      formula: {
        kind: 'columns',
        columns: { shop: ({ state }) => Float64Array.of(state.offers.campaign.phase) },
      },
    }),
    defineMetric({
      id: 'campaignRoi',
      kpi: 'mean',
      scopes: ['shop'],
      unit: 'none',
      window: 'now',
      direction: 'up',
      mayBeMissing: true,
      label: { en: 'Return of the campaign', zh: '大促投产比' },
      help: {
        en: '(contribution since the start, goods counted when sold, − days × mean of the 28 days before) ÷ (discounts + advertising + shipping subsidy); missing without a campaign.',
        zh: '(开始以来贡献毛益（货品按售出计）− 天数 × 此前 28 天日均) ÷ (让利 + 广告 + 运费补贴)；无大促则缺失。',
      },
      formula: {
        kind: 'columns',
        columns: {
          shop: ({ state }) =>
            Float64Array.of(state.offers.campaign.phase === 0 ? NaN : campaignRoi(state)),
        },
      },
    }),
    defineMetric({
      id: 'tierReturn',
      scopes: ['shop'],
      unit: 'none',
      window: '14d',
      direction: 'up',
      mayBeMissing: true,
      label: { en: 'Return of spend tiers', zh: '满减回报' },
      help: {
        en: 'Margin of the order value gained against the 28 days before the tiers ÷ tier rewards, over 14 days; missing without tiers.',
        zh: '客单价较满减前 28 天提升所得毛利 ÷ 满减让利，取 14 天；无满减则缺失。',
      },
      formula: { kind: 'columns', columns: { shop: tierReturn } },
    }),
    defineMetric({
      id: 'testDays',
      scopes: ['product'],
      unit: 'day',
      window: 'now',
      direction: 'neither',
      mayBeMissing: true,
      label: { en: 'Days of the test', zh: '测试天数' },
      help: {
        en: 'Days the A/B test has run; missing when none runs.',
        zh: 'A/B 测试已进行的天数；无测试则缺失。',
      },
      formula: { kind: 'columns', columns: { product: ofTests(testDays) } },
    }),
    defineMetric({
      id: 'testZScore',
      scopes: ['product'],
      unit: 'none',
      window: 'now',
      direction: 'neither',
      mayBeMissing: true,
      label: { en: 'z-score of the test', zh: '测试 z 值' },
      help: {
        en: 'Two-proportion z of orders ÷ visits, B against A, since the test began; missing under 100 visits an arm.',
        zh: '测试开始以来订单数 ÷ 访客数的双比例 z 值（B 对 A）；任一组不足 100 次访问则缺失。',
      },
      formula: { kind: 'columns', columns: { product: ofTests(testZScore) } },
    }),
    defineMetric({
      id: 'testContributionLiftRatio',
      scopes: ['product'],
      unit: 'percent',
      window: 'now',
      direction: 'up',
      mayBeMissing: true,
      label: { en: 'Lift of the test', zh: '测试毛益提升' },
      help: {
        en: 'Contribution per visit of B ÷ that of A − 1, since the test began; missing while A earns nothing.',
        zh: '测试开始以来 B 组每访问贡献毛益 ÷ A 组 − 1；A 组无毛益则缺失。',
      },
      formula: { kind: 'columns', columns: { product: ofTests(testLift) } },
    }),
  ],
  events: [
    defineEvent({
      id: 'campaignEnded',
      scopes: ['shop'],
      payload: {
        lastsDays: {
          label: { en: 'Lasted', zh: '历时天数' },
          help: {
            en: 'Days from its first phase to its last.',
            zh: '从首个阶段到最后阶段的天数。',
          },
        },
        roi: {
          mayBeMissing: true,
          label: { en: 'Return of the campaign', zh: '大促投产比' },
          help: {
            en: 'Contribution gained ÷ (discounts + advertising + shipping subsidy); missing over 0.',
            zh: '所增贡献毛益 ÷ (让利 + 广告 + 运费补贴)；分母为 0 则缺失。',
          },
        },
      },
      label: { en: 'Campaign ended', zh: '大促结束' },
      help: { en: 'The last phase of a campaign is over.', zh: '大促的最后阶段结束。' },
      list: ({ flows }) => {
        const lastsDays = flows.offers.campaignEndedDays[0]!
        const roi = flows.offers.campaignEndedRoi[0]!
        return lastsDays > 0 ? [{ entity: 0, payload: { lastsDays, roi } }] : []
      },
    }),
  ],
}
