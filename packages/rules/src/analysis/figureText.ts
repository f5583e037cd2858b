/** Figures in the words of the expression language, for sentences. */
import type { Typed } from '../language/typed.ts'
import { scopes, type ScopeId } from '../scopes.ts'

/** A figure as an expression of the scope would name it. */
export function figureText(typed: Typed, scope: ScopeId): string {
  switch (typed.op) {
    case 'column':
      return typed.scope === scope ? typed.metricId : `${typed.scope}.${typed.metricId}`
    case 'payload':
      return `event.${typed.field.split('.').at(-1)!}`
    case 'window':
      return `${typed.name}(${operandText(typed.operand, scope)}, ${typed.days}d)`
    case 'aggregate':
      return `${typed.name}(${scopes[typed.scope].children}, ${operandText(typed.operand, typed.scope)})`
    case 'idTest':
      return 'id'
    default:
      return '…'
  }
}

function operandText(typed: Typed, scope: ScopeId): string {
  return typed.op === 'column' ? figureText(typed, scope) : '…'
}
