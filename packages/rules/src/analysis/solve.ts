/**
 * Can a formula hold? Facts about one form intersect their sets; alternatives are tried one after the other;
 * bounds of sums follow from those of their figures and the other way round. Without a solver: two forms that
 * share figures are related by their bounds only, so that an impossible formula may pass for possible, never the
 * other way round.
 */
import { formOfFigure, type Form, type FormTerm } from './form.ts'
import type { Formula } from './formula.ts'
import { domainRange, rangeOfFactors, type Leaf } from './polynomial.ts'
import {
  hull,
  intersection,
  interval,
  isWithin,
  loosened,
  scaled,
  sumOf,
  type Interval,
  type ValueSet,
} from './valueSet.ts'

/** Facts that do not contradict one another. */
export interface Box {
  /** By the key of the form. */
  readonly values: ReadonlyMap<string, Constraint>
  /** By the key of the figure: true when it is there. */
  readonly presence: ReadonlyMap<string, boolean>
}
export interface Constraint {
  readonly form: Form
  readonly set: ValueSet
}

/** Alternatives tried before a formula is given up as possible. */
const mostSteps = 2_000

/**
 * Facts that may still be looked at. Every check gets its own allowance, so that no playbook can hold up the editor
 * or the server; when it is spent nothing more is proved, and nothing more is claimed.
 */
let allowance = Infinity

/** Does some work that may look at so many facts. The same work gives the same answers, whatever ran before. */
export function withAllowance<Result>(facts: number, work: () => Result): Result {
  const before = allowance
  allowance = facts
  try {
    return work()
  } finally {
    allowance = before
  }
}

/** Takes the cost of making formulas off the allowance; false when nothing more can be proved. */
export function spendAllowance(facts: number): boolean {
  allowance -= facts
  return allowance > 0
}
/** Rounds in which bounds pass from sums to figures and back. */
const rounds = 3

/** True when it is proved that the formula never holds. */
export function isImpossible(formula: Formula): boolean {
  if (formula.op === 'true' || formula.op === 'unknown') return false
  return formula.op === 'false' || new Search(() => true).run(formula) === 'none'
}

/** Offers boxes in which the formula holds until one is taken, or none is left, or it has taken too long. */
export function findBox(formula: Formula, isTaken: (box: Box) => boolean): void {
  new Search(isTaken).run(formula)
}

type Outcome = 'taken' | 'none' | 'gaveUp'

class Search {
  readonly #isTaken: (box: Box) => boolean
  #steps = 0

  constructor(isTaken: (box: Box) => boolean) {
    this.#isTaken = isTaken
  }

  run(formula: Formula): Outcome {
    return this.#explore([formula], [], new Draft())
  }

  /** Adds facts, then tries the alternatives of the shortest choice that is left. */
  #explore(facts: readonly Formula[], choices: readonly Formula[], draft: Draft): Outcome {
    const open = [...choices]
    const pending = [...facts]
    if (!spendAllowance(1 + choices.length + draft.values.size)) return 'gaveUp'
    for (let fact = pending.pop(); fact !== undefined; fact = pending.pop()) {
      if (fact.op === 'and') pending.push(...fact.parts)
      else if (fact.op === 'or') open.push(fact)
      else if (!draft.add(fact)) return 'none'
      allowance--
    }
    const narrowed = this.#narrowed(open, draft)
    if (narrowed === undefined) return 'none'
    const [shortest] = narrowed.toSorted((a, b) => a.length - b.length)
    if (shortest === undefined)
      return draft.isConsistent() && this.#isTaken(draft) ? 'taken' : 'none'
    if (shortest.length === 1) {
      const others = narrowed.filter((choice) => choice !== shortest)
      return this.#explore(shortest, others.map(asChoice), draft)
    }
    const others = narrowed.filter((choice) => choice !== shortest).map(asChoice)
    let outcome: Outcome = 'none'
    for (const alternative of shortest) {
      if (++this.#steps > mostSteps) return 'gaveUp'
      const next = this.#explore([alternative], others, draft.copy())
      if (next === 'taken') return next
      if (next === 'gaveUp') outcome = next
    }
    return outcome
  }

