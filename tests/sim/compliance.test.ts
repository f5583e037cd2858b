/** Inspectors: notices, fines three days later, certificates that run out and are renewed. */
import { describe, expect, it } from 'vitest'
import type { Command } from '@sandtable/rules'
import { applyCommands } from '../../packages/sim/src/commands/index.ts'
import { accounts } from '../../packages/sim/src/ledger.ts'
import { listingStates } from '../../packages/sim/src/listingStates.ts'
import { compliance } from '../../packages/sim/src/mechanisms/compliance/figures.ts'
import { incidentsOf } from '../../packages/sim/src/mechanisms/world/incidents.ts'
import { buildModel } from '../../packages/sim/src/model.ts'
import { advance, type Run } from '../../packages/sim/src/run.ts'
import { settings } from '../../packages/sim/src/settings.ts'
import type { ShockEntry } from '../../packages/sim/src/shocks/shock.ts'
import { begin, product, resolve } from './shop.ts'

const calm = Object.fromEntries(
  Object.keys(settings)
    .filter((path) => path.startsWith('shocks.') && path.endsWith('PerYear'))
    .map((path) => [path, 0]),
)
/** Every product on sale is inspected every day. */
const strict = { 'compliance.inspectionsPerYear': 365 }

interface Parts {
  readonly overrides?: Record<string, number>
  readonly shocks?: ShockEntry[]
  readonly certificateDaysLeft?: number
  readonly hasRoutine?: boolean
}
function start({
  overrides = {},
  shocks = [],
  certificateDaysLeft,
  hasRoutine = true,
}: Parts): Run {
  const first = product('p_1', certificateDaysLeft === undefined ? {} : { certificateDaysLeft })
  const parts = { historyDays: 0, hasRoutine, products: [first, product('p_2')] }
  return begin(buildModel(resolve(parts, { overrides: { ...calm, ...overrides }, shocks })))
}
const copyShock: ShockEntry = { kind: 'copyViolation', target: 'p_1', startDay: 1 }
const priceShock: ShockEntry = { kind: 'priceViolation', target: 'p_1', startDay: 1 }

/** Days up to `last` with notices, as `day: kinds`, and days with fines, as `day: cents`. */
function watch(
  run: Run,
  last: number,
): { notices: Record<number, number[]>; fines: Record<number, number> } {
  const notices: Record<number, number[]> = {}
  const fines: Record<number, number> = {}
  while (run.state.day < last) {
    advance(run, 1)
    const list = compliance.events![0]!.list(run.view, 'product')
    if (list.length > 0) notices[run.state.day] = list.map(({ payload }) => payload['kind']!)
    const [cents] = run.view.need('shop', 'finesCents')
    if (cents! > 0) fines[run.state.day] = cents!
  }
  return { notices, fines }
}
const task = (kind: string): Command => ({
  command: 'openTask',
  scope: 'product',
  entities: [0],
  values: { kind, desk: 'operations', dueDays: 3 },
})
const apply = ({ model, state, view, luck }: Run, command: Command) =>
  applyCommands({ model, state, view, luck, isAfterClose: true }, [command])
const figure = (run: Run, id: string) => {
  run.view.refresh()
  return run.view.need('product', id)[0]!
}

describe('forbidden words', () => {
  it('bring a notice and, three days later, the fine with which the house mends them', () => {
    const run = start({ overrides: strict, shocks: [copyShock] })
    expect(watch(run, 40)).toEqual({ notices: { 1: [0] }, fines: { 4: 500_000 } })
    expect(figure(run, 'flaggedWords')).toBe(0)
  })

  it('are fined again after the grace where nobody mends them', () => {
    const run = start({ overrides: strict, shocks: [copyShock], hasRoutine: false })
    expect(watch(run, 40)).toEqual({
      notices: { 1: [0], 32: [0] },
      fines: { 4: 500_000, 35: 500_000 },
    })
    expect(figure(run, 'flaggedWords')).toBeGreaterThanOrEqual(1)
  })

  it('are counted on the product’s page only, and mended by a review of the copy in time', () => {
    const run = start({ overrides: strict, shocks: [copyShock] })
    advance(run, 1)
    expect(figure(run, 'flaggedWords')).toBeGreaterThanOrEqual(1)
    expect(run.view.need('product', 'flaggedWords')[1]).toBe(0)
    expect(compliance.events![0]!.list(run.view, 'product')).toEqual([
      { entity: 0, payload: { kind: 0, fineCents: 500_000 } },
    ])
    expect(apply(run, task('copyReview'))).toEqual([{ fate: 'applied' }])
    expect(watch(run, 40)).toEqual({ notices: {}, fines: {} })
    expect(figure(run, 'flaggedWords')).toBe(0)
  })

  it('are no matter while the product is off sale', () => {
    const run = start({ overrides: strict, shocks: [copyShock] })
    advance(run, 1)
    run.state.offers.listing[0] = listingStates.indexOf('delisted')
    expect(watch(run, 40)).toEqual({ notices: {}, fines: {} })
  })

  it('are found on few days when inspectors are few, the sooner the more there are', () => {
    const firstNotice = (perYear: number) => {
      const overrides = { 'compliance.inspectionsPerYear': perYear }
      const { notices } = watch(start({ overrides, shocks: [copyShock], hasRoutine: false }), 120)
      return Number(Object.keys(notices)[0] ?? 999)
    }
    expect(firstNotice(0)).toBe(999)
    expect(firstNotice(60)).toBeLessThanOrEqual(firstNotice(6))
    expect(firstNotice(365)).toBe(1)
  })
})

