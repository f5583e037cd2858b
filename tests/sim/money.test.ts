/** Money: the forecast of case R-DET-cash, business accounts, reserve, and the identities of the books. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Command, Receipt } from '@sandtable/rules'
import { applyCommands } from '../../packages/sim/src/commands/index.ts'
import { accounts, postCost, postRestock, postWriteOff } from '../../packages/sim/src/ledger.ts'
import { serveAccounts, termsFactor } from '../../packages/sim/src/mechanisms/money/accounts.ts'
import {
  delayed,
  firstWeekUnder,
  forecastCash,
  type CashPlan,
} from '../../packages/sim/src/mechanisms/money/forecast.ts'
import {
  addInvoice,
  lateDaysOf,
  settleInvoices,
} from '../../packages/sim/src/mechanisms/money/invoices.ts'
import { buildModel } from '../../packages/sim/src/model.ts'
import { noEnd } from '../../packages/sim/src/rings.ts'
import { advance, type Run } from '../../packages/sim/src/run.ts'
import { settings } from '../../packages/sim/src/settings.ts'
import type { Account } from '../../packages/sim/src/shops/template.ts'
import type { View } from '../../packages/sim/src/view.ts'
import { begin, idle, once, product, reorder, resolve, scripted, twoWarehouses } from './shop.ts'

const calm = Object.fromEntries(
  Object.keys(settings)
    .filter((path) => path.startsWith('shocks.') && path.endsWith('PerYear'))
    .map((path) => [path, 0]),
)
const label = { en: 'test', zh: '测试' }
const account = (id: string, numbers: Partial<Account> = {}): Account => ({ id, label, ...numbers })

function start(
  own: readonly Account[] = [],
  overrides: Record<string, number | number[]> = {},
  historyDays = 0,
): Run {
  return begin(
    buildModel(resolve({ historyDays, accounts: own }, { overrides: { ...calm, ...overrides } })),
  )
}
const figure = (run: Run, id: string) => {
  run.view.refresh()
  return run.view.need('shop', id)[0]!
}
const ofAccount = (run: Run, id: string) => {
  run.view.refresh()
  return Array.from(run.view.need('account', id))
}
const apply = ({ model, state, view, luck }: Run, command: Command, isAfterClose = false) =>
  applyCommands({ model, state, view, luck, isAfterClose }, [command])[0]!
const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0)

/** The case R-DET-cash of the reference suite, in cents. */
const plan: CashPlan = {
  openingCashCents: 60_000,
  grossSalesCentsByWeek: [
    30_000, 31_000, 29_500, 33_000, 36_000, 52_000, 41_000, 38_000, 36_500, 35_000, 34_000, 33_500,
  ],
  purchasesCentsByWeek: [
    24_000, 15_000, 18_000, 42_000, 20_000, 16_000, 15_000, 15_000, 18_000, 16_000, 15_000, 15_000,
  ],
  adSpendCentsByWeek: [
    4_000, 4_000, 4_000, 5_000, 9_000, 9_000, 5_000, 4_500, 4_000, 4_000, 4_000, 4_000,
  ],
  openingReceivablesCentsByWeek: [28_000, 27_000],
  openingPayablesCentsByWeek: [16_000, 15_000, 17_000, 15_000],
  payoutDelayWeeks: 2,
  supplierTermsWeeks: 4,
  feeRatio: 0.06,
  fixedCostCentsPerWeek: 6_500,
  refundRatio: 0.08,
}
/** week: inflow, outflow, closing cash. */
const weeks = [
  [28_000, 28_900, 59_100],
  [27_000, 27_980, 58_120],
  [28_200, 29_860, 56_460],
  [29_140, 29_140, 56_460],
  [27_730, 42_380, 41_810],
  [31_020, 34_660, 38_170],
  [33_840, 32_780, 39_230],
  [48_880, 56_040, 32_070],
  [38_540, 33_420, 37_190],
  [35_720, 29_300, 43_610],
  [34_310, 28_220, 49_700],
  [32_900, 28_180, 54_420],
] as const

