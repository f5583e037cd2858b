/** Reviews, ratings, reputation. */
import type { EntitySettings, Setting, Settings } from '../../setting.ts'

type NumberSetting = Setting & { readonly default: number }

const factor = (
  en: string,
  zh: string,
  value: number,
  max: number,
  source = 'assumption',
): NumberSetting => ({
  label: { en, zh },
  unit: 'none',
  min: 0,
  max,
  default: value,
  source,
})
const ratio = (en: string, zh: string, value: number, source = 'assumption'): NumberSetting => ({
  label: { en, zh },
  unit: 'percent',
  min: 0,
  max: 1,
  default: value,
  source,
})
const stars = (en: string, zh: string, value: number): NumberSetting => ({
  label: { en, zh },
  unit: 'none',
  min: 1,
  max: 5,
  default: value,
  source: 'assumption',
})

export const reviewsSettings = {
  'reviews.delayDays': {
    label: { en: 'Days from shipping to a review', zh: '发货到评价的天数' },
    unit: 'day',
    min: 0,
    max: 60,
    isInteger: true,
    default: 7,
    source: 'assumption',
  },
  'reviews.writeRatio': ratio(
    'Units delivered for which a review is written',
    '送达件数的评价率',
    0.06,
    '2–10 % of deliveries are usual',
  ),
  'reviews.starWeights': {
    label: {
      en: 'Reviews of 1, 2 … 5 stars for sound goods on time, as weights',
      zh: '正品准时送达时 1–5 星评价的权重',
    },
    unit: 'none',
    min: 0,
    max: 1_000,
    length: 5,
    default: [5, 2, 5, 18, 70] as readonly number[],
    source: 'J-shaped (Hu, Pavlou & Zhang 2009): 5 stars 55–70 %, 1 star 5–12 %',
  },
  'reviews.ewmaWeight': {
    label: {
      en: 'Weight of a new review in the rating; 0: mean of all reviews',
      zh: '新评价在评分中的权重；0 为全部评价均值',
    },
    unit: 'percent',
    min: 0,
    max: 1,
    default: 0.05,
    source: 'assumption; platforms show recent reviews first',
  },
  'reviews.badPerDayMean': factor(
    'Bad reviews of a product and day whatever is sold, in the mean (Poisson)',
    '每商品每日与销售无关的差评均值（泊松）',
    0,
    10_000,
  ),
  'reviews.lateBadFactor': factor(
    'Bad reviews after a late parcel ÷ after one on time',
    '包裹迟到时差评倍数',
    3,
    20,
    '× 2–4 is usual',
  ),
  'reviews.damageBadFactor': factor(
    'Bad reviews after a damaged, lost or wrong parcel ÷ after a sound one',
    '包裹破损、丢失或发错时差评倍数',
    6,
    20,
  ),
  'reviews.defectBadFactor': factor(
    'Bad reviews of a defective unit ÷ of a sound one',
    '次品差评倍数',
    8,
    20,
  ),
  'reviews.answerCutRatio': ratio(
    'Bad reviews that answers at once prevent',
    '即时响应避免的差评占比',
    0.3,
    'a quick reply removes 20–40 % of bad reviews',
  ),
  'reviews.perBrokenPromise': ratio(
    'Bad reviews for a presold unit that misses its promise',
    '预售违约件的差评率',
    0.1,
  ),
  'reviews.malicePerDay': factor(
    'Bad reviews a day of a burst of malice × 7, in the mean',
    '恶意差评爆发（× 7）时每日差评均值',
    4,
    1_000,
  ),
  'reviews.openingRating': stars(
    'Mean rating of products at the opening',
    '期初商品平均评分',
    4.45,
  ),
  'reviews.openingRatingSd': factor(
    'Spread of the ratings at the opening',
    '期初评分标准差',
    0.12,
    2,
  ),
  'reviews.valenceElasticity': factor(
    'Elasticity of conversion to the rating',
    '转化率对评分的弹性',
    0.417,
    10,
    'You, Vadakkepatt & Joshi 2015',
  ),
  'reviews.fallFactor': factor(
    'Elasticity below the mean rating of the shop at the opening ÷ above it',
    '低于期初均分时的弹性倍数',
    1.75,
    10,
    '1.5–2; bad reviews hurt more (Chevalier & Mayzlin 2006)',
  ),
  'reviews.volumeElasticity': factor(
    'Elasticity of conversion to the number of reviews',
    '转化率对评价数的弹性',
    0.236,
    10,
    'You, Vadakkepatt & Joshi 2015',
  ),
  'reviews.fullCount': factor(
    'Number of reviews above which more do not convince',
    '评价数达到此值后不再增强说服力',
    20,
    1_000_000,
  ),
  'reviews.softenLeastRatio': ratio(
    'Buyers contacted who soften their review without compensation',
    '无补偿时缓和评价的买家占比',
    0.2,
    '20–40 %',
  ),
  'reviews.softenMostRatio': ratio(
    'Buyers contacted who soften their review for a full compensation',
    '足额补偿时缓和评价的买家占比',
    0.4,
    '20–40 %',
  ),
  'reviews.softenFullRatio': ratio('Full compensation ÷ list price', '足额补偿 ÷ 标价', 0.1),
  'reviews.softenedStars': factor('Stars that a softened review gains', '缓和后增加的星级', 2, 3),
  'reviews.contactHours': {
    label: { en: 'Hours of an agent for a buyer contacted', zh: '回访每位买家占用工时' },
    unit: 'hour',
    min: 0,
    max: 100,
    default: 0.3,
    source: 'assumption',
  },
  'reviews.rewardLeastFactor': factor(
    'Reviews for the smallest reward ÷ without one',
    '最低奖励时评价倍数',
    1.5,
    10,
    '× 1.5–3',
  ),
  'reviews.rewardMostFactor': factor(
    'Reviews for the highest reward ÷ without one',
    '最高奖励时评价倍数',
    3,
    10,
    '× 1.5–3',
  ),
  'reviews.rewardMostRatio': ratio('Highest reward ÷ price', '最高奖励 ÷ 售价', 0.05),
  'reviews.pictureWriteRatio': ratio(
    'Additional reviews that come when a picture is asked for',
    '要求有图时额外评价的比例',
    0.6,
  ),
  'reviews.pictureCount': factor(
    'Reviews that one with a picture counts for',
    '一条有图评价折合条数',
    1.5,
    10,
  ),

  'dsr.openingScore': stars('The three scores of the shop at the opening', '期初三项店铺评分', 4.8),
  'dsr.organicExponent': factor(
    'Elasticity of organic visits to the score',
    '自然访客对店铺评分的弹性',
    2,
    10,
    'assumption; 1–3',
  ),
  'dsr.leastOrganicFactor': factor('Least factor on organic visits', '自然访客系数下限', 0.5, 1),
  'dsr.mostOrganicFactor': factor('Greatest factor on organic visits', '自然访客系数上限', 1.3, 10),
  'dsr.starsPerReturn': factor('Stars that a unit returned takes', '每件退货扣减星数', 1, 5),
  'dsr.starsPerDefect': factor(
    'Stars that a defective unit returned takes besides',
    '每件质量退货另扣星数',
    1,
    5,
  ),
  'dsr.starsPerDonation': factor(
    'Stars that a donation of goods adds to the day’s description score',
    '捐赠商品为当日描述评分增加的星数',
    0.01,
    5,
  ),
  'dsr.starsPerLate': factor('Stars that a late parcel takes', '每个迟到包裹扣减星数', 2, 5),

  'opinion.perBadReview': ratio(
    'Public negative posts for a bad review',
    '每条差评引发的负面帖',
    0.3,
  ),
  'opinion.perComplaint': ratio(
    'Public negative posts for a complaint',
    '每件投诉引发的负面帖',
    0.2,
  ),
  'opinion.blueFadeRatio': ratio(
    'Part of a crisis that level blue ends in a day',
    '蓝色等级每日消解的危机比例',
    0.04,
  ),
  'opinion.yellowFadeRatio': ratio(
    'Part of a crisis that level yellow ends in a day',
    '黄色等级每日消解的危机比例',
    0.12,
  ),
  'opinion.redFadeRatio': ratio(
    'Part of a crisis that level red ends in a day',
    '红色等级每日消解的危机比例',
    0.3,
  ),
  'opinion.blueHours': factor('Desk hours a day of level blue', '蓝色等级每日岗位工时', 4, 1_000),
  'opinion.yellowHours': factor(
    'Desk hours a day of level yellow',
    '黄色等级每日岗位工时',
    16,
    1_000,
  ),
  'opinion.redHours': factor('Desk hours a day of level red', '红色等级每日岗位工时', 60, 1_000),
  'opinion.statementRatio': ratio(
    'Part of a crisis that a whole statement ends',
    '完整声明消解的危机比例',
    0.5,
  ),
  'opinion.attentionFactor': factor(
    'Posts after a statement without a crisis ÷ usual',
    '无危机时发声明后的负面帖倍数',
    4,
    100,
  ),
  'opinion.attentionHalfLifeDays': {
    label: { en: 'Half-life of that attention', zh: '关注度半衰期' },
    unit: 'day',
    min: 0.1,
    max: 100,
    default: 3,
    source: 'assumption',
  },
} as const satisfies Settings

export const reviewsEntitySettings = {
  products: {
    openingRating: {
      label: { en: 'Rating at the opening; 0: drawn around the shop’s', zh: '期初评分；0 为随机' },
      unit: 'none',
      min: 0,
      max: 5,
      default: 0,
      source: 'assumption',
    },
    openingReviews: {
      label: {
        en: 'Reviews shown at the opening; −1: as many as its sales and age make likely',
        zh: '期初评价数；−1 为按销量与上架时间推算',
      },
      unit: 'count',
      min: -1,
      max: 10_000_000,
      isInteger: true,
      default: -1,
      source: 'assumption',
    },
  },
} as const satisfies EntitySettings
