/** Random shops, figures and typed expressions for tests that compare evaluators: seeded, so that a failure can be repeated. */
import type { Entities, ScopeId, Shop, Snapshot } from '@sandtable/rules'
import type { Typed } from '../../packages/rules/src/language/typed.ts'
import type { Random } from './random.ts'

/** Products in a few categories, some of which have none; each product with up to three stocks. */
export function randomShop(random: Random, products: number): Shop {
  const categories = 4
  const names = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, i) => `${prefix}${String(i).padStart(5, '0')}`)
  const categoryOf = Int32Array.from({ length: products }, () => random.int(0, categories - 2))
  const productOf = Int32Array.from(
    Array.from({ length: products }, (_, product) =>
      Array.from({ length: random.int(0, 3) }, () => product),
    ).flat(),
  )
  const shopOf = (count: number) => new Int32Array(count)
  const tables: Partial<Record<ScopeId, Entities>> = {
    shop: { scope: 'shop', ids: ['shop'], parents: {} },
    category: {
      scope: 'category',
      ids: names('c', categories),
      parents: { shop: shopOf(categories) },
    },
    product: {
      scope: 'product',
      ids: names('p', products),
      parents: { category: categoryOf, shop: shopOf(products) },
    },
    stock: {
      scope: 'stock',
      ids: names('k', productOf.length),
      parents: {
        product: productOf,
        category: productOf.map((product) => categoryOf[product]!),
        shop: shopOf(productOf.length),
      },
    },
  }
  const none = (scope: ScopeId): Entities => ({ scope, ids: [], parents: {} })
  return {
    catalogue: { metrics: [], events: [], commands: [] },
    entities: (scope) => tables[scope] ?? none(scope),
  }
}

/** What the figures of a metric are like. */
type Habit = 'whole' | 'mostlyWhole' | 'fraction' | 'sparse' | 'wild' | 'bool' | 'steady'
/** Metrics that every scope of the random shop has. */
const metricHabits: Readonly<Record<string, Habit>> = {
  whole: 'whole',
  mostlyWhole: 'mostlyWhole',
  fraction: 'fraction',
  sparse: 'sparse',
  wild: 'wild',
  flag: 'bool',
  steady: 'steady',
}

export const metricIds: readonly string[] = Object.keys(metricHabits)

function figure(habit: Habit, entity: number, random: Random): number {
  switch (habit) {
    case 'whole':
      return random.int(0, 11)
    case 'mostlyWhole':
      return random.chance(0.0002) ? 0.5 : random.int(0, 40)
    case 'fraction':
      return random.int(0, 999) / 10 - 20
    case 'sparse':
      return random.chance(0.15) ? Number.NaN : random.int(0, 5) - 2
    case 'wild':
      return random.pick([0, -0, 1, -1, 1e-320, 1e160, -1e300, 1.5e308, 0.1, Number.NaN])
    case 'bool':
      return random.chance(0.1) ? Number.NaN : random.int(0, 1)
    case 'steady':
      return entity % 7
  }
}

/** Days of a random shop, one after the other. A day that has closed never changes. */
export class RandomDays {
  readonly #shop: Shop
  readonly #random: Random
  readonly #closed: Map<string, Float64Array>[] = []
  #now = new Map<string, Float64Array>()

  constructor(shop: Shop, random: Random) {
    this.#shop = shop
    this.#random = random
  }

  /** Lets the shop move; `close` ends the day. */
  pass(close: boolean): void {
    if (close) this.#closed.unshift(this.#draw())
    this.#now = this.#draw()
  }

  /** Changes so many present figures in place. */
  touch(count: number, entity?: number, metricId?: string): void {
    for (let i = 0; i < count; i++) {
      const id = metricId ?? this.#random.pick(Object.keys(metricHabits))
      const column = this.#now.get(`product.${id}`)
      if (column === undefined) continue
      const at = entity ?? this.#random.int(0, column.length - 1)
      column[at] = column[at] === 3 ? 4 : 3
    }
  }

