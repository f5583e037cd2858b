/** Which products are on sale, since when, how they sell, and what is sold ahead. */
import { divide } from '../../columns.ts'
import { listingStates } from '../../listingStates.ts'
import { log } from '../../math.ts'
import { defineMetric, productAndUp, type Mechanism } from '../../metric.ts'
import type { View } from '../../view.ts'
import { isOnSale } from './rank.ts'
import { abcClass, abcClasses, contributionRank, revenueRank } from './ranking.ts'

export { isOnSale } from './rank.ts'

export const lifecycleStages = ['new', 'growth', 'mature', 'decline'] as const
/** Days for which a product is new, and over which the slope of its sales is taken. */
const stageDays = 28
/** Change of sales a day, of their level, beyond which they grow or decline. */
const stageSlopeRatio = 0.01

function agesDays({ model, state }: View): Float64Array {
  const { arrivesDay } = model.offers
  return model.ageAtDay1Days.map((ageDays, product) =>
    arrivesDay[product]! > 0
      ? Math.max(0, state.day - arrivesDay[product]!)
      : ageDays + state.day - 1,
  )
}

function onSaleColumn({ state }: View): Float64Array {
  const onSale = new Float64Array(state.offers.listing.length)
  for (let product = 0; product < onSale.length; product++) {
    if (isOnSale(state, product)) onSale[product] = 1
  }
  return onSale
}

const productSales = (view: View, days: number) =>
  view.rollUp('stock', 'product', view.windowSum('soldUnits', days))!

/** Share of products on sale that are older than 60 days and sold under the bar in 60; missing before 60 closed days. */
function slowMovers(view: View, scope: 'category' | 'shop'): Float64Array {
  const ages = agesDays(view)
  const sold = productSales(view, 60)
  const barUnits = view.model.settings['stock.slowMoverUnits']
  const onSale = onSaleColumn(view)
  const isSlow = ages.map((age, product) =>
    age > 60 && sold[product]! < barUnits ? onSale[product]! : 0,
  )
  const ratios = divide(
    view.rollUp('product', scope, isSlow)!,
    view.rollUp('product', scope, onSale)!,
  )
  return view.windowDays(60) < 60 ? ratios.fill(NaN) : ratios
}

/** Share of products on sale that sold in 30 days. */
function activeProducts(view: View, scope: 'category' | 'shop'): Float64Array {
  const sold = productSales(view, 30)
  const onSale = onSaleColumn(view)
  const isActive = onSale.map((flag, product) => (sold[product]! > 0 ? flag : 0))
  return divide(view.rollUp('product', scope, isActive)!, view.rollUp('product', scope, onSale)!)
}

/** Slope of sales from the older to the newer half of the window, of their level and a day. */
function stages(view: View): Float64Array {
  const ages = agesDays(view)
  const newer = productSales(view, stageDays / 2)
  const both = productSales(view, stageDays)
  return ages.map((age, product) => {
    if (age <= stageDays) return 0
    const late = newer[product]!
    const early = both[product]! - late
    if (both[product] === 0) return NaN
    const slope =
      early === 0 ? Infinity : late === 0 ? -Infinity : log(late / early) / (stageDays / 2)
    return slope > stageSlopeRatio ? 1 : slope < -stageSlopeRatio ? 3 : 2
  })
}

