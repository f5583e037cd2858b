/**
 * A shop as plain words, written for oracles: entities by id, figures by name and day, missing is undefined. The
 * rules see it through `shopOf` and `snapshotOf`; an oracle reads it directly.
 */
import {
  scopeIds,
  type Catalogue,
  type Entities,
  type ScopeId,
  type Shop,
  type Snapshot,
} from '@sandtable/rules'

export type Value = number | undefined

export interface PlainEntity {
  readonly id: string
  /** Ids of its parents. */
  readonly parents: Readonly<Partial<Record<ScopeId, string>>>
  /** Figures at the review. */
  readonly now: Readonly<Record<string, Value>>
  /** Figures at the close of the newest day, the one before, and so on back. */
  readonly closes: readonly Readonly<Record<string, Value>>[]
}

export interface PlainShop {
  readonly catalogue: Catalogue
  /** In any order. */
  readonly entities: Readonly<Partial<Record<ScopeId, readonly PlainEntity[]>>>
  readonly closedDays: number
}

/** The same shop when so many fewer days were closed; a state was then what it was at the close. */
export function daysBefore(plain: PlainShop, days: number): PlainShop {
  if (days === 0) return plain
  const entities = Object.entries(plain.entities).map(([scope, members]) => [
    scope,
    members.map((entity) => {
      const closes = entity.closes.slice(days)
      return { ...entity, closes, now: closes[0] ?? {} }
    }),
  ])
  return {
    ...plain,
    entities: Object.fromEntries(entities) as PlainShop['entities'],
    closedDays: Math.max(0, plain.closedDays - days),
  }
}

function sortedEntities(plain: PlainShop, scope: ScopeId): readonly PlainEntity[] {
  return (plain.entities[scope] ?? []).toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

export function shopOf(plain: PlainShop): Shop {
  const tables = new Map<ScopeId, Entities>()
  for (const scope of scopeIds) {
    const entities = sortedEntities(plain, scope)
    const parents: Partial<Record<ScopeId, Int32Array>> = {}
    for (const parent of scopeIds) {
      if (entities[0]?.parents[parent] === undefined) continue
      const ids = sortedEntities(plain, parent).map(({ id }) => id)
      parents[parent] = Int32Array.from(entities, (entity) => ids.indexOf(entity.parents[parent]!))
    }
    tables.set(scope, { scope, ids: entities.map(({ id }) => id), parents })
  }
  return { catalogue: plain.catalogue, entities: (scope) => tables.get(scope)! }
}

/** Columns are made when they are first asked for; figures that no entity has are no columns. */
export function snapshotOf(plain: PlainShop): Snapshot {
  const columns = new Map<string, Float64Array | undefined>()
  const columnOf = (
    scope: ScopeId,
    metricId: string,
    key: string,
    read: (entity: PlainEntity) => Readonly<Record<string, Value>> | undefined,
  ) => {
    const name = `${scope} ${metricId} ${key}`
    if (!columns.has(name)) {
      const values = sortedEntities(plain, scope).map((entity) => read(entity)?.[metricId])
      const isThere = values.some((value) => value !== undefined)
      const numbers = Float64Array.from(values, (value) => value ?? Number.NaN)
      columns.set(name, isThere ? numbers : undefined)
    }
    return columns.get(name)
  }
  return {
    day: plain.closedDays,
    weekday: (plain.closedDays + 6) % 7,
    closedDays: plain.closedDays,
    now: (scope, metricId) => columnOf(scope, metricId, 'now', ({ now }) => now),
    atClose: (scope, metricId, daysAgo) =>
      columnOf(scope, metricId, String(daysAgo), ({ closes }) => closes[daysAgo]),
    events: () => [],
  }
}