describe('the forecast of cash', () => {
  it('[R-DET-cash] is the table of the reference case', () => {
    const forecast = forecastCash(plan)
    weeks.forEach(([inflow, outflow, closing], week) => {
      expect(forecast.inflowCents[week]).toBeCloseTo(inflow, 6)
      expect(forecast.outflowCents[week]).toBeCloseTo(outflow, 6)
      expect(forecast.closingCashCents[week]).toBeCloseTo(closing, 6)
    })
    expect(forecast.minCashCents).toBeCloseTo(32_070, 6)
    expect(forecast.minWeek).toBe(8)
    expect(firstWeekUnder(forecast, 20_000)).toBeUndefined()
    expect(firstWeekUnder(forecast, 40_000)).toBe(6)
    // a week that closes with the floor itself is not under it
    expect(firstWeekUnder({ closingCashCents: [5, 4, 3] }, 4)).toBe(3)
  })

  it('[R-DET-cash] is what the shop announces when its file gives the plan by week', () => {
    const run = start([], {
      'money.openingCashCents': 60_000,
      'money.cashFloorCents': 20_000,
      'money.feeRatio': 0.06,
      'cashPlan.grossSalesCentsByWeek': [...plan.grossSalesCentsByWeek],
      'cashPlan.purchasesCentsByWeek': [...plan.purchasesCentsByWeek],
      'cashPlan.adSpendCentsByWeek': [...plan.adSpendCentsByWeek],
      'cashPlan.openingReceivablesCentsByWeek': [...plan.openingReceivablesCentsByWeek],
      'cashPlan.openingPayablesCentsByWeek': [...plan.openingPayablesCentsByWeek],
      'cashPlan.payoutDelayWeeks': 2,
      'cashPlan.supplierTermsWeeks': 4,
      'cashPlan.fixedCostCentsPerWeek': 6_500,
      'cashPlan.refundRatio': 0.08,
    })
    expect(figure(run, 'cashForecastMinCents')).toBe(32_070)
    expect(figure(run, 'cashGapCents')).toBe(0)
    expect(figure(run, 'cashGapWeek')).toBeNaN()
    run.state.money.cashCents = 40_000
    expect(figure(run, 'cashForecastMinCents')).toBe(12_070)
    expect(figure(run, 'cashGapCents')).toBe(7_930)
    expect(figure(run, 'cashGapWeek')).toBe(6)
  })

  it('moves a part of a week’s amount into the next week', () => {
    expect(delayed([700, 0, 0], 0, 3)).toEqual([700, 0, 0])
    expect(delayed([700, 350, 0], 1, 3)).toEqual([0, 700, 350])
    // ten days: four sevenths a week later, three sevenths two weeks later
    const [first, second, third] = delayed([700], 10 / 7, 3)
    expect([first, second!, third!].map((cents) => Math.round(cents! * 1e6) / 1e6)).toEqual([
      0, 400, 300,
    ])
  })

  it('adds to the cash what is known: payouts, bills, open orders, invoices that are not overdue', () => {
    const run = start([account('a_1')], {
      'money.openingCashCents': 1_000_000,
      'money.cashFloorCents': 200_000,
    })
    const { money, supply } = run.state
    expect(figure(run, 'cashForecastMinCents')).toBe(1_000_000)
    // day 7 is of week 1, day 8 of week 2; s_a is paid 15 days after receipt
    const owe = (supplier: number, day: number, cents: number) => {
      money.paymentsDueCents[day * money.payablesCents.length + supplier]! += cents
      money.paymentsDueTotalCents[day]! += cents
    }
    owe(0, 7, 300_000)
    expect(figure(run, 'cashForecastMinCents')).toBe(700_000)
    owe(1, 8, 100_000)
    expect(figure(run, 'cashForecastMinCents')).toBe(600_000)
    // an invoice due on day 8 comes in before the second week closes
    addInvoice(run.state, { account: 0, cents: 100_000, dueDay: 8, lateDays: 0 })
    expect(figure(run, 'cashForecastMinCents')).toBe(700_000)
    // one that was due yesterday is not counted on
    addInvoice(run.state, { account: 0, cents: 100_000, dueDay: -1, lateDays: 0 })
    expect(figure(run, 'cashForecastMinCents')).toBe(700_000)
    supply.purchaseOrders.count = 1
    supply.purchaseOrders.costCents[0] = 550_000
    supply.purchaseOrders.promisedDay[0] = 6
    supply.purchaseOrders.supplier[0] = 0
    // 1,000 − 300 − 100 + 100 − 550 after day 21, the third week
    expect(figure(run, 'cashForecastMinCents')).toBe(150_000)
    expect(figure(run, 'cashGapCents')).toBe(50_000)
    expect(figure(run, 'cashGapWeek')).toBe(3)
    money.payoutsDueCents[21] = 60_000
    expect(figure(run, 'cashGapWeek')).toBeNaN()
  })

  it('lets the last days go on: a shop without sales loses its fixed cost, week by week', () => {
    const quiet = resolve(
      { historyDays: 0, products: [product('p_1', { visitsPerDay: 0 })], hasRoutine: false },
      {
        overrides: {
          ...calm,
          'money.openingCashCents': 10_000_000,
          'money.staffWagesCentsPerDay': 10_000,
          'stock.holdingRatioPerYear': 0,
        },
      },
    )
    const run = begin(buildModel(quiet))
    advance(run, 5)
    const perDay = (10_000_000 - run.state.money.cashCents) / 5
    expect(perDay).toBeGreaterThanOrEqual(10_000)
    const { cashCents } = run.state.money
    expect(figure(run, 'cashForecastMinCents')).toBeCloseTo(cashCents - 84 * perDay, -1)
  })
})

