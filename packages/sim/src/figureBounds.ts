/**
 * Bounds that a figure never passes, by what it is: for the analyses of playbooks, which then see that
 * `onHandUnits < 0` is never true. A figure about which nothing is certain has none.
 */
import type { MetricInfo } from '@sandtable/rules'

/** Figures that may be negative: balances, differences, what can be taken back. */
const signed: ReadonlySet<string> = new Set([
  'campaignRoi',
  'cashCents',
  'cashForecastMinCents',
  'certificateLeftDays',
  'cogsCents',
  'contributionCents',
  'contributionWithStockCents',
  'feesCents',
  'inventoryPositionUnits',
  'ltvCents',
  'marginRatio',
  'purchaseSpendCents',
  'marginalRoi',
  'nextInboundDays',
  'revenueCents',
  'signalInDays',
  'signalUpliftRatio',
  'testContributionLiftRatio',
  'testZScore',
  'tierReturn',
])

/** Prices: never free. */
const prices: ReadonlySet<string> = new Set(['priceCents', 'listPriceCents'])

const stars: ReadonlySet<string> = new Set([
  'dsrDescription',
  'dsrLogistics',
  'dsrScore',
  'dsrService',
  'rating',
  'satisfaction',
])

/** Shares of a whole. */
const shares: ReadonlySet<string> = new Set([
  'activeSkuRatio',
  'channelShareRatio',
  'contributionRankRatio',
  'fillRatio',
  'monthElapsedRatio',
  'onTimeRatio',
  'revenueRankRatio',
  'slowMoverRatio',
  'stockoutRatio',
  'supplyShareRatio',
])

/** The figure with its bounds. */
export function withBounds(metric: MetricInfo): MetricInfo {
  const { id, type } = metric
  if (type !== 'number' || signed.has(id)) return metric
  if (stars.has(id)) return { ...metric, least: 1, greatest: 5 }
  if (shares.has(id)) return { ...metric, least: 0, greatest: 1 }
  return { ...metric, least: prices.has(id) ? 1 : 0 }
}
