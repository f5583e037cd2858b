/** What the contestants look at: figures of products, as objects and as the columns of a shop. */
import {
  unitOfId,
  type Catalogue,
  type Entities,
  type MetricInfo,
  type ScopeId,
  type Shop,
  type Snapshot,
} from '@sandtable/rules'

export const abcClasses = ['A', 'B', 'C'] as const

/** One product. All members always exist: the other engines have no notion of a missing figure. */
export interface Fact {
  readonly onHandUnits: number
  readonly sold30dUnits: number
  readonly sold7dUnits: number
  readonly visits: number
  readonly leadTimeDays: number
  readonly coverDays: number
  readonly priceCents: number
  readonly unitCostCents: number
  readonly conversionRatio: number
  readonly returnRatio: number
  readonly abcClass: (typeof abcClasses)[number]
}
export type MetricId = keyof Fact

/** Mulberry32: the same facts in every run. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export function makeFacts(count: number, seed: number): readonly Fact[] {
  const uniform = generator(seed)
  const whole = (least: number, most: number) => least + Math.floor(uniform() * (most - least + 1))
  return Array.from({ length: count }, () => {
    const onHandUnits = whole(0, 200)
    const sold30dUnits = whole(0, 120)
    const unitCostCents = whole(300, 12_000)
    return {
      onHandUnits,
      sold30dUnits,
      sold7dUnits: whole(0, 35),
      visits: whole(0, 900),
      leadTimeDays: whole(1, 14),
      coverDays: (30 * onHandUnits) / (sold30dUnits + 1),
      priceCents: Math.floor(unitCostCents * (1.1 + uniform())),
      unitCostCents,
      conversionRatio: uniform() / 10,
      returnRatio: uniform() / 5,
      abcClass: abcClasses[whole(0, 2)]!,
    }
  })
}

const label = { en: 'bench', zh: '基准' }
const metricIds: readonly MetricId[] = [
  'onHandUnits',
  'sold30dUnits',
  'sold7dUnits',
  'visits',
  'leadTimeDays',
  'coverDays',
  'priceCents',
  'unitCostCents',
  'conversionRatio',
  'returnRatio',
  'abcClass',
]

export const catalogue: Catalogue = {
  commands: ['notify'],
  events: [],
  metrics: metricIds.map((id): MetricInfo => ({
    id,
    scopes: ['product'],
    ...(id === 'abcClass'
      ? { type: 'enum', values: abcClasses, unit: 'none' }
      : { type: 'number', unit: unitOfId(id) }),
    window: 'day',
    direction: 'neither',
    mayBeMissing: false,
    isSimulated: true,
    label,
    help: label,
  })),
}

/** A shop of so many products and nothing else. */
export function shopOf(products: number): Shop {
  const table: Entities = {
    scope: 'product',
    ids: Array.from({ length: products }, (_, i) => `p${String(i).padStart(7, '0')}`),
    parents: {},
  }
  const none = (scope: ScopeId): Entities => ({ scope, ids: [], parents: {} })
  return { catalogue, entities: (scope) => (scope === 'product' ? table : none(scope)) }
}

export function columnsOf(facts: readonly Fact[]): ReadonlyMap<string, Float64Array> {
  return new Map(
    metricIds.map((id) => [
      id,
      Float64Array.from(facts, (fact) => {
        const value = fact[id]
        return typeof value === 'number' ? value : abcClasses.indexOf(value)
      }),
    ]),
  )
}

/** The evening of a day; `closes` are the columns of that day, the day before, and so on. */
export function snapshotOf(
  day: number,
  closes: readonly ReadonlyMap<string, Float64Array>[],
): Snapshot {
  return {
    day,
    weekday: (day - 1) % 7,
    closedDays: day,
    now: (_, metricId) => closes[0]!.get(metricId),
    atClose: (_, metricId, daysAgo) => closes[daysAgo]?.get(metricId),
    events: () => [],
  }
}
