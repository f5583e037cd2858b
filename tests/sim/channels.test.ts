import type { Command, EntityRef, Receipt } from '@sandtable/rules'
import { describe, expect, it } from 'vitest'
import { channelKinds } from '../../packages/sim/src/fixedIds.ts'
import { applyCommands } from '../../packages/sim/src/commands/index.ts'
import { accounts } from '../../packages/sim/src/ledger.ts'
import { drawDrift, sell } from '../../packages/sim/src/mechanisms/demand/demand.ts'
import {
  adstock,
  hillResponse,
  steadyAdstock,
} from '../../packages/sim/src/mechanisms/demand/adstock.ts'
import { beginTrafficDay } from '../../packages/sim/src/mechanisms/demand/day.ts'
import { dayOfMonth, daysOfMonth } from '../../packages/sim/src/mechanisms/demand/month.ts'
import type { Model } from '../../packages/sim/src/model.ts'
import { buildModel } from '../../packages/sim/src/model.ts'
import { advance, runHistory, type Run } from '../../packages/sim/src/run.ts'
import { clearFlows } from '../../packages/sim/src/state.ts'
import { parseIsoDate } from '../../packages/sim/src/date.ts'
import { begin, idle, model, product, resolve, scripted } from './shop.ts'

/** Clicks at 100 cents that never move; 1,000 visits a day. */
const paid = {
  'advertising.cpcCents': 100,
  'advertising.cpcDailySd': 0,
  'demand.visitsDispersion': 0,
  'demand.driftSd': 0,
  'demand.shopDaySd': 0,
}

function shop(overrides: Record<string, number> = {}): Model {
  return model(
    {
      historyDays: 0,
      hasRoutine: false,
      products: [
        product('p_1', { visitsPerDay: 600 }),
        product('p_2', { visitsPerDay: 300 }),
        product('p_3', { visitsPerDay: 100 }),
      ],
    },
    { ...paid, ...overrides },
  )
}

function start(of: Model): Run {
  const run = runHistory(of, { seed: 42, replication: 0 }, [])
  restock(run)
  return run
}

function restock({ state }: Run): void {
  state.shelves.onHandUnits.fill(1e9)
  state.shelves.stockValueCents.fill(5e12)
}

/** Ends the running day and begins the next one as far as traffic goes. */
function nextMorning(run: Run): void {
  const { model: of, state, luck } = run
  state.day += 1
  clearFlows(state.today)
  drawDrift(of, state, luck)
  beginTrafficDay(of, state, luck)
}

const at = (id: (typeof channelKinds)[number]) => channelKinds.toSorted().indexOf(id)

function issue(run: Run, commands: readonly Command[], isAfterClose = true): Receipt[] {
  const { model: of, state, view, luck } = run
  return applyCommands({ model: of, state, view, luck, isAfterClose }, commands)
}

function command(
  id: Command['command'],
  scope: Command['scope'],
  entity: number,
  values: Command['values'],
): Command {
  return { command: id, scope, entities: [entity], values }
}
const setBudget = (channel: number, budgetCents: number) =>
  command('setChannelBudget', 'channel', channel, { budgetCents })
const moveTo = (giver: number, shareRatio: number, receiver: number) => {
  const to: EntityRef = { scope: 'channel', entity: receiver }
  return command('moveBudget', 'channel', giver, { shareRatio, to })
}
const setState = (channel: number, state: 'on' | 'off') =>
  command('setChannelState', 'channel', channel, { state })

const applied = { fate: 'applied' }
const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0)

describe('adstock and response', () => {
  it('remember and saturate, as in the case R-DET-adstock', () => {
    const stocks: number[] = []
    for (let day = 0; day < 15; day++) {
      stocks.push(adstock(day < 10 ? 100 : 0, 0.6, stocks[day - 1] ?? 0))
    }
    expect(stocks[0]).toBe(100)
    expect(stocks[2]).toBeCloseTo(196, 9)
    expect(stocks[9]).toBeCloseTo(248.4883456, 7)
    expect(stocks[14]).toBeCloseTo(19.322453753856, 9)
    const responses = stocks.map((stock) => hillResponse(stock, 500, 250, 1.5))
    expect(responses[0]).toBeCloseTo(100.952036759332, 9)
    expect(responses[9]).toBeCloseTo(248.862825514436, 9)
    expect(responses[14]).toBeCloseTo(10.517690865699, 9)
  })

  it('run the same way in a shop whose spend is planned by day', () => {
    const resolved = resolve(
      { historyDays: 0 },
      {
        overrides: {
          ...paid,
          'advertising.cpcCents': 0,
          'channels.search.spendPlanCents': [100, 100, 0],
          'channels.search.carryOverRatio': 0.6,
          'channels.search.halfSaturationCents': 250,
          'channels.search.mostVisitsPerDay': 500,
          'channels.search.saturationExponent': 1.5,
        },
      },
    )
    const run = start(buildModel(resolved))
    const search = at('search')
    const seen = [1, 2, 3, 4].map(() => {
      nextMorning(run)
      run.view.refresh()
      const spend = run.state.today.demand.channelSpendCents[search]!
      const figure = (id: string) => run.view.need('channel', id)[search]!
      return [spend, figure('adstockCents'), figure('responseVisits')]
    })
    expect(seen.map(([spend]) => spend)).toEqual([100, 100, 0, 0])
    expect(seen.map(([, stock]) => stock)).toEqual([100, 160, 96, 57.599999999999994])
    expect(seen[1]![2]).toBeCloseTo(169.312169312169, 9)
  })

  it('stay where they are at a constant spend', () => {
    expect(adstock(40, 0.6, steadyAdstock(40, 0.6))).toBeCloseTo(steadyAdstock(40, 0.6), 10)
  })
})