describe('business accounts', () => {
  it('pay on the due day, late or never by one draw', () => {
    const { model: shop } = start([
      account('a_1', { punctualRatio: 0.6, lateMeanDays: 10, neverPaidRatio: 0.1 }),
    ])
    const days = [0.01, 0.599, 0.6001, 0.75, 0.8, 0.89, 0.9, 0.99].map((u) =>
      lateDaysOf(shop, 0, u),
    )
    // (0.75 − 0.6) ÷ 0.3 = ½: the median of the late ones, 10 · ln 2 = 6.93 days
    expect([days[0], days[1], days[3], days[6], days[7]]).toEqual([0, 0, 7, noEnd, noEnd])
    expect(days[2]).toBeGreaterThanOrEqual(1)
    expect(days).toEqual(days.toSorted((a, b) => a - b))
  })

  it('pay by the schedule worked by hand, later in distress, and are graded by days late', () => {
    const run = start([account('a_1'), account('a_2')], { 'money.openingCashCents': 0 })
    const { state, model: shop } = run
    state.day = 10
    for (const [index, cents, dueDay, lateDays] of [
      [0, 100, 12, 0],
      [0, 200, 12, 5],
      [1, 400, 14, 0],
    ] as const) {
      addInvoice(state, { account: index, cents, dueDay, lateDays })
      state.money.accountReceivablesCents[index]! += cents
      state.money.receivablesCents += cents
    }
    // the second account is 30 days late with everything
    state.world.accountDelayDays[1] = 30
    const rows: number[][] = []
    for (const day of [11, 12, 13, 17, 43, 44]) {
      while (state.day < day) {
        state.day += 1
        settleInvoices(shop, state)
      }
      rows.push([
        day,
        state.money.cashCents,
        figure(run, 'overdueCents'),
        ...ofAccount(run, 'overdueDays'),
        ...ofAccount(run, 'creditGrade'),
      ])
    }
    expect(rows).toEqual([
      // day, cash, overdue, days overdue of both, grades of both (0 is A)
      [11, 0, 0, 0, 0, 0, 0],
      [12, 100, 0, 0, 0, 0, 0],
      [13, 100, 200, 1, 0, 0, 0],
      [17, 300, 400, 0, 3, 0, 0],
      [43, 300, 400, 0, 29, 0, 2],
      [44, 700, 0, 0, 0, 0, 2],
    ])
    expect(state.money.receivablesCents).toBe(0)
  })

  it('that never pay are given up as a cost after 180 days', () => {
    const run = start([account('a_1')])
    const { state, model: shop } = run
    addInvoice(state, { account: 0, cents: 900, dueDay: 5, lateDays: noEnd })
    state.money.accountReceivablesCents[0] = 900
    state.money.receivablesCents = 900
    state.day = 185
    settleInvoices(shop, state)
    expect(ofAccount(run, 'receivablesCents')).toEqual([900])
    state.day = 186
    settleInvoices(shop, state)
    expect([
      figure(run, 'receivablesCents'),
      state.today.money.costCents[accounts.badDebts],
    ]).toEqual([0, 900])
    expect(ofAccount(run, 'creditGrade')).toEqual([0])
  })

  const busy = (numbers: Partial<Account> = {}, overrides: Record<string, number> = {}) => {
    const run = start(
      [account('a_1', { ordersPerWeek: 70, orderValueCents: 50_000, ...numbers })],
      {
        'stock.openingCoverDays': 300,
        ...overrides,
      },
    )
    run.state.day = 1
    return run
  }

  it('buy real goods at the trade price and owe for them by their terms', () => {
    const run = busy({ creditLimitCents: 100_000_000 })
    const units = sum(run.state.shelves.onHandUnits)
    const value = sum(run.state.shelves.stockValueCents)
    serveAccounts(run.model, run.state, run.luck)
    const { today, money } = run.state
    const sold = sum(today.shelves.soldUnits)
    expect(sold).toBeGreaterThan(10)
    expect(sum(run.state.shelves.onHandUnits)).toBe(units - sold)
    expect(sum(run.state.shelves.stockValueCents)).toBe(value - sum(today.shelves.cogsCents))
    // every product costs 10,000 at list, 9,000 in trade; orders and funnel are untouched
    expect(sum(today.offers.gmvCents)).toBe(9_000 * sold)
    expect(sum(today.demand.orders)).toBe(0)
    expect(money.receivablesCents).toBe(9_000 * sold)
    expect(sum(money.invoices.cents.slice(0, money.invoices.count))).toBe(9_000 * sold)
    expect(
      Array.from(money.invoices.dueDay.slice(0, money.invoices.count)).every((day) => day === 31),
    ).toBe(true)
    expect(today.money.costCents[accounts.fees]).toBe(0)
    expect(today.money.costCents[accounts.freight]).toBe(180 * sold)
  })

  it('pay at once without terms, and owe no more than their limit', () => {
    const ahead = busy({ termsDays: 0 })
    serveAccounts(ahead.model, ahead.state, ahead.luck)
    expect(ahead.state.money.receivablesCents).toBe(0)
    expect(sum(ahead.state.today.offers.gmvCents)).toBeGreaterThan(0)
    const limited = busy({ creditLimitCents: 20_000 })
    serveAccounts(limited.model, limited.state, limited.luck)
    expect(limited.state.money.receivablesCents).toBeLessThanOrEqual(20_000)
    expect(sum(limited.state.today.offers.gmvCents)).toBeGreaterThan(20_000)
  })

  it('lose what is not there, and take nothing from a closed warehouse', () => {
    const empty = busy()
    empty.state.shelves.onHandUnits.fill(0)
    empty.state.shelves.stockValueCents.fill(0)
    serveAccounts(empty.model, empty.state, empty.luck)
    expect(sum(empty.state.today.shelves.lostUnits)).toBeGreaterThan(0)
    expect(sum(empty.state.today.offers.gmvCents)).toBe(0)
    const closed = busy()
    closed.state.world.warehouseIsClosed.fill(1)
    serveAccounts(closed.model, closed.state, closed.luck)
    expect(sum(closed.state.today.shelves.regionUnits)).toBe(0)
  })

  it('order less with shorter terms: 3.5 % for each week, never more with longer ones', () => {
    const { model: shop } = start([account('a_1', { termsDays: 28 })])
    expect([28, 21, 0, 60].map((days) => termsFactor(shop, 0, days))).toEqual([
      1,
      1 - 0.035,
      1 - 4 * 0.035,
      1,
    ])
  })
})

