/** What the list of planted bugs (scripts/mutations) asks for beside the tests of each part, worked out by hand. */
import { describe, expect, it } from 'vitest'
import { postShipment } from '../../packages/sim/src/ledger.ts'
import {
  addInvoice,
  promiseOverdue,
  settleInvoices,
} from '../../packages/sim/src/mechanisms/money/invoices.ts'
import { buildModel } from '../../packages/sim/src/model.ts'
import { begin, model, resolve } from './shop.ts'

const label = { en: 'test', zh: '测试' }

describe('a shipment', () => {
  it('takes its units at the mean cost of those there, and the last ones take what is left', () => {
    const { state } = begin(model({ historyDays: 0 }))
    state.shelves.onHandUnits[0] = 10
    state.shelves.stockValueCents[0] = 1_005
    postShipment(state, 0, 3)
    // 301.5, rounded up
    expect(state.today.shelves.cogsCents[0]).toBe(302)
    expect(state.shelves.stockValueCents[0]).toBe(703)
    postShipment(state, 0, 4)
    // 703 × 4 ÷ 7 = 401.7
    expect(state.today.shelves.cogsCents[0]).toBe(302 + 402)
    postShipment(state, 0, 3)
    expect(state.today.shelves.cogsCents[0]).toBe(1_005)
    expect(state.shelves.stockValueCents[0]).toBe(0)
    expect(state.today.shelves.soldUnits[0]).toBe(10)
  })
})

describe('an account that has promised to pay', () => {
  const cashOnDays = (promisedDay: number): number[] => {
    const shop = buildModel(resolve({ historyDays: 0, accounts: [{ id: 'a_1', label }] }))
    const { state } = begin(shop)
    // pays by itself on day 3 + 8
    addInvoice(state, { account: 0, cents: 1_000, dueDay: 3, lateDays: 8 })
    state.money.accountReceivablesCents[0] = 1_000
    state.money.receivablesCents = 1_000
    state.day = 9
    promiseOverdue(state, 0, promisedDay)
    const before = state.money.cashCents
    return [10, 11, 12, 13].map((day) => {
      state.day = day
      settleInvoices(shop, state)
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
