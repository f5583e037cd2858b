/** On sale, off sale, ahead of stock, on trial; and how products rank. */
import type { Command, Receipt } from '@sandtable/rules'
import { describe, expect, it } from 'vitest'
import { applyCommands } from '../../packages/sim/src/commands/index.ts'
import { buildModel, type Model } from '../../packages/sim/src/model.ts'
import { beginOffersDay, refreshOffers } from '../../packages/sim/src/mechanisms/offers/day.ts'
import { isOnSale } from '../../packages/sim/src/mechanisms/offers/listing.ts'
import { classify, descending } from '../../packages/sim/src/mechanisms/offers/ranking.ts'
import { advance, type Run } from '../../packages/sim/src/run.ts'
import { begin, once, product, resolve, scripted } from './shop.ts'

const plain = {
  'offers.houseDiscountRatio': 0,
  'offers.gainEffect': 0,
  'offers.lossEffect': 0,
  'money.feeRatio': 0,
}

function shop(
  overrides: Record<string, number> = {},
  parts: Parameters<typeof resolve>[0] = { historyDays: 0 },
): Model {
  return buildModel(resolve(parts, { overrides: { ...plain, ...overrides } }))
}

function morning(model: Model): Run {
  const run = begin(model)
  run.state.day = 1
  run.state.world.rivalPriceRatio.fill(1)
  return run
}

function order(run: Run, command: Command, isAfterClose = false): Receipt {
  const { model, state, view, luck } = run
  return applyCommands({ model, state, view, luck, isAfterClose }, [command])[0]!
}

function of(name: Command['command'], values: Command['values'], entity = 0): Command {
  return { command: name, scope: 'product', entities: [entity], values }
}
const setListing = (state: string, entity = 0) => of('setListing', { state }, entity)
const openPresale = (maxUnits: number, promiseDays: number, depositRatio = 1, entity = 0) =>
  of('openPresale', { maxUnits, promiseDays, depositRatio }, entity)
const closePresale = of('closePresale', {})

function today({ model, state, luck }: Run): void {
  beginOffersDay(model, state, luck)
  refreshOffers(model, state, luck)
}

describe('setListing', () => {
  it('takes a product off sale and back, and refuses what changes nothing', () => {
    const run = morning(shop())
    expect(order(run, setListing('onSale'))).toEqual({ fate: 'rejected', reason: 'unchanged' })
    expect(order(run, setListing('paused'))).toEqual({ fate: 'applied' })
    expect(isOnSale(run.state, 0)).toBe(false)
    expect(order(run, setListing('delisted'))).toEqual({ fate: 'applied' })
    expect(order(run, setListing('onSale'))).toEqual({ fate: 'applied' })
    expect(isOnSale(run.state, 0)).toBe(true)
  })

  it('is refused when the certificate has run out', () => {
    const run = morning(shop())
    order(run, setListing('delisted'))
    run.state.compliance.certificateEndDay[0] = 1
    expect(order(run, setListing('onSale'))).toEqual({
      fate: 'rejected',
      reason: 'certificateExpired',
    })
    run.state.compliance.certificateEndDay[0] = 2
    expect(order(run, setListing('onSale'))).toEqual({ fate: 'applied' })
  })

  it('costs rank: halving towards the floor off sale, back in equal steps on sale', () => {
    const run = morning(
      shop({
        'listing.rankFloorRatio': 0.3,
        'listing.rankHalfLifeDays': 2,
        'listing.rankRegainDays': 14,
      }),
    )
    order(run, setListing('paused'))
    for (let day = 0; day < 4; day++) {
      today(run)
      run.state.day += 1
    }
    expect(run.state.offers.rank[0]).toBeCloseTo(0.3 + 0.7 / 4, 9)
    order(run, setListing('onSale'))
    const visits: number[] = []
    for (let day = 0; day < 13; day++) {
      today(run)
      visits.push(run.state.offers.visitsFactor[0]!)
      run.state.day += 1
    }
    expect(visits[0]).toBeCloseTo(0.475, 9)
    expect(visits[1]).toBeCloseTo(0.525, 9)
    expect(visits.at(-1)).toBe(1)
    expect(run.state.offers.isMoving[0]).toBe(0)
  })

  it('sells nothing while off sale', () => {
    const model = shop({}, { historyDays: 20 })
    const run = begin(model, scripted(once(1, 'startOfDay', setListing('paused', 2))))
    advance(run, 3)
    expect(run.view.need('product', 'visits')[2]).toBe(0)
    expect(run.view.need('product', 'revenueRankRatio')[2]).toBeNaN()
    expect(run.view.need('product', 'revenueRankRatio')[0]).toBe(0.5)
  })
})

