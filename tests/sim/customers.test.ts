/** Customers by segment: the chain, the day, what commands cost and do. */
import { describe, expect, it } from 'vitest'
import type { Command, CommandValue, Receipt } from '@sandtable/rules'
import {
  customersPerNewcomer,
  scaleToRepeatShare,
  segments,
} from '../../packages/sim/src/mechanisms/customers/chain.ts'
import { accounts } from '../../packages/sim/src/ledger.ts'
import { advance } from '../../packages/sim/src/run.ts'
import { begin, idle, model, once, scripted } from './shop.ts'

const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0)
const ask = (
  command: Command['command'],
  segment: keyof typeof segments | 'shop',
  values: Record<string, CommandValue>,
): Command => ({
  command,
  scope: segment === 'shop' ? 'shop' : 'segment',
  entities: [segment === 'shop' ? 0 : segments[segment]],
  values,
})
const offer = (segment: keyof typeof segments, valueCents: number, minOrderCents = 0) =>
  ask('sendOffer', segment, {
    kind: 'coupon',
    valueCents,
    minOrderCents,
    validDays: 14,
    textCopy: '',
  })

describe('the chain of segments', () => {
  const rates = {
    orderRatio: [0.02, 0.005, 0.05, 0.001, 0, 0.01],
    coolRatio: [1 / 45, 1 / 60, 1 / 60, 1 / 275, 1 / 720, 1 / 30],
    championRatio: 0.1,
    leaveRatio: 0.02,
  }

  it('keeps as many customers as a long run of its own rates', () => {
    const exact = customersPerNewcomer(rates)
    let counts = [0, 0, 0, 0, 0, 0]
    for (let day = 0; day < 20_000; day++) {
      const next = counts.slice()
      const move = (from: number, to: number, share: number) => {
        next[from]! -= counts[from]! * share
        if (to >= 0) next[to]! += counts[from]! * share
      }
      counts.forEach((_, s) => {
        const order = rates.orderRatio[s]!
        const stay = order * (1 - rates.leaveRatio)
        const promoted = s === segments.active ? stay * rates.championRatio : 0
        move(s, s === segments.champion ? segments.champion : segments.active, stay - promoted)
        move(s, segments.champion, promoted)
        move(s, -1, order * rates.leaveRatio)
        const colder = [1, 3, 0, 4, -1, 1][s]!
        move(s, colder, (1 - order) * rates.coolRatio[s]!)
      })
      next[segments.promising]! += 1
      counts = next
    }
    exact.forEach((count, s) => expect(counts[s]! / count).toBeCloseTo(1, 4))
  })

  it('scales its orders to the repeat share asked for', () => {
    const scale = scaleToRepeatShare(rates, 0.3)
    const orderRatio = rates.orderRatio.map((ratio) => ratio * scale)
    const orders = sum(
      customersPerNewcomer({ ...rates, orderRatio }).map((n, s) => n * orderRatio[s]!),
    )
    expect(orders / (orders + 1)).toBeCloseTo(0.3, 9)
    expect(scaleToRepeatShare(rates, 0)).toBe(0)
  })

  it('says so when customers can never leave', () => {
    const never = { ...rates, coolRatio: [0, 0, 0, 0, 0, 0], orderRatio: [0, 0, 0, 0, 0, 0] }
    expect(() => customersPerNewcomer(never)).toThrow(/never leave/)
  })
})

describe('the day of the customers', () => {
  it('shares all orders out to new and earlier customers and all GMV to segments', () => {
    const run = begin(model(), idle, {
      onClose: ({ flows }) => {
        const orders = sum(flows.demand.orders)
        expect(sum(flows.customers.segmentOrders)).toBe(orders)
        expect(sum(flows.customers.newCustomers) + sum(flows.customers.returningCustomers)).toBe(
          orders,
        )
        expect(sum(flows.customers.segmentGmvCents)).toBe(sum(flows.offers.gmvCents))
      },
    })
    advance(run, 30)
    expect(sum(run.state.customers.customers)).toBeGreaterThan(100)
  })

  it('keeps an untouched shop’s wish to buy near where it began', () => {
    const run = begin(model(), idle)
    advance(run, 300)
    expect(run.state.customers.repeatDemandFactor).toBeGreaterThan(0.8)
    expect(run.state.customers.repeatDemandFactor).toBeLessThan(1.2)
  })

  it('counts every customer once: arrivals less those who left or went cold for ever', () => {
    const shop = model(
      {},
      {
        'customers.areTiedToOrders': 0,
        'customers.newPerDay': 12,
        'customers.leaveAfterOrderRatio': 0.25,
        'customers.championRatio': 0,
        ...Object.fromEntries(
          Object.keys(segments).flatMap((id) => [
            [`segments.${id}.orderRatioPerDay`, 0.03],
            [`segments.${id}.coolingDays`, 0],
          ]),
        ),
      },
    )
    let arrived = 0
    let left = 0
    const run = begin(shop, idle, {
      onClose: ({ flows }) => {
        arrived += sum(flows.customers.newCustomers)
        left += flows.customers.leavers[0]!
      },
    })
    const before = sum(run.state.customers.customers)
    advance(run, 200)
    expect(sum(run.state.customers.customers)).toBe(before + arrived - left)
    expect(arrived / 200).toBeGreaterThan(11)
    expect(left).toBeGreaterThan(100)
  })
})