  /** The alternatives of each choice that do not contradict the facts at once; undefined when one has none. */
  #narrowed(
    choices: readonly Formula[],
    draft: Draft,
  ): readonly (readonly Formula[])[] | undefined {
    const narrowed: (readonly Formula[])[] = []
    for (const choice of choices) {
      if (choice.op !== 'or') continue
      const left = choice.parts.filter((part) => draft.admits(part))
      if (left.length === 0) return undefined
      // a choice that holds already asks nothing
      if (!left.some((part) => draft.implies(part))) narrowed.push(left)
    }
    return narrowed
  }
}

function asChoice(parts: readonly Formula[]): Formula {
  return { op: 'or', parts }
}

/** A box that is being filled. */
class Draft implements Box {
  readonly values: Map<string, Constraint>
  readonly presence: Map<string, boolean>

  constructor(
    values: Map<string, Constraint> = new Map(),
    presence: Map<string, boolean> = new Map(),
  ) {
    this.values = values
    this.presence = presence
  }

  copy(): Draft {
    return new Draft(new Map(this.values), new Map(this.presence))
  }

  /** Adds one fact; false when it contradicts the others. */
  add(fact: Formula): boolean {
    switch (fact.op) {
      case 'false':
        return false
      case 'in':
        return this.#restrict(fact.form, fact.set)
      case 'present':
      case 'missing': {
        const isThere = fact.op === 'present'
        if (this.presence.get(fact.leaf.key) === !isThere) return false
        this.presence.set(fact.leaf.key, isThere)
        return true
      }
      default:
        return true
    }
  }

  /** False when a fact contradicts those known; alternatives and conjunctions are not looked into. */
  admits(fact: Formula): boolean {
    if (fact.op === 'in') return intersection(this.#setOf(fact.form), fact.set).length > 0
    if (fact.op === 'present') return this.presence.get(fact.leaf.key) !== false
    if (fact.op === 'missing') return this.presence.get(fact.leaf.key) !== true
    if (fact.op === 'and') return fact.parts.every((part) => this.admits(part))
    return fact.op !== 'false'
  }

  /** True when a fact is known to hold. */
  implies(fact: Formula): boolean {
    if (fact.op === 'present') return this.presence.get(fact.leaf.key) === true
    if (fact.op === 'missing') return this.presence.get(fact.leaf.key) === false
    if (fact.op !== 'in') return fact.op === 'true'
    const known = this.values.get(fact.form.key)
    return known !== undefined && isWithin(known.set, fact.set)
  }

  /** Passes bounds between sums and their figures; false when nothing is left for one. */
  isConsistent(): boolean {
    const sums = [...this.values.values()].filter(({ form }) => form.terms.length > 1)
    for (let round = 0; round < rounds && sums.length > 0; round++) {
      for (const { form } of sums) {
        if (!this.#restrict(form, [loosened(this.#rangeOfSum(form))])) return false
        if (!this.#narrowFigures(form)) return false
      }
    }
    return true
  }

  #setOf(form: Form): ValueSet {
    return this.values.get(form.key)?.set ?? form.domain
  }

  #restrict(form: Form, set: ValueSet): boolean {
    const left = intersection(this.#setOf(form), set)
    if (left.length === 0) return false
    this.values.set(form.key, { form, set: left })
    return true
  }

  readonly #rangeOfLeaf = (leaf: Leaf): Interval => {
    const known = this.values.get(formOfFigure(leaf).key)
    return known === undefined ? domainRange(leaf) : hull(known.set)
  }

  #rangeOfTerm({ formKey, factors }: FormTerm): Interval {
    const known = this.values.get(formKey)
    return known === undefined ? rangeOfFactors(factors, this.#rangeOfLeaf) : hull(known.set)
  }

  #rangeOfSum({ terms }: Form, without?: FormTerm): Interval {
    let sum = interval(0, 0)
    for (const term of terms)
      if (term !== without) sum = sumOf(sum, scaled(this.#rangeOfTerm(term), term.coefficient))
    return sum
  }

  /** Each figure of a sum is what the others leave of it. */
  #narrowFigures(form: Form): boolean {
    const total = hull(this.#setOf(form))
    return form.terms.every((term) => {
      const [figure, ...more] = term.factors
      if (figure === undefined || more.length > 0) return true
      const rest = this.#rangeOfSum(form, term)
      const left = scaled(sumOf(total, scaled(rest, -1)), 1 / term.coefficient)
      return this.#restrict(formOfFigure(figure), [loosened(left)])
    })
  }
}