describe('presale', () => {
  it('answers with its receipts and clips what may be sold ahead', () => {
    const run = morning(shop())
    expect(order(run, closePresale)).toEqual({ fate: 'rejected', reason: 'notOpen' })
    // no sales yet: a minimum order of 20
    expect(order(run, openPresale(50, 10))).toEqual({ fate: 'adjusted', reason: 'maxUnits' })
    expect(run.state.offers.presaleMaxUnits[0]).toBe(20)
    expect(order(run, openPresale(20, 10))).toEqual({ fate: 'rejected', reason: 'unchanged' })
    expect(order(run, openPresale(20, 12))).toEqual({ fate: 'applied' })
    expect(run.view.need('product', 'listingState')[0]).toBe(2)
    expect(order(run, closePresale)).toEqual({ fate: 'applied' })
    expect(run.view.need('product', 'listingState')[0]).toBe(1)
    order(run, setListing('delisted'))
    expect(order(run, openPresale(20, 10))).toEqual({ fate: 'rejected', reason: 'delisted' })
  })

  it('converts less, and less with every promised day and the whole price at once', () => {
    const run = morning(
      shop({
        'presale.conversionFactor': 0.7,
        'presale.dayFactor': 0.98,
        'presale.depositAversionRatio': 0.1,
      }),
    )
    order(run, openPresale(20, 10, 0.5))
    today(run)
    expect(run.state.offers.conversionFactor[0]).toBeCloseTo(0.7 * 0.98 ** 10 * 0.95, 9)
    order(run, openPresale(20, 20, 0.5))
    today(run)
    expect(run.state.offers.conversionFactor[0]).toBeCloseTo(0.7 * 0.98 ** 20 * 0.95, 9)
  })

  const empty = { visitsPerDay: 400, moqUnits: 30 }
  function soldOut(overrides: Record<string, number> = {}): Model {
    return shop(
      {
        'stock.openingCoverDays': 0,
        'stockouts.waitRatio': 0,
        'stockouts.substituteRatio': 0,
        ...overrides,
      },
      { historyDays: 0, hasRoutine: false, products: [product('p_1', empty)] },
    )
  }

  it('sells without stock up to its limit, takes deposits, and is paid in full on delivery', () => {
    const run = begin(soldOut(), scripted(once(1, 'startOfDay', openPresale(30, 60, 0.2))))
    run.state.shelves.onHandUnits.fill(0)
    run.state.shelves.stockValueCents.fill(0)
    advance(run, 10)
    const { offers } = run.state
    expect(offers.presaleUnits[0]).toBe(30)
    expect(run.view.need('shop', 'presaleUnits')[0]).toBe(30)
    const lots = offers.presales
    let paid = 0
    let owed = 0
    for (let lot = 0; lot < lots.count; lot++) {
      paid += lots.paidCents[lot]!
      owed += lots.owedCents[lot]!
    }
    expect(paid).toBe(60_000)
    expect(owed).toBe(240_000)
    // 12 units arrive: the oldest promises are kept and paid for
    run.state.shelves.onHandUnits[0] = 12
    run.state.shelves.stockValueCents[0] = 60_000
    advance(run, 1)
    expect(offers.presaleUnits[0]).toBe(18)
    expect(run.view.flows.offers.gmvCents[0]).toBe(12 * 8_000)
  })

  it('late: compensates once, cancels bit by bit, and pays back what was paid', () => {
    const run = begin(
      soldOut({ 'presale.cancelRatio': 0.3, 'presale.compensationRatio': 0.1 }),
      scripted(once(1, 'startOfDay', openPresale(30, 3, 0.5))),
    )
    run.state.shelves.onHandUnits.fill(0)
    run.state.shelves.stockValueCents.fill(0)
    let late = 0
    let cancelled = 0
    let refunds = 0
    for (let day = 1; day <= 40; day++) {
      advance(run, 1)
      const { flows } = run.view
      if (day <= 4) expect(flows.offers.latePresaleUnits[0]).toBe(0)
      late += flows.offers.latePresaleUnits[0]!
      cancelled += flows.offers.cancelledPresaleUnits[0]!
      refunds += flows.money.refundCents[0]!
    }
    expect(late).toBe(30)
    expect(cancelled).toBe(30)
    expect(run.state.offers.presaleUnits[0]).toBe(0)
    expect(run.state.offers.presales.count).toBe(0)
    expect(refunds).toBe(30 * 1_000 + 30 * 5_000)
  })
})

