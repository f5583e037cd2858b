/** Output ports that no entity ever leaves by (SPEC C3). */
import { isImpossible } from '../analysis/solve.ts'
import { nodeTitle } from '../graph.ts'
import { issue, type Issue } from '../issues.ts'
import { outputsOf } from '../node.ts'
import { isConstant, isSwitch } from './conditions.ts'
import type { FlowAnalysis } from './context.ts'
import { nodePlace } from './places.ts'

/** Ports with something behind them, where the nodes before let nothing through that could leave by them. */
export const unreachableBranches: FlowAnalysis = ({ graph, paths }) => {
  const issues: Issue[] = []
  for (const node of graph.nodes.values()) {
    const { definition, config, outgoing } = node
    if (definition?.category !== 'condition' && definition?.category !== 'flow') continue
    if (!node.isActive) continue
    const { id } = node.node
    // where nothing arrives, the node before is reported
    if (paths.into(id).every(({ formula }) => isImpossible(formula))) continue
    const tests = Object.values(definition.expressions?.(config) ?? {})
      .filter(({ result }) => result === 'bool')
      .flatMap(({ text }) => paths.typed(id, text) ?? [])
    // a switch is meant to close branches; a condition that is constant is reported itself
    const { meaning } = paths
    if (tests.some((test) => isSwitch(test, meaning) || isConstant(test, meaning))) continue
    const connected = new Set(outgoing.map(({ from }) => from[1]))
    for (const { id: port, label } of outputsOf(definition, config)) {
      if (!connected.has(port)) continue
      if (paths.outOf(id, port).some(({ formula }) => !isImpossible(formula))) continue
      const facts = { node: nodeTitle(node.node), port: label }
      issues.push(issue('unreachableBranch', facts, nodePlace(node), 'warning'))
    }
  }
  return issues
}