describe('a shop with channels', () => {
  it('has its usual visits at its usual budgets', () => {
    const run = start(shop())
    for (let day = 0; day < 10; day++) nextMorning(run)
    const { demand } = run.state
    expect(demand.visitsFactor).toBeCloseTo(1, 12)
    expect(demand.mixConversionFactor).toBeCloseTo(1, 12)
    expect(total(demand.expectedVisits)).toBeCloseTo(1000, 9)
    expect(demand.expectedVisits[at('search')]).toBeCloseTo(160, 9)
    expect(demand.expectedVisits[at('ownStore')]).toBe(0)
  })

  it('spends its budgets: share × visits × price of a click, paid as advertising', () => {
    const run = start(shop())
    const cash = run.state.money.cashCents
    nextMorning(run)
    const { channelSpendCents } = run.state.today.demand
    expect(channelSpendCents[at('search')]).toBe(0.16 * 1000 * 130)
    expect(channelSpendCents[at('display')]).toBe(0.08 * 1000 * 70)
    expect(channelSpendCents[at('marketplace')]).toBe(0)
    expect(run.state.today.money.costCents[accounts.adSpend]).toBe(total(channelSpendCents))
    expect(run.state.money.cashCents).toBe(cash - total(channelSpendCents))
  })

  it('has factors of exactly 1 and no cost where advertising costs nothing', () => {
    const run = start(shop({ 'advertising.cpcCents': 0 }))
    for (let day = 0; day < 5; day++) nextMorning(run)
    const { demand, today } = run.state
    expect([demand.visitsFactor, demand.mixConversionFactor]).toEqual([1, 1])
    expect(today.money.costCents[accounts.adSpend]).toBe(0)
    expect(issue(run, [setBudget(at('search'), 500)])).toEqual([
      { fate: 'rejected', reason: 'contractBounds' },
    ])
  })

  it('loses the visits of a channel that is down, spends nothing on it, and forgets', () => {
    const run = start(shop())
    nextMorning(run)
    const [before] = [run.state.demand.adstockCents[at('social')]!]
    run.state.world.channelIsDown[at('social')] = 1
    nextMorning(run)
    const { demand, today } = run.state
    expect(demand.visitsFactor).toBeCloseTo(0.91, 12)
    expect(today.demand.channelSpendCents[at('social')]).toBe(0)
    expect(demand.adstockCents[at('social')]).toBeCloseTo(0.6 * before, 9)
  })

  it('moves only the marketplace by the scores of the shop and the rules of the platform', () => {
    const run = start(shop())
    run.state.world.organicFactor = 0.8
    run.state.reviews.organicFactor = 0.9
    nextMorning(run)
    const { expectedVisits, visitsFactor } = run.state.demand
    expect(expectedVisits[at('marketplace')]).toBeCloseTo(460 * 0.72, 9)
    expect(visitsFactor).toBeCloseTo(1 - 0.46 * 0.28, 12)
  })

  it('gets fewer visits for the same spend when clicks are dear or the creative is worn', () => {
    const run = start(shop())
    run.state.world.channelCostFactor[at('search')] = 1.4
    run.state.world.channelResponseFactor[at('display')] = 0.5
    for (let day = 0; day < 20; day++) nextMorning(run)
    const { expectedVisits } = run.state.demand
    // half saturation at the usual adstock: share 1/2 · A ÷ (1/2 · (k + A)), with A ÷ 1.4
    expect(expectedVisits[at('search')]).toBeCloseTo((160 * 2 * (1 / 1.4)) / (1 + 1 / 1.4), 6)
    expect(expectedVisits[at('display')]).toBeCloseTo(40, 9)
    expect(run.state.today.demand.channelSpendCents[at('search')]).toBe(20_800)
  })

  it('adds the visits of messages and referrals', () => {
    const run = start(shop())
    run.state.demand.channelExtraVisits[at('privateDomain')] = 50
    nextMorning(run)
    expect(run.state.demand.visitsFactor).toBeCloseTo(1.05, 12)
  })

  it('converts as its mix of channels does', () => {
    const run = start(shop())
    run.state.world.channelIsDown[at('display')] = 1
    nextMorning(run)
    const { conversionFactor, startVisits } = run.model.demand.channels
    const of = (skip: number) => {
      const visits = startVisits.map((x, c) => (c === skip ? 0 : x))
      return total(visits.map((x, c) => x * conversionFactor[c]!)) / total(visits)
    }
    expect(run.state.demand.mixConversionFactor).toBeCloseTo(of(at('display')) / of(-1), 12)
    expect(run.state.demand.mixConversionFactor).toBeGreaterThan(1)
  })

  it('sees prices of clicks move by luck alone, with a long-run mean of 1', () => {
    const moving = shop({ 'advertising.cpcDailySd': 0.05 })
    const quiet = start(moving)
    const busy = start(moving)
    issue(busy, [setBudget(at('search'), 40_000)])
    let sum = 0
    for (let day = 0; day < 400; day++) {
      nextMorning(quiet)
      nextMorning(busy)
      expect(busy.state.demand.clickPriceDrift).toEqual(quiet.state.demand.clickPriceDrift)
      sum += quiet.state.demand.clickPriceDrift.reduce((s, x) => s + x * x, 0) / 9
    }
    // innovation 0.05, half-life 2 days: variance 0.0025 ÷ (1 − 1/2)
    expect(sum / 400 / 0.005).toBeGreaterThan(0.8)
    expect(sum / 400 / 0.005).toBeLessThan(1.2)
  })
})

