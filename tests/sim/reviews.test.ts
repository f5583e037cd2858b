/** Reviews, ratings, the scores of the shop, public opinion, and the commands that act on them. */
import { describe, expect, it } from 'vitest'
import type { Command, Receipt } from '@sandtable/rules'
import { applyCommands } from '../../packages/sim/src/commands/index.ts'
import { accounts } from '../../packages/sim/src/ledger.ts'
import { writeReviews } from '../../packages/sim/src/mechanisms/reviews/day.ts'
import { noteShipments } from '../../packages/sim/src/mechanisms/reviews/deliveries.ts'
import { addReview, openRatings } from '../../packages/sim/src/mechanisms/reviews/rating.ts'
import { scoreOf, shopScore } from '../../packages/sim/src/mechanisms/reviews/scores.ts'
import { drawStars, starLaw } from '../../packages/sim/src/mechanisms/reviews/writing.ts'
import { buildModel, type Model } from '../../packages/sim/src/model.ts'
import { advance, type Run } from '../../packages/sim/src/run.ts'
import { clearFlows, createState, type State } from '../../packages/sim/src/state.ts'
import { begin, diary, idle, model, once, product, resolve, scripted } from './shop.ts'

const luck = { seed: 42, replication: 0 }

/** Every unit has a review on the day it is shipped, and nothing but the law decides its stars. */
const plain: Record<string, number> = {
  'reviews.delayDays': 0,
  'reviews.writeRatio': 1,
  'reviews.lateBadFactor': 1,
  'reviews.damageBadFactor': 1,
  'reviews.defectBadFactor': 1,
  'reviews.answerCutRatio': 0,
  'reviews.perBrokenPromise': 0,
  'ticketClasses.major.hardTicketRatio': 0,
  'ticketClasses.normal.hardTicketRatio': 0,
  'ticketClasses.urgent.hardTicketRatio': 0,
}

function shop(numbers: Record<string, number> = {}, products = [product('p_1')]): Model {
  return model({ historyDays: 0, hasRoutine: false, products }, { ...plain, ...numbers })
}

/** One day of reviews on a state of one's own. */
function write(one: Model, state: State, day: number, shippedUnits: number): void {
  state.day = day
  clearFlows(state.today)
  state.today.shelves.shippedUnits[0] = shippedUnits
  noteShipments(one, state)
  writeReviews(one, state, luck)
}

const command = (
  id: Command['command'],
  entity: number,
  values: Command['values'],
  scope: Command['scope'] = 'product',
): Command => ({ command: id, scope, entities: [entity], values })

function ask({ model: one, state, view }: Run, what: Command, isAfterClose = true): Receipt {
  return applyCommands({ model: one, state, view, luck, isAfterClose }, [what])[0]!
}

/** A shop whose ratings are drawn. */
function opened(of: Model) {
  const state = createState(of)
  openRatings(of, state, { seed: 42, replication: 0 })
  return state
}

describe('the law of stars', () => {
  it('inverts the weights, bad ones first', () => {
    const law = starLaw([4, 6, 10, 25, 55])
    const draw = (u: number) => drawStars(law, law.badRatio, u)
    expect([0.039, 0.041, 0.099, 0.101, 0.199, 0.201, 0.449, 0.451, 0.999].map(draw)).toEqual([
      1, 2, 2, 3, 3, 4, 4, 5, 5,
    ])
  })
  it('gives no more stars when more are bad', () => {
    const law = starLaw([5, 2, 5, 18, 70])
    for (let i = 0; i < 200; i++) {
      const u = (i + 0.5) / 200
      expect(drawStars(law, 0.5, u)).toBeLessThanOrEqual(drawStars(law, 0.07, u))
    }
  })
  it('holds for what buyers write', () => {
    const one = shop()
    const state = opened(one)
    let reviews = 0
    let bad = 0
    for (let day = 1; day <= 400; day++) {
      write(one, state, day, 50)
      reviews += state.today.reviews.reviews[0]!
      bad += state.today.reviews.badReviews[0]!
    }
    expect(reviews).toBe(20_000)
    expect(Math.abs(bad / reviews - 0.07)).toBeLessThan(4 * Math.sqrt((0.07 * 0.93) / reviews))
  })
})

