/** The books of a shop from one close to the next: what does not add up, as sentences. */
import { accounts } from '../../packages/sim/src/ledger.ts'
import type { Model } from '../../packages/sim/src/model.ts'
import type { State } from '../../packages/sim/src/state.ts'

export const sum = (values: Iterable<number>) => {
  let total = 0
  for (const value of values) total += value
  return total
}

/** Balances of units that do not hold from one close to the next. */
export function unitsThatDoNotAddUp(of: Model, before: State, after: State): string[] {
  const wrong: string[] = []
  const flows = after.closed.shelves
  const { shelves, supply, day } = after
  const check = (what: string, shown: number, expected: number) => {
    if (shown !== expected) wrong.push(`day ${day} ${what}: ${shown}, by hand ${expected}`)
  }
  const onOrder = new Float64Array(shelves.onHandUnits.length)
  const { count, stock, units } = supply.purchaseOrders
  for (let line = 0; line < count; line++) onOrder[stock[line]!]! += units[line]!
  shelves.onHandUnits.forEach((closing, i) => {
    const id = of.entities.stock.ids[i]!
    check(
      `on hand ${id}`,
      closing,
      before.shelves.onHandUnits[i]! +
        flows.receivedUnits[i]! +
        flows.restockedUnits[i]! +
        flows.transferInUnits[i]! +
        flows.quarantineOutUnits[i]! -
        flows.shippedUnits[i]! -
        flows.transferOutUnits[i]! -
        flows.quarantineInUnits[i]! -
        flows.writtenOffUnits[i]! -
        flows.sentBackUnits[i]!,
    )
    check(
      `quarantine ${id}`,
      shelves.quarantinedUnits[i]!,
      before.shelves.quarantinedUnits[i]! +
        flows.quarantineInUnits[i]! -
        flows.quarantineOutUnits[i]!,
    )
    check(`on order ${id}`, supply.onOrderUnits[i]!, onOrder[i]!)
    if (closing < 0 || !Number.isInteger(closing))
      wrong.push(`day ${day} on hand ${id}: ${closing}`)
    if (shelves.onHandUnits[i] === 0 && shelves.stockValueCents[i] !== 0)
      wrong.push(`day ${day} value of nothing ${id}: ${shelves.stockValueCents[i]}`)
  })
  // another warehouse may ship what a region waits for
  for (let p = 0; p < of.productHash.length; p++) {
    const ofProduct = (column: Float64Array) =>
      sum(column.filter((_, i) => of.productOfStock[i] === p))
    const waiting = (state: State) =>
      ofProduct(state.shelves.backorderUnits) + ofProduct(state.shelves.presaleUnits)
    check(
      `waiting for product ${p}`,
      waiting(after),
      waiting(before) +
        ofProduct(flows.soldUnits) -
        ofProduct(flows.shippedUnits) -
        ofProduct(flows.cancelledUnits),
    )
  }
  const missed = sum(flows.waitedUnits) + sum(flows.substitutedUnits) + sum(flows.lostUnits)
  // what business accounts asked for in vain counts as lost without having been looked for on the shelf
  if (of.entities.account.ids.length === 0) check('missing', sum(flows.blockedUnits), missed)
  else if (missed < sum(flows.blockedUnits))
    check('missing at least', missed, sum(flows.blockedUnits))
  check(
    'in transfer',
    sum(shelves.inTransferUnits),
    sum(before.shelves.inTransferUnits) + sum(flows.transferOutUnits) - sum(flows.transferInUnits),
  )
  check(
    'waiting units of the shop',
    sum(shelves.waitingUnits),
    sum(shelves.backorderUnits) + sum(shelves.presaleUnits),
  )
  return wrong
}

const goodsOf = ({ shelves }: State) =>
  sum(shelves.stockValueCents) + sum(shelves.quarantinedCents) + sum(shelves.inTransferCents)
const wealthOf = (state: State) =>
  state.money.cashCents +
  state.money.reserveCents +
  state.money.receivablesCents +
  goodsOf(state) -
  sum(state.money.payablesCents)

