/**
 * Figures as columns, computed when somebody reads them and kept until the view is refreshed. Figures of
 * a day come from the newest closed day, states from the shop as it is.
 */
import type { ScopeId } from '@sandtable/rules'
import { divide } from './columns.ts'
import { formulas } from './mechanisms/index.ts'
import type { Formula } from './metric.ts'
import type { Model } from './model.ts'
import { ringDays } from './rings.ts'
import type { Flows, State } from './state.ts'

/** Columns over which running totals are kept. */
export type TotalName = 'soldUnits' | 'gmvCents' | 'cogsCents' | 'stockValueCents'

export class View {
  readonly model: Model
  readonly state: State
  readonly #columns = new Map<ScopeId, Map<string, Float64Array>>()

  constructor(model: Model, state: State) {
    this.model = model
    this.state = state
  }

  /** Forgets every column: the shop has moved. */
  refresh(): void {
    for (const columns of this.#columns.values()) columns.clear()
  }

  /** The newest closed day. */
  get flows(): Flows {
    return this.state.closed
  }

  count(scope: ScopeId): number {
    return this.model.entities[scope].ids.length
  }

  /** A metric's column, shared by all who read it: never write into it. Undefined when the scope has no such figure. */
  column(scope: ScopeId, id: string): Float64Array | undefined {
    let columns = this.#columns.get(scope)
    if (columns === undefined) this.#columns.set(scope, (columns = new Map()))
    let column = columns.get(id)
    if (column === undefined) {
      const formula = formulas.get(id)
      if (formula === undefined) return undefined
      column = this.#compute(scope, formula)
      if (column === undefined) return undefined
      columns.set(id, column)
    }
    return column
  }

  /** A column that must exist because the formula names it. */
  need(scope: ScopeId, id: string): Float64Array {
    const column = this.column(scope, id)
    if (column === undefined) throw new Error(`no figure "${id}" of scope ${scope}`)
    return column
  }

  #compute(scope: ScopeId, formula: Formula): Float64Array | undefined {
    const own = formula.also?.[scope]
    if (own !== undefined) return own(this)
    switch (formula.kind) {
      case 'sum':
        return this.rollUp(formula.base, scope, formula.values(this))
      case 'ratio': {
        const numerator = this.column(scope, formula.numerator)
        const denominator = this.column(scope, formula.denominator)
        if (numerator === undefined || denominator === undefined) return undefined
        return divide(numerator, denominator, formula.factor ?? 1)
      }
      case 'columns':
        return formula.columns[scope]?.(this)
    }
  }

  /** Sums a column of `base` for every entity of `scope`; a copy when they are the same, undefined when `scope` is no parent. */
  rollUp(base: ScopeId, scope: ScopeId, values: Float64Array): Float64Array | undefined {
    if (base === scope) return values.slice()
    const parents = this.model.entities[base].parents[scope]
    if (parents === undefined) return undefined
    const sums = new Float64Array(this.count(scope))
    if (sums.length === 1) {
      let sum = 0
      for (let i = 0; i < values.length; i++) sum += values[i]!
      sums[0] = sum
      return sums
    }
    for (let i = 0; i < values.length; i++) sums[parents[i]!]! += values[i]!
    return sums
  }

  /** Sum of a total over the last `days` closed days, or over all there are when fewer. One number per entity of its own scope. */
  windowSum(name: TotalName, days: number): Float64Array {
    const { totals } = this.state
    const newest = totals.closedDays
    const oldest = newest - this.windowDays(days)
    const column = totals[name]
    const width = column.length / ringDays
    const newestStart = (newest & (ringDays - 1)) * width
    const oldestStart = (oldest & (ringDays - 1)) * width
    const sums = new Float64Array(width)
    for (let i = 0; i < width; i++) sums[i] = column[newestStart + i]! - column[oldestStart + i]!
    return sums
  }

  /** Closed days that a window of `days` really covers. */
  windowDays(days: number): number {
    return Math.min(days, this.state.totals.closedDays)
  }
}
