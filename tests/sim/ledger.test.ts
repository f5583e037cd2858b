import { describe, expect, it } from 'vitest'
import {
  postHolding,
  postPayout,
  postReceipt,
  postSales,
  postShipment,
  postSupplierPayments,
} from '../../packages/sim/src/ledger.ts'
import { createState } from '../../packages/sim/src/state.ts'
import { model } from './shop.ts'

describe('ledger', () => {
  it('books four lines as worked by hand', () => {
    const shop = model(
      {},
      {
        'money.openingCashCents': 1_000_000,
        'money.payoutDelayDays': 3,
        'money.feeRatio': 0.05,
        'money.shippingCentsPerOrder': 800,
      },
    )
    const state = createState(shop)
    const snapshot = () => [
      state.cashCents,
      state.receivablesCents,
      state.payablesCents[0],
      state.onHandUnits[0],
    ]
    // p_1 costs 5,000 and sells at 10,000; s_a is paid after 15 days
    //
    // day  line                              cash   receivable   payable   units
    //  1   receive 40 units             1,000,000            0   200,000      40
    //  1   sell 3 units in 2 orders       998,400       28,500   200,000      37   2 × 800; 30,000 − 5 %
    //  4   payout                       1,026,900            0   200,000      37
    // 16   pay the supplier               826,900            0         0      37
    state.day = 1
    postReceipt(shop, state, 0, 40)
    expect(snapshot()).toEqual([1_000_000, 0, 200_000, 40])
    postShipment(shop, state, 0, 3)
    postSales(shop, state, 0, { gmvCents: 30_000, discountCents: 0, orders: 2 })
    expect(snapshot()).toEqual([998_400, 28_500, 200_000, 37])
    state.day = 3
    postPayout(state)
    expect(snapshot()).toEqual([998_400, 28_500, 200_000, 37])
    state.day = 4
    postPayout(state)
    expect(snapshot()).toEqual([1_026_900, 0, 200_000, 37])
    state.day = 15
    postSupplierPayments(shop, state)
    expect(snapshot()).toEqual([1_026_900, 0, 200_000, 37])
    state.day = 16
    postSupplierPayments(shop, state)
    expect(snapshot()).toEqual([826_900, 0, 0, 37])
  })

  it('pays and books holding cost at once', () => {
    const shop = model({}, { 'money.openingCashCents': 100 })
    const state = createState(shop)
    postHolding(state, 0, 30)
    expect([state.cashCents, state.today.holdingCostCents[0], state.today.cashOutCents[0]]).toEqual(
      [70, 30, 30],
    )
  })
})
