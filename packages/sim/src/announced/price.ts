/** Prices, promotions and tests that the shop does not simulate yet. */
import type { MetricInfo } from '@sandtable/rules'
import { productAndUp } from '../metric.ts'
import { announce, announceScopes } from './announce.ts'

export const price: readonly MetricInfo[] = [
  announce({
    id: 'wasPriceCents',
    scopes: ['product'],
    window: 'now',
    direction: 'neither',
    mayBeMissing: true,
    label: { en: 'Was-price', zh: '划线价' },
    help: {
      en: 'Struck-out price on the page; missing when none is shown.',
      zh: '页面上的划线价；未展示则缺失。',
    },
  }),
  announce({
    id: 'competitorPriceCents',
    scopes: ['product'],
    window: 'now',
    direction: 'neither',
    mayBeMissing: true,
    label: { en: 'Rival’s price', zh: '竞品价' },
    help: {
      en: 'Lowest price of the tracked rival; missing when none is tracked.',
      zh: '所跟踪竞品的最低价；未跟踪则缺失。',
    },
  }),
  announce({
    id: 'promotionKind',
    scopes: ['product'],
    type: 'enum',
    values: ['none', 'discount', 'gift', 'bundle', 'live'],
    window: 'now',
    direction: 'neither',
    label: { en: 'Promotion', zh: '促销形式' },
    help: { en: 'Strongest promotion running.', zh: '进行中力度最大的促销。' },
  }),
  announceScopes('discountCents', ['segment'], {
    help: {
      en: 'Given away to the segment by discounts, coupons, tiers and member prices.',
      zh: '通过折扣、优惠券、满减与会员价让利给该分层的金额。',
    },
  }),
  announce({
    id: 'giftCostCents',
    scopes: productAndUp,
    window: 'day',
    direction: 'down',
    label: { en: 'Cost of gifts', zh: '赠品成本' },
    help: { en: 'Cost of the gifts given with the day’s sales.', zh: '当日随单赠品的成本。' },
  }),
  announce({
    id: 'shippingSubsidyCents',
    scopes: ['shop'],
    window: 'day',
    direction: 'down',
    label: { en: 'Shipping subsidy', zh: '运费补贴' },
    help: {
      en: 'Shipping paid for promotions, compensation included.',
      zh: '为促销承担的运费，含赔付。',
    },
  }),
  announce({
    id: 'campaignPhase',
    scopes: ['shop'],
    type: 'enum',
    values: ['none', 'warmup', 'burst', 'encore'],
    window: 'now',
    direction: 'neither',
    label: { en: 'Campaign phase', zh: '大促阶段' },
    help: { en: 'Phase of the running campaign.', zh: '进行中大促所处的阶段。' },
  }),
  announce({
    id: 'campaignRoi',
    scopes: ['shop'],
    window: 'now',
    direction: 'up',
    mayBeMissing: true,
    label: { en: 'Return of the campaign', zh: '大促投产比' },
    help: {
      en: '(contribution since the start − days × mean of the 28 days before) ÷ (discounts + advertising + shipping subsidy); missing without a campaign.',
      zh: '(开始以来贡献毛益 − 天数 × 此前 28 天日均) ÷ (让利 + 广告 + 运费补贴)；无大促则缺失。',
    },
  }),
  announce({
    id: 'tierReturn',
    scopes: ['shop'],
    window: '14d',
    direction: 'up',
    mayBeMissing: true,
    label: { en: 'Return of spend tiers', zh: '满减回报' },
    help: {
      en: 'Margin of the order value gained against the 28 days before the tiers ÷ tier reductions, over 14 days; missing without tiers.',
      zh: '客单价较满减前 28 天提升所得毛利 ÷ 满减让利，取 14 天；无满减则缺失。',
    },
  }),
  announce({
    id: 'testDays',
    scopes: ['product'],
    window: 'now',
    direction: 'neither',
    mayBeMissing: true,
    label: { en: 'Days of the test', zh: '测试天数' },
    help: {
      en: 'Days the A/B test has run; missing when none runs.',
      zh: 'A/B 测试已进行的天数；无测试则缺失。',
    },
  }),
  announce({
    id: 'testZScore',
    scopes: ['product'],
    window: 'now',
    direction: 'neither',
    mayBeMissing: true,
    label: { en: 'z-score of the test', zh: '测试 z 值' },
    help: {
      en: 'Two-proportion z of orders ÷ visits, B against A, since the test began; missing under 100 visits an arm.',
      zh: '测试开始以来订单数 ÷ 访客数的双比例 z 值（B 对 A）；任一组不足 100 次访问则缺失。',
    },
  }),
  announce({
    id: 'testContributionLiftRatio',
    scopes: ['product'],
    window: 'now',
    direction: 'up',
    mayBeMissing: true,
    label: { en: 'Lift of the test', zh: '测试毛益提升' },
    help: {
      en: 'Contribution per visit of B ÷ that of A − 1, since the test began.',
      zh: '测试开始以来 B 组每访问贡献毛益 ÷ A 组 − 1。',
    },
  }),
]
