/** What the list of planted bugs (scripts/mutations) and Stryker ask for beside the tests of each part, by hand. */
import { describe, expect, it } from 'vitest'
import type { Shop } from '@sandtable/rules'
import { commandDeclaration, type CommandId } from '../../packages/rules/src/commands/index.ts'
import { byPriority, resolveConflicts, type Proposal } from '../../packages/rules/src/resolve.ts'
import { TriggerState } from '../../packages/rules/src/triggerState.ts'
import {
  accounts,
  commissionRatio,
  payoutDelayDays,
  postAccountPayment,
  postAccountSale,
  postBadDebt,
  postCost,
  postHolding,
  postLateShipment,
  postPayout,
  postQuarantine,
  postReceipt,
  postRefund,
  postRelease,
  postReserve,
  postRestock,
  postSales,
  postSendBack,
  postShipment,
  postSupplierPayments,
  postTransferIn,
  postTransferOut,
  postWriteOff,
} from '../../packages/sim/src/ledger.ts'
import {
  addInvoice,
  promiseOverdue,
  settleInvoices,
} from '../../packages/sim/src/mechanisms/money/invoices.ts'
import { discountedCents } from '../../packages/sim/src/mechanisms/offers/priceEffects.ts'
import { buildModel } from '../../packages/sim/src/model.ts'
import { ringDays } from '../../packages/sim/src/rings.ts'
import type { State } from '../../packages/sim/src/state.ts'
import { begin, resolve } from './shop.ts'

const label = { en: 'test', zh: '测试' }

/** A shop on day 5 without history: 10 units of stock 1 that cost 10.05, fee 5 %, payouts after 7 days. */
function shop() {
  const model = buildModel(
    resolve(
      { historyDays: 0, hasRoutine: false, accounts: [{ id: 'a_1', label }] },
      { overrides: { 'money.feeRatio': 0.05, 'money.payoutDelayDays': 7 } },
    ),
  )
  const { state } = begin(model)
  state.day = 5
  state.shelves.onHandUnits[1] = 10
  state.shelves.stockValueCents[1] = 1_005
  return { model, state }
}

/** Every number of the books, sums over them apart: name → value. */
function books({ money, shelves, today }: State): Map<string, number> {
  const numbers = new Map<string, number>()
  const parts = {
    money,
    shelves,
    'today.money': today.money,
    'today.shelves': today.shelves,
    'today.demand': today.demand,
    'today.offers': today.offers,
  }
  for (const [part, columns] of Object.entries(parts)) {
    for (const [name, column] of Object.entries(columns as object) as [string, unknown][]) {
      if (name.includes('Total')) continue
      if (typeof column === 'number') numbers.set(`${part}.${name}`, column)
      if (!(column instanceof Float64Array)) continue
      column.forEach((value, i) => numbers.set(`${part}.${name}.${i}`, value))
    }
  }
  return numbers
}

/** What a posting changes, and by how much. */
function changes(state: State, post: () => void): Record<string, number> {
  const before = books(state)
  post()
  const changed = [...books(state)].filter(([name, value]) => !Object.is(value, before.get(name)))
  return Object.fromEntries(changed.map(([name, value]) => [name, value - before.get(name)!]))
}

const paid = (cents: number) => ({ 'money.cashCents': -cents, 'today.money.cashOutCents.0': cents })
const taken = (cents: number) => ({ 'money.cashCents': cents, 'today.money.cashInCents.0': cents })
const cost = (account: keyof typeof accounts, cents: number) => ({
  [`today.money.costCents.${accounts[account]}`]: cents,
})
/** Of the 10 units at 10.05 in stock 1: 4 are 4.02. */
const fourLeave = { 'shelves.onHandUnits.1': -4, 'shelves.stockValueCents.1': -402 }
const rareMove = { 'today.shelves.rareMoves.0': 1 }