describe('the rating', () => {
  it('moves by its weight at every review, or is the mean of all', () => {
    const ewma = shop({ 'reviews.ewmaWeight': 0.05, 'products.p_1.openingRating': 4 })
    const state = opened(ewma)
    write(ewma, state, 1, 0)
    expect(state.reviews.rating[0]).toBe(4)
    addReview(ewma, state, 0, 5, 1)
    addReview(ewma, state, 0, 1, 1)
    expect(state.reviews.rating[0]).toBeCloseTo((4 * 0.95 + 0.05 * 5) * 0.95 + 0.05, 14)
    const mean = shop({
      'reviews.ewmaWeight': 0,
      'products.p_1.openingRating': 4,
      'products.p_1.openingReviews': 3,
    })
    const other = opened(mean)
    write(mean, other, 1, 0)
    addReview(mean, other, 0, 1, 1)
    expect(other.reviews.rating[0]).toBeCloseTo(13 / 4, 14)
    expect(other.reviews.reviewCount[0]).toBe(4)
  })

  it('is stationary with the mean and variance of the weights', () => {
    // the reference case: stars 0.04, 0.06, 0.10, 0.25, 0.55; mean 4.21, variance of a star 1.1859
    const template = model({
      historyDays: 0,
      hasRoutine: false,
      products: [product('p_1')],
      settings: {
        ...plain,
        'reviews.starWeights': [4, 6, 10, 25, 55],
        'reviews.ewmaWeight': 0.05,
      },
    })
    const state = opened(template)
    let sum = 0
    let squares = 0
    const days = 20_000
    for (let day = 1; day <= days; day++) {
      write(template, state, day, 20)
      const rating = state.reviews.rating[0]!
      sum += rating
      squares += rating * rating
    }
    const mean = sum / days
    const variance = (1.1859 * 0.05) / 1.95
    // neighbours twenty reviews apart have correlation 0.95^20
    const factor = (1 + 0.95 ** 20) / (1 - 0.95 ** 20)
    expect(Math.abs(mean - 4.21)).toBeLessThan(4 * Math.sqrt((variance * factor) / days))
    expect((squares / days - mean * mean) / variance).toBeCloseTo(1, 1)
  })

  it('raises and lowers conversion by its elasticities, from 1 at the opening', () => {
    const products = [product('p_1'), product('p_2')]
    const one = shop(
      {
        'reviews.openingRating': 4,
        'products.p_1.openingRating': 4,
        'products.p_2.openingRating': 4,
        'products.p_1.openingReviews': 9,
        'reviews.ewmaWeight': 0.5,
      },
      products,
    )
    const state = opened(one)
    write(one, state, 1, 0)
    expect(state.reviews.conversionFactor[0]).toBe(1)
    write(one, state, 2, 1)
    const rating = state.reviews.rating[0]!
    const power = rating < 4 ? 0.417 * 1.75 : 0.417
    expect(state.reviews.conversionFactor[0]).toBeCloseTo(
      (rating / 4) ** power * (11 / 10) ** 0.236,
      12,
    )
    expect(state.reviews.conversionFactor[1]).toBe(1)
  })

  it('falls more than it would rise', () => {
    const move = (stars: number) => {
      const one = shop({
        'reviews.openingRating': 4,
        'products.p_1.openingRating': 4,
        'reviews.ewmaWeight': 0.5,
        'reviews.volumeElasticity': 0,
        'reviews.badPerDayMean': stars < 3 ? 1_000 : 0,
      })
      const state = opened(one)
      write(one, state, 1, stars < 3 ? 0 : 200)
      return Math.abs(
        Math.log(state.reviews.conversionFactor[0]!) / Math.log(state.reviews.rating[0]! / 4),
      )
    }
    expect(move(5)).toBeCloseTo(0.417, 9)
    expect(move(1)).toBeCloseTo(0.417 * 1.75, 9)
  })

  it('of a group is weighted by its reviews, and missing without any', () => {
    const products = [product('p_1'), product('p_2'), product('p_3', { categoryId: 'c_b' })]
    const run = begin(shop({}, products))
    advance(run, 1)
    run.state.reviews.rating.set([5, 3, 4])
    run.state.reviews.reviewCount.set([30, 10, 0])
    run.view.refresh()
    expect(Array.from(run.view.column('category', 'rating')!)).toEqual([4.5, NaN])
    expect(Array.from(run.view.column('product', 'rating')!)).toEqual([5, 3, NaN])
  })
})

