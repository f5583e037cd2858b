/**
 * How customers of a segment come and go, in the mean: a Markov chain of six segments by days. From it follow
 * the customers a shop has at its start, so that an untouched shop neither loses nor gathers any.
 *
 *   new ─▶ promising ──order──▶ active ──order──▶ champion
 *              │                  │                  │            each repeat order: gone for ever with some chance
 *            cools              cools              cools to active
 *              ▼                  ▼
 *            atRisk ◀─────────────┘   atRisk ─▶ dormant ─▶ lost ─▶ gone;  an order of theirs makes them active
 */

/** Segments in the order of their columns: ascending by id. */
export const segments = {
  active: 0,
  atRisk: 1,
  champion: 2,
  dormant: 3,
  lost: 4,
  promising: 5,
} as const
export const segmentCount = 6
/** Where a customer who orders goes, and one who does not for long; −1 is out of the shop. */
export const warmer = [0, 0, 2, 0, 0, 0] as const
export const colder = [1, 3, 0, 4, -1, 1] as const

export interface ChainRates {
  /** Chance a day to order, by segment. */
  readonly orderRatio: readonly number[]
  /** Chance a day to cool, by segment, for those who do not order. */
  readonly coolRatio: readonly number[]
  readonly championRatio: number
  readonly leaveRatio: number
}

/** Mean customers by segment when one new customer arrives a day for ever. Throws when some never leave. */
export function customersPerNewcomer(rates: ChainRates): number[] {
  const { orderRatio, coolRatio, championRatio, leaveRatio } = rates
  // balance: outflow of a segment − inflow from the others = newcomers
  const matrix = Array.from({ length: segmentCount }, () =>
    Array.from({ length: segmentCount + 1 }, () => 0),
  )
  for (let from = 0; from < segmentCount; from++) {
    const order = orderRatio[from]!
    const cool = (1 - order) * coolRatio[from]!
    matrix[from]![from]! += order + cool
    const stay = order * (1 - leaveRatio)
    const promoted = from === segments.active ? stay * championRatio : 0
    matrix[warmer[from]!]![from]! -= stay - promoted
    matrix[segments.champion]![from]! -= promoted
    const cooled = colder[from]!
    if (cooled >= 0) matrix[cooled]![from]! -= cool
  }
  matrix[segments.promising]![segmentCount] = 1
  return solve(matrix)
}

/** Gaussian elimination with row pivots of an n × (n + 1) system. */
function solve(matrix: number[][]): number[] {
  const size = matrix.length
  for (let column = 0; column < size; column++) {
    let pivot = column
    for (let row = column + 1; row < size; row++) {
      if (Math.abs(matrix[row]![column]!) > Math.abs(matrix[pivot]![column]!)) pivot = row
    }
    const top = matrix[pivot]!
    if (Math.abs(top[column]!) < 1e-15) throw new Error('some customers never leave their segment')
    matrix[pivot] = matrix[column]!
    matrix[column] = top
    for (let row = 0; row < size; row++) {
      if (row === column) continue
      const factor = matrix[row]![column]! / top[column]!
      if (factor === 0) continue
      for (let k = column; k <= size; k++) matrix[row]![k]! -= factor * top[k]!
    }
  }
  return matrix.map((row, i) => row[size]! / row[i]!)
}

/**
 * The factor on all order ratios at which earlier customers place `repeatShareRatio` of the orders in the long
 * run, by bisection; at most the factor at which the busiest segment orders every other day.
 */
export function scaleToRepeatShare(rates: ChainRates, repeatShareRatio: number): number {
  if (repeatShareRatio <= 0) return 0
  const wanted = repeatShareRatio / (1 - repeatShareRatio)
  const repeatOrders = (scale: number) => {
    const orderRatio = rates.orderRatio.map((ratio) => ratio * scale)
    const counts = customersPerNewcomer({ ...rates, orderRatio })
    return counts.reduce((sum, count, s) => sum + count * orderRatio[s]!, 0)
  }
  let low = 0
  let high = 0.5 / Math.max(...rates.orderRatio, 1e-12)
  if (repeatOrders(high) < wanted) return high
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2
    if (repeatOrders(middle) < wanted) low = middle
    else high = middle
  }
  return (low + high) / 2
}
