/**
 * Expressions as formulas: when a condition is true, false or missing, when a number is there. Exact, but for what
 * is taken as a figure of its own (`Leaf`): windows, aggregates, `floor(x)` and products of figures are unrelated to
 * the figures in them. Numbers are real numbers: what floating point makes of the last digit is not seen.
 */
import { aggregateFunctions, windowFunctions } from '../language/functions.ts'
import type { Typed } from '../language/typed.ts'
import type { Catalogue } from '../shop.ts'
import { isIn } from './form.ts'
import { always, and, never, or, type Formula } from './formula.ts'
import { codeOfId, partsOf, readsSomething } from './expressions.ts'
import { Leaves } from './leaves.ts'
import {
  added,
  constantPolynomial,
  divided,
  isConstant,
  leafPolynomial,
  multiplied,
  type Leaf,
  type Polynomial,
} from './polynomial.ts'
import { comparedWith, complement, points, type Interval, type ValueSet } from './valueSet.ts'

/** What a number is where a condition holds; the conditions of the cases of one expression exclude one another. */
export interface Case {
  readonly when: Formula
  readonly value: Polynomial
}

/** An expression with more cases is taken as a figure of its own. */
const mostCases = 8
/** Longer windows of what a shop counts are not empty in practice. */
const fewDays = 7

type Judge = (typed: Typed) => Formula

export class Meaning {
  readonly #leaves: Leaves
  readonly #isLenient: boolean
  readonly #values = new Map<Typed, readonly Case[]>()

  /**
   * `isLenient` leaves out what is missing only for lack of history, and quotients by sums over a week or more or
   * over a set: for advice about missing data. Proofs need the strict meaning.
   */
  constructor(catalogue: Catalogue, isLenient = false) {
    this.#leaves = new Leaves(catalogue)
    this.#isLenient = isLenient
  }

