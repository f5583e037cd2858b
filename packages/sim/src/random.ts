/**
 * Chance comes in by key: a draw depends on (seed, replication, purpose, day) and the stable id of its
 * entity, never on what was drawn before. So a rule or a product that is added moves no other draw, and
 * both arms of an experiment see the same luck.
 *
 *   (seed, replication, purpose, day) ─derive once─▶ Key (two words) ─┐
 *   hash of the entity id ────────────────────────────────────────────┴─3 multiplies─▶ uniform
 */

/** What a draw is for: mechanism and name. Its stream follows from the name, so no other purpose moves it. */
export type Purpose = `${string}.${string}`

/** Two words: with one, strips of two days could coincide shifted. */
export interface Key {
  readonly first: number
  readonly second: number
}

/** 32-bit integer hash, a bijection: Wellons 2018, `triple32`. */
function mix(word: number): number {
  let x = word
  x ^= x >>> 17
  x = Math.imul(x, 0xed5ad4bb)
  x ^= x >>> 11
  x = Math.imul(x, 0xac4c1b51)
  x ^= x >>> 15
  x = Math.imul(x, 0x31848bab)
  return x ^ (x >>> 14)
}

/** 32-bit hash of a stable id: FNV-1a over its UTF-16 code units, then mixed. The counter of its draws. */
export function hashId(id: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193)
  return mix(hash)
}

const purposeHashes = new Map<Purpose, number>()

function hashPurpose(purpose: Purpose): number {
  let hash = purposeHashes.get(purpose)
  if (hash === undefined) purposeHashes.set(purpose, (hash = hashId(purpose)))
  return hash
}

/** The key of all draws of one purpose on one day. `seed` and `replication` are whole, ≥ 0 and < 2^53. */
export function deriveKey(seed: number, replication: number, purpose: Purpose, day: number): Key {
  if (seed !== begunSeed || replication !== begunReplication) begin(seed, replication)
  const purposeWord = hashPurpose(purpose)
  const dayWord = day | 0
  let first = firstOf(begunFirst, purposeWord)
  let second = secondOf(begunSecond, purposeWord, first)
  first = firstOf(first, dayWord)
  second = secondOf(second, dayWord, first)
  return { first, second }
}

// the words of the latest seed and replication: the same for all keys of a run
let begunSeed = NaN
let begunReplication = NaN
let begunFirst = 0
let begunSecond = 0

function begin(seed: number, replication: number): void {
  let first = 0x9e3779b9 | 0
  let second = 0x7f4a7c15 | 0
  for (const word of [seed | 0, Math.floor(seed / 4294967296) | 0, replication | 0]) {
    first = firstOf(first, word)
    second = secondOf(second, word, first)
  }
  begunSeed = seed
  begunReplication = replication
  begunFirst = first
  begunSecond = second
}

function firstOf(first: number, word: number): number {
  return mix((first ^ word) + 0x2545f491)
}

function secondOf(second: number, word: number, first: number): number {
  return mix((Math.imul(second, 0x85ebca6b) ^ word) + first)
}

/** 32 random bits, as a signed integer. */
export function drawWord(key: Key, counter: number): number {
  let x = counter ^ key.first
  x ^= x >>> 17
  x = Math.imul(x, 0xed5ad4bb)
  x ^= x >>> 11
  x = Math.imul(x + key.second, 0xac4c1b51)
  x ^= x >>> 15
  x = Math.imul(x, 0x31848bab)
  return x ^ (x >>> 14)
}

/** A uniform in the open interval (0, 1), from 52 bits: odd multiples of 2^−53, so u and 1 − u are exact. */
export function drawUniform(key: Key, counter: number): number {
  const high = drawWord(key, counter) >>> 0
  const low = drawWord(key, counter ^ 0x6a09e667) >>> 12
  return (high * 1048576 + low + 0.5) * 2.220446049250313e-16
}

/**
 * A uniform in (0, 1) from 32 bits, an odd multiple of 2^−33, for two thirds of the time of `drawUniform`. For
 * draws whose tails beyond 2·10^−10 do not matter; it shares the first word with `drawUniform`.
 */
export function drawUniform32(key: Key, counter: number): number {
  return ((drawWord(key, counter) >>> 0) + 0.5) * 2.3283064365386963e-10
}
