/**
 * What happens to the shop in a run: one row an incident, the ground truth by which playbooks are judged. Drawn at
 * the start from keys, so all arms of a replication share it; only `mendedRatio` may differ between arms.
 */
import { scopeIds, type ScopeId } from '@sandtable/rules'
import { exp } from '../../math.ts'
import type { Model } from '../../model.ts'
import { shockCodes, shockKinds, type ShockId } from '../../shocks/index.ts'
import { shockShapes, type ShockKind, type ShockShape } from '../../shocks/shock.ts'
import type { State } from '../../state.ts'

/** Where an incident comes from. */
export const incidentSources = ['chance', 'shopFile', 'calendar', 'supplierFailure'] as const

/** Columns of incidents; `count` rows are in use. Rows drawn at the start are sorted by first day. */
export interface IncidentTable {
  count: number
  /** Index into `shockKinds`. */
  kind: Uint8Array
  /** Index into `scopeIds`, and the entity of that scope. */
  scope: Uint8Array
  entity: Int32Array
  startDay: Int32Array
  /** Last day; the largest integer when it does not end. */
  endDay: Int32Array
  strength: Float64Array
  /** Index into `shockShapes`. */
  shape: Uint8Array
  /** Half-life of a decay, rise of a ramp. */
  shapeDays: Float64Array
  /** Index into the variants of its kind. */
  variant: Uint8Array
  /** Day on which it is announced or a medium reports it; the largest integer when never. */
  announcedDay: Int32Array
  /** Days it is said to last; NaN when unknown. */
  expectedDays: Float64Array
  /** Share of it that has been mended, 0–1. */
  mendedRatio: Float64Array
  /** Index into `incidentSources`. */
  source: Uint8Array
}

export function createIncidentTable(capacity = 0): IncidentTable {
  return {
    count: 0,
    kind: new Uint8Array(capacity),
    scope: new Uint8Array(capacity),
    entity: new Int32Array(capacity),
    startDay: new Int32Array(capacity),
    endDay: new Int32Array(capacity),
    strength: new Float64Array(capacity),
    shape: new Uint8Array(capacity),
    shapeDays: new Float64Array(capacity),
    variant: new Uint8Array(capacity),
    announcedDay: new Int32Array(capacity),
    expectedDays: new Float64Array(capacity),
    mendedRatio: new Float64Array(capacity),
    source: new Uint8Array(capacity),
  }
}

/** One incident as a row of codes. */
export interface IncidentRow {
  readonly kind: number
  readonly scope: number
  readonly entity: number
  readonly startDay: number
  readonly endDay: number
  readonly strength: number
  readonly shape: number
  readonly shapeDays: number
  readonly variant: number
  readonly announcedDay: number
  readonly expectedDays: number
  readonly source: number
}

const leastCapacity = 64

/** Adds a row and gives its index; the columns grow by doubling. */
export function addIncident(table: IncidentTable, row: IncidentRow): number {
  if (table.count === table.kind.length) grow(table)
  const index = table.count++
  table.kind[index] = row.kind
  table.scope[index] = row.scope
  table.entity[index] = row.entity
  table.startDay[index] = row.startDay
  table.endDay[index] = row.endDay
  table.strength[index] = row.strength
  table.shape[index] = row.shape
  table.shapeDays[index] = row.shapeDays
  table.variant[index] = row.variant
  table.announcedDay[index] = row.announcedDay
  table.expectedDays[index] = row.expectedDays
  table.mendedRatio[index] = 0
  table.source[index] = row.source
  return index
}

function grow(table: IncidentTable): void {
  const larger = createIncidentTable(Math.max(leastCapacity, 2 * table.count))
  for (const [name, column] of Object.entries(larger)) {
    if (typeof column === 'number') continue
    const old = (table as unknown as Record<string, Float64Array>)[name]!
    ;(column as Float64Array).set(old)
    ;(table as unknown as Record<string, unknown>)[name] = column
  }
}

export const kindOfCode: readonly ShockKind[] = shockKinds
export const shapeCodes = Object.fromEntries(
  shockShapes.map((shape, code) => [shape, code]),
) as Readonly<Record<ShockShape, number>>
const decay = shapeCodes.decay
const ramp = shapeCodes.ramp

/** Part of its strength that the shape of a row gives on a day within it, 0–1. */
export function shapeShare(table: IncidentTable, row: number, day: number): number {
  const shape = table.shape[row]!
  const passed = day - table.startDay[row]!
  if (shape === decay) return exp((-Math.LN2 * passed) / table.shapeDays[row]!)
  if (shape === ramp) return Math.min(1, (passed + 1) / table.shapeDays[row]!)
  return 1
}

/** One incident for people, tests and the report; plain data. */
export interface Incident {
  readonly row: number
  readonly kind: ShockId
  readonly scope: ScopeId
  /** Index into the entities of the scope. */
  readonly entity: number
  readonly startDay: number
  readonly endDay: number
  readonly strength: number
  readonly shape: ShockShape
  readonly variant: string | undefined
  readonly announcedDay: number
  readonly expectedDays: number
  readonly mendedRatio: number
  readonly source: (typeof incidentSources)[number]
}

/** Every incident of the run, also those to come; by first day, failures of suppliers that came up by themselves last. */
export function incidentsOf(state: State): Incident[] {
  const table = state.world.incidents
  return Array.from({ length: table.count }, (_, row) => incidentAt(table, row))
}