describe('candidates', () => {
  const model = () =>
    shop(
      { 'listing.candidateQualitySd': 0.5, 'listing.candidateVisitsRatio': 0.2 },
      {
        historyDays: 10,
        products: [product('p_1'), product('p_new', { arrivesDay: 5, unitCostCents: 3_000 })],
      },
    )

  it('cannot be listed before they arrive', () => {
    const run = begin(model())
    expect(order(run, setListing('onSale', 1))).toEqual({ fate: 'rejected', reason: 'unchanged' })
    expect(isOnSale(run.state, 1)).toBe(false)
  })

  it('arrive with samples, little exposure and a quality of their own', () => {
    const run = begin(model())
    advance(run, 4)
    const before = run.state.shelves.onHandUnits[1]!
    expect(run.view.need('product', 'listingState')[1]).toBe(4)
    advance(run, 1)
    const { offers } = run.state
    expect(run.view.need('product', 'listingState')[1]).toBe(0)
    expect(run.view.need('product', 'ageDays')[1]).toBe(0)
    expect(run.view.flows.shelves.receivedUnits[1]).toBe(30)
    expect(run.view.flows.shelves.receivedCents[1]).toBe(90_000)
    expect(run.state.shelves.onHandUnits[1]! + run.view.flows.shelves.soldUnits[1]!).toBe(
      before + 30,
    )
    expect(offers.visitsFactor[1]).toBe(0.2)
    expect(offers.qualityFactor[1]).not.toBe(1)
    expect(offers.qualityFactor[0]).toBe(1)
    const { rivalEffect } = offers
    expect(offers.conversionFactor[1]).toBeCloseTo(offers.qualityFactor[1]! * rivalEffect[1]!, 12)
    order(run, setListing('onSale', 1), true)
    advance(run, 1)
    expect(offers.visitsFactor[1]).toBe(0.2)
    advance(run, 20)
    expect(offers.visitsFactor[1]).toBe(1)
  })

  it('have the same quality whenever they are looked at', () => {
    const qualities = [0, 1].map((replication) => {
      const runs = [0, 3].map((extra) => {
        const run = begin(model(), undefined, {}, { seed: 42, replication })
        advance(run, 5 + extra)
        return run.state.offers.qualityFactor[1]
      })
      expect(runs[0]).toBe(runs[1])
      return runs[0]
    })
    expect(qualities[0]).not.toBe(qualities[1])
  })
})

describe('ranking', () => {
  it('ABC: reference case abc', () => {
    const revenue = Float64Array.of(50000, 21000, 9500, 7000, 5200, 3000, 2100, 1200, 700, 300)
    const classes = classify(revenue, descending(revenue), 0.8, 0.95)
    expect([...classes].map((code) => 'ABC'[code]).join('')).toBe('AAABBBCCCC')
  })

  it('does not depend on the order of the items, and is missing without revenue', () => {
    const revenue = Float64Array.of(300, 9500, 50000, 700, 21000, 1200, 7000, 2100, 5200, 3000)
    const classes = classify(revenue, descending(revenue), 0.8, 0.95)
    expect([...classes].map((code) => 'ABC'[code]).join('')).toBe('CAACACBCBB')
    const nothing = new Float64Array(2)
    expect([...classify(nothing, descending(nothing), 0.8, 0.95)]).toEqual([NaN, NaN])
  })

  it('ranks by contribution where goods count when they are sold', () => {
    const run = begin(shop({}, { historyDays: 95 }))
    const sums = [0, 0, 0]
    const days: number[][] = []
    for (let day = 0; day < 90; day++) {
      advance(run, 1)
      const { flows } = run.view
      days.push(
        sums.map(
          (_, i) =>
            flows.offers.gmvCents[i]! -
            flows.shelves.cogsCents[i]! -
            flows.money.directCostCents[i]!,
        ),
      )
    }
    for (const day of days) day.forEach((cents, i) => (sums[i]! += cents))
    const best = [0, 1, 2].toSorted((a, b) => sums[b]! - sums[a]!)
    const ranks = run.view.need('product', 'contributionRankRatio')
    expect(best.map((i) => ranks[i])).toEqual([1 / 3, 2 / 3, 1])
  })

  it('tells the stage by the slope of sales', () => {
    const run = begin(shop({}, { historyDays: 60 }))
    const { totals } = run.state
    const stocks = run.view.count('stock')
    // 28 days: product 0 doubles, 1 stays, 2 halves from the older to the newer half
    for (let day = 0; day <= 28; day++) {
      const row = ((totals.closedDays - 28 + day) & 127) * stocks
      const newer = Math.max(0, day - 14)
      const older = Math.min(day, 14)
      totals.soldUnits[row] = older * 5 + newer * 10
      totals.soldUnits[row + 1] = older * 5 + newer * 5
      totals.soldUnits[row + 2] = older * 10 + newer * 5
    }
    run.view.refresh()
    expect([...run.view.need('product', 'lifecycleStage')]).toEqual([1, 2, 3])
  })

  it('counts products that sell among those on sale', () => {
    const run = begin(shop({}, { historyDays: 40 }))
    expect(run.view.need('shop', 'activeSkuRatio')[0]).toBe(1)
    const { totals } = run.state
    const stocks = run.view.count('stock')
    const newest = (totals.closedDays & 127) * stocks
    const oldest = ((totals.closedDays - 30) & 127) * stocks
    totals.soldUnits[oldest + 1] = totals.soldUnits[newest + 1]!
    run.view.refresh()
    expect(run.view.need('shop', 'activeSkuRatio')[0]).toBeCloseTo(2 / 3, 12)
  })
})