  readonly isTrue: Judge = remembered((typed) => this.#isDecided(typed, true))
  readonly isFalse: Judge = remembered((typed) => this.#isDecided(typed, false))

  /** When a condition cannot be decided. */
  readonly isUndecided: Judge = remembered((typed) => {
    const { isTrue, isFalse, isUndecided } = this
    switch (typed.op) {
      case 'and':
      case 'or': {
        const { left, right } = typed
        const isOpen = typed.op === 'and' ? isTrue : isFalse
        return or(
          and(isUndecided(left), or(isOpen(right), isUndecided(right))),
          and(isUndecided(right), isOpen(left)),
        )
      }
      case 'not':
        return isUndecided(typed.operand)
      default:
        return this.isAbsent(typed)
    }
  })

  /** When an expression has a value. */
  readonly isPresent: Judge = remembered((typed) => {
    const { isPresent, isTrue, isFalse } = this
    switch (typed.op) {
      case 'constant':
        return Number.isNaN(typed.value) ? never : always
      case 'column':
      case 'payload':
      case 'aggregate':
        return this.#isThere(typed)
      case 'window':
        return and(this.#isThere(typed), this.#isThereToday(typed))
      case 'arithmetic':
        return and(
          isPresent(typed.left),
          isPresent(typed.right),
          ...(typed.operator === '/' ? [this.#isNot0(typed.right)] : []),
        )
      case 'orValue':
        return or(isPresent(typed.operand), isPresent(typed.fallback))
      case 'conditional': {
        const { condition, whenTrue, whenFalse } = typed
        return or(
          and(isTrue(condition), isPresent(whenTrue)),
          and(isFalse(condition), isPresent(whenFalse)),
        )
      }
      case 'scalar':
      case 'compare':
      case 'oneOf':
        return and(...partsOf(typed).map(isPresent))
      case 'and':
      case 'or':
      case 'not':
        return or(isTrue(typed), isFalse(typed))
      case 'has':
      case 'idTest':
        return always
    }
  })

  /** When an expression is missing. */
  readonly isAbsent: Judge = remembered((typed) => {
    const { isAbsent, isTrue, isFalse, isUndecided } = this
    switch (typed.op) {
      case 'constant':
        return Number.isNaN(typed.value) ? always : never
      case 'column':
      case 'payload':
      case 'aggregate':
      case 'window':
        return this.#mayBeMissing(typed) ? { op: 'missing', leaf: this.leafOf(typed) } : never
      case 'arithmetic':
        return or(
          isAbsent(typed.left),
          isAbsent(typed.right),
          ...(typed.operator === '/' ? [this.#is0(typed.right)] : []),
        )
      case 'orValue':
        return and(isAbsent(typed.operand), isAbsent(typed.fallback))
      case 'conditional': {
        const { condition, whenTrue, whenFalse } = typed
        return or(
          isUndecided(condition),
          and(isTrue(condition), isAbsent(whenTrue)),
          and(isFalse(condition), isAbsent(whenFalse)),
        )
      }
      case 'scalar':
      case 'compare':
      case 'oneOf':
        return or(...partsOf(typed).map(isAbsent))
      case 'and':
      case 'or':
      case 'not':
        return isUndecided(typed)
      case 'has':
      case 'idTest':
        return never
    }
  })

  /** The value of a number that is there, by cases. */
  valuesOf(typed: Typed): readonly Case[] {
    let cases = this.#values.get(typed)
    if (cases === undefined) {
      cases = this.#casesOf(typed)
      if (cases === undefined || cases.length > mostCases)
        cases = [{ when: always, value: leafPolynomial(this.leafOf(typed)) }]
      this.#values.set(typed, cases)
    }
    return cases
  }

  /** The figure that an expression is taken as. */
  leafOf(typed: Typed): Leaf {
    return this.#leaves.leafOf(typed)
  }

  /** Bounds of the value of an expression, from those of the figures in it. */
  rangeOf(typed: Typed): Interval {
    return this.#leaves.rangeOf(typed)
  }

  #isDecided(typed: Typed, as: boolean): Formula {
    const { isTrue, isFalse } = this
    const is = as ? isTrue : isFalse
    switch (typed.op) {
      case 'constant':
        return typed.value === Number(as) ? always : never
      case 'and':
      case 'or':
        return (typed.op === 'and') === as
          ? and(is(typed.left), is(typed.right))
          : or(is(typed.left), is(typed.right))
      case 'not':
        return as ? isFalse(typed.operand) : isTrue(typed.operand)
      case 'has':
        return as ? this.isPresent(typed.operand) : this.isAbsent(typed.operand)
      case 'orValue':
        return or(is(typed.operand), and(this.isAbsent(typed.operand), is(typed.fallback)))
      case 'conditional': {
        const { condition, whenTrue, whenFalse } = typed
        return or(and(isTrue(condition), is(whenTrue)), and(isFalse(condition), is(whenFalse)))
      }
      case 'compare':
        return this.#compares(typed, as)
      case 'oneOf':
        return and(this.isPresent(typed), this.#isAmong(typed.operand, typed.values, as))
      case 'idTest':
        return this.#isId(typed, as)
      default:
        return and(this.isPresent(typed), this.#isAmong(typed, [1], as))
    }
  }

  #compares(typed: Typed & { op: 'compare' }, as: boolean): Formula {
    const holds = comparedWith(typed.operator, 0)
    const difference: Typed = {
      op: 'arithmetic',
      operator: '-',
      left: typed.left,
      right: typed.right,
    }
    return and(this.isPresent(typed), this.#isWithin(difference, as ? holds : complement(holds)))
  }

  #isAmong(typed: Typed, values: readonly number[], as: boolean): Formula {
    const set = points(values.filter((value) => !Number.isNaN(value)))
    return this.#isWithin(typed, as ? set : complement(set))
  }

  /** The value is in the set, given that there is one. */
  #isWithin(typed: Typed, set: ValueSet): Formula {
    return or(...this.valuesOf(typed).map(({ when, value }) => and(when, isIn(value, set))))
  }

  #isId(typed: Typed & { op: 'idTest' }, as: boolean): Formula {
    if (typed.test === 'equals') {
      const set = points(typed.values.map(codeOfId))
      return isIn(leafPolynomial(this.leafOf(typed)), as ? set : complement(set))
    }
    return isIn(leafPolynomial(this.leafOf(typed)), points([Number(as)]))
  }

  #isThere(typed: Typed): Formula {
    return this.#mayBeMissing(typed) ? { op: 'present', leaf: this.leafOf(typed) } : always
  }

  /**
   * A window that needs the newest day, of figures that are of that day at the review too, is there only if they
   * are (SPEC W3, W7, W8).
   */
  #isThereToday({ name, operand, offsetDays, minSamples }: Typed & { op: 'window' }): Formula {
    const needsToday =
      offsetDays === 0 && minSamples === undefined && windowFunctions[name].form !== 'day'
    return needsToday && windowFunctions[name].operand === 'number' && this.#isOfTheDay(operand)
      ? this.isPresent(operand)
      : always
  }

  #isOfTheDay(typed: Typed): boolean {
    if (typed.op === 'column') return this.#leaves.metricOf(typed)?.window === 'day'
    return typed.op !== 'aggregate' && partsOf(typed).every((part) => this.#isOfTheDay(part))
  }

  #is0(divisor: Typed): Formula {
    if (this.#isLenient && isBroad(divisor)) return never
    return this.#isWithin(divisor, points([0]))
  }
  #isNot0(divisor: Typed): Formula {
    if (this.#isLenient && isBroad(divisor)) return always
    return this.#isWithin(divisor, complement(points([0])))
  }

  #mayBeMissing(typed: Typed): boolean {
    switch (typed.op) {
      case 'column': {
        const metric = this.#leaves.metricOf(typed)
        // what the shop does not simulate yet is missing there
        const isLacking = !this.#isLenient && metric?.isSimulated === false
        return isLacking || (metric?.mayBeMissing ?? true)
      }
      case 'payload':
        return this.#leaves.infoOf(typed)?.mayBeMissing ?? true
      case 'aggregate':
        return Number.isNaN(aggregateFunctions[typed.name].ofNone) && !this.#isLenient
      case 'window':
        if (!this.#isLenient) return true
        // a figure that never changes has no deviation
        if (typed.name === 'zscore') return true
        return typed.minSamples === undefined && this.isAbsent(typed.operand) !== never
      default:
        return false
    }
  }

  #casesOf(typed: Typed): readonly Case[] | undefined {
    switch (typed.op) {
      case 'constant':
        return Number.isNaN(typed.value)
          ? []
          : [{ when: always, value: constantPolynomial(typed.value) }]
      case 'arithmetic':
        return this.#combined(typed.left, typed.right, (left, right) =>
          this.#computed(typed, left, right),
        )
      case 'conditional':
        return [
          ...this.#narrowed(typed.whenTrue, this.isTrue(typed.condition)),
          ...this.#narrowed(typed.whenFalse, this.isFalse(typed.condition)),
        ]
      case 'orValue':
        return [
          ...this.#narrowed(typed.operand, this.isPresent(typed.operand)),
          ...this.#narrowed(typed.fallback, this.isAbsent(typed.operand)),
        ]
      case 'scalar':
        return this.#scalarCases(typed)
      case 'column':
      case 'payload':
      case 'window':
      case 'aggregate':
        return [{ when: always, value: leafPolynomial(this.leafOf(typed)) }]
      default:
        // a condition as a number
        return [
          { when: this.isTrue(typed), value: constantPolynomial(1) },
          { when: this.isFalse(typed), value: constantPolynomial(0) },
        ]
    }
  }

  #narrowed(typed: Typed, condition: Formula): readonly Case[] {
    return this.valuesOf(typed).map(({ when, value }) => ({ when: and(condition, when), value }))
  }