describe('attribution', () => {
  const flowsOf = ({ state }: Run) => state.today.demand
  const pairs = [
    ['impressions', 'channelImpressions'],
    ['visits', 'channelVisits'],
    ['views', 'channelViews'],
    ['carts', 'channelCarts'],
    ['checkouts', 'channelCheckouts'],
    ['orders', 'channelOrders'],
  ] as const

  it('adds up to the shop at every step and in money, and no channel grows along the funnel', () => {
    const run = start(shop())
    for (let day = 1; day <= 100; day++) {
      nextMorning(run)
      restock(run)
      sell(run.model, run.state, run.luck)
      const flows = flowsOf(run)
      pairs.forEach(([ofProducts, ofChannels], i) => {
        expect(total(flows[ofChannels])).toBe(total(flows[ofProducts]))
        if (i === 0) return
        flows[ofChannels].forEach((count, c) => {
          expect(count).toBeLessThanOrEqual(flows[pairs[i - 1]![1]][c]!)
          expect(count).toBeGreaterThanOrEqual(0)
        })
      })
      expect(total(flows.channelGmvCents)).toBe(total(run.state.today.offers.gmvCents))
      expect(flows.channelGmvCents.every((cents) => Number.isInteger(cents) && cents >= 0)).toBe(
        true,
      )
    }
  })

  it('follows expected visits, and conversion for the orders', () => {
    const run = start(shop())
    const visits = new Float64Array(9)
    const orders = new Float64Array(9)
    const gmv = new Float64Array(9)
    for (let day = 1; day <= 200; day++) {
      nextMorning(run)
      restock(run)
      sell(run.model, run.state, run.luck)
      flowsOf(run).channelVisits.forEach((x, c) => (visits[c]! += x))
      flowsOf(run).channelOrders.forEach((x, c) => (orders[c]! += x))
      flowsOf(run).channelGmvCents.forEach((x, c) => (gmv[c]! += x))
    }
    expect(visits[at('marketplace')]! / total(visits)).toBeCloseTo(0.46, 2)
    expect(visits[at('display')]! / total(visits)).toBeCloseTo(0.08, 2)
    const conversion = (id: (typeof channelKinds)[number]) => orders[at(id)]! / visits[at(id)]!
    expect(conversion('display') / conversion('marketplace')).toBeCloseTo(0.6, 1)
    expect(conversion('privateDomain') / conversion('marketplace')).toBeCloseTo(1.8, 1)
    const value = (id: (typeof channelKinds)[number]) => gmv[at(id)]! / orders[at(id)]!
    expect(value('privateDomain') / value('marketplace')).toBeCloseTo(1.1, 2)
  })

  it('pays the commission of a channel on its sales', () => {
    const run = start(shop({ 'channels.affiliate.commissionRatio': 0.1 }))
    nextMorning(run)
    const budget = flowsOf(run).channelSpendCents[at('affiliate')]!
    sell(run.model, run.state, run.luck)
    const { channelSpendCents, channelGmvCents } = flowsOf(run)
    expect(channelGmvCents[at('affiliate')]).toBeGreaterThan(0)
    expect(channelSpendCents[at('affiliate')]).toBe(
      budget + Math.floor(0.1 * channelGmvCents[at('affiliate')]! + 0.5),
    )
  })
})

