/**
 * The shop of a unit case: one entity in every scope, all of them related, with the figures that the case gives;
 * and a second one in the scopes of which the case says so (`other.channel.roi`), for actions that name another.
 */
import type { Playbook, UnitCase } from './playbook.ts'
import type { Program, ReviewWatch } from './program.ts'
import { scopeIds, scopes, type ScopeId } from './scopes.ts'
import type { Catalogue, Entities, Shop, ShopEvent, Snapshot, ValueInfo } from './shop.ts'
import { metricsOfScope } from './catalogueIndex.ts'

type CaseFigure = UnitCase['given'][string]
type CaseScalar = Exclude<CaseFigure, readonly unknown[]>

/** Days that had closed before the first review: no window reaches behind them. */
const closedBefore = 1_000

/** Begins the key of a figure of the second entity of a scope. */
const otherPrefix = 'other.'

export class CaseShop implements Shop {
  readonly catalogue: Catalogue
  /** Reviews to run; the last is the one that is looked at. */
  readonly reviews: number
  readonly #test: UnitCase

  constructor(catalogue: Catalogue, test: UnitCase) {
    this.catalogue = catalogue
    this.reviews = test.reviews ?? 1
    this.#test = test
  }

  entities(scope: ScopeId): Entities {
    const { given } = this.#test
    const id = String(given[`${scope}.id`] ?? given['id'] ?? scope)
    // behind the first, in the order of ids
    const ids = this.#hasOther(scope) ? [id, `${id}~other`] : [id]
    const parents = scopes[scope].parents.map((parent) => [parent, new Int32Array(ids.length)])
    return { scope, ids, parents: Object.fromEntries(parents) as Entities['parents'] }
  }

  #hasOther(scope: ScopeId): boolean {
    return Object.keys(this.#test.given).some((key) => key.startsWith(`${otherPrefix}${scope}.`))
  }

  /** Runs every review from a fresh start; whatever is asked is done. */
  review(
    program: Program,
    watch: (timing: 'startOfDay' | 'endOfDay', snapshot: Snapshot) => ReviewWatch,
  ): void {
    const timing = (program.playbooks[0] as Playbook).review ?? 'endOfDay'
    const reviewer = program.startReviewer(this)
    for (let day = 1; day <= this.reviews; day++) {
      const snapshot = this.#snapshot(day)
      const apply = (commands: readonly unknown[]) =>
        commands.map(() => ({ fate: 'applied' }) as const)
      reviewer.review(timing, snapshot, apply, watch(timing, snapshot))
    }
  }

  /** Day 1 is a Monday. */
  #snapshot(day: number): Snapshot {
    const { event } = this.#test
    const isAnnounced = day === this.reviews - (event?.daysAgo ?? 0)
    const atClose = (scope: ScopeId, metricId: string, daysAgo: number) =>
      this.#figure(scope, metricId, this.reviews - day + daysAgo)
    return {
      day,
      weekday: (day - 1) % 7,
      closedDays: closedBefore + day,
      now: (scope, metricId) => atClose(scope, metricId, 0),
      atClose,
      events: (scope, eventId) => (isAnnounced ? this.#announced(scope, eventId) : []),
    }
  }

  /** A series ends at the last review; days before its first are missing. */
  #figure(scope: ScopeId, metricId: string, daysBefore: number): Float64Array | undefined {
    const { given } = this.#test
    const own = given[`${scope}.${metricId}`] ?? given[metricId]
    const figures = this.#hasOther(scope)
      ? [own, given[`${otherPrefix}${scope}.${metricId}`] ?? own]
      : [own]
    const info = metricsOfScope(this.catalogue, scope).get(metricId)
    if (info === undefined || figures.every((figure) => figure === undefined)) return undefined
    return Float64Array.from(figures, (figure = null) =>
      storedValue(
        Array.isArray(figure) ? (figure[figure.length - 1 - daysBefore] ?? null) : figure,
        info,
      ),
    )
  }

  #announced(scope: ScopeId, eventId: string): readonly ShopEvent[] {
    const { event } = this.#test
    const info = this.catalogue.events.find(({ id }) => id === eventId)
    if (event?.id !== eventId || info?.scopes.includes(scope) !== true) return []
    const payload = Object.entries(event.payload ?? {}).flatMap(([id, value]) => {
      const field = Object.hasOwn(info.payload, id) ? info.payload[id] : undefined
      return field === undefined || Array.isArray(value)
        ? []
        : [[id, storedValue(value, field)] as const]
    })
    return [{ entity: 0, payload: Object.fromEntries(payload) }]
  }
}

/** As a column holds it: bools 0 and 1, enums by code, NaN missing. */
function storedValue(value: CaseScalar, { values = [] }: ValueInfo): number {
  if (value === null) return Number.NaN
  return typeof value === 'string' ? values.indexOf(value) : Number(value)
}

/** What a key of `given` names: a figure of every scope that has it, or of one. Undefined when it can be neither. */
export function caseFigureScopes(
  key: string,
  catalogue: Catalogue,
): { readonly name: string; readonly scopes: readonly ScopeId[] } | undefined {
  const isOther = key.startsWith(otherPrefix)
  const words = (isOther ? key.slice(otherPrefix.length) : key).split('.')
  const name = words.at(-1)!
  // the second entity has an id of its own, and a figure of every scope would be of the first as well
  if (isOther && (words.length === 1 || name === 'id')) return undefined
  const own = words.length === 1 ? scopeIds : scopeIds.filter((scope) => scope === words[0])
  if (words.length > 2 || own.length === 0) return undefined
  const having = own.filter((scope) => metricsOfScope(catalogue, scope).has(name))
  return { name, scopes: name === 'id' ? own : having }
}