describe('bad reviews', () => {
  /** Bad reviews of 4,000 units. */
  function badOf(numbers: Record<string, number>, change: (state: State) => void): number {
    const one = shop(numbers)
    const state = opened(one)
    let bad = 0
    for (let day = 1; day <= 80; day++) {
      change(state)
      write(one, state, day, 50)
      bad += state.today.reviews.badReviews[0]!
    }
    return bad / 4_000
  }
  const nothing = (): void => {}

  it('are more after late parcels, defects and bursts, fewer after quick answers', () => {
    const usual = badOf({}, nothing)
    expect(usual).toBeCloseTo(0.07, 1)
    const late = badOf({ 'reviews.lateBadFactor': 3 }, (state) => {
      state.fulfilment.recentDelivered[0] = 10
      state.fulfilment.recentLate[0] = 5
    })
    expect(late / usual).toBeCloseTo(2, 0)
    const spoilt = badOf({ 'reviews.damageBadFactor': 6 }, (state) => {
      state.fulfilment.recentDelivered[0] = 10
      state.fulfilment.recentDamaged[0] = 1
      state.fulfilment.recentWrong[0] = 1
    })
    expect(spoilt / usual).toBeCloseTo(2, 0)
    const defective = badOf({ 'reviews.defectBadFactor': 8 }, (state) => {
      state.shelves.stockDefectRatio[0] = 0.5
    })
    expect(defective / usual).toBeCloseTo(4.5, 0)
    const burst = badOf({}, (state) => {
      state.world.badReviewFactor[0] = 5
      state.world.reviewBurstCause[0] = 1
    })
    expect(burst / usual).toBeCloseTo(5, 0)
    const answered = badOf({ 'reviews.answerCutRatio': 0.5 }, nothing)
    expect(answered / usual).toBeCloseTo(0.5, 0)
    expect(answered).toBeLessThan(usual)
  })

  it('of malice come without a sale', () => {
    const one = shop({ 'reviews.malicePerDay': 4 })
    const state = opened(one)
    let bad = 0
    for (let day = 1; day <= 1_000; day++) {
      state.world.badReviewFactor[0] = 7
      state.world.reviewBurstCause[0] = 3
      write(one, state, day, 0)
      bad += state.today.reviews.badReviews[0]!
    }
    expect(Math.abs(bad / 1_000 - 4)).toBeLessThan(4 * Math.sqrt(4 / 1_000))
  })

  it('can be given as a Poisson law of their own', () => {
    const one = shop({ 'reviews.badPerDayMean': 0.6 })
    const state = opened(one)
    let alarms = 0
    const days = 20_000
    for (let day = 1; day <= days; day++) {
      write(one, state, day, 0)
      if (state.today.reviews.badReviews[0]! >= 3) alarms += 1
    }
    expect(Math.abs(alarms / days - 0.0231152877)).toBeLessThan((4 * 0.15027) / Math.sqrt(days))
  })

  it('come days after shipping', () => {
    const one = shop({ 'reviews.delayDays': 3 })
    const state = opened(one)
    const seen = [10, 0, 0, 0, 0].map((units, i) => {
      write(one, state, i + 1, units)
      return state.today.reviews.reviews[0]
    })
    expect(seen).toEqual([0, 0, 0, 10, 0])
  })

  it('follow broken promises of presales', () => {
    const one = shop({ 'reviews.perBrokenPromise': 1 })
    const state = opened(one)
    state.day = 1
    noteShipments(one, state)
    state.today.offers.latePresaleUnits[0] = 40
    writeReviews(one, state, luck)
    expect(state.today.reviews.badReviews[0]).toBeGreaterThan(20)
  })
})

