/** What the pages say: forbidden words and struck-out prices that were never charged, as the incidents of the world bring them. */
import type { Luck } from '../../luck.ts'
import type { Model } from '../../model.ts'
import { deriveKey, drawUniform } from '../../random.ts'
import type { State } from '../../state.ts'
import { wasPriceDays } from '../offers/books.ts'
import { eachIncident, mendIncidents } from '../world/incidents.ts'

/** A page with forbidden words has from one to so many of them. */
const mostWords = 3

/** A struck-out price that was never charged ÷ the highest price that was or is. */
const falsePriceFactor = 1.3
/** So long ago that nobody believes it. */
const neverCharged = -1_000_000

/**
 * Reads what the pages say today: forbidden words, and struck-out prices that were not charged within the last 30
 * days. A price violation that begins puts such a price on the page; once another stands there, it is mended.
 */
export function readPages(model: Model, state: State, luck: Luck, isFirstDay: boolean): void {
  const { flaggedWords, priceIsUntrue } = state.compliance
  const { incidents } = state.world
  const { wasPriceCents, wasChargedDay } = state.offers
  const { day } = state
  const isOpen = (row: number) => incidents.mendedRatio[row]! < 1
  flaggedWords.fill(0)
  eachIncident(state, 'copyViolation', (row) => {
    if (!isOpen(row)) return
    const product = incidents.entity[row]!
    const startDay = incidents.startDay[row]!
    const key = deriveKey(luck.seed, luck.replication, 'compliance.words', startDay)
    const u = drawUniform(key, model.productHash[product]!)
    flaggedWords[product]! += 1 + Math.floor(mostWords * u)
  })
  eachIncident(state, 'priceViolation', (row) => {
    const begins = isFirstDay || incidents.startDay[row] === day
    if (begins && isOpen(row)) writeFalsePrice(model, state, incidents.entity[row]!)
  })
  for (let product = 0; product < wasPriceCents.length; product++) {
    const isStale = wasPriceCents[product]! > 0 && day - wasChargedDay[product]! > wasPriceDays
    priceIsUntrue[product] = isStale ? 1 : 0
  }
  eachIncident(state, 'priceViolation', (row) => {
    const product = incidents.entity[row]!
    if (isOpen(row) && priceIsUntrue[product] === 0) mend(model, state, product, 'priceViolation')
  })
}

function writeFalsePrice(model: Model, { offers }: State, product: number): void {
  const highestCents = Math.max(model.listPriceCents[product]!, offers.priceCents[product]!)
  offers.wasPriceCents[product] = Math.floor(falsePriceFactor * highestCents + 0.5)
  offers.wasChargedDay[product] = neverCharged
}

/** Takes the forbidden words out of a page; true when there were any. */
export function mendCopy(model: Model, state: State, product: number): boolean {
  state.compliance.flaggedWords[product] = 0
  return mend(model, state, product, 'copyViolation')
}

/** Takes an untrue price off a page; true when the house had put it there. */
export function mendPrice(model: Model, state: State, product: number): boolean {
  state.compliance.priceIsUntrue[product] = 0
  state.offers.wasPriceCents[product] = 0
  return mend(model, state, product, 'priceViolation')
}

function mend(
  model: Model,
  state: State,
  product: number,
  kind: 'copyViolation' | 'priceViolation',
): boolean {
  return mendIncidents(model, state, { scope: 'product', entity: product, kinds: [kind], share: 1 })
}