describe('the ledger posts, and posts nothing else:', () => {
  it('a cost, of a product or of none', () => {
    const { state } = shop()
    expect(changes(state, () => postCost(state, accounts.gifts, 250, 1))).toEqual({
      ...cost('gifts', 250),
      'today.money.directCostCents.1': 250,
      ...paid(250),
    })
    expect(changes(state, () => postCost(state, accounts.orderCost, 40, 0))).toEqual({
      ...cost('orderCost', 40),
      'today.money.directCostCents.0': 40,
      'today.money.orderCostCents.0': 40,
      ...paid(40),
    })
    expect(changes(state, () => postCost(state, accounts.wages, 90))).toEqual({
      ...cost('wages', 90),
      ...paid(90),
    })
  })

  it('a negative cost, as money that comes in', () => {
    const { state } = shop()
    expect(changes(state, () => postCost(state, accounts.disposal, -70, 1))).toEqual({
      ...cost('disposal', -70),
      'today.money.directCostCents.1': -70,
      ...taken(70),
    })
  })

  it('a refund, of a product or of none', () => {
    const { state } = shop()
    const ofNone = { ...cost('refunds', 30), ...paid(30) }
    expect(changes(state, () => postRefund(state, 0, 30))).toEqual({
      ...ofNone,
      'today.money.directCostCents.0': 30,
      'today.money.refundCents.0': 30,
    })
    expect(changes(state, () => postRefund(state, -1, 30))).toEqual(ofNone)
  })

  it('units sold, at the mean cost of those there, and the last at what is left', () => {
    const { state } = shop()
    const sold = (units: number, cents: number) => ({
      'shelves.onHandUnits.1': -units,
      'shelves.stockValueCents.1': -cents,
      'today.shelves.soldUnits.1': units,
      'today.shelves.shippedUnits.1': units,
      'today.shelves.cogsCents.1': cents,
    })
    // 301.5, rounded up; 703 × 4 ÷ 7 = 401.7
    expect(changes(state, () => postShipment(state, 1, 3))).toEqual(sold(3, 302))
    expect(changes(state, () => postShipment(state, 1, 4))).toEqual(sold(4, 402))
    expect(changes(state, () => postShipment(state, 1, 3))).toEqual(sold(3, 301))
  })

  it('units that were sold before', () => {
    const { state } = shop()
    expect(changes(state, () => postLateShipment(state, 1, 4))).toEqual({
      ...fourLeave,
      'today.shelves.shippedUnits.1': 4,
      'today.shelves.cogsCents.1': 402,
    })
  })

  it.each([
    ['written off', postWriteOff, 'writtenOffUnits'],
    ['sent back', postSendBack, 'sentBackUnits'],
  ] as const)('units %s', (_, post, column) => {
    const { state } = shop()
    let cents = 0
    expect(changes(state, () => (cents = post(state, 1, 4)))).toEqual({
      ...fourLeave,
      ...rareMove,
      [`today.shelves.${column}.1`]: 4,
      'today.shelves.leftUnsoldCents.1': 402,
    })
    expect(cents).toBe(402)
    expect(changes(state, () => (cents = post(state, 1, 0)))).toEqual({})
    expect(cents).toBe(0)
  })

  it('units taken off sale and sold again', () => {
    const { state } = shop()
    expect(changes(state, () => postQuarantine(state, 1, 4))).toEqual({
      ...fourLeave,
      ...rareMove,
      'today.shelves.quarantineInUnits.1': 4,
      'shelves.quarantinedUnits.1': 4,
      'shelves.quarantinedCents.1': 402,
    })
    expect(changes(state, () => postQuarantine(state, 1, 0))).toEqual({})
    expect(changes(state, () => postRelease(state, 1))).toEqual({
      ...rareMove,
      'shelves.onHandUnits.1': 4,
      'shelves.stockValueCents.1': 402,
      'today.shelves.quarantineOutUnits.1': 4,
      'shelves.quarantinedUnits.1': -4,
      'shelves.quarantinedCents.1': -402,
    })
  })

  it('units on the way to another stock', () => {
    const { state } = shop()
    let cents = 0
    expect(changes(state, () => (cents = postTransferOut(state, 1, 4)))).toEqual({
      ...fourLeave,
      ...rareMove,
      'today.shelves.transferOutUnits.1': 4,
    })
    expect(cents).toBe(402)
    expect(changes(state, () => (cents = postTransferOut(state, 1, 0)))).toEqual({})
    expect(cents).toBe(0)
    expect(changes(state, () => postTransferIn(state, 2, 4, 402))).toEqual({
      ...rareMove,
      'shelves.onHandUnits.2': 4,
      'shelves.stockValueCents.2': 402,
      'today.shelves.transferInUnits.2': 4,
    })
  })

  it('returned units, at the cost given', () => {
    const { state } = shop()
    expect(changes(state, () => postRestock(state, 1, 2, 199))).toEqual({
      'shelves.onHandUnits.1': 2,
      'shelves.stockValueCents.1': 199,
      'today.shelves.restockedUnits.1': 2,
      'today.shelves.restockedCents.1': 199,
    })
  })

  it('sales: the fee is kept, the rest owed until the payout', () => {
    const { model, state } = shop()
    const sale = { gmvCents: 1_010, discountCents: 90, orders: 2 }
    // 5 % of 10.10 is 50.5, rounded up
    expect(changes(state, () => postSales(model, state, 1, sale))).toEqual({
      'today.demand.orders.1': 2,
      'today.offers.gmvCents.1': 1_010,
      'today.offers.discountCents.1': 90,
      ...cost('fees', 51),
      'today.money.directCostCents.1': 51,
      'money.receivablesCents': 959,
      'money.payoutsDueCents.12': 959,
    })
    state.day = 11
    expect(changes(state, () => postPayout(state))).toEqual({})
    state.day = 12
    expect(changes(state, () => postPayout(state))).toEqual({
      'money.receivablesCents': -959,
      'money.payoutsDueCents.12': -959,
      ...taken(959),
    })
  })

  it('with a share between none and all, and a delay that the calendar of payouts holds', () => {
    const { model, state } = shop()
    const { world } = state
    const shareWith = (extra: number) => {
      world.commissionExtraRatio = extra
      return commissionRatio(model, state)
    }
    expect([-1, 0.25, 2].map(shareWith)).toEqual([0, 0.3, 1])
    const delayWith = (extra: number) => {
      world.payoutExtraDays = extra
      return payoutDelayDays(model, state)
    }
    expect([0, 3, 1_000].map(delayWith)).toEqual([7, 10, ringDays - 1])
  })

  it('goods received, and their bill on its day', () => {
    const { model, state } = shop()
    const receive = (supplier: number, cents: number) => () =>
      postReceipt(model, state, 1, supplier, { units: 6, cents })
    const received = (cents: number) => ({
      'shelves.onHandUnits.1': 6,
      'shelves.stockValueCents.1': cents,
      'today.shelves.receivedUnits.1': 6,
      'today.shelves.receivedCents.1': cents,
      'today.shelves.receipts.0': 1,
    })
    // terms of 15 and of 0 days; two suppliers a row
    expect(changes(state, receive(0, 600))).toEqual({
      ...received(600),
      'money.payablesCents.0': 600,
      [`money.paymentsDueCents.${2 * 20}`]: 600,
    })
    expect(changes(state, receive(1, 700))).toEqual({
      ...received(700),
      'money.payablesCents.1': 700,
      [`money.paymentsDueCents.${2 * 5 + 1}`]: 700,
    })
    expect(changes(state, () => postSupplierPayments(state))).toEqual({
      'money.payablesCents.1': -700,
      [`money.paymentsDueCents.${2 * 5 + 1}`]: -700,
      ...paid(700),
    })
    expect(changes(state, () => postSupplierPayments(state))).toEqual({})
    state.day = 20
    expect(changes(state, () => postSupplierPayments(state))).toEqual({
      'money.payablesCents.0': -600,
      [`money.paymentsDueCents.${2 * 20}`]: -600,
      ...paid(600),
    })
  })

  it('what holding a stock costs', () => {
    const { state } = shop()
    expect(
      changes(state, () => {
        state.today.shelves.holdingCostCents[1] = 25
        postHolding(
          state,
          Int32Array.from(state.shelves.onHandUnits, () => 2),
        )
      }),
    ).toEqual({
      'today.shelves.holdingCostCents.1': 25,
      ...cost('holding', 25),
      'today.money.directCostCents.2': 25,
      ...paid(25),
    })
  })

  it('money put into the reserve and taken out', () => {
    const { state } = shop()
    expect(changes(state, () => postReserve(state, 100))).toEqual({
      'money.reserveCents': 100,
      ...paid(100),
    })
    expect(changes(state, () => postReserve(state, -40))).toEqual({
      'money.reserveCents': -40,
      ...taken(40),
    })
  })

  it('sales on account, what is paid of them and what is given up', () => {
    const { state } = shop()
    const owed = (cents: number) => ({
      'money.receivablesCents': cents,
      'money.accountReceivablesCents.0': cents,
    })
    const sale = { gmvCents: 900, creditCents: 600 }
    expect(changes(state, () => postAccountSale(state, 1, 0, sale))).toEqual({
      'today.offers.gmvCents.1': 900,
      'today.money.accountSalesCents.0': 900,
      ...owed(600),
      ...taken(300),
    })
    expect(changes(state, () => postAccountPayment(state, 0, 200))).toEqual({
      ...owed(-200),
      ...taken(200),
    })
    expect(changes(state, () => postBadDebt(state, 0, 150))).toEqual({
      ...owed(-150),
      ...cost('badDebts', 150),
    })
  })
})