describe('the scores of the shop', () => {
  it('are means of 180 days against what is usual', () => {
    const one = shop({ 'dsr.openingScore': 4.8, 'couriers.lateRatio': 0.1, 'dsr.starsPerLate': 2 })
    const state = opened(one)
    const weight = one.reviews.usualUnits
    state.day = 1
    noteShipments(one, state)
    state.today.fulfilment.deliveredOrders[0] = 100
    state.today.fulfilment.lateForBuyers[0] = 40
    writeReviews(one, state, luck)
    // 30 parcels more late than usual: 60 stars of 100 + 179 usual days
    expect(scoreOf(state, 2)).toBeCloseTo(4.8 - 60 / (100 + 179 * weight), 9)
    expect(scoreOf(state, 0)).toBeCloseTo(4.8, 9)
    const relative = shopScore(state) / 4.8
    expect(shopScore(state)).toBeCloseTo(0.675 * 4.8 + 0.325 * scoreOf(state, 2), 9)
    expect(state.reviews.organicFactor).toBeCloseTo(relative ** 2, 9)
  })

  it('gain by a donation of goods on its day', () => {
    const one = shop({ 'dsr.openingScore': 4.8, 'dsr.starsPerDonation': 0.3 })
    const state = opened(one)
    state.day = 1
    state.today.shelves.shippedUnits[0] = 20
    noteShipments(one, state)
    state.today.shelves.donations[0] = 1
    writeReviews(one, state, luck)
    const weight = 20 + 179 * one.reviews.usualUnits
    expect(scoreOf(state, 0)).toBeCloseTo(Math.min(5, 4.8 + (0.3 * 20) / weight), 9)
    expect(scoreOf(state, 2)).toBeCloseTo(4.8, 9)
  })

  it('forget what is older than 180 days, and leave visits alone at exponent 0', () => {
    const one = shop({ 'dsr.organicExponent': 0 })
    const state = opened(one)
    for (let day = 1; day <= 181; day++) {
      state.day = day
      clearFlows(state.today)
      noteShipments(one, state)
      state.today.fulfilment.deliveredOrders[0] = 10
      state.today.fulfilment.lateForBuyers[0] = day === 1 ? 10 : 0.6
      writeReviews(one, state, luck)
      if (day === 180) expect(scoreOf(state, 2)).toBeLessThan(4.795)
    }
    expect(scoreOf(state, 2)).toBeCloseTo(4.8, 9)
    expect(state.reviews.organicFactor).toBe(1)
  })
})

describe('contactBuyers', () => {
  const contact = (maxBuyers: number, compensationCents: number) =>
    command('contactBuyers', 0, { maxBuyers, compensationCents })

  /** Two days with three and two bad reviews. */
  function withBad(numbers: Record<string, number> = {}): Run {
    const run = begin(shop(numbers))
    advance(run, 2)
    const products = run.model.productHash.length
    run.state.reviews.badByDay.fill(0)
    run.state.reviews.badByDay[1 * products] = 3
    run.state.reviews.badByDay[2 * products] = 2
    return run
  }

  it('calls newest first, pays each and takes agents off the desk', () => {
    const run = withBad()
    const cash = run.state.money.cashCents
    expect(ask(run, contact(3, 700))).toEqual({ fate: 'applied' })
    expect(cash - run.state.money.cashCents).toBe(2_100)
    expect(run.state.today.money.refundCents[0]).toBe(2_100)
    expect(run.state.today.service.callHours[0]).toBeCloseTo(0.9, 12)
    expect(Array.from(run.state.reviews.contactedByDay.subarray(1, 3))).toEqual([1, 2])
    expect(ask(run, contact(10, 0))).toEqual({ fate: 'adjusted', reason: 'buyersThere' })
    expect(ask(run, contact(1, 0))).toEqual({ fate: 'rejected', reason: 'unchanged' })
    advance(run, 1)
    // of the three bad reviews of day 1, on day 3
    expect(run.view.column('product', 'contactedRatio')![0]).toBe(1)
  })

  it('softens the share that the compensation buys, in the rating alone', () => {
    const run = withBad({
      'reviews.softenLeastRatio': 0,
      'reviews.softenMostRatio': 1,
      'reviews.ewmaWeight': 0.05,
    })
    run.state.reviews.rating[0] = 4
    const count = run.state.reviews.reviewCount[0]
    ask(run, contact(2, 0))
    expect(run.state.reviews.rating[0]).toBe(4)
    // full compensation: 10 % of 100 yuan
    ask(run, contact(3, 1_000))
    expect(run.state.reviews.rating[0]).toBeCloseTo(4 + 3 * 2 * 0.05, 12)
    expect(run.state.reviews.reviewCount[0]).toBe(count)
  })

  it('has no more hours than agents have free', () => {
    const run = withBad({ 'reviews.contactHours': 10 })
    // three agents of 12 hours, hardly any work: three calls
    expect(ask(run, contact(5, 0))).toEqual({ fate: 'adjusted', reason: 'agentsFree' })
    expect(run.state.today.service.callHours[0]).toBeLessThanOrEqual(36)
    const none = withBad({ 'reviews.contactHours': 99 })
    expect(ask(none, contact(5, 0))).toEqual({ fate: 'rejected', reason: 'agentsFree' })
  })
})