describe('setChannelBudget', () => {
  it('holds until changed and follows the response curve', () => {
    const run = start(shop())
    expect(issue(run, [setBudget(at('search'), 26_000)])).toEqual([applied])
    for (let day = 0; day < 30; day++) nextMorning(run)
    expect(run.state.today.demand.channelSpendCents[at('search')]).toBe(26_000)
    // 1.25 times the adstock: 2 · 1.25 ÷ 2.25
    expect(run.state.demand.expectedVisits[at('search')]).toBeCloseTo((160 * 2.5) / 2.25, 6)
  })

  it('keeps to the contract', () => {
    const run = start(shop())
    const clipped = { fate: 'adjusted', reason: 'contractBounds' }
    expect(issue(run, [setBudget(at('search'), 1_000_000)])).toEqual([clipped])
    expect(run.state.demand.budgetCents[at('search')]).toBe(4 * 20_800)
    expect(issue(run, [setBudget(at('search'), 0)])).toEqual([clipped])
    expect(run.state.demand.budgetCents[at('search')]).toBe(2_080)
    expect(issue(run, [setBudget(at('search'), 2_080)])).toEqual([
      { fate: 'rejected', reason: 'unchanged' },
    ])
  })

  it.each([
    ['more', 27_248, true],
    ['a little more', 27_040, false],
    ['less', 14_352, true],
    ['a little less', 14_560, false],
  ])('learns for three days after a change of more than 30 %%: %s', (_name, cents, learns) => {
    const run = start(shop())
    nextMorning(run)
    issue(run, [setBudget(at('search'), cents)])
    const ratios = [1, 2, 3, 4].map(() => {
      nextMorning(run)
      const { expectedVisits, responseVisits } = run.state.demand
      return expectedVisits[at('search')]! / responseVisits[at('search')]!
    })
    const learning = learns ? 0.8 : 1
    const expected = [learning, learning, learning, 1]
    ratios.forEach((ratio, i) => expect(ratio).toBeCloseTo(expected[i]!, 12))
  })

  it('learns from the same day on when set in the morning', () => {
    const run = start(shop())
    run.state.day = 5
    issue(run, [setBudget(at('search'), 50_000)], false)
    expect(run.state.demand.learningUntilDay[at('search')]).toBe(7)
  })
})

describe('moveBudget', () => {
  it('keeps the total, to the cent', () => {
    const run = start(shop())
    const before = total(run.state.demand.budgetCents)
    expect(issue(run, [moveTo(at('display'), 0.333, at('social'))])).toEqual([applied])
    expect(run.state.demand.budgetCents[at('display')]).toBe(5_600 - 1_864)
    expect(run.state.demand.budgetCents[at('social')]).toBe(8_100 + 1_864)
    expect(total(run.state.demand.budgetCents)).toBe(before)
    // a third less learns, a quarter more does not
    expect(run.state.demand.learningUntilDay[at('display')]).toBe(3)
    expect(run.state.demand.learningUntilDay[at('social')]).toBeLessThan(0)
  })

  it('moves what the contracts of both allow', () => {
    const run = start(shop())
    const clipped = { fate: 'adjusted', reason: 'contractBounds' }
    expect(issue(run, [moveTo(at('search'), 1, at('live'))])).toEqual([clipped])
    // live: 3,000 a day, at most six times as much
    expect(run.state.demand.budgetCents[at('live')]).toBe(18_000)
    expect(run.state.demand.budgetCents[at('search')]).toBe(20_800 - 15_000)
    expect(issue(run, [moveTo(at('search'), 1, at('live'))])).toEqual([
      { fate: 'rejected', reason: 'contractBounds' },
    ])
  })

  it('refuses a move to itself, to or from a channel that is down, to nobody, or of nothing', () => {
    const run = start(shop())
    run.state.world.channelIsDown[at('social')] = 1
    const nobody = command('moveBudget', 'channel', at('search'), { shareRatio: 0.5 })
    expect(
      issue(run, [
        moveTo(at('search'), 0.5, at('search')),
        moveTo(at('search'), 0.5, at('social')),
        moveTo(at('social'), 0.5, at('search')),
        nobody,
        moveTo(at('marketplace'), 0.5, at('search')),
      ]).map(({ reason }) => reason),
    ).toEqual(['sameChannel', 'channelDown', 'channelDown', 'noTarget', 'unchanged'])
  })
})

describe('setBid', () => {
  const setBid = (channel: number, bidCents: number) =>
    command('setBid', 'channel', channel, { bidCents })

  it('buys fewer and cheaper clicks below the usual bid', () => {
    const run = start(shop())
    expect(run.state.demand.bidCents[at('search')]).toBe(182)
    expect(issue(run, [setBid(at('search'), 91)])).toEqual([applied])
    for (let day = 0; day < 30; day++) nextMorning(run)
    const spend = run.state.today.demand.channelSpendCents[at('search')]!
    const visits = run.state.demand.expectedVisits[at('search')]!
    expect(spend).toBe(Math.floor(20_800 * 0.5 ** 1.4 + 0.5))
    // 0.5 ^ 0.8 of the clicks at the usual response
    const stock = spend / 0.5 ** 0.6 / 20_800
    expect(visits).toBeCloseTo((160 * 2 * stock) / (1 + stock), 6)
    expect(visits).toBeLessThan(160)
    expect(spend / visits).toBeLessThan(20_800 / 160)
  })

  it('pays more for each click above it and gets fewer for the same budget', () => {
    const run = start(shop())
    issue(run, [setBid(at('search'), 364)])
    for (let day = 0; day < 30; day++) nextMorning(run)
    expect(run.state.today.demand.channelSpendCents[at('search')]).toBe(20_800)
    expect(run.state.demand.expectedVisits[at('search')]).toBeLessThan(160)
  })

  it('knows auctions and minimum bids', () => {
    const run = start(shop())
    expect(
      issue(run, [
        setBid(at('live'), 50),
        setBid(at('search'), 1),
        setBid(at('search'), 1),
        setBid(at('search'), 37),
      ]),
    ).toEqual([
      { fate: 'rejected', reason: 'noAuction' },
      { fate: 'adjusted', reason: 'minimumBid' },
      { fate: 'rejected', reason: 'minimumBid' },
      { fate: 'rejected', reason: 'unchanged' },
    ])
    expect(run.state.demand.bidCents[at('search')]).toBe(37)
  })
})

