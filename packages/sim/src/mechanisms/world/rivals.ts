/**
 * Prices of tracked rivals: the usual price × exp(deviation) × price wars, in whole cents. The deviation changes by
 * jumps, as prices do: on a day with the chance `rivals.moveChancePerDay`, to keep × deviation + sd × √(1 − keep²) × z.
 * Each product's gaps and jumps are keyed by their number, so nothing else moves them.
 */
import type { Luck } from '../../luck.ts'
import { exp, log, normalQuantile } from '../../math.ts'
import type { Model } from '../../model.ts'
import { deriveKey, drawUniform } from '../../random.ts'
import { noEnd } from '../../rings.ts'
import type { State } from '../../state.ts'

/** Days to the next change, ≥ 1: geometric with the chance of a day. */
function drawGap(luck: Luck, change: number, counter: number, chance: number): number {
  if (chance >= 1) return 1
  const u = drawUniform(deriveKey(luck.seed, luck.replication, 'world.rivalGap', change), counter)
  return 1 + Math.floor(log(u) / log(1 - chance))
}

/** The day of each rival's first change. */
export function startRivals(model: Model, state: State, luck: Luck): void {
  const chance = model.settings['rivals.moveChancePerDay']
  const { rivalNextDay } = state.world
  model.world.rivalBaseCents.forEach((base, product) => {
    const isMoving = base === base && chance > 0 && model.settings['rivals.priceSd'] > 0
    rivalNextDay[product] = isMoving
      ? state.day - 1 + drawGap(luck, 0, model.productHash[product]!, chance)
      : noEnd
  })
}

/** Rivals set their prices of today: those whose day it is, and all when a price war runs or has just ended. */
export function moveRivals(model: Model, state: State, luck: Luck, wasWar: boolean): void {
  const { world, day } = state
  const { rivalNextDay } = world
  const isWar = wasWar || world.priceWars > 0
  for (let product = 0; product < rivalNextDay.length; product++) {
    const isDue = rivalNextDay[product]! <= day
    if (isDue) jump(model, state, luck, product)
    if (isDue || isWar) setPrice(model, state, product)
  }
}

function setPrice(model: Model, { world, today }: State, product: number): void {
  const base = model.world.rivalBaseCents[product]!
  if (base !== base) return
  const level = world.rivalLevel[product]! * world.rivalWarFactor[product]!
  const cents = Math.max(1, Math.floor(base * level + 0.5))
  const old = world.rivalPriceCents[product]!
  if (cents === old) return
  world.rivalPriceCents[product] = cents
  world.rivalPriceRatio[product] = cents / base
  today.world.rivalChangeRatio[product] = cents / old - 1
}

function jump(model: Model, state: State, luck: Luck, product: number): void {
  const { settings, productHash } = model
  const { rivalDeviation, rivalLevel, rivalChanges, rivalNextDay } = state.world
  const counter = productHash[product]!
  const keep = settings['rivals.keepRatio']
  const change = rivalChanges[product]! + 1
  const key = deriveKey(luck.seed, luck.replication, 'world.rivalPrice', change)
  const z = normalQuantile(drawUniform(key, counter))
  rivalDeviation[product] =
    keep * rivalDeviation[product]! + settings['rivals.priceSd'] * Math.sqrt(1 - keep * keep) * z
  rivalLevel[product] = exp(rivalDeviation[product])
  rivalChanges[product] = change
  rivalNextDay[product] =
    state.day + drawGap(luck, change, counter, settings['rivals.moveChancePerDay'])
}