export const listing: Mechanism = {
  id: 'listing',
  label: { en: 'Listing', zh: '上架' },
  about: {
    en: 'A product is candidate, on sale, in presale, paused or delisted; the first three can be bought. Off sale the organic rank halves every 10 days down to a floor of 30 %, back on sale it returns in equal steps over 14 days. A candidate arrives with samples, little exposure, and its own true conversion and returns (log-normal, unknown to the shop). A presale sells ahead of the stock up to its limit at 70 % of the conversion, less with every promised day; a deposit is paid at once, the rest when goods cover the order. Past the promise every unit is compensated once, a share of what still waits is cancelled every day, and reviews suffer. ABC classes and ranks follow the sales of 90 days. All sizes are assumptions except the days of delivery (Fisher, Gallino & Xu).',
    zh: '商品状态为候选、在售、预售、暂停或下架，前三种可购买。下架期间自然排名每 10 天减半，至 30 % 为止；重新上架后 14 天内匀速恢复。候选新品到来时带少量样品、曝光低，真实转化与退货率各异（对数正态，店铺未知）。预售在上限内无货先卖，转化为现货的 70 %，承诺天数越长越低；下单付定金，备货后付余款。逾期每件赔付一次，仍未交付的每日取消一部分，并影响评价。ABC 分类与排名按 90 天销售。除交付天数的影响（Fisher、Gallino 与 Xu）外，数值均为假设。',
  },
  metrics: [
    defineMetric({
      id: 'listingState',
      scopes: ['product'],
      type: 'enum',
      values: listingStates,
      unit: 'none',
      window: 'now',
      direction: 'neither',
      label: { en: 'Listing', zh: '上架状态' },
      help: {
        en: 'Whether visitors can buy the product; a candidate is on trial with little exposure.',
        zh: '商品是否可售；候选指小流量测款中。',
      },
      formula: {
        kind: 'columns',
        columns: { product: ({ state }) => new Float64Array(state.offers.listing) },
      },
    }),
    defineMetric({
      id: 'ageDays',
      scopes: ['product'],
      unit: 'day',
      window: 'now',
      direction: 'neither',
      label: { en: 'Age', zh: '上架天数' },
      help: { en: 'Days since first on sale.', zh: '首次上架以来的天数。' },
      formula: { kind: 'columns', columns: { product: agesDays } },
    }),
    defineMetric({
      id: 'lifecycleStage',
      scopes: ['product'],
      type: 'enum',
      values: lifecycleStages,
      unit: 'none',
      window: '28d',
      direction: 'neither',
      mayBeMissing: true,
      label: { en: 'Life-cycle stage', zh: '生命周期阶段' },
      help: {
        en: 'New up to 28 days; then by the slope of sales from the older to the newer half of 28 days: growth > +1 % a day, decline < −1 % a day, else mature; missing without sales.',
        zh: '上架 28 天内为新品；此后比较 28 天前后两半的销量斜率：每日 > +1 % 为成长，< −1 % 为衰退，其余为成熟；无销量则缺失。',
      },
      formula: { kind: 'columns', columns: { product: stages } },
    }),
    defineMetric({
      id: 'slowMoverRatio',
      kpi: 'last',
      scopes: ['category', 'shop'],
      unit: 'percent',
      window: '60d',
      direction: 'down',
      mayBeMissing: true,
      label: { en: 'Slow movers', zh: '滞销率' },
      help: {
        en: 'Products on sale for over 60 days that sold fewer than the shop’s bar in 60 days ÷ products on sale.',
        zh: '上架超过 60 天且 60 天销量低于滞销线的商品 ÷ 在售商品。',
      },
      formula: {
        kind: 'columns',
        columns: {
          category: (view) => slowMovers(view, 'category'),
          shop: (view) => slowMovers(view, 'shop'),
        },
      },
    }),
    defineMetric({
      id: 'activeSkuRatio',
      kpi: 'last',
      scopes: ['category', 'shop'],
      unit: 'percent',
      window: '30d',
      direction: 'up',
      mayBeMissing: true,
      label: { en: 'Products that sell', zh: '动销率' },
      help: {
        en: 'Products with a sale in 30 days ÷ products on sale.',
        zh: '30 天内有销量的商品数 ÷ 在售商品数。',
      },
      formula: {
        kind: 'columns',
        columns: {
          category: (view) => activeProducts(view, 'category'),
          shop: (view) => activeProducts(view, 'shop'),
        },
      },
    }),
    defineMetric({
      id: 'abcClass',
      scopes: ['product'],
      type: 'enum',
      values: abcClasses,
      unit: 'none',
      window: '90d',
      direction: 'neither',
      mayBeMissing: true,
      label: { en: 'ABC class', zh: 'ABC 分类' },
      help: {
        en: 'By revenue of 90 days: A while the cumulative share before it is < 80 %, B < 95 %, else C; missing while nothing has sold.',
        zh: '按 90 天销售额：排在其前的累计占比 < 80 % 为 A，< 95 % 为 B，其余为 C；全店无销售则缺失。',
      },
      formula: { kind: 'columns', columns: { product: abcClass } },
    }),
    defineMetric({
      id: 'revenueRankRatio',
      scopes: ['product'],
      unit: 'percent',
      window: '90d',
      direction: 'down',
      mayBeMissing: true,
      label: { en: 'Rank by revenue', zh: '销售额排名位' },
      help: {
        en: 'Rank by revenue of 90 days ÷ products on sale (20 % = end of the top fifth); missing when not on sale.',
        zh: '90 天销售额名次 ÷ 在售商品数（20 % 即前五分之一的末位）；未在售则缺失。',
      },
      formula: { kind: 'columns', columns: { product: revenueRank } },
    }),
    defineMetric({
      id: 'contributionRankRatio',
      scopes: ['product'],
      unit: 'percent',
      window: '90d',
      direction: 'down',
      mayBeMissing: true,
      label: { en: 'Rank by contribution', zh: '贡献毛益排名位' },
      help: {
        en: 'Rank by contribution of 90 days, goods counted when sold, ÷ products on sale; missing when not on sale.',
        zh: '90 天贡献毛益（货品按售出计）名次 ÷ 在售商品数；未在售则缺失。',
      },
      formula: { kind: 'columns', columns: { product: contributionRank } },
    }),
    defineMetric({
      id: 'presaleUnits',
      scopes: productAndUp,
      unit: 'count',
      window: 'now',
      direction: 'neither',
      label: { en: 'Presold units', zh: '预售待交付' },
      help: { en: 'Units sold ahead, not yet delivered.', zh: '已预售、尚未交付的件数。' },
      formula: { kind: 'sum', base: 'product', values: ({ state }) => state.offers.presaleUnits },
    }),
  ],
}