describe('throttleSpend', () => {
  const cap = (scope: 'shop' | 'channel', entity: number, capCents: number, days: number) =>
    command('throttleSpend', scope, entity, { capCents, days })
  const spendsOf = (run: Run, days: number, read: (run: Run) => number) =>
    Array.from({ length: days }, () => {
      nextMorning(run)
      return read(run)
    })

  it('caps a channel for so many days, renewed and not stacked', () => {
    const run = start(shop())
    const read = ({ state }: Run) => state.today.demand.channelSpendCents[at('search')]!
    issue(run, [cap('channel', at('search'), 5_000, 2)])
    expect(spendsOf(run, 1, read)).toEqual([5_000])
    expect(issue(run, [cap('channel', at('search'), 9_000, 2)])).toEqual([applied])
    expect(spendsOf(run, 3, read)).toEqual([9_000, 9_000, 20_800])
    expect(run.state.demand.budgetCents[at('search')]).toBe(20_800)
  })

  it('caps all channels together, each by its share; both caps hold', () => {
    const run = start(shop())
    nextMorning(run)
    const budgets = total(run.state.today.demand.channelSpendCents)
    issue(run, [cap('shop', 0, 10_000, 1), cap('channel', at('search'), 0, 2)])
    nextMorning(run)
    const { channelSpendCents } = run.state.today.demand
    expect(channelSpendCents[at('search')]).toBe(0)
    expect(total(channelSpendCents)).toBeLessThanOrEqual(10_000)
    expect(total(channelSpendCents)).toBeGreaterThan(10_000 - 9)
    const rest = budgets - 20_800
    expect(channelSpendCents[at('display')]).toBe(Math.floor((5_600 * 10_000) / rest))
    nextMorning(run)
    expect(total(run.state.today.demand.channelSpendCents)).toBe(rest)
  })

  it('stops all spending at 0, and the adstock fades', () => {
    const run = start(shop())
    issue(run, [cap('shop', 0, 0, 30)])
    for (let day = 0; day < 30; day++) nextMorning(run)
    expect(total(run.state.today.demand.channelSpendCents)).toBe(0)
    expect(run.state.demand.expectedVisits[at('search')]).toBeLessThan(1e-6)
    // marketplace, private domain and referral are left
    expect(run.state.demand.visitsFactor).toBeCloseTo(0.59, 3)
  })
})

describe('setChannelState', () => {
  it('opens the backup for a fee; within its budget it grows for seven days', () => {
    const run = start(shop({ 'advertising.openingFeeCents': 12_345 }))
    nextMorning(run)
    clearFlows(run.state.today)
    expect(issue(run, [setState(at('ownStore'), 'on'), setBudget(at('ownStore'), 12_000)])).toEqual(
      [applied, applied],
    )
    expect(run.state.today.demand.channelSpendCents[at('ownStore')]).toBe(12_345)
    expect(run.state.today.money.costCents[accounts.adSpend]).toBe(12_345)
    const ratios = Array.from({ length: 8 }, () => {
      nextMorning(run)
      const { expectedVisits, responseVisits } = run.state.demand
      return expectedVisits[at('ownStore')]! / responseVisits[at('ownStore')]!
    })
    const ramp = [1, 2, 3, 4, 5, 6, 7, 7].map((day) => day / 7)
    ratios.forEach((ratio, i) => expect(ratio).toBeCloseTo(ramp[i]! * (i < 3 ? 0.8 : 1), 12))
    for (let day = 0; day < 30; day++) nextMorning(run)
    expect(run.state.demand.expectedVisits[at('ownStore')]).toBeCloseTo(100, 6)
  })

  it('lets a channel rest: no visits, no spend', () => {
    const run = start(shop())
    expect(issue(run, [setState(at('social'), 'off')])).toEqual([applied])
    nextMorning(run)
    expect(run.state.demand.expectedVisits[at('social')]).toBe(0)
    expect(run.state.today.demand.channelSpendCents[at('social')]).toBe(0)
  })

  it('refuses what is so already, and a channel that is down', () => {
    const run = start(shop())
    run.state.world.channelIsDown[at('social')] = 1
    expect(issue(run, [setState(at('search'), 'on'), setState(at('social'), 'off')])).toEqual([
      { fate: 'rejected', reason: 'unchanged' },
      { fate: 'rejected', reason: 'channelDown' },
    ])
    expect(run.state.today.money.costCents[accounts.adSpend]).toBe(0)
  })
})

