/** Business accounts: what they order, and on what terms. */
import { accounts as costs, postAccountSale, postCost, postShipment } from '../../ledger.ts'
import { listingStates } from '../../listingStates.ts'
import type { Luck } from '../../luck.ts'
import type { Model } from '../../model.ts'
import { deriveKey, drawUniform, drawWord, type Key } from '../../random.ts'
import { poissonQuantile } from '../../samplers.ts'
import type { State } from '../../state.ts'
import { addInvoice, lateDaysOf } from './invoices.ts'

const onSale = listingStates.indexOf('onSale')

/** An order is worth from half to one and a half of the mean, evenly. */
const leastOfMean = 0.5

interface OrderKeys {
  readonly value: Key
  readonly product: Key
  readonly credit: Key
  readonly payment: Key
}

/** Orders ÷ those on the usual terms: a part is lost for each week the terms are shorter, none is won by longer ones. */
export function termsFactor(model: Model, account: number, termsDays: number): number {
  const weeksShorter = Math.max(0, model.money.usualTermsDays[account]! - termsDays) / 7
  return Math.max(0, 1 - model.settings['accounts.termsFallRatio'] * weeksShorter)
}

/** Business accounts order; what is there leaves at once and is owed for, or paid, by the terms. */
export function serveAccounts(model: Model, state: State, luck: Luck): void {
  const { accountHash, ordersPerDay } = model.money
  if (accountHash.length === 0) return
  const { accountTermsDays, accountIsStopped, accountHasLeft } = state.money
  const { seed, replication } = luck
  const { day } = state
  const countKey = deriveKey(seed, replication, 'money.accountOrders', day)
  const keys: OrderKeys = {
    value: deriveKey(seed, replication, 'money.accountValue', day),
    product: deriveKey(seed, replication, 'money.accountProduct', day),
    credit: deriveKey(seed, replication, 'money.accountCredit', day),
    payment: deriveKey(seed, replication, 'money.accountPayment', day),
  }
  for (let account = 0; account < accountHash.length; account++) {
    if (accountIsStopped[account] === 1 || accountHasLeft[account] === 1) continue
    const mean = ordersPerDay[account]! * termsFactor(model, account, accountTermsDays[account]!)
    const orders = poissonQuantile(drawUniform(countKey, accountHash[account]!), mean)
    for (let order = 0; order < orders; order++) {
      const counter = accountHash[account]! ^ Math.imul(order + 1, 0x9e3779b1)
      takeOrder(model, state, keys, account, counter)
    }
  }
}

function takeOrder(
  model: Model,
  state: State,
  keys: OrderKeys,
  account: number,
  counter: number,
): void {
  const { shelves } = state.today
  const stock = chooseStock(model, state, keys.product, account, counter)
  if (stock < 0) return
  const product = model.productOfStock[stock]!
  const tradeRatio = 1 - model.settings['accounts.discountRatio']
  const unitCents = Math.max(1, Math.floor(state.offers.priceCents[product]! * tradeRatio + 0.5))
  const value =
    model.money.orderValueCents[account]! * (leastOfMean + drawUniform(keys.value, counter))
  const asked = Math.max(1, Math.floor(value / unitCents + 0.5))
  const there = Math.min(asked, state.shelves.onHandUnits[stock]!)
  const creditCents = creditFor(state, account, there * unitCents)
  const isTaken = acceptsCredit(model, state, keys.credit, account, counter, {
    gmvCents: there * unitCents,
    creditCents,
  })
  if (!isTaken) return
  const taken = there
  shelves.regionUnits[stock]! += asked
  shelves.demandedUnits[stock]! += asked
  // business buyers take no substitute and do not wait
  shelves.blockedUnits[stock]! += asked - taken
  shelves.lostUnits[stock]! += asked - taken
  shelves.lostTotalUnits[0]! += asked - taken
  if (taken === 0) return
  shelves.filledUnits[stock]! += taken
  postShipment(state, stock, taken)
  const gmvCents = taken * unitCents
  postAccountSale(state, product, account, { gmvCents, creditCents })
  const freightRatio = model.settings['accounts.freightRatio']
  postCost(state, costs.freight, Math.floor(gmvCents * freightRatio + 0.5), product)
  if (creditCents === 0) return
  addInvoice(state, {
    account,
    cents: creditCents,
    dueDay: state.day + state.money.accountTermsDays[account]!,
    lateDays: lateDaysOf(model, account, drawUniform(keys.payment, counter)),
  })
}

/**
 * The fullest stock of the product that the order wants most: of those of the account's products that are there;
 * when none is, of those on sale. −1 when none is on sale.
 */
function chooseStock(
  model: Model,
  state: State,
  key: Key,
  account: number,
  counter: number,
): number {
  let chosen = -1
  let chosenIsThere = false
  let chosenRank = 0
  for (const product of model.money.assortments[account]!) {
    if (state.offers.listing[product] !== onSale) continue
    const stock = fullestStock(model, state, product)
    if (stock < 0) continue
    const isThere = state.shelves.onHandUnits[stock]! > 0
    const rank = drawWord(key, counter ^ model.productHash[product]!)
    const isBetter = chosen < 0 || (isThere === chosenIsThere ? rank > chosenRank : isThere)
    if (!isBetter) continue
    chosen = stock
    chosenIsThere = isThere
    chosenRank = rank
  }
  return chosen
}

/** Of the open warehouses, the first among equals; −1 when all are closed. */
function fullestStock(model: Model, state: State, product: number): number {
  const { firstStock, stocksOfProduct } = model
  const { onHandUnits } = state.shelves
  const warehouses = model.entities.stock.parents['warehouse']!
  let fullest = -1
  for (let i = firstStock[product]!; i < firstStock[product + 1]!; i++) {
    const stock = stocksOfProduct[i]!
    if (state.world.warehouseIsClosed[warehouses[stock]!] === 1) continue
    if (fullest < 0 || onHandUnits[stock]! > onHandUnits[fullest]!) fullest = stock
  }
  return fullest
}

/** What of an order may be owed: nothing without terms, else what the limit leaves. */
function creditFor({ money }: State, account: number, gmvCents: number): number {
  if (money.accountTermsDays[account] === 0) return 0
  const leftCents = money.accountLimitCents[account]! - money.accountReceivablesCents[account]!
  return Math.min(gmvCents, Math.max(0, leftCents))
}

/** An order beyond the limit must be paid at once: fewer accept that, as many fewer as without terms. */
function acceptsCredit(
  model: Model,
  state: State,
  key: Key,
  account: number,
  counter: number,
  sale: { readonly gmvCents: number; readonly creditCents: number },
): boolean {
  const termsDays = state.money.accountTermsDays[account]!
  if (termsDays === 0 || sale.creditCents === sale.gmvCents) return true
  const ratio = termsFactor(model, account, 0) / termsFactor(model, account, termsDays)
  return drawUniform(key, counter) < ratio
}
