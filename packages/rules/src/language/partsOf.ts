import type { Typed } from './typed.ts'

/** The expressions directly inside one, in reading order. */
export function partsOf(typed: Typed): readonly Typed[] {
  switch (typed.op) {
    case 'constant':
    case 'column':
    case 'payload':
    case 'idTest':
      return []
    case 'not':
    case 'has':
    case 'oneOf':
    case 'window':
    case 'aggregate':
      return [typed.operand]
    case 'orValue':
      return [typed.operand, typed.fallback]
    case 'arithmetic':
    case 'compare':
    case 'and':
    case 'or':
      return [typed.left, typed.right]
    case 'conditional':
      return [typed.condition, typed.whenTrue, typed.whenFalse]
    case 'scalar':
      return typed.args
  }
}
