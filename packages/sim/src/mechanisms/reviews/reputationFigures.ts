/** The scores of the shop and public opinion as figures. */
import { defineMetric, productAndUp, type ColumnOf, type Mechanism } from '../../metric.ts'
import type { View } from '../../view.ts'
import { scoreOf, shopScore } from './scores.ts'
import { opinionLevels, scores } from './state.ts'

const score =
  (name: keyof typeof scores): ColumnOf =>
  ({ state }: View) =>
    Float64Array.of(scoreOf(state, scores[name]))

export const reputation: Mechanism = {
  id: 'reputation',
  label: { en: 'Shop rating and public opinion', zh: '店铺评分与舆情' },
  about: {
    en: 'The three scores of the shop (DSR) are means of 180 days, each day weighted by the units or parcels that reached their buyers; before the first day they are 4.8. What a day loses is 1 star for every unit returned and 1 more for a defective one (description), the stars that service tickets miss to 4.8, a ticket given up counting as an endless wait (service), and 2 stars for every late parcel (logistics); it differs from the opening by what it loses more or less than the days of the history did. Organic visits follow (score ÷ opening score)^2 within 0.5–1.3. Public negative posts about a product are Poisson: 0.3 × bad reviews + 0.2 × complaints of the day, × the factor of a crisis. An alarm takes 4, 16 or 60 desk hours a day, shared by the desks, and ends 4, 12 or 30 % a day of a crisis, posts and lost conversion alike. A statement with facts, progress and compensation ends half of it; where there is no crisis it multiplies posts by 4, with a half-life of 3 days. Every buyer with a bad review or complaint of the last 28 days is compensated. All numbers are assumptions.',
    zh: '店铺三项评分（DSR）为 180 天均值，按当日送达件数或包裹数加权；首日前为 4.8。每日扣减：每件退货 1 星，质量退货再 1 星（描述）；工单星级与 4.8 的差额，放弃的工单按久等计（服务）；每个迟到包裹 2 星（物流）。与历史期常态相比多扣或少扣的部分使当日评分偏离期初。自然访客乘以（评分 ÷ 期初评分）^2，限于 0.5–1.3。商品的负面帖服从泊松分布：0.3 × 差评 + 0.2 × 当日投诉，再乘以危机倍数。预警每天占用 4、16、60 岗位工时（各岗位分摊），每天消解 4%、12%、30% 的危机，负面帖与转化损失同步减轻。包含事实、进展、补偿的声明消解一半；没有危机时负面帖变为 4 倍，半衰期 3 天。近 28 天有差评或投诉的买家均获补偿。数值均为假设。',
  },
  metrics: [
    defineMetric({
      id: 'dsrDescription',
      kpi: 'last',
      scopes: ['shop'],
      unit: 'none',
      window: '180d',
      direction: 'up',
      mayBeMissing: true,
      label: { en: 'Stars: as described', zh: '描述相符评分' },
      help: {
        en: 'Mean stars of 180 days for “as described”, 1–5.',
        zh: '180 天「描述相符」平均星级，1–5。',
      },
      formula: { kind: 'columns', columns: { shop: score('description') } },
    }),
    defineMetric({
      id: 'dsrService',
      kpi: 'last',
      scopes: ['shop'],
      unit: 'none',
      window: '180d',
      direction: 'up',
      mayBeMissing: true,
      label: { en: 'Stars: service', zh: '服务态度评分' },
      help: {
        en: 'Mean stars of 180 days for service, 1–5.',
        zh: '180 天「服务态度」平均星级，1–5。',
      },
      formula: { kind: 'columns', columns: { shop: score('service') } },
    }),
    defineMetric({
      id: 'dsrLogistics',
      kpi: 'last',
      scopes: ['shop'],
      unit: 'none',
      window: '180d',
      direction: 'up',
      mayBeMissing: true,
      label: { en: 'Stars: logistics', zh: '物流服务评分' },
      help: {
        en: 'Mean stars of 180 days for logistics, 1–5.',
        zh: '180 天「物流服务」平均星级，1–5。',
      },
      formula: { kind: 'columns', columns: { shop: score('logistics') } },
    }),
    defineMetric({
      id: 'dsrScore',
      kpi: 'last',
      scopes: ['shop'],
      unit: 'none',
      window: '180d',
      direction: 'up',
      mayBeMissing: true,
      label: { en: 'Shop rating (DSR)', zh: '店铺综合评分（DSR）' },
      help: {
        en: '0.35 × as described + 0.325 × service + 0.325 × logistics.',
        zh: '0.35 × 描述相符 + 0.325 × 服务态度 + 0.325 × 物流服务。',
      },
      formula: {
        kind: 'columns',
        columns: { shop: ({ state }) => Float64Array.of(shopScore(state)) },
      },
    }),
    defineMetric({
      id: 'negativeMentions',
      scopes: productAndUp,
      unit: 'count',
      window: 'day',
      direction: 'down',
      label: { en: 'Negative mentions', zh: '负面舆情数' },
      help: { en: 'Public negative posts.', zh: '公开的负面帖子数。' },
      formula: {
        kind: 'sum',
        base: 'product',
        values: ({ flows }) => flows.reviews.negativeMentions,
      },
    }),
    defineMetric({
      id: 'opinionLevel',
      scopes: ['shop'],
      type: 'enum',
      values: opinionLevels,
      unit: 'none',
      window: 'now',
      direction: 'down',
      label: { en: 'Public-opinion alarm', zh: '舆情预警等级' },
      help: {
        en: 'Alarm level, as set by “Set opinion level”.',
        zh: '预警等级，由「设置舆情等级」设定。',
      },
      formula: {
        kind: 'columns',
        columns: { shop: ({ state }) => Float64Array.of(state.reviews.opinionLevel) },
      },
    }),
  ],
}
