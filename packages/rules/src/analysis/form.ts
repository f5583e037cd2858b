/**
 * A polynomial without its constant and with 1 as its first coefficient: `2 * a - 6 < b` and `a > 0.5 * b + 3` are
 * about one form, `a - 0.5 * b`, so that they compare by their bounds.
 */
import { always, never, type Formula } from './formula.ts'
import {
  leafPolynomial,
  leavesOf,
  rangeOfPolynomial,
  type Leaf,
  type Polynomial,
} from './polynomial.ts'
import { contains, intersection, isWithin, loosened, solvedFor, type ValueSet } from './valueSet.ts'

export interface Form {
  readonly key: string
  /** Its constant is 0. */
  readonly polynomial: Polynomial
  readonly leaves: readonly Leaf[]
  readonly terms: readonly FormTerm[]
  /** What it may be when nothing else is known. */
  readonly domain: ValueSet
}

/** One product of figures, with the key of the form that is nothing else. */
export interface FormTerm {
  readonly formKey: string
  readonly coefficient: number
  readonly factors: readonly Leaf[]
}

/** The fact that a polynomial is in a set. */
export function isIn(polynomial: Polynomial, set: ValueSet): Formula {
  const { constant, terms } = polynomial
  const keys = [...terms.keys()].toSorted()
  if (keys.length === 0) return contains(set, constant) ? always : never
  const lead = terms.get(keys[0]!)!.coefficient
  const form = formOf(polynomial, keys, lead)
  const values = solvedFor(set, lead, constant)
  if (intersection(values, form.domain).length === 0) return never
  return isWithin(form.domain, values) ? always : { op: 'in', form, set: values }
}

const figureForms = new WeakMap<Leaf, Form>()

/** The form that is nothing but one figure. */
export function formOfFigure(leaf: Leaf): Form {
  let form = figureForms.get(leaf)
  if (form === undefined) {
    form = formOf(leafPolynomial(leaf), [leaf.key], 1)
    figureForms.set(leaf, form)
  }
  return form
}

function formOf({ terms }: Polynomial, keys: readonly string[], lead: number): Form {
  const parts = keys.map((name) => {
    const { coefficient, factors } = terms.get(name)!
    return { name, coefficient: coefficient / lead, factors }
  })
  const polynomial: Polynomial = {
    constant: 0,
    terms: new Map(parts.map(({ name, coefficient, factors }) => [name, { coefficient, factors }])),
  }
  return {
    key: parts.map(({ name, coefficient }) => `${coefficient} ${name}`).join(' + '),
    polynomial,
    leaves: leavesOf(polynomial),
    terms: parts.map(({ name, coefficient, factors }) => ({
      formKey: `1 ${name}`,
      coefficient,
      factors,
    })),
    domain: domainOf(polynomial),
  }
}

/** A single figure may be in a set with gaps, such as the codes of an enum; a sum is anywhere in its range. */
function domainOf(polynomial: Polynomial): ValueSet {
  const [only, ...others] = [...polynomial.terms.values()]
  if (only !== undefined && others.length === 0 && only.factors.length === 1)
    return only.factors[0]!.domain
  return [loosened(rangeOfPolynomial(polynomial))]
}