describe('an account that has promised to pay', () => {
  const cashOnDays = (promisedDay: number): number[] => {
    const { model, state } = shop()
    // pays by itself on day 3 + 8
    addInvoice(state, { account: 0, cents: 1_000, dueDay: 3, lateDays: 8 })
    state.money.accountReceivablesCents[0] = 1_000
    state.money.receivablesCents = 1_000
    state.day = 9
    promiseOverdue(state, 0, promisedDay)
    const before = state.money.cashCents
    return [10, 11, 12, 13].map((day) => {
      state.day = day
      settleInvoices(model, state)
      return state.money.cashCents - before
    })
  }

  it('pays on the promised day when that is sooner than it would have paid', () => {
    expect(cashOnDays(10)).toEqual([1_000, 1_000, 1_000, 1_000])
  })

  it('pays when it would have paid when it promised a later day', () => {
    expect(cashOnDays(13)).toEqual([0, 1_000, 1_000, 1_000])
  })
})

describe('a discounted price', () => {
  it.each([
    [5_000, 0.2, 10_000, 4_000],
    [5_000, 0.3, 10_000, 4_000],
    [1_005, 0.1, 1_000, 905],
    // 0.4 × 333 = 133.2
    [200, 0.4, 333, 134],
    [3_900, 0.1, 10_000, 3_900],
    [3_900, 0, 10_000, 3_900],
  ])(
    'of %i less %f is whole and not under 40 %% of the list price %i, unless it was',
    (priceCents, discountRatio, listPriceCents, cents) => {
      expect(discountedCents(priceCents, discountRatio, listPriceCents)).toBe(cents)
    },
  )
})

