import type { HistoryNeed } from '../shop.ts'
import { windowFunctions } from './functions.ts'
import { partsOf } from './partsOf.ts'
import type { Typed } from './typed.ts'

/** How far back a typed expression reads each metric inside windows; 0 is the newest closed day. */
export function historyNeedsOf(typed: Typed): HistoryNeed[] {
  const needs: HistoryNeed[] = []
  const visit = (node: Typed, daysBack: number | undefined): void => {
    if (node.op === 'column' && daysBack !== undefined) {
      needs.push({ scope: node.scope, metricId: node.metricId, days: daysBack })
    }
    const isWindow = node.op === 'window'
    const inside = isWindow
      ? windowFunctions[node.name].reach(node.days) + node.offsetDays
      : daysBack
    for (const part of partsOf(node)) visit(part, inside)
  }
  visit(typed, undefined)
  return needs
}
