/**
 * Running totals of what campaigns, tiers, tests, and ranks are judged by. Goods count when they are sold:
 *
 *   contribution = GMV − cost of units sold − all costs but goods (product: its direct ones)
 *
 * The day is booked on the next morning; figures read in between add the newest closed day themselves.
 */
import { accounts } from '../../ledger.ts'
import type { Model } from '../../model.ts'
import { ringDays, ringRow } from '../../rings.ts'
import type { Flows, State } from '../../state.ts'
import { priceRingDays } from './parts.ts'

/** Names of the running totals of the shop. */
export type BookName = 'contributionCents' | 'spendCents' | 'gmvCents' | 'orders' | 'tierCents'

/** Days a was-price counts as charged. */
export const wasPriceDays = 30

/** What a closed day adds to the totals. */
interface DayBook {
  contributionCents: number
  spendCents: number
  gmvCents: number
  orders: number
  tierCents: number
}

function dayBook(flows: Flows): DayBook {
  const { offers, money, demand, shelves } = flows
  const gmvCents = offers.gmvTotalCents[0]!
  const orders = demand.orderTotal[0]!
  let discountCents = 0
  for (let product = 0; product < offers.discountCents.length; product++) {
    discountCents += offers.discountCents[product]!
  }
  let contributionCents = gmvCents - shelves.cogsTotalCents[0]!
  for (let account = 0; account < money.costCents.length; account++) {
    contributionCents -= money.costCents[account]!
  }
  return {
    contributionCents,
    spendCents:
      discountCents + money.costCents[accounts.adSpend]! + offers.shippingSubsidyCents[0]!,
    gmvCents,
    orders,
    tierCents: offers.tierCents[0]!,
  }
}

/** Books the closed days that are not booked yet: at most the newest one. */
export function bookOffersDay(model: Model, state: State): void {
  const { books } = state.offers
  if (books.days === state.totals.closedDays) return
  const from = ringRow(books.days)
  books.days = state.totals.closedDays
  const to = ringRow(books.days)
  const { closed } = state
  const day = dayBook(closed)
  books.contributionCents[to] = books.contributionCents[from]! + day.contributionCents
  books.spendCents[to] = books.spendCents[from]! + day.spendCents
  books.gmvCents[to] = books.gmvCents[from]! + day.gmvCents
  books.orders[to] = books.orders[from]! + day.orders
  books.tierCents[to] = books.tierCents[from]! + day.tierCents
  const { productContributionCents } = books
  const { gmvCents } = closed.offers
  const { directCostCents } = closed.money
  const { cogsCents } = closed.shelves
  const { firstStock, stocksOfProduct } = model
  const products = gmvCents.length
  for (let product = 0; product < products; product++) {
    let cents = gmvCents[product]! - directCostCents[product]!
    if (gmvCents[product] !== 0) {
      for (let i = firstStock[product]!; i < firstStock[product + 1]!; i++) {
        cents -= cogsCents[stocksOfProduct[i]!]!
      }
    }
    productContributionCents[to * products + product] =
      productContributionCents[from * products + product]! + cents
  }
}

/** True when the books hold so many closed days. */
export function isBooked(state: State, days: number): boolean {
  return state.offers.books.days >= days
}

/** A total over the closed days after `fromDays` of them, up to all there are. */
export function bookSince(state: State, name: BookName, fromDays: number): number {
  const { books } = state.offers
  if (fromDays >= state.totals.closedDays) return 0
  const column = books[name]
  const booked = column[ringRow(books.days)]!
  const start = column[ringRow(Math.max(fromDays, books.days - ringDays + 1, 0))]!
  const fresh = books.days === state.totals.closedDays ? 0 : dayBook(state.closed)[name]
  return booked - start + fresh
}

/** A total over the days between two counts of closed days, both booked. */
export function bookBetween(
  state: State,
  name: BookName,
  fromDays: number,
  toDays: number,
): number {
  const column = state.offers.books[name]
  return column[ringRow(toDays)]! - column[ringRow(Math.max(0, fromDays))]!
}

/** Contribution of each product over the last `days` closed days, the newest included. */
export function productContributions(model: Model, state: State, days: number): Float64Array {
  const { books } = state.offers
  const { productContributionCents } = books
  const products = model.entities.product.ids.length
  const newest = state.totals.closedDays
  const start = ringRow(Math.max(0, newest - days)) * products
  const end = ringRow(books.days) * products
  const sums = new Float64Array(products)
  for (let product = 0; product < products; product++) {
    sums[product] =
      productContributionCents[end + product]! - productContributionCents[start + product]!
  }
  if (books.days === newest) return sums
  const { closed } = state
  for (let product = 0; product < products; product++) {
    sums[product]! += closed.offers.gmvCents[product]! - closed.money.directCostCents[product]!
  }
  const { productOfStock } = model
  for (let stock = 0; stock < productOfStock.length; stock++) {
    sums[productOfStock[stock]!]! -= closed.shelves.cogsCents[stock]!
  }
  return sums
}

/** Keeps the prices charged to everybody today. */
export function bookPrices(state: State): void {
  const { priceCents, books } = state.offers
  books.priceCents.set(priceCents, (state.day & (priceRingDays - 1)) * priceCents.length)
}

/** The newest of 30 days up to `lastDay` on which a product cost at least so much; undefined when there is none. */
export function lastDayCharged(
  state: State,
  product: number,
  cents: number,
  lastDay: number,
): number | undefined {
  const { priceCents, books } = state.offers
  const products = priceCents.length
  for (let ago = 0; ago < wasPriceDays; ago++) {
    const day = lastDay - ago
    if (books.priceCents[(day & (priceRingDays - 1)) * products + product]! >= cents) return day
  }
  return undefined
}