describe('setCreditTerms', () => {
  const terms = (termsDays: number, limitCents: number): Command => ({
    command: 'setCreditTerms',
    scope: 'account',
    entities: [0],
    values: { termsDays, limitCents },
  })
  it('sets terms and limit for the orders to come, and is refused when nothing would change', () => {
    const run = start([account('a_1', { termsDays: 30, creditLimitCents: 500 })])
    expect(apply(run, terms(30, 500))).toEqual({ fate: 'rejected', reason: 'unchanged' })
    expect(apply(run, terms(0, 500))).toEqual({ fate: 'applied' })
    expect(apply(run, terms(120, 0))).toEqual({ fate: 'adjusted', reason: 'clippedToBounds' })
    expect([run.state.money.accountTermsDays[0], run.state.money.accountLimitCents[0]]).toEqual([
      90, 0,
    ])
  })
})

describe('collect', () => {
  const step = (name: string): Command => ({
    command: 'collect',
    scope: 'account',
    entities: [0],
    values: { step: name },
  })
  /** An account with 1,000 overdue since day 3, on day 10, that never pays by itself. */
  const overdue = (overrides: Record<string, number> = {}) => {
    const run = start([account('a_1')], { 'accounts.leaveRatio': 0, ...overrides })
    addInvoice(run.state, { account: 0, cents: 1_000, dueDay: 3, lateDays: noEnd })
    addInvoice(run.state, { account: 0, cents: 500, dueDay: 30, lateDays: noEnd })
    run.state.money.accountReceivablesCents[0] = 1_500
    run.state.money.receivablesCents = 1_500
    run.state.day = 10
    return run
  }
  const settleUntil = ({ model: shop, state }: Run, day: number) => {
    while (state.day < day) {
      state.day += 1
      settleInvoices(shop, state)
    }
  }

  it('is refused when nothing is overdue', () => {
    const run = start([account('a_1')])
    expect(apply(run, step('remind'))).toEqual({ fate: 'rejected', reason: 'nothingOverdue' })
    expect(run.state.today.money.costCents[accounts.wages]).toBe(0)
  })

  it('costs 0.2, 1 or 2 hours of the finance desk', () => {
    for (const [name, minutes] of [
      ['remind', 12],
      ['call', 60],
      ['stopSupply', 120],
    ] as const) {
      const run = overdue()
      expect(apply(run, step(name))).toEqual({ fate: 'applied' })
      const { finance } = run.model.people.desks
      expect(run.state.today.people.workedMinutes[finance]).toBe(minutes)
    }
  })

  it('brings in what is overdue three days later when it succeeds, and nothing else', () => {
    const run = overdue({ 'accounts.remindRatio': 1 })
    apply(run, step('remind'), true)
    const cash = run.state.money.cashCents
    settleUntil(run, 13)
    expect(figure(run, 'overdueCents')).toBe(1_000)
    settleUntil(run, 14)
    expect(run.state.money.cashCents).toBe(cash + 1_000)
    expect(figure(run, 'receivablesCents')).toBe(500)
    const failed = overdue({ 'accounts.remindRatio': 0 })
    apply(failed, step('remind'))
    settleUntil(failed, 60)
    expect(failed.state.money.receivablesCents).toBe(1_500)
  })

  it('succeeds the more often the harder the step, and half as often in distress', () => {
    const successes = (name: string, delayDays = 0) => {
      const run = overdue()
      run.state.world.accountDelayDays[0] = delayDays
      let count = 0
      for (let day = 10; day < 410; day++) {
        run.state.day = day
        run.state.money.invoices.promisedDay.fill(noEnd)
        apply(run, step(name))
        if (run.state.money.invoices.promisedDay[0] !== noEnd) count += 1
      }
      return count / 400
    }
    const [remind, call, stop] = [successes('remind'), successes('call'), successes('stopSupply')]
    expect(remind).toBeCloseTo(0.25, 1)
    expect(call).toBeCloseTo(0.45, 1)
    expect(stop).toBeCloseTo(0.65, 1)
    expect(remind).toBeLessThan(call)
    expect(call).toBeLessThan(stop)
    expect(successes('call', Infinity)).toBeCloseTo(0.225, 1)
  })

  it('stops supply until nothing is overdue, or for good when the account leaves', () => {
    const run = overdue({ 'accounts.stopSupplyRatio': 1 })
    apply(run, step('stopSupply'))
    expect(run.state.money.accountIsStopped[0]).toBe(1)
    settleUntil(run, 12)
    expect(run.state.money.accountIsStopped[0]).toBe(1)
    settleUntil(run, 13)
    expect([run.state.money.accountIsStopped[0], run.state.money.accountHasLeft[0]]).toEqual([0, 0])
    const lost = overdue({ 'accounts.leaveRatio': 1 })
    apply(lost, step('stopSupply'))
    expect(lost.state.money.accountHasLeft[0]).toBe(1)
    serveAccounts(lost.model, lost.state, lost.luck)
    expect(sum(lost.state.today.shelves.regionUnits)).toBe(0)
  })
})

