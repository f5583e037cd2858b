/**
 * What must hold, as a formula of facts about figures: a figure, or a sum of figures, is in a set of numbers; a
 * figure is there; a figure is missing. Built by `Meaning`, decided by `solve.ts`.
 */
import type { Leaf } from './polynomial.ts'
import type { Form } from './form.ts'
import type { ValueSet } from './valueSet.ts'

export type Formula =
  | { readonly op: 'true' | 'false' }
  /** Something that cannot be said, such as an expression with an error: it may hold or not. */
  | { readonly op: 'unknown' }
  | { readonly op: 'in'; readonly form: Form; readonly set: ValueSet }
  | { readonly op: 'present' | 'missing'; readonly leaf: Leaf }
  | { readonly op: 'and' | 'or'; readonly parts: readonly Formula[] }

export const always: Formula = { op: 'true' }
export const never: Formula = { op: 'false' }
export const unknown: Formula = { op: 'unknown' }

/** All of them hold. */
export function and(...parts: readonly Formula[]): Formula {
  return joined('and', parts)
}

/** One of them holds. */
export function or(...parts: readonly Formula[]): Formula {
  return joined('or', parts)
}

function joined(op: 'and' | 'or', parts: readonly Formula[]): Formula {
  const decisive = op === 'and' ? 'false' : 'true'
  const kept = new Set<Formula>()
  for (const part of parts) {
    if (part.op === decisive) return part
    if (part.op === 'true' || part.op === 'false') continue
    for (const member of part.op === op ? part.parts : [part]) kept.add(member)
  }
  const [only, ...others] = kept
  if (only === undefined) return op === 'and' ? always : never
  return others.length === 0 ? only : { op, parts: [...kept] }
}

/** The same formula, where facts for which `isKept` is false may hold or not. */
export function weakened(formula: Formula, isKept: (leaf: Leaf) => boolean): Formula {
  switch (formula.op) {
    case 'and':
    case 'or':
      return joined(
        formula.op,
        formula.parts.map((part) => weakened(part, isKept)),
      )
    case 'in':
      return formula.form.leaves.every(isKept) ? formula : always
    case 'present':
    case 'missing':
      return isKept(formula.leaf) ? formula : always
    default:
      return formula
  }
}