describe('setTrafficWeight', () => {
  const weigh = (entity: number, weight: number, days: number) =>
    command('setTrafficWeight', 'product', entity, { weight, days })
  const visitsOf = (run: Run, days: number) => {
    const sums = new Float64Array(3)
    for (let day = 0; day < days; day++) {
      nextMorning(run)
      restock(run)
      sell(run.model, run.state, run.luck)
      run.state.today.demand.visits.forEach((visits, p) => (sums[p]! += visits))
    }
    return sums
  }

  it('shares the visits of marketplace and search out by weight, within the shop', () => {
    const usual = visitsOf(start(shop()), 200)
    const run = start(shop())
    expect(issue(run, [weigh(1, 2, 200)])).toEqual([applied])
    const weighted = visitsOf(run, 200)
    // weights 1, 2, 1 on 600, 300, 100 visits: mean 1.3; 62 % of the visits follow
    const expected = (weight: number) => 0.38 + (0.62 * weight) / 1.3
    expect(weighted[0]! / usual[0]!).toBeCloseTo(expected(1), 2)
    expect(weighted[1]! / usual[1]!).toBeCloseTo(expected(2), 2)
    expect(total(weighted) / total(usual)).toBeCloseTo(1, 2)
  })

  it('ends by itself, and by a weight of 1', () => {
    const run = start(shop())
    issue(run, [weigh(0, 2, 2), weigh(1, 3, 9)])
    nextMorning(run)
    nextMorning(run)
    expect(run.state.demand.weightedProducts).toBe(2)
    nextMorning(run)
    expect(run.state.demand.weightedProducts).toBe(1)
    issue(run, [weigh(1, 1, 9)])
    expect(run.state.demand.weightedProducts).toBe(0)
    expect(Array.from(run.state.demand.trafficWeight)).toEqual([1, 1, 1])
  })

  it('changes nothing when all products have the same weight', () => {
    const usual = visitsOf(start(shop()), 10)
    const run = start(shop())
    issue(run, [weigh(0, 2, 30), weigh(1, 2, 30), weigh(2, 2, 30)])
    expect(visitsOf(run, 10)).toEqual(usual)
  })

  it('is refused for a product that is not on sale', () => {
    const run = start(shop())
    run.state.offers.listing[0] = 4
    expect(issue(run, [weigh(0, 2, 7)])).toEqual([{ fate: 'rejected', reason: 'delisted' }])
  })
})