describe('fundReserve', () => {
  const fund = (amountCents: number): Command => ({
    command: 'fundReserve',
    scope: 'shop',
    entities: [0],
    values: { amountCents },
  })
  it('puts in what lies above the floor and takes out what is there', () => {
    const run = start([], { 'money.openingCashCents': 1_000, 'money.cashFloorCents': 300 })
    const { money } = run.state
    const balances = () => [money.cashCents, money.reserveCents]
    expect(apply(run, fund(0))).toEqual({ fate: 'rejected', reason: 'unchanged' })
    expect(apply(run, fund(-1))).toEqual({ fate: 'rejected', reason: 'noReserve' })
    expect(apply(run, fund(500))).toEqual({ fate: 'applied' })
    expect(balances()).toEqual([500, 500])
    expect(apply(run, fund(500))).toEqual({ fate: 'adjusted', reason: 'cashAboveFloor' })
    expect(balances()).toEqual([300, 700])
    expect(apply(run, fund(1))).toEqual({ fate: 'rejected', reason: 'cashAboveFloor' })
    expect(apply(run, fund(-200))).toEqual({ fate: 'applied' })
    expect(apply(run, fund(-900))).toEqual({ fate: 'adjusted', reason: 'noReserve' })
    expect(balances()).toEqual([1_000, 0])
    expect([figure(run, 'cashCents'), figure(run, 'reserveCents')]).toEqual([1_000, 0])
  })
  it('finds what the shop file has set aside', () => {
    const run = start([], { 'money.openingCashCents': 100, 'money.openingReserveCents': 400 })
    expect(apply(run, fund(-150))).toEqual({ fate: 'applied' })
    expect([figure(run, 'cashCents'), figure(run, 'reserveCents')]).toEqual([250, 250])
  })
})

