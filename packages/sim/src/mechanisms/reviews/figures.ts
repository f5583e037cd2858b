/** Reviews and ratings as figures. */
import { times } from '../../columns.ts'
import {
  defineMetric,
  productAndUp,
  wholeSum,
  type ColumnOf,
  type Mechanism,
} from '../../metric.ts'

/** Stars shown × reviews shown. */
const weightedRating: ColumnOf = ({ state }) =>
  times(state.reviews.rating, state.reviews.reviewCount)

/** Stars shown; missing without reviews. */
const shownRating: ColumnOf = ({ state }) => {
  const { rating, reviewCount } = state.reviews
  const shown = rating.slice()
  for (let product = 0; product < shown.length; product++) {
    if (reviewCount[product] === 0) shown[product] = NaN
  }
  return shown
}

export const reviews: Mechanism = {
  id: 'reviews',
  label: { en: 'Reviews and ratings', zh: '评价与评分' },
  about: {
    en: 'Seven days after it was shipped, each unit has a review with probability 0.06 (binomial; 2–10 % are usual); it counts for the day on which it is written. Its stars follow a J-shaped law (5, 2, 5, 18, 70; Hu, Pavlou & Zhang 2009) whose share of 1–2 stars is multiplied by 1 + 2 × share of late parcels + 5 × share of damaged, lost or wrong ones (of recent days, whole shop) + 7 × share of defective units among those shipped, by 1 − 0.3 × quality of the answers of the service desk, and by a burst (at most 95 % are bad). A burst of malice, presold units that miss their promise (0.1 each), hard tickets given up (1 each) and `reviews.badPerDayMean` bring bad reviews without a sale (Poisson). The rating is (1 − w) × rating + w × stars at every review, w = 0.05; with w = 0 the mean of all. At the opening ratings are normal around 4.45 and the numbers of reviews follow from sales and age. The share of visitors who buy changes on the next day by (rating ÷ mean rating of the opening)^0.417, × 1.75 in the exponent below that mean, and by (1 + reviews, at most 50)^0.236 (You, Vadakkepatt & Joshi 2015; asymmetry: Chevalier & Mayzlin 2006), both relative to the product’s own opening. `contactBuyers`: 20 % of the buyers called soften their review, 40 % for 10 % of the list price, by 2 stars. `rewardReviews`: 1.5 to 3 times as many reviews, the most at 5 % of the price; with picture 60 % of the additional ones, each counting for 1.5. Numbers are assumptions unless said.',
    zh: '商品发货七天后，每件以 0.06 的概率产生评价（二项分布，常见 2–10%），计入写下当日。星级服从 J 形分布（5、2、5、18、70；Hu, Pavlou & Zhang 2009），其中 1–2 星占比乘以 1 + 2 × 迟到包裹占比 + 5 × 破损、丢失或发错占比（全店近日）+ 7 × 所发货中次品占比，再乘以 1 − 0.3 × 客服响应质量及差评爆发倍数（最高 95%）。恶意差评、预售违约件（每件 0.1）、被放弃的疑难工单（每张 1 条）与 `reviews.badPerDayMean` 带来与销售无关的差评（泊松）。每条新评价使评分变为 (1 − w) × 评分 + w × 星级，w = 0.05；w = 0 时为全部均值。期初评分围绕 4.45 正态分布，评价数由销量与上架时间推算。次日起转化率乘以（评分 ÷ 期初均分）^0.417（低于均分时指数 × 1.75）与（1 + 评价数，至多 50）^0.236（You, Vadakkepatt & Joshi 2015；不对称：Chevalier & Mayzlin 2006），均相对该商品期初值。`contactBuyers`：20% 的买家缓和评价，补偿达标价 10% 时为 40%，加 2 星。`rewardReviews`：评价数为 1.5–3 倍，奖励达售价 5% 时最多；要求有图时额外评价为其 60%，每条折合 1.5 条。未注明者均为假设。',
  },
  measures: [
    { id: 'ratingSum', formula: { kind: 'sum', base: 'product', values: weightedRating } },
    {
      id: 'reviewsShown',
      formula: {
        kind: 'sum',
        base: 'product',
        values: ({ state }) => state.reviews.reviewCount,
      },
    },
    {
      id: 'dueContacts',
      formula: wholeSum('product', ({ flows }) => flows.reviews.dueContacts),
    },
    {
      id: 'contactedInTime',
      formula: wholeSum('product', ({ flows }) => flows.reviews.contactedInTime),
    },
  ],
  metrics: [
    defineMetric({
      id: 'reviews',
      scopes: productAndUp,
      unit: 'count',
      window: 'day',
      direction: 'neither',
      label: { en: 'Reviews', zh: '评价数' },
      help: { en: 'Reviews written.', zh: '当日新增评价数。' },
      formula: wholeSum('product', ({ flows }) => flows.reviews.reviews),
    }),
    defineMetric({
      id: 'badReviews',
      scopes: productAndUp,
      unit: 'count',
      window: 'day',
      direction: 'down',
      label: { en: 'Bad reviews', zh: '差评数' },
      help: { en: 'Reviews of 1–2 stars.', zh: '1–2 星的评价数。' },
      formula: wholeSum('product', ({ flows }) => flows.reviews.badReviews),
    }),
    defineMetric({
      id: 'badReviewRatio',
      kpi: 'ratioOfSums',
      scopes: productAndUp,
      unit: 'percent',
      window: 'day',
      direction: 'down',
      mayBeMissing: true,
      label: { en: 'Bad-review rate', zh: '差评率' },
      help: { en: 'Bad reviews ÷ reviews.', zh: '差评数 ÷ 评价数。' },
      formula: { kind: 'ratio', numerator: 'badReviews', denominator: 'reviews' },
    }),
    defineMetric({
      id: 'reviewCount',
      scopes: ['product'],
      unit: 'count',
      window: 'now',
      direction: 'up',
      label: { en: 'Reviews shown', zh: '累计评价数' },
      help: { en: 'Reviews shown on the page.', zh: '页面展示的评价数。' },
      formula: {
        kind: 'columns',
        columns: { product: ({ state }) => state.reviews.reviewCount.slice() },
      },
    }),
    defineMetric({
      id: 'rating',
      kpi: 'last',
      scopes: productAndUp,
      unit: 'none',
      window: 'now',
      direction: 'up',
      mayBeMissing: true,
      label: { en: 'Rating', zh: '商品评分' },
      help: {
        en: 'Stars shown, 1–5; for groups weighted by the reviews shown; missing without reviews.',
        zh: '展示的星级，1–5；汇总时按累计评价数加权；无评价则缺失。',
      },
      formula: {
        kind: 'ratio',
        numerator: 'ratingSum',
        denominator: 'reviewsShown',
        also: { product: shownRating },
      },
    }),
    defineMetric({
      id: 'contactedRatio',
      kpi: 'ratioOfSums',
      scopes: productAndUp,
      unit: 'percent',
      window: 'day',
      direction: 'up',
      mayBeMissing: true,
      label: { en: 'Bad reviews followed up', zh: '差评回访率' },
      help: {
        en: 'Bad reviews of two days ago whose buyer was contacted within 48 h ÷ bad reviews of two days ago.',
        zh: '两天前的差评中 48 小时内已联系买家的 ÷ 两天前的差评数。',
      },
      formula: { kind: 'ratio', numerator: 'contactedInTime', denominator: 'dueContacts' },
    }),
  ],
}
