import { describe, expect, it } from 'vitest'
import {
  accounts,
  postAccountPayment,
  postAccountSale,
  postBadDebt,
  postCost,
  postHolding,
  postPayout,
  postReceipt,
  postRefund,
  postReserve,
  postSales,
  postShipment,
  postSupplierPayments,
} from '../../packages/sim/src/ledger.ts'
import { createState } from '../../packages/sim/src/state.ts'
import { model } from './shop.ts'

const label = { en: 'test', zh: '测试' }

describe('ledger', () => {
  it('books four lines as worked by hand', () => {
    const shop = model(
      {},
      {
        'money.openingCashCents': 1_000_000,
        'money.payoutDelayDays': 3,
        'money.feeRatio': 0.05,
      },
    )
    const state = createState(shop)
    const snapshot = () => [
      state.money.cashCents,
      state.money.receivablesCents,
      state.money.payablesCents[0],
      state.shelves.onHandUnits[0],
    ]
    // p_1 costs 5,000 and sells at 10,000; s_a is paid after 15 days; couriers get 1,600
    //
    // day  line                              cash   receivable   payable   units
    //  1   receive 40 units             1,000,000            0   200,000      40
    //  1   sell 3 units in 2 orders       998,400       28,500   200,000      37   30,000 − 5 %
    //  4   payout                       1,026,900            0   200,000      37
    // 16   pay the supplier               826,900            0         0      37
    state.day = 1
    postReceipt(shop, state, 0, 0, { units: 40, cents: 200_000 })
    expect(snapshot()).toEqual([1_000_000, 0, 200_000, 40])
    postShipment(state, 0, 3)
    postSales(shop, state, 0, { gmvCents: 30_000, discountCents: 0, orders: 2 })
    postCost(state, accounts.shipping, 1_600, 0)
    expect(snapshot()).toEqual([998_400, 28_500, 200_000, 37])
    expect(state.today.money.directCostCents[0]).toBe(1_500 + 1_600)
    state.day = 3
    postPayout(state)
    expect(snapshot()).toEqual([998_400, 28_500, 200_000, 37])
    state.day = 4
    postPayout(state)
    expect(snapshot()).toEqual([1_026_900, 0, 200_000, 37])
    state.day = 15
    postSupplierPayments(state)
    expect(snapshot()).toEqual([1_026_900, 0, 200_000, 37])
    state.day = 16
    postSupplierPayments(state)
    expect(snapshot()).toEqual([826_900, 0, 0, 37])
  })

  it('pays and books holding cost at once', () => {
    const state = createState(model({}, { 'money.openingCashCents': 100 }))
    state.today.shelves.holdingCostCents[0] = 30
    postHolding(state, Int32Array.of(2, 0, 1))
    expect([
      state.money.cashCents,
      state.today.shelves.holdingCostCents[0],
      state.today.money.directCostCents[2],
      state.today.money.cashOutCents[0],
    ]).toEqual([70, 30, 30, 30])
  })

  it('takes in a negative cost, and refunds for a product or for none', () => {
    const state = createState(model({}, { 'money.openingCashCents': 1_000 }))
    postCost(state, accounts.disposal, -200, 1)
    postRefund(state, 1, 50)
    postRefund(state, -1, 7)
    const { costCents, refundCents, cashInCents, cashOutCents } = state.today.money
    expect([costCents[accounts.disposal], costCents[accounts.refunds], refundCents[1]]).toEqual([
      -200, 57, 50,
    ])
    expect([state.money.cashCents, cashInCents[0], cashOutCents[0]]).toEqual([1_143, 200, 57])
  })

  it('moves money to the reserve and back through the cash book, without income or cost', () => {
    const state = createState(model({}, { 'money.openingCashCents': 1_000 }))
    postReserve(state, 600)
    expect([state.money.cashCents, state.money.reserveCents]).toEqual([400, 600])
    postReserve(state, -250)
    expect([state.money.cashCents, state.money.reserveCents]).toEqual([650, 350])
    const { cashInCents, cashOutCents, costCents } = state.today.money
    expect(1_000 + cashInCents[0]! - cashOutCents[0]!).toBe(650)
    expect(costCents.every((cents) => cents === 0)).toBe(true)
  })

  it('books sales on account: what is owed, what is paid at once, and what is lost', () => {
    const shop = model({ accounts: [{ id: 'a_1', label }] }, { 'money.openingCashCents': 0 })
    const state = createState(shop)
    postAccountSale(state, 0, 0, { gmvCents: 90_000, creditCents: 60_000 })
    expect(state.today.offers.gmvCents[0]).toBe(90_000)
    expect([state.money.cashCents, state.money.receivablesCents]).toEqual([30_000, 60_000])
    postAccountPayment(state, 0, 25_000)
    expect([state.money.cashCents, state.money.receivablesCents]).toEqual([55_000, 35_000])
    postBadDebt(state, 0, 35_000)
    expect([state.money.cashCents, state.money.receivablesCents]).toEqual([55_000, 0])
    expect(state.money.accountReceivablesCents[0]).toBe(0)
    expect(state.today.money.costCents[accounts.badDebts]).toBe(35_000)
  })
})