describe('a trigger', () => {
  it.each([1, 31, 32, 33, 64])('fires for all of %i entities, 32 to a word', (size) => {
    const trigger = new TriggerState(size, {
      when: 'becomesTrue',
      onMissing: 'false',
      forReviews: 1,
      keepForReviews: 0,
      cooldownReviews: 0,
    })
    const words = new Int32Array([-1, -1, 0, 0])
    const selected = new Uint8Array(size)
    expect(trigger.step({ words, trueAt: 0, missingAt: 2 }, undefined, selected)).toBe(size)
    expect(selected).toEqual(new Uint8Array(size).fill(1))
  })
})

/** A proposal whose node is its number. */
function ask(
  node: number,
  command: CommandId,
  parts: Partial<Omit<Proposal, 'size'>> & { readonly size?: number | undefined } = {},
): Proposal {
  const { size, ...others } = parts
  const { lever, rule } = commandDeclaration(command)
  const rest = { playbook: 0, scope: 'product', entity: 0, values: {}, priority: 0 } as const
  return { node, command, lever, rule, ...rest, spendCents: 0, ...others, size: [size] }
}

describe('the order of proposals', () => {
  it('is priority, messages last, lever, command, the lever’s rule, entity, node', () => {
    const ordered = [
      ask(0, 'notify', { priority: 1 }),
      ask(1, 'dispose', { size: 1 }),
      ask(2, 'returnToSupplier', { size: 9 }),
      ask(3, 'discount'),
      ask(4, 'discount', { size: 0.2 }),
      ask(5, 'discount', { size: 0.1 }),
      ask(6, 'setPrice', { size: 90, entity: 1 }),
      ask(7, 'setPrice', { size: 100 }),
      ask(8, 'setPrice', { size: 100, entity: 1 }),
      ask(9, 'setPrice', { size: 100, entity: 1 }),
      ask(10, 'notify'),
    ]
    for (const a of ordered) {
      for (const b of ordered) {
        expect(Math.sign(byPriority(a, b)), `${a.node} and ${b.node}`).toBe(
          Math.sign(a.node - b.node),
        )
      }
    }
  })
})