describe('the books', () => {
  const wealth = ({ state: { money, shelves } }: View) =>
    money.cashCents +
    money.reserveCents +
    money.receivablesCents +
    sum(shelves.stockValueCents) +
    sum(shelves.quarantinedCents) +
    sum(shelves.transfers.cents.slice(0, shelves.transfers.count)) -
    sum(money.payablesCents)
  const credit = [
    account('a_1', {
      ordersPerWeek: 7,
      orderValueCents: 60_000,
      creditLimitCents: 300_000,
      termsDays: 5,
      punctualRatio: 0.2,
      neverPaidRatio: 0.2,
    }),
    account('a_2', { ordersPerWeek: 3, termsDays: 0, neverPaidRatio: 0.2 }),
  ]
  const command: fc.Arbitrary<Command> = fc.oneof(
    fc
      .tuple(fc.nat(5), fc.integer({ min: 1, max: 200 }))
      .map(([i, units]) => reorder('stock', i, units)),
    fc.integer({ min: -20_000_000, max: 60_000_000 }).map((amountCents): Command => ({
      command: 'fundReserve',
      scope: 'shop',
      entities: [0],
      values: { amountCents },
    })),
    fc.constantFrom('remind', 'call', 'stopSupply').map((step): Command => ({
      command: 'collect',
      scope: 'account',
      entities: [1],
      values: { step },
    })),
    fc.tuple(fc.nat(2), fc.integer({ min: 1, max: 60 })).chain(([i, units]) =>
      fc.constantFrom<Command>(
        ...(['donate', 'liquidate', 'writeOff'] as const).map((how): Command => ({
          command: 'dispose',
          scope: 'product',
          entities: [i],
          values: { units, how },
        })),
        {
          command: 'quarantine',
          scope: 'product',
          entities: [i],
          values: { days: 1 + (units % 5) },
        },
        { command: 'returnToSupplier', scope: 'product', entities: [i], values: { units } },
        { command: 'spotCheck', scope: 'product', entities: [i], values: { sampleUnits: 5 } },
        {
          command: 'transfer',
          scope: 'stock',
          entities: [2 * i],
          values: { units, keepUnits: 0, from: { scope: 'stock', entity: 2 * i + 1 } },
        },
      ),
    ),
    fc.tuple(fc.nat(1), fc.integer({ min: 0, max: 90 })).map(([i, termsDays]): Command => ({
      command: 'setCreditTerms',
      scope: 'account',
      entities: [i],
      values: { termsDays, limitCents: 200_000 },
    })),
  )
  const steps = fc.array(
    fc.record({
      day: fc.integer({ min: 1, max: 12 }),
      timing: fc.constantFrom('startOfDay' as const, 'endOfDay' as const),
      commands: fc.array(command, { minLength: 1, maxLength: 3 }),
    }),
    { maxLength: 8 },
  )
  const ofProduct = (
    name: 'dispose' | 'quarantine' | 'returnToSupplier' | 'spotCheck',
    entity: number,
    values: Command['values'],
  ): Command => ({ command: name, scope: 'product', entities: [entity], values })
  /** Every command once, on products that have stock. */
  const everything: {
    day: number
    timing: 'startOfDay' | 'endOfDay'
    commands: Command[]
  }[] = [
    {
      day: 2,
      timing: 'endOfDay',
      commands: [
        ofProduct('dispose', 0, { units: 3, how: 'liquidate' }),
        ofProduct('spotCheck', 2, { sampleUnits: 5 }),
        ofProduct('returnToSupplier', 0, { units: 2 }),
        {
          command: 'transfer',
          scope: 'stock',
          entities: [5],
          values: { units: 4, keepUnits: 0, from: { scope: 'stock', entity: 4 } },
        },
        reorder('stock', 0, 40),
        {
          command: 'fundReserve',
          scope: 'shop',
          entities: [0],
          values: { amountCents: 100_000 },
        },
        {
          command: 'setCreditTerms',
          scope: 'account',
          entities: [0],
          values: { termsDays: 7, limitCents: 100_000 },
        },
      ],
    },
    {
      day: 4,
      timing: 'startOfDay',
      commands: [ofProduct('quarantine', 0, { days: 3 })],
    },
    ...[3, 6, 9, 12].map((day) => ({
      day,
      timing: 'endOfDay' as const,
      commands: [0, 1].map((entity): Command => ({
        command: 'collect',
        scope: 'account',
        entities: [entity],
        values: { step: 'call' },
      })),
    })),
  ]
  const shop = buildModel(
    resolve(
      { warehouses: twoWarehouses, historyDays: 20, accounts: credit },
      { overrides: { 'accounts.writeOffDays': 4 } },
    ),
  )

  it('close each day: cash rolls forward, and contribution with stock is the change of wealth', () => {
    const carriedOut = new Set<string>()
    fc.assert(
      fc.property(steps, (taken) => {
        const issued: Command[] = []
        const receipts: Receipt[] = []
        const closes: { wealth: number; cash: number; profit: number; moved: number }[] = []
        const program = scripted((timing, { day }) => {
          const now = taken.flatMap((one) =>
            one.day === day && one.timing === timing ? one.commands : [],
          )
          issued.push(...now)
          return now
        }, receipts)
        const run = begin(shop, program, {
          onClose: (view) => {
            const { cashInCents, cashOutCents } = view.flows.money
            closes.push({
              wealth: wealth(view),
              cash: view.state.money.cashCents,
              profit: view.need('shop', 'contributionWithStockCents')[0]!,
              moved: cashInCents[0]! - cashOutCents[0]!,
            })
          },
        })
        advance(run, 14)
        receipts.forEach(({ fate }, i) => {
          if (fate !== 'rejected') carriedOut.add(issued[i]!.command)
        })
        for (let i = 1; i < closes.length; i++) {
          expect(closes[i - 1]!.cash + closes[i]!.moved).toBe(closes[i]!.cash)
          expect(closes[i]!.wealth - closes[i - 1]!.wealth).toBe(closes[i]!.profit)
          expect(Number.isInteger(closes[i]!.cash)).toBe(true)
        }
        const { money } = run.state
        expect(sum(money.payoutsDueCents) + sum(money.accountReceivablesCents)).toBe(
          money.receivablesCents,
        )
        const open = Array.from({ length: money.invoices.count }, (_, i) =>
          money.invoices.closedDay[i] === noEnd ? money.invoices.cents[i]! : 0,
        )
        expect(sum(open)).toBe(sum(money.accountReceivablesCents))
        expect(sum(money.paymentsDueCents)).toBe(sum(money.payablesCents))
        expect(money.reserveCents).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 20, examples: [[everything]] },
    )
    // so the examples above have teeth: each kind of movement really happened
    expect([...carriedOut].toSorted()).toEqual([
      'collect',
      'dispose',
      'fundReserve',
      'quarantine',
      'reorder',
      'returnToSupplier',
      'setCreditTerms',
      'spotCheck',
      'transfer',
    ])
  })

  it('book a cost for its product, its categories and the shop alike', () => {
    const run = start()
    advance(run, 2)
    const before = ['product', 'category', 'shop'] as const
    const read = () =>
      before.map((scope) => {
        run.view.refresh()
        return run.view.need(scope, 'contributionCents')[0]!
      })
    const old = read()
    run.state.today = run.state.closed
    postCost(run.state, accounts.other, 777, 0)
    expect(read()).toEqual(old.map((cents) => cents - 777))
  })

  it('count goods that come back and goods that leave unsold as change of stock only', () => {
    const run = start()
    advance(run, 2)
    const read = () => [figure(run, 'contributionCents'), figure(run, 'contributionWithStockCents')]
    const [plain, withStock] = read() as [number, number]
    run.state.today = run.state.closed
    postRestock(run.state, 0, 3, 15_000)
    expect(read()).toEqual([plain, withStock + 15_000])
    const lostCents = postWriteOff(run.state, 2, 4)
    expect(lostCents).toBe(20_000)
    expect(read()).toEqual([plain, withStock - 5_000])
  })

  it('share what was earned before advertising out over the channels by their sales', () => {
    const run = start()
    advance(run, 3)
    run.view.refresh()
    const { flows } = run.view
    flows.demand.channelSpendCents[0] = 12_345
    const gmvCents = sum(flows.offers.gmvCents)
    const { channelGmvCents, channelSpendCents } = flows.demand
    const earned =
      run.view.need('shop', 'contributionWithStockCents')[0]! +
      flows.money.costCents[accounts.adSpend]!
    const shares = Array.from(run.view.need('channel', 'contributionCents'))
    expect(gmvCents).toBeGreaterThan(0)
    shares.forEach((cents, channel) =>
      expect(cents).toBeCloseTo(
        (earned * channelGmvCents[channel]!) / gmvCents - channelSpendCents[channel]!,
        6,
      ),
    )
    expect(new Set(shares).size).toBeGreaterThan(1)
  })

  it('are the same with no accounts and with accounts that never order', () => {
    const path = (own: readonly Account[]) => {
      const run = start(own, {}, 10)
      const closes: number[] = []
      for (let day = 1; day <= 10; day++) {
        advance(run, 1)
        closes.push(run.state.money.cashCents, ...run.state.shelves.onHandUnits)
      }
      return closes
    }
    expect(path([account('a_1', { ordersPerWeek: 0 })])).toEqual(path([]))
  })

  it('bring accounts that order, and leave every other draw as it was', () => {
    const visits = (own: readonly Account[]) => {
      const run = start(own, {}, 0)
      const pages: number[][] = []
      for (let day = 1; day <= 10; day++) {
        advance(run, 1)
        pages.push(Array.from(run.state.closed.demand.visits))
      }
      return pages
    }
    expect(visits(credit)[0]).toEqual(visits([])[0])
    const run = begin(shop, scripted(once(1, 'endOfDay')), {})
    advance(run, 10)
    expect(run.state.money.invoices.count).toBeGreaterThan(0)
    expect(begin(shop, idle).state.money.invoices.count).toBeGreaterThan(0)
  })
})