describe('commands to segments', () => {
  const shop = model()
  const after = (days: number, ...commands: Command[]) => {
    const receipts: Receipt[] = []
    const run = begin(shop, scripted(once(1, 'startOfDay', ...commands), receipts))
    const costs: number[] = []
    const coupons: number[] = []
    for (let day = 0; day < days; day++) {
      advance(run, 1)
      costs.push(run.state.closed.money.costCents[accounts.gifts]!)
      coupons.push(sum(run.state.closed.customers.couponCents))
    }
    return { state: run.state, receipts, coupons, gifts: sum(costs) }
  }
  const untouched = after(14)

  it('an offer raises the wish of its segment and is paid to everybody who may use it', () => {
    const with10 = after(14, offer('active', 1_000))
    expect(with10.receipts).toEqual([{ fate: 'applied' }])
    expect(with10.gifts).toBeGreaterThan(untouched.gifts)
    expect(with10.gifts % 1_000).toBe(untouched.gifts % 1_000)
    expect(with10.state.customers.wishFactor[segments.active]).toBeGreaterThan(
      untouched.state.customers.wishFactor[segments.active]!,
    )
  })

  it('a gift of the same value moves fewer than a coupon, costs less, and only a coupon is a discount', () => {
    const gift = ask('sendOffer', 'active', {
      kind: 'gift',
      valueCents: 1_000,
      minOrderCents: 0,
      validDays: 14,
      textCopy: '',
    })
    const lift = (command: Command) =>
      after(1, command).state.customers.quietWishFactor[segments.active]! /
      after(1).state.customers.quietWishFactor[segments.active]!
    expect(lift(gift) - 1).toBeCloseTo(0.8 * (lift(offer('active', 1_000)) - 1), 9)
    const [coupons, gifts] = [after(14, offer('active', 1_000)), after(14, gift)]
    expect(gifts.gifts % 600).toBe(untouched.gifts % 600)
    expect(gifts.gifts).toBeLessThan(coupons.gifts)
    expect(sum(gifts.coupons)).toBe(0)
    expect(sum(coupons.coupons)).toBe(coupons.gifts - untouched.gifts)
  })

  it('a second offer on the same day is refused, and one of value 0 takes the first back', () => {
    const { receipts } = after(1, offer('active', 1_000), offer('active', 500))
    expect(receipts).toEqual([{ fate: 'applied' }, { fate: 'rejected', reason: 'offerToday' }])
    expect(after(14, offer('active', 0)).gifts).toBe(untouched.gifts)
  })

  it('gold and points bring customers back more often, and points are owed until redeemed', () => {
    const gold = ask('setMembership', 'active', { tier: 'gold', pointsRatio: 0.05, days: 28 })
    const { state } = after(28, gold)
    // gold 8 %, and points beyond 3 % of the price move nobody: 2 × 3 %
    const quiet = (of: typeof state) => of.customers.quietWishFactor[segments.active]!
    const today = after(1, gold).state
    expect(quiet(today) / quiet(after(1).state)).toBeCloseTo(1.14, 6)
    expect(state.customers.pointsLiabilityCents).toBeGreaterThan(0)
  })

  it('invitations cost the incentive for everybody who joins', () => {
    const run = after(1, ask('inviteToGroup', 'active', { incentiveCents: 300 }))
    const joined = run.gifts / 300
    expect(Number.isInteger(joined)).toBe(true)
    expect(joined).toBeGreaterThan(0)
  })

  it('more messages tire: recent messages rise, and setting the same rate again changes nothing', () => {
    const { state, receipts } = after(
      14,
      ask('setContactRate', 'active', { perWeek: 5 }),
      ask('setContactRate', 'active', { perWeek: 5 }),
    )
    expect(receipts[1]).toEqual({ fate: 'rejected', reason: 'unchanged' })
    expect(state.customers.recentMessages[segments.active]).toBeGreaterThan(3)
  })

  it('a referral programme pays its rewards from advertising, within the cap', () => {
    const values = { rewardCents: 500, invites: 3, capPerDay: 2, days: 28 }
    const run = begin(shop, scripted(once(1, 'startOfDay', ask('setReferral', 'shop', values))), {
      onClose: ({ state, flows }) => {
        if (state.day < 1) return
        const most = values.rewardCents * (values.capPerDay + 1)
        expect(flows.customers.abusers[0]).toBeLessThanOrEqual(values.capPerDay)
        const channelSpend = sum(flows.demand.channelSpendCents)
        expect(flows.money.costCents[accounts.adSpend]! - channelSpend).toBeLessThanOrEqual(most)
      },
    })
    advance(run, 20)
  })
})
