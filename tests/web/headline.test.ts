import { describe, expect, it } from 'vitest'
import type { Direction } from '@sandtable/rules'
import { headlineOf } from '../../apps/web/src/runs/headline.ts'

type Bounds = readonly [mean: number, low: number, high: number]

function kpi(id: string, direction: Direction, bounds: Bounds | null) {
  if (bounds === null) return { id, direction, difference: null }
  const [mean, low, high] = bounds
  return { id, direction, difference: { mean, low, high } }
}
type Kpis = readonly ReturnType<typeof kpi>[]
/** All are main figures but those named. */
const ids = (kpis: Kpis, others: readonly string[] = []) => {
  const infos = kpis.map(({ id }) => ({ id, isMain: !others.includes(id) }))
  return headlineOf(kpis, infos).map(({ id }) => id)
}

describe('the headline of a report', () => {
  it('begins with the first figure, whatever its verdict', () => {
    expect(ids([kpi('profit', 'up', [1, -2, 4])])).toEqual(['profit'])
    expect(ids([kpi('profit', 'up', null)])).toEqual(['profit'])
    expect(ids([])).toEqual([])
  })

  it('goes on with the two clearest improvements and the clearest deterioration', () => {
    const kpis = [
      kpi('profit', 'up', [5, 1, 9]),
      // 2, 10 and 4 half widths from 0
      kpi('sales', 'up', [2, 1, 3]),
      kpi('stockouts', 'down', [-10, -11, -9]),
      kpi('orders', 'up', [4, 3, 5]),
      kpi('cost', 'down', [3, 1, 5]),
      kpi('cash', 'up', [-3, -4, -2]),
    ]
    expect(ids(kpis)).toEqual(['profit', 'stockouts', 'orders', 'cash'])
  })

  it('takes another figure only where too few of the main ones have moved', () => {
    const kpis = [
      kpi('profit', 'up', [5, 1, 9]),
      kpi('orders', 'up', [4, 3, 5]),
      kpi('views', 'up', [10, 9, 11]),
      kpi('carts', 'up', [8, 7, 9]),
      kpi('refunds', 'down', [3, 1, 5]),
    ]
    const others = ['views', 'carts', 'refunds']
    expect(ids(kpis, others)).toEqual(['profit', 'orders', 'views', 'refunds'])
    expect(ids(kpis)).toEqual(['profit', 'views', 'carts', 'refunds'])
  })

  it('leaves out what is not clear, what has no better side and what has no difference', () => {
    const kpis = [
      kpi('profit', 'up', [5, 1, 9]),
      kpi('sales', 'up', [2, -1, 5]),
      kpi('stock', 'neither', [2, 1, 3]),
      kpi('visits', 'up', [0, 0, 0]),
      kpi('turns', 'up', null),
    ]
    expect(ids(kpis)).toEqual(['profit'])
  })
})