function incidentAt(table: IncidentTable, row: number): Incident {
  const kind = kindOfCode[table.kind[row]!]!
  return {
    row,
    kind: kind.id as ShockId,
    scope: scopeIds[table.scope[row]!]!,
    entity: table.entity[row]!,
    startDay: table.startDay[row]!,
    endDay: table.endDay[row]!,
    strength: table.strength[row]!,
    shape: shockShapes[table.shape[row]!]!,
    variant: kind.variants?.[table.variant[row]!]?.id,
    announcedDay: table.announcedDay[row]!,
    expectedDays: table.expectedDays[row]!,
    mendedRatio: table.mendedRatio[row]!,
    source: incidentSources[table.source[row]!]!,
  }
}

/** Calls `visit` with the row of every incident of a kind that runs today. */
export function eachIncident(state: State, kind: ShockId, visit: (row: number) => void): void {
  const { active, activeCount, incidents } = state.world
  const code = shockCodes[kind]
  for (let i = 0; i < activeCount; i++) {
    if (incidents.kind[active[i]!] === code) visit(active[i]!)
  }
}

/** What is looked for: incidents on an entity, of some kinds. */
export interface IncidentTarget {
  readonly scope: ScopeId
  readonly entity: number
  /** All kinds when left out. */
  readonly kinds?: readonly ShockId[]
  /** Only this variant of the kinds. */
  readonly variant?: string
  /** Also those that begin within so many days. */
  readonly aheadDays?: number
}

/**
 * Mends every incident that is looked for: one mended at share s keeps 1 − s of what it had, from the next morning on.
 * An incident of a category or of the whole shop is mended by a product's part only: share ÷ products it reaches.
 * Returns whether there was one that was not wholly mended yet; share 0 only looks.
 */
export function mendIncidents(
  model: Model,
  state: State,
  target: IncidentTarget & { readonly share: number },
): boolean {
  const rows = matchingRows(model, state, target)
  for (const row of rows) mendIncident(model, state, row, target.share, target)
  return rows.length > 0
}

/** Mends one row; see `mendIncidents`. */
export function mendIncident(
  model: Model,
  state: State,
  row: number,
  share: number,
  by?: Pick<IncidentTarget, 'scope' | 'entity'>,
): void {
  const { incidents } = state.world
  const part = by === undefined ? 1 : 1 / siblings(model, incidents, row, by)
  incidents.mendedRatio[row] = 1 - (1 - incidents.mendedRatio[row]!) * (1 - share * part)
}

/** Row of the incident that is furthest from nothing now, for its kind; undefined when there is none. */
export function strongestIncident(
  model: Model,
  state: State,
  target: IncidentTarget,
): number | undefined {
  const { incidents } = state.world
  let strongest: number | undefined
  let most = 0
  for (const row of matchingRows(model, state, target)) {
    const kind = kindOfCode[incidents.kind[row]!]!
    const usual = kind.variants?.[incidents.variant[row]!]?.usual ?? kind.strength.usual
    const share = incidents.startDay[row]! > state.day ? 1 : shapeShare(incidents, row, state.day)
    const left =
      Math.abs((incidents.strength[row]! - kind.neutral) / (usual - kind.neutral)) *
      share *
      (1 - incidents.mendedRatio[row]!)
    if (left > most) {
      most = left
      strongest = row
    }
  }
  return strongest
}

/** Rows that run today, or soon, reach the target and are not wholly mended; by first day. */
function matchingRows(model: Model, state: State, target: IncidentTarget): number[] {
  const { incidents, active, activeCount, nextRow, drawnCount } = state.world
  const codes = target.kinds?.map((kind) => shockCodes[kind])
  const rows: number[] = []
  const consider = (row: number): void => {
    if (incidents.mendedRatio[row]! >= 1) return
    if (codes !== undefined && !codes.includes(incidents.kind[row]!)) return
    if (target.variant !== undefined) {
      const { variants = [] } = kindOfCode[incidents.kind[row]!]!
      if (variants[incidents.variant[row]!]?.id !== target.variant) return
    }
    if (reaches(model, incidents, row, target)) rows.push(row)
  }
  for (let i = 0; i < activeCount; i++) consider(active[i]!)
  const lastDay = state.day + (target.aheadDays ?? 0)
  for (let row = nextRow; row < drawnCount && incidents.startDay[row]! <= lastDay; row++) {
    consider(row)
  }
  return rows
}

/** Scopes along which incidents and targets match: a truth of the wider one is one of the narrower, and the other way round. */
const family: readonly ScopeId[] = ['stock', 'product', 'category']

function reaches(
  model: Model,
  table: IncidentTable,
  row: number,
  { scope, entity }: Pick<IncidentTarget, 'scope' | 'entity'>,
): boolean {
  const own = scopeIds[table.scope[row]!]!
  const ownEntity = table.entity[row]!
  if (own === scope) return ownEntity === entity
  if (own === 'shop') {
    // a shop-wide incident of a kind that could meet one product
    return family.includes(scope) && kindOfCode[table.kind[row]!]!.scopes.includes('product')
  }
  if (!family.includes(own) || !family.includes(scope)) return false
  const up = model.entities[own].parents[scope]
  if (up !== undefined) return up[ownEntity] === entity
  return model.entities[scope].parents[own]?.[entity] === ownEntity
}

/** Entities of the target's scope that an incident reaches; 1 when the target is as wide as the incident. */
function siblings(
  model: Model,
  table: IncidentTable,
  row: number,
  { scope }: Pick<IncidentTarget, 'scope' | 'entity'>,
): number {
  const own = scopeIds[table.scope[row]!]!
  if (own === scope) return 1
  const parents = model.entities[scope].parents[own]
  if (parents === undefined) return 1
  let count = 0
  for (const parent of parents) if (parent === table.entity[row]) count++
  return Math.max(1, count)
}