describe('an untrue was-price', () => {
  it('is fined as its kind, besides others, and taken off by the house', () => {
    const run = start({ overrides: strict, shocks: [copyShock, priceShock] })
    expect(watch(run, 40)).toEqual({ notices: { 1: [0, 1] }, fines: { 4: 1_000_000 } })
  })

  it('stands on the page from the first day and is mended by a price that was charged', () => {
    const run = start({ overrides: strict, shocks: [{ ...priceShock, startDay: 3 }] })
    advance(run, 2)
    expect(run.state.offers.wasPriceCents[0]).toBe(0)
    advance(run, 1)
    expect(run.state.offers.wasPriceCents[0]).toBe(13_000)
    const setWasPrice = (wasPriceCents: number): Command => ({
      command: 'setWasPrice',
      scope: 'product',
      entities: [0],
      values: { wasPriceCents },
    })
    expect(apply(run, setWasPrice(10_000))).toEqual([{ fate: 'applied' }])
    expect(watch(run, 40)).toEqual({ notices: {}, fines: {} })
    const violations = incidentsOf(run.state).filter(({ kind }) => kind === 'priceViolation')
    expect(violations.map(({ mendedRatio }) => mendedRatio)).toEqual([1])
  })

  it('does not come of a price that is charged now and then', () => {
    const run = start({ overrides: strict })
    advance(run, 1)
    run.state.offers.wasPriceCents[0] = 10_000
    run.state.offers.wasChargedDay[0] = 1
    run.state.offers.isMoving[0] = 1
    expect(watch(run, 60)).toEqual({ notices: {}, fines: {} })
  })

  it('costs what the shop file says', () => {
    const overrides = { ...strict, 'compliance.priceFineCents': 70, 'compliance.fineAfterDays': 5 }
    expect(watch(start({ overrides, shocks: [priceShock] }), 20).fines).toEqual({ 6: 70 })
  })
})

describe('a certificate', () => {
  it('counts its days down and is missing where none is needed', () => {
    const run = start({ certificateDaysLeft: 5, overrides: { 'compliance.inspectionsPerYear': 0 } })
    const left: number[] = []
    for (let day = 1; day <= 7; day++) {
      advance(run, 1)
      left.push(figure(run, 'certificateLeftDays'))
    }
    expect(left).toEqual([5, 4, 3, 2, 1, 0, -1])
    expect(run.view.need('product', 'certificateLeftDays')[1]).toBeNaN()
  })

  it('that has run out brings notice and fine, and the house has a new one 14–20 days after the notice', () => {
    const run = start({ certificateDaysLeft: 5, overrides: strict })
    const { notices, fines } = watch(run, 6 + 20)
    expect(notices).toEqual({ 6: [2] })
    expect(fines).toEqual({ 9: 1_000_000 })
    const left = figure(run, 'certificateLeftDays')
    // renewed on day 20 … 26 for 730 days
    expect(left).toBeGreaterThanOrEqual(730 - 6)
    expect(left).toBeLessThanOrEqual(730)
  })

  it('is noticed by the house 30 days after its end when no inspector comes', () => {
    const run = start({ certificateDaysLeft: 5, overrides: { 'compliance.inspectionsPerYear': 0 } })
    let fee = 0
    const feeDays: number[] = []
    while (run.state.day < 57) {
      advance(run, 1)
      fee = run.state.closed.money.costCents[accounts.other]!
      if (fee === 80_000) feeDays.push(run.state.day)
    }
    expect(feeDays).toEqual([36])
    expect(figure(run, 'certificateLeftDays')).toBeGreaterThan(700)
  })

  it('renewed by a task in time follows the old one: a fee, 3 hours, 14–20 days, no fine', () => {
    const run = start({ certificateDaysLeft: 30, overrides: strict, hasRoutine: false })
    advance(run, 1)
    expect(apply(run, task('certificateRenewal'))).toEqual([{ fate: 'applied' }])
    advance(run, 1)
    expect(run.state.closed.money.costCents[accounts.other]).toBe(80_000)
    expect(run.state.closed.people.workedMinutes[run.model.people.desks.operations]).toBe(180)
    expect(run.view.need('shop', 'openTasks')[0]).toBe(1)
    // it waits for the office, so it is not overdue however long that takes
    advance(run, 13)
    expect(run.view.need('shop', 'openTasks')[0]).toBe(1)
    expect(run.view.need('shop', 'overdueTasks')[0]).toBe(0)
    const { fines } = watch(run, 22)
    expect(run.view.need('shop', 'openTasks')[0]).toBe(0)
    expect(fines).toEqual({})
    expect(figure(run, 'certificateLeftDays')).toBe(31 - 22 + 730)
  })

  it('lapses on the day a shock says, and is whole again when renewed', () => {
    const run = start({
      overrides: strict,
      hasRoutine: false,
      shocks: [{ kind: 'certificateLapse', target: 'p_1', startDay: 4, days: 60 }],
    })
    advance(run, 1)
    expect(figure(run, 'certificateLeftDays')).toBe(3)
    expect(apply(run, task('certificateRenewal'))).toEqual([{ fate: 'applied' }])
    // the office is too slow: notice on day 4, fine on day 7
    expect(watch(run, 30)).toEqual({ notices: { 4: [2] }, fines: { 7: 1_000_000 } })
    expect(figure(run, 'certificateLeftDays')).toBeGreaterThan(700)
  })
})

describe('without certificates and violations', () => {
  it('nothing is noticed, fined or paid, however strict inspectors are', () => {
    const run = start({ overrides: strict })
    expect(watch(run, 30)).toEqual({ notices: {}, fines: {} })
    const lax = start({ overrides: { 'compliance.inspectionsPerYear': 0 } })
    advance(lax, 30)
    expect(run.state.money.cashCents).toBe(lax.state.money.cashCents)
    expect(run.state.closed.demand.orders).toEqual(lax.state.closed.demand.orders)
  })
})
