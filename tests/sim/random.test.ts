import { describe, expect, it } from 'vitest'
import {
  deriveKey,
  drawUniform,
  drawUniform32,
  drawWord,
  hashId,
} from '../../packages/sim/src/random.ts'

const key = deriveKey(42, 0, 'demand.visits', 1)

/** Σ (observed − expected)² ÷ expected over equal bins, as a z-score. */
function chiSquareZ(counts: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0)
  const expected = total / counts.length
  const chi = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
  const freedom = counts.length - 1
  return (chi - freedom) / Math.sqrt(2 * freedom)
}

function bins(draws: Iterable<number>, count: number): number[] {
  const counts = Array.from({ length: count }, () => 0)
  for (const u of draws) counts[Math.floor(u * count)]! += 1
  return counts
}

function* over(length: number, draw: (i: number) => number): Generator<number> {
  for (let i = 0; i < length; i++) yield draw(i)
}

describe('keyed randomness', () => {
  it('gives the recorded draws, so that saved runs can be replayed on any platform', () => {
    expect(hashId('p_dress_03')).toBe(2099015321)
    expect(key).toEqual({ first: 1162331985, second: -1100508670 })
    expect([0, 1, 2].map((counter) => drawUniform(key, counter))).toEqual([
      0.6186891568463443, 0.5710916674443508, 0.8054402436835931,
    ])
  })

  it('changes the draw with every part of its key', () => {
    const draws = [
      drawUniform(key, 7),
      drawUniform(key, 8),
      drawUniform(deriveKey(43, 0, 'demand.visits', 1), 7),
      drawUniform(deriveKey(42 + 2 ** 32, 0, 'demand.visits', 1), 7),
      drawUniform(deriveKey(42, 1, 'demand.visits', 1), 7),
      drawUniform(deriveKey(42, 0, 'demand.orders', 1), 7),
      drawUniform(deriveKey(42, 0, 'demand.visits', 2), 7),
      drawUniform(deriveKey(42, 0, 'demand.visits', -1), 7),
    ]
    expect(new Set(draws).size).toBe(draws.length)
  })

  it('gives every purpose a stream of its own', () => {
    const purposes = ['demand.visits', 'demand.visit', 'visits.demand', 'stock.opening'] as const
    const keys = purposes.map((purpose) => JSON.stringify(deriveKey(42, 0, purpose, 1)))
    expect(new Set(keys).size).toBe(purposes.length)
  })

  it('is uniform along entities, days, replications and seeds', () => {
    const runs = [
      over(40_000, (i) => drawUniform(key, i)),
      over(40_000, (i) => drawUniform(deriveKey(42, 0, 'demand.visits', i), 7)),
      over(40_000, (i) => drawUniform(deriveKey(42, i, 'demand.visits', 1), 7)),
      over(40_000, (i) => drawUniform(deriveKey(i, 0, 'demand.visits', 1), 7)),
      over(40_000, (i) => (drawWord(key, i) & 255) / 256),
      over(40_000, (i) => drawUniform32(key, i)),
    ]
    for (const draws of runs) expect(Math.abs(chiSquareZ(bins(draws, 256)))).toBeLessThan(4)
  })

  it('shows no pattern between neighbours: entity and entity, day and day, purpose and purpose', () => {
    const pairs: ((i: number) => readonly [number, number])[] = [
      (i) => [drawUniform(key, i), drawUniform(key, i + 1)],
      (i) => [
        drawUniform(deriveKey(42, 0, 'demand.visits', i), 7),
        drawUniform(deriveKey(42, 0, 'demand.visits', i + 1), 7),
      ],
      (i) => [
        drawUniform(deriveKey(42, 0, 'demand.visits', i), 7),
        drawUniform(deriveKey(42, 0, 'demand.orders', i), 7),
      ],
    ]
    for (const pair of pairs) {
      const cells = over(40_000, (i) => {
        const [a, b] = pair(i)
        return (Math.floor(a * 16) * 16 + Math.floor(b * 16)) / 256
      })
      expect(Math.abs(chiSquareZ(bins(cells, 256)))).toBeLessThan(4)
    }
  })

  it('stays inside (0, 1), with 1 − u exact', () => {
    for (let i = 0; i < 10_000; i++) {
      const u = drawUniform(key, i)
      expect(u > 0 && u < 1 && 1 - (1 - u) === u).toBe(true)
    }
  })

  it('gives the first 32 bits of the same draw', () => {
    for (let i = 0; i < 1000; i++) {
      const u = drawUniform32(key, i)
      expect(u > 0 && u < 1 && 1 - (1 - u) === u).toBe(true)
      expect(Math.abs(u - drawUniform(key, i))).toBeLessThanOrEqual(2 ** -33)
    }
  })
})