/** Accounts of one close that do not agree. */
export function moneyThatDoesNotAddUp({ day, money, closed, shelves, supply }: State): string[] {
  const wrong: string[] = []
  const check = (what: string, shown: number, expected: number) => {
    if (shown !== expected) wrong.push(`day ${day} ${what}: ${shown}, by hand ${expected}`)
  }
  check(
    'receivables',
    money.receivablesCents,
    sum(money.payoutsDueCents) + sum(money.accountReceivablesCents),
  )
  check('payables', sum(money.payablesCents), sum(money.paymentsDueCents))
  const owed = new Float64Array(money.accountReceivablesCents.length)
  const { count, account, cents, closedDay } = money.invoices
  for (let i = 0; i < count; i++)
    if (closedDay[i] === 2_147_483_647) owed[account[i]!]! += cents[i]!
  owed.forEach((open, i) =>
    check(`invoices of account ${i}`, money.accountReceivablesCents[i]!, open),
  )
  let onOrderCents = 0
  for (let line = 0; line < supply.purchaseOrders.count; line++)
    onOrderCents += supply.purchaseOrders.costCents[line]!
  check('goods on order', supply.onOrderCents, onOrderCents)
  const suppliers = money.payablesCents.length
  money.paymentsDueTotalCents.forEach((total, row) => {
    const due = money.paymentsDueCents.slice(row * suppliers, (row + 1) * suppliers)
    check(`bills due in row ${row}`, total, sum(due))
  })
  const whole = [money, closed.money, { v: shelves.stockValueCents }, closed.offers.gmvCents]
  for (const part of whole) {
    for (const [name, column] of Object.entries(part)) {
      const values =
        typeof column === 'number'
          ? [column]
          : ArrayBuffer.isView(column)
            ? [...(column as Float64Array)]
            : []
      if (name.endsWith('Cents') && !values.every((value) => Number.isSafeInteger(value)))
        wrong.push(`day ${day} ${name} is not in whole cents`)
    }
  }
  return wrong
}

/** Totals of a day, kept as they are posted, that are not the sums of their columns. */
export function totalsThatDoNotAddUp({ day, closed }: State): string[] {
  const { demand, offers, shelves, money } = closed
  const { impressions, visits, views, carts, checkouts } = demand
  const steps = [impressions, visits, views, carts, checkouts]
  const totals: readonly (readonly [name: string, total: number, column: Float64Array])[] = [
    ...steps.map((column, step) => [`step ${step}`, demand.stepTotals[step]!, column] as const),
    ['orders', demand.orderTotal[0]!, demand.orders],
    ['gmv', offers.gmvTotalCents[0]!, offers.gmvCents],
    ['sold', shelves.soldTotalUnits[0]!, shelves.soldUnits],
    ['lost', shelves.lostTotalUnits[0]!, shelves.lostUnits],
    ['written off', shelves.writtenOffTotalUnits[0]!, shelves.writtenOffUnits],
    ['cost of goods sold', shelves.cogsTotalCents[0]!, shelves.cogsCents],
    ['received', shelves.receivedTotalCents[0]!, shelves.receivedCents],
    ['restocked', shelves.restockedTotalCents[0]!, shelves.restockedCents],
    ['left unsold', shelves.leftUnsoldTotalCents[0]!, shelves.leftUnsoldCents],
    ['holding cost', money.costCents[accounts.holding]!, shelves.holdingCostCents],
  ]
  return totals.flatMap(([name, total, column]) =>
    total === sum(column) ? [] : [`day ${day} ${name}: ${total}, by hand ${sum(column)}`],
  )
}

/** Accounts that do not follow from those of the close before. */
export function moneyThatDoesNotRoll(before: State, after: State, profitCents: number): string[] {
  const wrong: string[] = []
  const { closed, day } = after
  const check = (what: string, shown: number, expected: number) => {
    if (shown !== expected) wrong.push(`day ${day} ${what}: ${shown}, by hand ${expected}`)
  }
  const { cashInCents, cashOutCents } = closed.money
  check('cash', after.money.cashCents, before.money.cashCents + cashInCents[0]! - cashOutCents[0]!)
  const { receivedCents, restockedCents, cogsCents, leftUnsoldCents } = closed.shelves
  check(
    'goods',
    goodsOf(after),
    goodsOf(before) +
      sum(receivedCents) +
      sum(restockedCents) -
      sum(cogsCents) -
      sum(leftUnsoldCents),
  )
  check('wealth', wealthOf(after) - wealthOf(before), profitCents)
  return wrong
}