  /** Every case of the one with every case of the other. */
  #combined(
    left: Typed,
    right: Typed,
    combine: (a: Polynomial, b: Polynomial) => Polynomial | undefined,
  ): readonly Case[] | undefined {
    const cases: Case[] = []
    for (const a of this.valuesOf(left)) {
      for (const b of this.valuesOf(right)) {
        const when = and(a.when, b.when)
        if (when === never) continue
        const value = combine(a.value, b.value)
        if (value === undefined || cases.length === mostCases) return undefined
        cases.push({ when, value })
      }
    }
    return cases
  }

  #computed(
    { operator, right: divisor }: Typed & { op: 'arithmetic' },
    left: Polynomial,
    right: Polynomial,
  ): Polynomial | undefined {
    switch (operator) {
      case '+':
        return added(left, right, 1)
      case '-':
        return added(left, right, -1)
      case '*':
        return multiplied(left, right)
      case '/': {
        if (isConstant(right))
          return right.constant === 0 ? undefined : divided(left, right.constant)
        const one: Typed = { op: 'constant', value: 1 }
        const inverse: Typed = { op: 'arithmetic', operator: '/', left: one, right: divisor }
        return multiplied(left, leafPolynomial(this.leafOf(inverse)))
      }
    }
  }

  #scalarCases({ name, args }: Typed & { op: 'scalar' }): readonly Case[] | undefined {
    switch (name) {
      case 'abs': {
        const zero: Typed = { op: 'constant', value: 0 }
        const negative: Typed = { op: 'arithmetic', operator: '-', left: zero, right: args[0]! }
        return this.#chosen('max', [args[0]!, negative])
      }
      case 'min':
      case 'max':
        return this.#chosen(name, args)
      case 'clamp': {
        const raised: Typed = { op: 'scalar', name: 'max', args: [args[0]!, args[1]!] }
        return this.#chosen('min', [raised, args[2]!])
      }
      default:
        return undefined
    }
  }

  /** The smallest or largest of some numbers: the first, unless a later one is beyond it. */
  #chosen(name: 'min' | 'max', args: readonly Typed[]): readonly Case[] | undefined {
    let best = this.valuesOf(args[0]!)
    const staysAhead = comparedWith(name === 'min' ? '<=' : '>=', 0)
    for (const argument of args.slice(1)) {
      const next: Case[] = []
      for (const a of best) {
        for (const b of this.valuesOf(argument)) {
          const difference = added(a.value, b.value, -1)
          if (difference === undefined) return undefined
          const both = and(a.when, b.when)
          next.push(
            { when: and(both, isIn(difference, staysAhead)), value: a.value },
            { when: and(both, isIn(difference, complement(staysAhead))), value: b.value },
          )
        }
      }
      best = next.filter(({ when }) => when !== never)
      if (best.length > mostCases) return undefined
    }
    return best
  }
}

/** Remembers answers by expression object. */
function remembered(judge: Judge): Judge {
  const known = new WeakMap<Typed, Formula>()
  return (typed) => {
    let answer = known.get(typed)
    if (answer === undefined) {
      answer = judge(typed)
      known.set(typed, answer)
    }
    return answer
  }
}

/** Sums over a week or more, or over the members of a set. */
function isBroad(typed: Typed): boolean {
  if (typed.op === 'aggregate') return true
  return typed.op === 'window'
    ? typed.days >= fewDays && readsSomething(typed.operand)
    : partsOf(typed).some(isBroad)
}
