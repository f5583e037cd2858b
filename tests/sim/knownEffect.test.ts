/** An effect that is put into the shop by hand is found again inside its interval, as often as the interval says. */
import { describe, expect, it } from 'vitest'
import { pairedInterval } from '../../packages/sim/src/experiment/interval.ts'
import { buildModel, type Model } from '../../packages/sim/src/model.ts'
import { advance, runHistory } from '../../packages/sim/src/run.ts'
import { laboratory } from '../../packages/sim/src/shops/laboratory.ts'
import { resolveShop, type ShopFile } from '../../packages/sim/src/shopFile.ts'

/**
 * Laboratory products with stock without end: 3 products × 10 days × 100 visits × 0.1 orders. No chance of the shop's
 * day or popularity, which would be the same in both arms.
 */
const products = 3
const days = 10
const meanUnits = products * days * 100 * 0.1

function shop(overrides: Record<string, number>, shocks: ShopFile['shocks'] = []): Model {
  const stock = Object.fromEntries(
    ['p_01', 'p_02', 'p_03'].map((id) => [`products.${id}.initialOnHandUnits`, 1_000_000]),
  )
  const result = resolveShop(laboratory, {
    keep: { products, warehouses: 1 },
    overrides: { 'demand.visitsDispersion': 0.2, ...stock, ...overrides },
    shocks,
  })
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return buildModel(result.shop)
}

/** Units sold in every replication of a seed. */
function soldUnits(model: Model, seed: number, replications: number): number[] {
  return Array.from({ length: replications }, (_, replication) => {
    const run = runHistory(model, { seed, replication }, [])
    let units = 0
    for (let day = 0; day < days; day++) {
      advance(run, 1)
      for (const sold of run.state.closed.shelves.soldUnits) units += sold
    }
    return units
  })
}

const experiments = 60
const replications = 6

/** The arm without an effect, by seed: all experiments share it. */
const untouched = new Map<number, readonly number[]>()
function withoutEffect(seed: number): readonly number[] {
  let units = untouched.get(seed)
  if (units === undefined) untouched.set(seed, (units = soldUnits(shop({}), seed, replications)))
  return units
}

/** How many of the experiments have an interval around the true difference, and their mean difference. */
function recovered(withEffect: Model, trueDifference: number) {
  let hits = 0
  let total = 0
  for (let seed = 1; seed <= experiments; seed++) {
    const before = withoutEffect(seed)
    const after = soldUnits(withEffect, seed, replications)
    const { mean, low, high } = pairedInterval(after.map((units, r) => units - before[r]!))
    if (low <= trueDifference && trueDifference <= high) hits += 1
    total += mean
  }
  return { hits, mean: total / experiments }
}

/** P(X ≤ k) of n tries of chance p. */
function binomialCdf(k: number, n: number, p: number): number {
  let term = (1 - p) ** n
  let sum = term
  for (let i = 1; i <= k; i++) {
    term *= ((n - i + 1) / i) * (p / (1 - p))
    sum += term
  }
  return sum
}

/** Least and greatest number of hits that an honest 95 % interval has with all but 1 in 10,000. */
function hitBounds(): readonly [number, number] {
  let least = 0
  while (binomialCdf(least, experiments, 0.95) < 0.5e-4) least += 1
  return [least, experiments]
}

describe('a known effect', () => {
  it('has bounds of hits that are neither trivial nor tight', () => {
    const [least] = hitBounds()
    // 57 are expected
    expect(least).toBeGreaterThan(45)
    expect(least).toBeLessThan(55)
  })

  for (const [name, factor] of [
    ['+10 %', 1.1],
    ['−20 %', 0.8],
  ] as const) {
    it(`of ${name} visits by a setting is inside the 95 % interval at the stated rate`, () => {
      const { hits, mean } = recovered(
        shop({ 'demand.visitsFactor': factor }),
        meanUnits * (factor - 1),
      )
      const [least, most] = hitBounds()
      expect(hits).toBeGreaterThanOrEqual(least)
      expect(hits).toBeLessThanOrEqual(most)
      expect(mean / meanUnits).toBeCloseTo(factor - 1, 2)
    })
  }

  it('of +10 % conversion is recovered too', () => {
    const { hits, mean } = recovered(shop({ 'demand.conversionFactor': 1.1 }), meanUnits * 0.1)
    expect(hits).toBeGreaterThanOrEqual(hitBounds()[0])
    expect(mean / meanUnits).toBeCloseTo(0.1, 2)
  })

  it('of +10 % by a shock on a category equals that by the setting, bit by bit', () => {
    const shifted = shop({}, [
      { kind: 'demandShift', target: 'c_lab', startDay: 1, days: 1_000, strength: 1.1 },
    ])
    const scaled = shop({ 'demand.visitsFactor': 1.1 })
    expect(soldUnits(shifted, 5, 6)).toEqual(soldUnits(scaled, 5, 6))
  })

  it('of nothing has an interval of nothing', () => {
    const none = shop({}, [{ kind: 'demandShift', target: 'c_lab', startDay: 1, strength: 1 }])
    const before = soldUnits(shop({}), 1, 5)
    const differences = soldUnits(none, 1, 5).map((units, r) => units - before[r]!)
    expect(pairedInterval(differences)).toEqual({ mean: 0, low: 0, high: 0 })
  })

  it('a wrong effect is not inside: the intervals have power', () => {
    const { hits } = recovered(shop({ 'demand.visitsFactor': 1.1 }), 0)
    expect(hits).toBe(0)
  })
})
