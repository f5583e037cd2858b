/** How long a supplier takes: its law, what shortens or stretches it, what it promises and what is remembered. */
import type { Model, ModelBase } from '../../model.ts'
import { drawUniform, type Key } from '../../random.ts'
import { receiptsKept } from '../../rings.ts'
import { leadTimeQuantile } from '../../samplers.ts'
import type { State } from '../../state.ts'

export interface LeadTimeLaws {
  // per supplier
  /** Probability of at most 0, 1, 2 … days. */
  readonly leadTimeLaw: readonly Float64Array[]
  /** Mean as quoted; of a law given by weights, its own. */
  readonly quotedLeadTimeDays: Float64Array
  readonly leadTimeSdDays: Float64Array
  /** Days within which a delivery is promised. */
  readonly promisedLeadTimeDays: Int32Array
}

/** The law of each supplier: its weights where they are given, else the gamma law of mean and spread. */
export function leadTimeLaws({ shop, settings, leadTimeTables }: ModelBase): LeadTimeLaws {
  const laws = shop.suppliers.map(({ leadTimeWeights, leadTimeDays }, supplier) => {
    const total = leadTimeWeights.reduce((sum, weight) => sum + weight, 0)
    if (total > 0) {
      const law = cumulated(leadTimeWeights, total)
      return { law, ...momentsOf(law) }
    }
    const law = leadTimeTables[supplier]!
    return { law, meanDays: leadTimeDays, sdDays: momentsOf(law).sdDays }
  })
  const promiseRatio = settings['suppliers.promiseRatio']
  return {
    leadTimeLaw: laws.map(({ law }) => law),
    quotedLeadTimeDays: Float64Array.from(laws, ({ meanDays }) => meanDays),
    leadTimeSdDays: Float64Array.from(laws, ({ sdDays }) => sdDays),
    promisedLeadTimeDays: Int32Array.from(laws, ({ law }) => leadTimeQuantile(promiseRatio, law)),
  }
}

function cumulated(weights: readonly number[], total: number): Float64Array {
  const law = new Float64Array(weights.length)
  let sum = 0
  weights.forEach((weight, day) => (law[day] = (sum += weight) / total))
  return law
}

function momentsOf(law: Float64Array): { meanDays: number; sdDays: number } {
  let meanDays = 0
  let squares = 0
  for (let day = 1; day < law.length; day++) {
    const probability = law[day]! - law[day - 1]!
    meanDays += day * probability
    squares += day * day * probability
  }
  return { meanDays, sdDays: Math.sqrt(Math.max(0, squares - meanDays * meanDays)) }
}

/** True while the supplier works by the shop's forecast. */
export function usesForecast(
  { settings }: Model,
  { supply }: State,
  supplier: number,
  day: number,
): boolean {
  return (
    day <= supply.sharedUntilDay[supplier]! &&
    day >= supply.sharedFromDay[supplier]! + settings['forecastSharing.delayDays']
  )
}

/** Days of an order by a supplier's own plan: the usual ones, shorter with a forecast and by air. */
function plannedDays(
  model: Model,
  state: State,
  supplier: number,
  day: number,
  isExpress: boolean,
  usualDays: number,
): number {
  const { settings } = model
  let days = usualDays
  if (usesForecast(model, state, supplier, day)) {
    const mean = model.supply.quotedLeadTimeDays[supplier]!
    days =
      mean * (1 - settings['forecastSharing.leadTimeCutRatio']) +
      (days - mean) * (1 - settings['forecastSharing.spreadCutRatio'])
  }
  return isExpress ? days * settings['purchasing.expressTimeRatio'] : days
}

/**
 * Whole days until an order that takes effect on `day` arrives. What shortens or stretches a drawn time does so
 * in the mean: a part of a day is rounded up with the probability of that part. Goods that take a day still do.
 */
