/** Figures of the analyses: what is known of each, from the shop's catalogue. One object for equal expressions. */
import { metricsOfScope } from '../catalogueIndex.ts'
import type { Typed } from '../language/typed.ts'
import { idsOf } from '../scopes.ts'
import type { Catalogue, MetricInfo, ValueInfo } from '../shop.ts'
import { codeOfId, figureKey, isFigure, scopesIn } from './expressions.ts'
import type { Leaf } from './polynomial.ts'
import { rangeOf } from './range.ts'
import { everything, interval, points, type Interval, type ValueSet } from './valueSet.ts'

type Named = Typed & { op: 'column' | 'payload' }

export class Leaves {
  readonly #catalogue: Catalogue
  readonly #leaves = new Map<string, Leaf>()

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue
  }

  metricOf({ scope, metricId }: Typed & { op: 'column' }): MetricInfo | undefined {
    return metricsOfScope(this.#catalogue, scope).get(metricId)
  }

  /** What the shop says of a figure, or of a field of an event (`<event>.<field>`). */
  infoOf(typed: Named): ValueInfo | undefined {
    if (typed.op === 'column') return this.metricOf(typed)
    const [eventId, field = ''] = typed.field.split('.')
    return this.#catalogue.events.find(({ id }) => id === eventId)?.payload[field]
  }

  /** The figure that an expression is taken as. */
  leafOf(typed: Typed): Leaf {
    const key = figureKey(typed)
    let leaf = this.#leaves.get(key)
    if (leaf === undefined) {
      const unit = isNamed(typed) ? this.infoOf(typed)?.unit : undefined
      leaf = {
        key,
        typed,
        domain: this.#domainOf(typed),
        scopes: scopesIn(typed),
        isDerived: !isFigure(typed),
        isWhole: unit === 'count' || unit === 'money',
      }
      this.#leaves.set(key, leaf)
    }
    return leaf
  }

  /** Bounds of the value of an expression, from those of the figures in it. */
  rangeOf(typed: Typed): Interval {
    return rangeOf(typed, (figure) => this.#domainOfNamed(figure))
  }

  #domainOf(typed: Typed): ValueSet {
    if (isNamed(typed)) return this.#domainOfNamed(typed)
    if (typed.op === 'idTest' && typed.test === 'equals') {
      const known = idsOf(typed.scope)
      return known === undefined ? everything : points(known.map(codeOfId))
    }
    return typed.op === 'idTest' ? points([0, 1]) : [this.rangeOf(typed)]
  }

  #domainOfNamed(figure: Named): ValueSet {
    const info = this.infoOf(figure)
    if (info === undefined) return everything
    const { type, values = [], least = -Infinity, greatest = Infinity } = info
    if (type === 'bool') return points([0, 1])
    return type === 'enum' ? points(values.map((_, code) => code)) : [interval(least, greatest)]
  }
}

function isNamed(typed: Typed): typed is Named {
  return typed.op === 'column' || typed.op === 'payload'
}
