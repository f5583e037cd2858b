import type { HistoryNeed } from '../shop.ts'
import type { Typed } from './typed.ts'

/** How far back a typed expression reads each metric inside windows; 0 is the newest closed day. */
export function historyNeedsOf(typed: Typed): HistoryNeed[] {
  const needs: HistoryNeed[] = []
  const visit = (node: Typed, daysBack: number | undefined): void => {
    switch (node.op) {
      case 'constant':
        return
      case 'column':
        if (daysBack !== undefined) {
          needs.push({ scope: node.scope, metricId: node.metricId, days: daysBack })
        }
        return
      case 'window':
        visit(node.operand, node.name === 'lag' ? node.days : node.days - 1 + node.offsetDays)
        return
      case 'scalar':
        for (const argument of node.args) visit(argument, daysBack)
        return
      case 'not':
      case 'has':
      case 'oneOf':
        visit(node.operand, daysBack)
        return
      case 'orValue':
        visit(node.operand, daysBack)
        visit(node.fallback, daysBack)
        return
      case 'conditional':
        for (const part of [node.condition, node.whenTrue, node.whenFalse]) visit(part, daysBack)
        return
      default:
        visit(node.left, daysBack)
        visit(node.right, daysBack)
    }
  }
  visit(typed, undefined)
  return needs
}