export function drawLeadTimeDays(
  model: Model,
  state: State,
  supplier: number,
  day: number,
  isExpress: boolean,
  leadTimeKey: Key,
  roundingKey: Key,
  counter: number,
): number {
  const usual = leadTimeQuantile(
    drawUniform(leadTimeKey, counter),
    model.supply.leadTimeLaw[supplier]!,
  )
  if (usual === 0) return 0
  const slowRatio =
    day <= state.supply.slowUntilDay[supplier]! ? model.settings['purchasing.cancelSlowRatio'] : 0
  const days =
    plannedDays(model, state, supplier, day, isExpress, usual) *
    state.world.supplierLeadTimeFactor[supplier]! *
    state.service.supplierRelationFactor[supplier]! *
    (1 + slowRatio)
  if (days === usual) return usual
  return Math.max(1, Math.floor(days + drawUniform(roundingKey, counter)))
}

/** Days that the supplier promises: it knows its own plan, not what will go wrong. */
export function promisedDays(
  model: Model,
  state: State,
  supplier: number,
  day: number,
  isExpress: boolean,
): number {
  const usual = model.supply.promisedLeadTimeDays[supplier]!
  return Math.max(1, Math.ceil(plannedDays(model, state, supplier, day, isExpress, usual)))
}

/** Remembers the days from order to receipt, of the product where it is ordered now, and of the supplier. */
export function noteLeadTime(state: State, product: number, supplier: number, days: number): void {
  const { supply } = state
  if (supply.supplierOfProduct[product] === supplier) {
    const productSlot = supply.productReceipts[product]! % receiptsKept
    supply.productReceiptDays[product * receiptsKept + productSlot] = days
    supply.productReceipts[product]! += 1
  }
  const supplierSlot = supply.supplierReceipts[supplier]! % receiptsKept
  supply.supplierReceiptDays[supplier * receiptsKept + supplierSlot] = days
  supply.supplierReceipts[supplier]! += 1
}

/** Receipts that must be remembered before they say more than what was quoted. */
const leastReceipts = 3

/** Mean order → receipt over the last 10 receipts of a product from the supplier now used; the quoted one before 3. */
export function meanLeadTimeDays(model: Model, state: State, product: number): number {
  const { productReceiptDays, productReceipts, supplierOfProduct } = state.supply
  const receipts = productReceipts[product]!
  return receipts < leastReceipts
    ? model.supply.quotedLeadTimeDays[supplierOfProduct[product]!]!
    : meanOfReceipts(productReceiptDays, receipts, product)
}

/** The same for a supplier and all it makes. */
export function meanSupplierLeadTimeDays(model: Model, state: State, supplier: number): number {
  const { supplierReceiptDays, supplierReceipts } = state.supply
  const receipts = supplierReceipts[supplier]!
  return receipts < leastReceipts
    ? model.supply.quotedLeadTimeDays[supplier]!
    : meanOfReceipts(supplierReceiptDays, receipts, supplier)
}

/** Variance of the same days of a product; of the supplier's law before 3 receipts. */
export function leadTimeVariance(model: Model, state: State, product: number): number {
  const { productReceiptDays, productReceipts, supplierOfProduct } = state.supply
  const receipts = productReceipts[product]!
  if (receipts < leastReceipts) {
    const sdDays = model.supply.leadTimeSdDays[supplierOfProduct[product]!]!
    return sdDays * sdDays
  }
  const kept = Math.min(receipts, receiptsKept)
  const mean = meanOfReceipts(productReceiptDays, receipts, product)
  let squares = 0
  for (let i = 0; i < kept; i++) {
    const difference = productReceiptDays[product * receiptsKept + i]! - mean
    squares += difference * difference
  }
  return squares / (kept - 1)
}

function meanOfReceipts(days: Float64Array, receipts: number, entity: number): number {
  const kept = Math.min(receipts, receiptsKept)
  let sum = 0
  for (let i = 0; i < kept; i++) sum += days[entity * receiptsKept + i]!
  return sum / kept
}