  /** At the end of the newest closed day, or on the morning after it. */
  snapshot(timing: 'startOfDay' | 'endOfDay'): Snapshot {
    const closed = [...this.#closed]
    const now = this.#now
    return {
      day: timing === 'endOfDay' ? closed.length : closed.length + 1,
      weekday: 0,
      closedDays: closed.length,
      now: (scope, metricId) => now.get(`${scope}.${metricId}`),
      atClose: (scope, metricId, daysAgo) => closed[daysAgo]?.get(`${scope}.${metricId}`),
      events: () => [],
    }
  }

  #draw(): Map<string, Float64Array> {
    const columns = new Map<string, Float64Array>()
    for (const scope of ['shop', 'category', 'product', 'stock'] as const) {
      const { ids } = this.#shop.entities(scope)
      for (const [metricId, habit] of Object.entries(metricHabits)) {
        // now and then a metric does not exist yet
        if (habit !== 'steady' && this.#random.chance(0.02)) continue
        const values = Float64Array.from(ids, (_, entity) => figure(habit, entity, this.#random))
        columns.set(`${scope}.${metricId}`, values)
      }
    }
    return columns
  }
}

const parentsOf: Partial<Record<ScopeId, readonly ScopeId[]>> = {
  category: ['shop'],
  product: ['category', 'shop'],
  stock: ['product', 'category', 'shop'],
}
const setsOf: Partial<Record<ScopeId, readonly { scope: ScopeId; of: ScopeId }[]>> = {
  shop: [
    { scope: 'product', of: 'shop' },
    { scope: 'category', of: 'shop' },
  ],
  category: [{ scope: 'product', of: 'category' }],
  product: [
    { scope: 'stock', of: 'product' },
    { scope: 'product', of: 'category' },
  ],
  stock: [
    { scope: 'stock', of: 'product' },
    { scope: 'product', of: 'category' },
  ],
}
const constants = [0, -0, 1, 2, 3, -1, 0.5, 1.5, 10, 1e200, 1e-300]

/** Random well-typed expressions of a scope, with every operation of the language but payloads. */
export class RandomTyped {
  readonly #random: Random
  readonly #mostDays: number

  constructor(random: Random, mostDays = 8) {
    this.#random = random
    this.#mostDays = mostDays
  }

  number(scope: ScopeId, depth: number, isInWindow = false): Typed {
    const random = this.#random
    if (depth === 0 || random.chance(0.15)) {
      return random.chance(0.3)
        ? { op: 'constant', value: random.pick(constants) }
        : this.#column(scope, [
            'whole',
            'mostlyWhole',
            'fraction',
            'sparse',
            'wild',
            'steady',
            'none',
          ])
    }
    const number = () => this.number(scope, depth - 1, isInWindow)
    const bool = () => this.bool(scope, depth - 1, isInWindow)
    switch (random.int(0, isInWindow ? 5 : 7)) {
      case 0:
      case 1:
        return {
          op: 'arithmetic',
          operator: random.pick(['+', '-', '*', '/']),
          left: number(),
          right: number(),
        }
      case 2:
        return random.chance(0.5)
          ? { op: 'scalar', name: random.pick(['abs', 'floor', 'ceil', 'round']), args: [number()] }
          : random.chance(0.5)
            ? {
                op: 'scalar',
                name: random.pick(['min', 'max']),
                args: [number(), number(), number()],
              }
            : { op: 'scalar', name: 'clamp', args: [number(), number(), number()] }
      case 3:
        return { op: 'orValue', operand: number(), fallback: number() }
      case 4:
        return { op: 'conditional', condition: bool(), whenTrue: number(), whenFalse: number() }
      case 5:
        return this.#aggregate(scope, depth, isInWindow)
      default:
        return this.#window(scope, depth)
    }
  }

  bool(scope: ScopeId, depth: number, isInWindow = false): Typed {
    const random = this.#random
    if (depth === 0) return random.chance(0.2) ? this.#fixed(scope) : this.#column(scope, ['flag'])
    const number = () => this.number(scope, depth - 1, isInWindow)
    const bool = () => this.bool(scope, depth - 1, isInWindow)
    switch (random.int(0, 8)) {
      case 0:
      case 1:
      case 2:
        return {
          op: 'compare',
          operator: random.pick(['<', '<=', '>', '>=', '==', '!=']),
          left: number(),
          right: number(),
        }
      case 3:
      case 4:
        return { op: random.pick(['and', 'or']), left: bool(), right: bool() }
      case 5:
        return { op: 'not', operand: bool() }
      case 6:
        return { op: 'has', operand: random.chance(0.7) ? number() : bool() }
      case 7:
        return random.chance(0.5)
          ? { op: 'oneOf', operand: number(), values: [random.int(0, 4), random.int(0, 4), -0] }
          : { op: 'orValue', operand: bool(), fallback: bool() }
      default:
        return { op: 'conditional', condition: bool(), whenTrue: bool(), whenFalse: bool() }
    }
  }

  #column(scope: ScopeId, among: readonly string[]): Typed {
    const random = this.#random
    const parents = parentsOf[scope] ?? []
    const owner = parents.length > 0 && random.chance(0.25) ? random.pick(parents) : scope
    return { op: 'column', scope: owner, metricId: random.pick(among) }
  }

  #fixed(scope: ScopeId): Typed {
    const random = this.#random
    if (random.chance(0.3)) return { op: 'constant', value: random.int(0, 1) }
    const owner = random.pick([scope, ...(parentsOf[scope] ?? [])])
    return random.chance(0.5)
      ? { op: 'idTest', scope: owner, test: 'equals', values: [`${owner[0]}00001`, 'p00003'] }
      : {
          op: 'idTest',
          scope: owner,
          test: random.pick(['startsWith', 'contains']),
          values: ['p0000', '2'],
        }
  }

  #aggregate(scope: ScopeId, depth: number, isInWindow: boolean): Typed {
    const random = this.#random
    const set = random.pick(setsOf[scope] ?? [])
    const name = random.pick(['sum', 'mean', 'min', 'max', 'count'] as const)
    const operand =
      name === 'count'
        ? this.bool(set.scope, depth - 1, isInWindow)
        : this.number(set.scope, depth - 1, isInWindow)
    return { op: 'aggregate', name, ...set, operand }
  }

  #window(scope: ScopeId, depth: number): Typed {
    const random = this.#random
    const name = random.pick([
      ...(['sum', 'mean', 'min', 'max', 'count', 'lag', 'slope', 'zscore', 'ewma'] as const),
      ...(['falling', 'rising'] as const),
    ])
    const days = random.int(1, this.#mostDays)
    // most windows of a rule are over plain figures, and those are carried from day to day
    const inside = random.chance(0.6) ? 0 : depth - 1
    const operand =
      name === 'count' ? this.bool(scope, inside, true) : this.number(scope, inside, true)
    const hasOptions = name !== 'lag' && name !== 'falling' && name !== 'rising'
    const offsetDays = hasOptions && random.chance(0.3) ? random.int(0, 3) : 0
    const minSamples = hasOptions && random.chance(0.3) ? { minSamples: random.int(1, days) } : {}
    return { op: 'window', name, operand, days, offsetDays, ...minSamples }
  }
}