describe('runLivestream', () => {
  const stream = (entity: number, ratio: number, feeCents: number) =>
    command('runLivestream', 'product', entity, { ratio, feeCents })
  const certain = { 'livestream.burstSd': 0, 'demand.extraUnitRatio': 0 }
  const live = at('live')

  it('brings half of its visits on the day, the rest with a half-life of two days', () => {
    const run = start(shop(certain))
    expect(issue(run, [stream(1, 0, 100_000)])).toEqual([applied])
    expect(run.state.today.money.directCostCents[1]).toBe(100_000)
    const visits = Array.from({ length: 4 }, () => {
      nextMorning(run)
      return run.state.demand.streamVisitsToday[1]!
    })
    const later = 1 - Math.SQRT1_2
    expect(visits[0]).toBeCloseTo(300, 9)
    expect(visits[1]).toBeCloseTo(300 * later, 9)
    expect(visits[3]).toBeCloseTo(300 * 0.5 * later, 9)
    for (let day = 0; day < 40; day++) nextMorning(run)
    expect(run.state.demand.streamedProducts).toBe(0)
    expect(run.state.demand.streamVisitsToday[1]).toBe(0)
  })

  it('grows with the fee, less than in proportion, and by luck', () => {
    const sizeOf = (feeCents: number, sd: number, entity: number) => {
      const run = start(shop({ 'livestream.burstSd': sd }))
      issue(run, [stream(entity, 0, feeCents)])
      return run.state.demand.streamVisitsLeft[entity]!
    }
    expect(sizeOf(200_000, 0, 0)).toBeCloseTo(600 * 2 ** 0.7, 9)
    expect(sizeOf(0, 0, 0)).toBe(0)
    expect(sizeOf(100_000, 1, 0)).not.toBe(sizeOf(100_000, 1, 1))
  })

  it('sells at its discount, pays the host 20 % of that, and credits the live channel', () => {
    const of = shop({ ...certain, 'channels.live.isOnAtStart': 0 })
    const run = start(of)
    issue(run, [stream(1, 0.3, 400_000)])
    nextMorning(run)
    restock(run)
    const feesBefore = run.state.today.money.costCents[accounts.adSpend]!
    sell(of, run.state, run.luck)
    const { demand, offers, money } = run.state.today
    const orders = demand.channelOrders[live]!
    expect(orders).toBeGreaterThan(20)
    expect(demand.channelGmvCents[live]).toBe(orders * 7_000)
    expect(offers.discountCents[1]).toBe(orders * 3_000)
    expect(offers.gmvCents[1]).toBe(demand.orders[1]! * 10_000 - orders * 3_000)
    expect(money.costCents[accounts.adSpend]! - feesBefore).toBe(orders * 1_400)
    expect(demand.channelSpendCents[live]).toBe(orders * 1_400)
    expect(run.state.demand.liveReturnFactor[1]).toBeCloseTo(
      1 + (0.3 * orders) / demand.orders[1]!,
      12,
    )
    expect(run.state.demand.liveReturnFactor[0]).toBe(1)
    nextMorning(run)
    sell(of, run.state, run.luck)
    expect(run.state.demand.liveReturnFactor[1]).toBe(1)
    expect(run.state.today.offers.discountCents[1]).toBe(0)
    expect(run.state.today.demand.channelOrders[live]).toBeGreaterThan(0)
  })

  it('converts better at a lower price', () => {
    const ordersAt = (ratio: number) => {
      const of = shop({ ...certain, 'channels.live.isOnAtStart': 0 })
      const run = start(of)
      issue(run, [stream(1, ratio, 5_000_000)])
      nextMorning(run)
      restock(run)
      sell(of, run.state, run.luck)
      return run.state.today.demand.channelOrders[live]!
    }
    // elasticity −2: 0.8 ^ −2 = 1.5625
    expect(ordersAt(0.2) / ordersAt(0)).toBeCloseTo(1.56, 0)
    expect(ordersAt(0.2)).toBeGreaterThan(1.3 * ordersAt(0))
  })

  it('is booked for three products a day, from stock, and not below the price range', () => {
    const of = model({
      historyDays: 0,
      products: ['p_1', 'p_2', 'p_3', 'p_4', 'p_5', 'p_6'].map((id) => product(id)),
    })
    const run = start(of)
    run.state.offers.listing[4] = 4
    run.state.shelves.onHandUnits[5] = 0
    expect(
      issue(run, [
        stream(0, 0.7, 0),
        stream(1, 0.6, 0),
        stream(4, 0.1, 0),
        stream(5, 0.1, 0),
        stream(2, 0.1, 0),
        stream(3, 0.1, 0),
        stream(0, 0.1, 0),
      ]),
    ).toEqual([
      { fate: 'adjusted', reason: 'clippedToPriceRange' },
      applied,
      { fate: 'rejected', reason: 'delisted' },
      { fate: 'rejected', reason: 'noStock' },
      applied,
      { fate: 'rejected', reason: 'liveSlots' },
      applied,
    ])
    nextMorning(run)
    expect(issue(run, [stream(3, 0.1, 0)])).toEqual([applied])
  })

  it('leaves the other products as they are', () => {
    const [quiet, busy] = [start(shop()), start(shop())]
    issue(busy, [stream(1, 0.2, 300_000)])
    for (let day = 0; day < 4; day++) {
      for (const run of [quiet, busy]) {
        nextMorning(run)
        restock(run)
        sell(run.model, run.state, run.luck)
      }
      const [before, after] = [quiet, busy].map(({ state }) => state.today.demand)
      for (const name of ['impressions', 'visits', 'carts', 'orders'] as const) {
        expect([after![name][0], after![name][2]]).toEqual([before![name][0], before![name][2]])
        expect(after![name][1]).toBeGreaterThanOrEqual(before![name][1]!)
      }
    }
  })

  it('adds up over channels and keeps their funnels nested', () => {
    const run = start(shop({ 'advertising.cpcCents': 100 }))
    issue(run, [stream(0, 0.2, 300_000), stream(2, 0.5, 300_000)])
    for (let day = 0; day < 5; day++) {
      nextMorning(run)
      restock(run)
      sell(run.model, run.state, run.luck)
      const { demand, offers } = run.state.today
      expect(total(demand.channelVisits)).toBe(total(demand.visits))
      expect(total(demand.channelOrders)).toBe(total(demand.orders))
      expect(total(demand.channelGmvCents)).toBe(total(offers.gmvCents))
      expect(demand.channelVisits.every((x, c) => x >= demand.channelViews[c]!)).toBe(true)
      expect(demand.channelCheckouts.every((x, c) => x >= demand.channelOrders[c]!)).toBe(true)
    }
  })
})

