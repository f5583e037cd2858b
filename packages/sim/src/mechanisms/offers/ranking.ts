/** Products in the order of their sales: ABC classes and ranks. */
import type { View } from '../../view.ts'
import { productContributions } from './books.ts'
import { isOnSale } from './rank.ts'

export const abcClasses = ['A', 'B', 'C'] as const

/** Places of the amounts from the largest to the smallest; equal ones in their own order. */
export function descending(amounts: Float64Array): Int32Array {
  return Int32Array.from(amounts, (_, place) => place).toSorted(
    (a, b) => amounts[b]! - amounts[a]! || a - b,
  )
}

/**
 * Class of each item by its revenue, as an index into `abcClasses`: A while the share of those before it is below the
 * first limit, B below the second, else C. All missing (NaN) when there is no revenue.
 */
export function classify(
  revenueCents: Float64Array,
  order: Int32Array,
  classAShareRatio: number,
  classBShareRatio: number,
): Float64Array {
  let total = 0
  for (const cents of revenueCents) total += cents
  const classes = new Float64Array(revenueCents.length)
  if (!(total > 0)) return classes.fill(NaN)
  let before = 0
  for (const item of order) {
    const share = before / total
    classes[item] = share < classAShareRatio ? 0 : share < classBShareRatio ? 1 : 2
    before += revenueCents[item]!
  }
  return classes
}

/** Days over which products are ranked. */
const rankDays = 90

interface Ranking {
  closedDays: number
  revenue?: { readonly cents: Float64Array; readonly order: Int32Array }
  contributionOrder?: Int32Array
}

/** Sorted at most once a day for each shop, when somebody asks. */
const rankings = new WeakMap<View, Ranking>()

function rankingOf(view: View): Ranking {
  const { closedDays } = view.state.totals
  const known = rankings.get(view)
  if (known?.closedDays === closedDays) return known
  const ranking: Ranking = { closedDays }
  rankings.set(view, ranking)
  return ranking
}

function revenueOf(view: View): NonNullable<Ranking['revenue']> {
  const ranking = rankingOf(view)
  if (ranking.revenue === undefined) {
    const cents = view.windowSum('gmvCents', rankDays)
    ranking.revenue = { cents, order: descending(cents) }
  }
  return ranking.revenue
}

export function abcClass(view: View): Float64Array {
  const { settings } = view.model
  const { cents, order } = revenueOf(view)
  return classify(
    cents,
    order,
    settings['listing.classAShareRatio'],
    settings['listing.classBShareRatio'],
  )
}

export function revenueRank(view: View): Float64Array {
  return rankOnSale(view, revenueOf(view).order)
}

export function contributionRank(view: View): Float64Array {
  const ranking = rankingOf(view)
  ranking.contributionOrder ??= descending(productContributions(view.model, view.state, rankDays))
  return rankOnSale(view, ranking.contributionOrder)
}

/** Rank among the products on sale ÷ their number; missing for the others. */
function rankOnSale({ state }: View, order: Int32Array): Float64Array {
  const ranks = new Float64Array(order.length).fill(NaN)
  let rank = 0
  for (const product of order) if (isOnSale(state, product)) ranks[product] = ++rank
  return ranks.map((place) => place / rank)
}
