/** Quantile functions read from tables instead of computed: the inner parts of the samplers. */
import { exp, gammaPrefactor, gammaQuantile, normalProbability, normalQuantile } from './math.ts'

/**
 * Cubic through two neighbours of a table of (value, slope per strip) pairs: at a share t of the strip
 * that begins with the pair at `index`.
 */
function interpolate(table: Float64Array, index: number, t: number): number {
  const value = table[index]!
  const slope = table[index + 1]!
  const rise = table[index + 2]! - value
  const bend = table[index + 3]! + slope - 2 * rise
  return value + t * (slope + t * (rise - slope - bend + t * bend))
}

/** Normal quantiles at i/1024 and, for the lower tail, at i/32768. */
const middleNodes = normalNodes(1024)
const tailNodes = normalNodes(32768)

function normalNodes(strips: number): Float64Array {
  const nodes = new Float64Array(2 * 1025)
  for (let i = 1; i < 1025 && i < strips; i++) {
    const z = normalQuantile(i / strips)
    nodes[2 * i] = z
    nodes[2 * i + 1] = 1 / (normalDensity(z) * strips)
  }
  return nodes
}

function normalDensity(z: number): number {
  return 0.3989422804014327 * exp((-z * z) / 2)
}

/**
 * Value below which a standard normal falls with probability p, 0 < p < 1: within 10^−8 of
 * `normalQuantile`, rising in p, and faster. Cubic Hermite interpolation on strips of 2^−10, in the outer
 * 1/32 of 2^−15; `normalQuantile` itself in the outer 1/1024.
 */
export function normalQuantileFast(p: number): number {
  if (p >= 1 / 32 && p <= 31 / 32) {
    const place = p * 1024
    const node = Math.floor(place)
    return interpolate(middleNodes, 2 * node, place - node)
  }
  const tail = p < 0.5 ? p : 1 - p
  if (tail < 1 / 1024) return normalQuantile(p)
  const place = tail * 32768
  const node = Math.floor(place)
  const z = interpolate(tailNodes, 2 * node, place - node)
  return p < 0.5 ? z : -z
}

/** Gamma tables reach over normal scores −5.25 … 5.25 (u = 7.6·10^−8 and up), 32 strips to a unit. */
const gammaReach = 5.25
const gammaStrips = 32
const gammaNodeCount = 2 * gammaReach * gammaStrips + 1

/** Largest error of `gammaFromTable` in units of 1 + result. */
export const gammaTableError = 3e-8

/** A bounded cache of tables by shape: 64 places, and a shape may lie in one of 4 from its own on. */
const placeCount = 64
const probeCount = 4
const cachedShapes = new Float64Array(placeCount)
const cachedTables: Float64Array[] = Array.from({ length: placeCount }, () => new Float64Array(0))
let latestShape = 0
let latestTable: Float64Array = new Float64Array(0)
let wantedShape = 0
let wantedTimes = 0

/**
 * Quantiles of the gamma law of a shape > 0 and scale 1 as a function of the normal score of u, for
 * `gammaFromTable`; undefined while the places for this shape are taken. Whether there is a table decides
 * how long a draw takes, never what it is.
 */
export function gammaTable(shape: number): Float64Array | undefined {
  if (shape === latestShape) return latestTable
  const spread = shape * 10007.13
  const first = Math.floor((spread - Math.floor(spread)) * placeCount)
  let place = first
  for (let probe = 0; probe < probeCount; probe++) {
    place = (first + probe) % placeCount
    if (cachedShapes[place] === shape) break
    const isLast = probe === probeCount - 1
    if (cachedShapes[place] === 0 || (isLast && isWantedMost(shape))) {
      cachedTables[place] = gammaNodes(shape)
      cachedShapes[place] = shape
      break
    }
    if (isLast) return undefined
  }
  latestShape = shape
  latestTable = cachedTables[place]!
  return latestTable
}

/**
 * Many shapes in turn must not drive each other out: only one that makes up most of the misses, by the
 * vote of Boyer & Moore 1981, is worth the building of a table.
 */
function isWantedMost(shape: number): boolean {
  if (wantedTimes === 0) wantedShape = shape
  wantedTimes += shape === wantedShape ? 1 : -1
  if (wantedTimes < 200) return false
  wantedTimes = 0
  return true
}

function gammaNodes(shape: number): Float64Array {
  const nodes = new Float64Array(2 * gammaNodeCount)
  for (let i = 0; i < gammaNodeCount; i++) {
    const z = i / gammaStrips - gammaReach
    const value = gammaQuantile(normalProbability(z), shape)
    nodes[2 * i] = value
    nodes[2 * i + 1] = (normalDensity(z) * value) / (gammaPrefactor(shape, value) * gammaStrips)
  }
  return nodes
}

/** Quantile of the gamma law at the normal score z, from a table of `gammaTable`; |z| < 5.25. */
export function gammaFromTable(z: number, table: Float64Array): number {
  const place = (z + gammaReach) * gammaStrips
  const node = Math.floor(place)
  return interpolate(table, 2 * node, place - node)
}

/**
 * Cumulative probabilities of a discrete law on 0, 1 … weights.length − 1, for `tableQuantile`. Weights
 * ≥ 0, at least one > 0; they need not sum to 1.
 */
export function cumulativeTable(weights: readonly number[]): Float64Array {
  const table = new Float64Array(weights.length)
  let total = 0
  weights.forEach((weight, i) => {
    if (!(weight >= 0 && weight < Infinity)) {
      throw new RangeError(`weight ${i} is ${weight}; weights are finite and not negative`)
    }
    total += weight
    table[i] = total
  })
  if (total === 0) throw new RangeError('all weights are 0')
  for (let i = 0; i < table.length; i++) table[i]! /= total
  return table
}

/** Smallest index whose cumulative probability reaches u, 0 < u ≤ 1, in a table of `cumulativeTable`. */
export function tableQuantile(u: number, table: Float64Array): number {
  if (table.length <= 12) {
    let index = 0
    while (table[index]! < u) index += 1
    return index
  }
  let low = 0
  let high = table.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if (table[middle]! < u) low = middle + 1
    else high = middle
  }
  return low
}
