/**
 * A shop so small that every combination of figures can be tried: each product is one course of them, all pairs of a
 * first and a second day, then days at random.
 */
import type { Catalogue, Entities, Shop, Snapshot } from '@sandtable/rules'
import { checkExpression } from '../../packages/rules/src/language/checkExpression.ts'
import { interpret } from '../../packages/rules/src/language/interpret.ts'
import { metric } from './fakeShop.ts'
import { Random } from './random.ts'

/** Figure → every value it can have; NaN is missing. */
const figures = {
  kind: [0, 1],
  aUnits: [0, 1, 2],
  bUnits: [0, 1],
  cUnits: [1, Number.NaN],
} as const
type Figure = keyof typeof figures

export const truthCatalogue: Catalogue = {
  commands: ['reorder', 'cancelOrders', 'setSafetyStock', 'switchSupplier'],
  events: [],
  metrics: [
    metric('kind', ['product'], { type: 'enum', values: ['A', 'B'] }),
    metric('aUnits', ['product'], { least: 0, greatest: 2 }),
    metric('bUnits', ['product'], { least: 0, greatest: 1 }),
    metric('cUnits', ['product'], { mayBeMissing: true, least: 1, greatest: 1 }),
  ],
}

type Assignment = Readonly<Record<Figure, number>>

/** Every combination of values. */
const assignments: readonly Assignment[] = Object.entries(figures).reduce<readonly Assignment[]>(
  (all, [figure, values]) =>
    all.flatMap((one) => values.map((value) => ({ ...one, [figure]: value }))),
  [{} as Assignment],
)

/** Days of a course. */
export const days = 6

/**
 * The assignment of each product on each day: every pair once as the first two days, and once with its first for two
 * days and then its second, for what must hold for two days.
 */
export const courses: readonly Uint16Array[] = (() => {
  const random = new Random(20)
  const { length } = assignments
  const pairs = length * length
  return Array.from({ length: days }, (_, day) =>
    Uint16Array.from({ length: 2 * pairs }, (_value, product) => {
      const isSlow = product >= pairs
      const [first, second] = [Math.floor((product % pairs) / length), product % length]
      const place = isSlow ? day - 1 : day
      return place <= 0 ? first : place === 1 ? second : random.int(0, length - 1)
    }),
  )
})()

const products = courses[0]!.length
const entities: Entities = {
  scope: 'product',
  ids: Array.from({ length: products }, (_, i) => `p${String(i).padStart(6, '0')}`),
  parents: {},
}
export const shop: Shop = {
  catalogue: truthCatalogue,
  entities: (scope) => (scope === 'product' ? entities : { scope, ids: [], parents: {} }),
}

const columns = courses.map((course) => {
  const ofDay = new Map<string, Float64Array>()
  for (const figure of Object.keys(figures) as Figure[])
    ofDay.set(
      figure,
      Float64Array.from(course, (assignment) => assignments[assignment]![figure]),
    )
  return ofDay
})

export function snapshotOf(day: number): Snapshot {
  return {
    day: day + 1,
    weekday: day % 7,
    closedDays: day + 1,
    now: (scope, id) => (scope === 'product' ? columns[day]!.get(id) : undefined),
    atClose: (scope, id, daysAgo) =>
      scope === 'product' ? columns[day - daysAgo]?.get(id) : undefined,
    events: () => [],
  }
}

/** The value of an expression for each assignment; NaN is missing. */
export function valuesOf(text: string, base: 'bool' | 'number'): readonly number[] {
  const context = { scope: 'product', catalogue: truthCatalogue, params: new Map() } as const
  const { typed, issues } = checkExpression(text, context, { base })
  if (typed === undefined) throw new Error(`${text}: ${JSON.stringify(issues)}`)
  const one: Entities = { scope: 'product', ids: ['p'], parents: {} }
  const small: Shop = { catalogue: truthCatalogue, entities: () => one }
  return assignments.map((assignment) => {
    const now = (_scope: string, id: string) => Float64Array.of(assignment[id as Figure])
    const snapshot: Snapshot = {
      day: 1,
      weekday: 0,
      closedDays: 1,
      now,
      atClose: now,
      events: () => [],
    }
    return interpret(typed, { shop: small, snapshot, scope: 'product', entity: 0 })
  })
}
