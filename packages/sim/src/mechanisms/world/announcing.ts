/** What has been announced and is still ahead, or ran a short while ago: promotions and signals, shared by all arms. */
import { noEnd } from '../../rings.ts'
import type { View } from '../../view.ts'

/** Promotions of the run, by first day; `count` are in use. */
export interface Promotions {
  count: number
  announcedDay: Int32Array
  startDay: Int32Array
  endDay: Int32Array
  /** On visits. */
  factor: Float64Array
}

export function createPromotions(capacity = 0): Promotions {
  return {
    count: 0,
    announcedDay: new Int32Array(capacity),
    startDay: new Int32Array(capacity),
    endDay: new Int32Array(capacity),
    factor: new Float64Array(capacity),
  }
}

/** Weather and holiday signals of the run, also those that come to nothing. */
export interface Signals {
  count: number
  category: Int32Array
  /** Index into the variants of `demandEffect`. */
  kind: Uint8Array
  announcedDay: Int32Array
  startDay: Int32Array
  /** Announced extra demand. */
  upliftRatio: Float64Array
}

export function createSignals(capacity = 0): Signals {
  return {
    count: 0,
    category: new Int32Array(capacity),
    kind: new Uint8Array(capacity),
    announcedDay: new Int32Array(capacity),
    startDay: new Int32Array(capacity),
    upliftRatio: new Float64Array(capacity),
  }
}

/** Days to the next announced promotion, 0 while one runs; NaN when none is announced. */
export function promotionInDays(
  { count, announcedDay, startDay, endDay }: Promotions,
  day: number,
): number {
  let nearest = noEnd
  for (let i = 0; i < count; i++) {
    if (announcedDay[i]! > day || endDay[i]! < day) continue
    nearest = Math.min(nearest, Math.max(0, startDay[i]! - day))
  }
  return nearest === noEnd ? NaN : nearest
}

/** For every category the announced signal that takes effect first, on or after the day; −1 when there is none. */
export function nextSignals({ model, state }: View): Int32Array {
  const { count, category, announcedDay, startDay } = state.world.signals
  const next = new Int32Array(model.entities.category.ids.length).fill(-1)
  for (let i = 0; i < count; i++) {
    if (announcedDay[i]! > state.day || startDay[i]! < state.day) continue
    const known = next[category[i]!]!
    if (known < 0 || startDay[i]! < startDay[known]!) next[category[i]!] = i
  }
  return next
}