describe('rewardReviews', () => {
  const reward = (rewardCents: number, days?: number, withPicture = false) =>
    command(
      'rewardReviews',
      0,
      days === undefined ? { rewardCents, withPicture } : { rewardCents, withPicture, days },
    )
  // the shop has stock to ship for some days only, so goods are put on the shelf at once
  const stocked = { 'reviews.writeRatio': 0.2, 'products.p_1.initialOnHandUnits': 2_000 }

  it('multiplies reviews, leaves their stars alone and is paid for each as a gift', () => {
    const counts = (...commands: Command[]) => {
      let reviews = 0
      let gifts = 0
      let sold = 0
      const run = begin(
        shop({ ...stocked, 'reviews.valenceElasticity': 0, 'reviews.volumeElasticity': 0 }),
        scripted(once(1, 'startOfDay', ...commands)),
        {
          onClose: ({ flows }) => {
            reviews += flows.reviews.reviews[0]!
            gifts += flows.offers.giftCostCents[0]!
            sold += flows.shelves.shippedUnits[0]!
            expect(flows.money.costCents[accounts.gifts]).toBe(flows.offers.giftCostCents[0])
          },
        },
      )
      advance(run, 100)
      return { reviews, gifts, sold }
    }
    const usual = counts()
    const most = counts(reward(500))
    expect(usual.gifts).toBe(0)
    expect(most.sold).toBe(usual.sold)
    expect(most.reviews / usual.reviews).toBeCloseTo(3, 0)
    expect(most.gifts).toBe(500 * most.reviews)
    const pictures = counts(reward(500, undefined, true))
    expect(pictures.reviews).toBeLessThan(most.reviews)
    expect(pictures.reviews).toBeGreaterThan(usual.reviews)
  })

  it('ends after its days or at 0, and is refused above 5 % of the price', () => {
    const run = begin(shop(stocked))
    advance(run, 1)
    expect(ask(run, reward(501))).toEqual({ fate: 'rejected', reason: 'reviewRewardTooHigh' })
    expect(ask(run, reward(500, 3))).toEqual({ fate: 'applied' })
    expect(run.state.reviews.rewardUntilDay[0]).toBe(4)
    expect(ask(run, reward(0))).toEqual({ fate: 'applied' })
    expect(run.state.reviews.rewardUntilDay[0]).toBe(1)
  })

  it('is paid for no review after its last day', () => {
    const paid: number[] = []
    const written: number[] = []
    const run = begin(shop(stocked), scripted(once(1, 'startOfDay', reward(500, 3))), {
      onClose: ({ flows }) => {
        paid.push(flows.offers.giftCostCents[0]!)
        written.push(flows.reviews.reviews[0]!)
      },
    })
    advance(run, 20)
    expect(Math.max(...written.slice(0, 3))).toBeGreaterThan(0)
    expect(Math.max(...written.slice(3))).toBeGreaterThan(0)
    expect(paid).toEqual(written.map((reviews, i) => (i < 3 ? 500 * reviews : 0)))
  })
})