describe('figures of channels', () => {
  it('name kind and role, budgets and bids', () => {
    const run = start(shop())
    const { view } = run
    const codes = (id: string) => Array.from(view.need('channel', id))
    expect(codes('kind')).toEqual(channelKinds.toSorted().map((id) => channelKinds.indexOf(id)))
    expect(codes('role')[at('marketplace')]).toBe(0)
    expect(codes('role')[at('ownStore')]).toBe(4)
    expect(view.need('shop', 'budgetCents')[0]).toBe(20_800 + 5_600 + 8_100 + 3_000 + 4_500)
    expect(codes('bidCents')[at('search')]).toBe(182)
    expect(codes('bidCents')[at('live')]).toBeNaN()
    expect(view.need('shop', 'adBudgetMonthCents')[0]).toBe(30 * 1.05 * 42_000)
  })

  it('relate spend, visits and sales of the day; of the shop over paid channels', () => {
    const run = begin(shop())
    advance(run, 3)
    const { view } = run
    const { channelVisits, channelGmvCents, channelSpendCents } = run.state.closed.demand
    const search = at('search')
    expect(view.need('channel', 'cpcCents')[search]).toBe(
      channelSpendCents[search]! / channelVisits[search]!,
    )
    expect(view.need('channel', 'roi')[search]).toBe(
      channelGmvCents[search]! / channelSpendCents[search]!,
    )
    expect(view.need('channel', 'roi')[at('marketplace')]).toBeNaN()
    expect(view.need('channel', 'cpcCents')[at('marketplace')]).toBeNaN()
    const paidKinds = ['search', 'display', 'social', 'live', 'affiliate', 'ownStore'] as const
    const ofPaid = (values: Float64Array) =>
      paidKinds.reduce((sum, kind) => sum + values[at(kind)]!, 0)
    const [spend] = view.need('shop', 'adSpendCents')
    expect(spend).toBe(ofPaid(channelSpendCents))
    expect(view.need('shop', 'cpcCents')[0]).toBe(spend! / ofPaid(channelVisits))
    expect(view.need('shop', 'roi')[0]).toBe(ofPaid(channelGmvCents) / spend!)
  })

  it('sum over windows in the morning and in the evening alike', () => {
    const sums: number[][] = []
    const shares: number[] = []
    const spends: number[] = []
    const search = at('search')
    const run = begin(
      shop(),
      scripted((timing, snapshot) => {
        const share = snapshot.now('channel', 'channelShareRatio')?.[search] ?? NaN
        if (timing === 'endOfDay') shares.push(share)
        else sums.push([snapshot.day, share])
        return []
      }),
      {
        onClose: ({ state }) => {
          restock(run)
          spends.push(state.closed.demand.channelGmvCents[search]!)
        },
      },
    )
    restock(run)
    const gmv: number[] = []
    for (let day = 0; day < 40; day++) {
      advance(run, 1)
      gmv.push(total(run.state.closed.demand.channelGmvCents))
    }
    const window = (values: readonly number[], end: number) =>
      values.slice(Math.max(0, end - 28), end).reduce((sum, x) => sum + x, 0)
    shares.forEach((share, i) => {
      expect(share).toBeCloseTo(window(spends, i + 1) / window(gmv, i + 1), 12)
    })
    sums.slice(1).forEach(([, share], i) => expect(share).toBe(shares[i]))
    const hhi = run.view.need('shop', 'channelHhi')[0]!
    const ratios = run.view.need('channel', 'channelShareRatio')
    expect(hhi).toBe(ratios.reduce((sum, x) => sum + x * x, 0))
  })

  it('state the marginal return: elasticity at the usual budget × return of 7 days', () => {
    const run = begin(shop())
    const totals = { gmv: 0, spend: 0 }
    for (let day = 0; day < 10; day++) {
      restock(run)
      advance(run, 1)
      if (day < 3) continue
      totals.gmv += run.state.closed.demand.channelGmvCents[at('search')]!
      totals.spend += run.state.closed.demand.channelSpendCents[at('search')]!
    }
    expect(run.view.need('channel', 'marginalRoi')[at('search')]).toBeCloseTo(
      (0.5 * totals.gmv) / totals.spend,
      10,
    )
    expect(run.view.need('channel', 'marginalRoi')[at('marketplace')]).toBeNaN()
  })

  it('count the month from its first day', () => {
    // day 1 is 2 March; 1 April is day 31
    const seen = new Map<string, readonly number[]>()
    const read = scripted((timing, snapshot) => {
      const of = (id: string) => snapshot.now('shop', id)?.[0] ?? NaN
      seen.set(`${timing} ${snapshot.day}`, [of('adSpendMonthCents'), of('monthElapsedRatio')])
      return []
    })
    const run = begin(shop(), read)
    advance(run, 32)
    expect(seen.get('startOfDay 1')).toEqual([0, 1 / 31])
    expect(seen.get('endOfDay 1')).toEqual([42_000, 2 / 31])
    expect(seen.get('startOfDay 2')).toEqual([42_000, 2 / 31])
    expect(seen.get('endOfDay 30')).toEqual([30 * 42_000, 1])
    expect(seen.get('startOfDay 31')).toEqual([0, 0])
    expect(seen.get('endOfDay 31')).toEqual([42_000, 1 / 30])
    expect(seen.get('endOfDay 32')).toEqual([84_000, 2 / 30])
  })

  it('state the commission of the platform', () => {
    const run = begin(shop({ 'money.feeRatio': 0.05 }), idle)
    run.state.world.commissionExtraRatio = 0.02
    run.view.refresh()
    expect(run.view.need('shop', 'commissionRatio')[0]).toBeCloseTo(0.07, 12)
  })
})

describe('months', () => {
  it.each([
    ['2026-03-01', 1, 31],
    ['2026-02-28', 28, 28],
    ['2028-02-29', 29, 29],
    ['2026-04-30', 30, 30],
    ['2026-12-31', 31, 31],
    ['1970-01-01', 1, 31],
  ])('%s', (date, day, days) => {
    const epochDay = parseIsoDate(date)!
    expect([dayOfMonth(epochDay), daysOfMonth(epochDay)]).toEqual([day, days])
  })
})