describe('conflicts', () => {
  /** Stocks 0 and 1 are of product 0, stocks 2 and 3 of product 1. */
  const shopOfTwo = {
    entities: () => ({ ids: [], parents: { product: Int32Array.of(0, 0, 1, 1) } }),
  } as unknown as Shop
  /** Node of every loser → node it lost to, or none. */
  const losersOf = (...proposals: Proposal[]) => {
    const { winners, losers } = resolveConflicts(proposals, shopOfTwo)
    expect(winners.length + losers.size).toBe(proposals.length)
    expect(winners.some((winner) => losers.has(winner))).toBe(false)
    return Object.fromEntries([...losers].map(([loser, winner]) => [loser.node, winner?.node]))
  }
  const whole = (size: number, priority = 0) => ask(0, 'reorder', { size, priority })
  const part = (node: number, entity: number, size: number, priority = 0) =>
    ask(node, 'reorder', { scope: 'stock', entity, size, priority })

  it('between a product and its stocks: the rule decides on the sum of the stocks', () => {
    expect(losersOf(whole(10), part(1, 0, 6), part(2, 1, 5), part(3, 2, 1))).toEqual({ 0: 1 })
    expect(losersOf(whole(10), part(1, 0, 4), part(2, 1, 6), part(3, 2, 99))).toEqual({
      1: 0,
      2: 0,
    })
  })

  it('between a product and its stocks: a higher priority decides alone', () => {
    expect(losersOf(whole(10, 1), part(1, 0, 99))).toEqual({ 1: 0 })
    expect(losersOf(whole(10, 1), part(1, 0, 1, 1), part(2, 1, 1, 2))).toEqual({ 0: 1 })
  })

  it('between a product and its stocks: nobody wins where the lever has no rule', () => {
    const stock = (entity: number, priority: number) =>
      ask(1, 'setSafetyStock', { scope: 'stock', entity, size: 5, priority })
    const product = ask(0, 'setSafetyStock', { size: 5 })
    expect(losersOf(product, stock(0, 0))).toEqual({ 0: undefined, 1: undefined })
    expect(losersOf(product, stock(0, 1))).toEqual({ 0: 1 })
    expect(losersOf(product, stock(2, 0))).toEqual({})
  })

  it('between levers that exclude each other on a product and its stocks', () => {
    const cancel = (priority: number) => ask(9, 'cancelOrders', { priority })
    expect(losersOf(cancel(1), whole(10))).toEqual({ 0: 9 })
    expect(losersOf(cancel(0), whole(10, 1))).toEqual({ 9: 0 })
    expect(losersOf(cancel(0), whole(10))).toEqual({ 0: undefined, 9: undefined })
    expect(losersOf(cancel(1), part(1, 1, 5), part(2, 2, 5))).toEqual({ 1: 9 })
    expect(losersOf(cancel(1), ask(1, 'reorder', { entity: 1, size: 5 }))).toEqual({})
    expect(losersOf(cancel(1), ask(1, 'discount', { size: 0.1 }))).toEqual({})
  })
})