describe('public opinion', () => {
  const level = (name: string) => command('setOpinionLevel', 0, { level: name }, 'shop')
  const statement = (compensationCents = 2_000, progressCopy = 'what we do') =>
    command(
      'publishStatement',
      0,
      { factsCopy: 'what happened', progressCopy, compensationCents },
      'shop',
    )

  /** A shop with a crisis that does not fade by itself. */
  function inCrisis(): Run {
    const parts = { historyDays: 0, hasRoutine: false, products: [product('p_1')] }
    const shock = {
      kind: 'opinionCrisis',
      startDay: 1,
      days: 100,
      shape: 'block',
      strength: 11,
    } as const
    const run = begin(buildModel(resolve(parts, { overrides: plain, shocks: [shock] })))
    advance(run, 1)
    return run
  }

  it('posts follow bad reviews and complaints, times the factor of a crisis', () => {
    const one = shop({ 'reviews.badPerDayMean': 10, 'opinion.perBadReview': 0.3 })
    const total = (factor: number) => {
      const state = opened(one)
      let posts = 0
      let bad = 0
      for (let day = 1; day <= 300; day++) {
        state.world.mentionsFactor = factor
        write(one, state, day, 0)
        posts += state.today.reviews.negativeMentions[0]!
        bad += state.today.reviews.badReviews[0]!
      }
      return posts / bad
    }
    expect(total(1)).toBeCloseTo(0.3, 1)
    expect(total(10)).toBeCloseTo(3, 0)
  })

  it('an alarm costs the desks 4, 16 or 60 hours a day until it is stood down', () => {
    const hours = (name: string) => {
      const run = begin(shop())
      advance(run, 1)
      expect(ask(run, level(name))).toEqual({ fate: 'applied' })
      expect(ask(run, level(name))).toEqual({ fate: 'rejected', reason: 'unchanged' })
      const ofDay = (): number => {
        advance(run, 1)
        return run.view.column('shop', 'deskHours')![0]!
      }
      const alarmed = ofDay()
      ask(run, level('none'))
      expect(run.view.column('shop', 'opinionLevel')![0]).toBe(0)
      return [alarmed, ofDay()]
    }
    expect(hours('blue')).toEqual([4, 0])
    expect(hours('yellow')).toEqual([16, 0])
    expect(hours('red')).toEqual([60, 0])
  })

  it('an alarm ends a crisis sooner, and a whole statement halves it', () => {
    const after = (...commands: Command[]) => {
      const run = inCrisis()
      for (const one of commands) expect(ask(run, one).fate).toBe('applied')
      advance(run, 2)
      return run.state.world.mentionsFactor
    }
    expect(after()).toBe(11)
    expect(after(level('red'))).toBeCloseTo(1 + 10 * 0.7, 9)
    expect(after(level('blue'))).toBeCloseTo(1 + 10 * 0.96, 9)
    expect(after(statement())).toBeCloseTo(6, 9)
  })

  it('a statement needs all three parts, compensates and draws attention without a crisis', () => {
    const run = begin(shop())
    advance(run, 1)
    expect(ask(run, statement(0))).toEqual({ fate: 'rejected', reason: 'statementIncomplete' })
    expect(ask(run, statement(100, ' '))).toEqual({
      fate: 'rejected',
      reason: 'statementIncomplete',
    })
    run.state.reviews.concernedByDay.fill(0)
    run.state.reviews.concernedByDay[1] = 7
    const cash = run.state.money.cashCents
    expect(ask(run, statement(300))).toEqual({ fate: 'applied' })
    expect(cash - run.state.money.cashCents).toBe(2_100)
    expect(run.state.reviews.attentionFactor).toBe(4)
    advance(run, 3)
    expect(run.state.reviews.attentionFactor).toBeCloseTo(1 + 3 / 2, 9)
  })
})

describe('feedback', () => {
  it('is off when its elasticities are 0: reviews change nothing else', () => {
    const off = {
      'reviews.valenceElasticity': 0,
      'reviews.volumeElasticity': 0,
      'dsr.organicExponent': 0,
    }
    const pages = (numbers: Record<string, number>) =>
      diary(model({ historyDays: 0 }, { ...off, ...numbers }), idle, 30).map((page) => {
        const [flows] = JSON.parse(page) as [{ demand: unknown; shelves: unknown }]
        return JSON.stringify([flows.demand, flows.shelves])
      })
    const quiet = { 'reviews.writeRatio': 0, 'service.extraAgentsMax': 0 }
    expect(pages({ 'reviews.writeRatio': 1, 'reviews.badPerDayMean': 5 })).toEqual(pages(quiet))
  })
})
