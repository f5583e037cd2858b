/** What one node did for one entity in the review, and the expressions behind it. */
import { roundedNumber } from '../bindNodes.ts'
import { commandDeclaration } from '../commands/index.ts'
import type { CompiledAction, CompiledFlow, CompiledTrigger } from '../compile.ts'
import type { Row } from '../language/interpret.ts'
import type { ShopEvent } from '../shop.ts'
import type {
  ExpressionExplanation,
  FlowExplanation,
  NodeExplanation,
  Outcome,
} from './explanation.ts'
import { explainExpression } from './expression.ts'
import { triggerOutcome } from './outcome.ts'
import type { PathNode } from './path.ts'
import type { Recording } from './recording.ts'

export type NodeDetails = Pick<NodeExplanation, 'outcome' | 'expressions' | 'timing' | 'flow'>

/** To be called while the review runs, before anything is applied: figures are then as the nodes read them. */
export function nodeDetails(step: PathNode, row: Row, recording: Recording): NodeDetails {
  const { node } = step
  switch (node.category) {
    case 'trigger':
      return triggerDetails(node, row, recording)
    case 'action':
      return actionDetails(node, row, recording)
    default:
      return flowDetails(node, step, row, recording)
  }
}

function triggerDetails(trigger: CompiledTrigger, row: Row, recording: Recording): NodeDetails {
  const { index, scope, condition, event } = trigger
  const { entity, snapshot } = row
  const isFired = recording.view(index).outputs['out']?.[entity] === 1
  if (event !== undefined) {
    const announced = snapshot
      .events(scope, event.id)
      .filter((announcement) => announcement.entity === entity)
    const where = explainWhere(event, row, announced)
    const isAnnounced = announced.length > 0
    const holds = where[0] === undefined ? {} : { holds: truthOf(where[0]) }
    return {
      outcome: triggerOutcome(trigger, { isFired, isAnnounced, ...holds }),
      expressions: where,
    }
  }
  if (condition === undefined) {
    const outcome = triggerOutcome(trigger, { isFired, isAnnounced: false })
    return { outcome, expressions: [] }
  }
  const { recover } = condition
  const expressions = [
    explainExpression('condition', condition, row),
    ...(recover === undefined ? [] : [explainExpression('recover', recover, row)]),
  ]
  const timing = { settings: condition.timing, ...recording.states(index, entity) }
  const holds = truthOf(expressions[0]!)
  const outcome = triggerOutcome(trigger, { isFired, isAnnounced: false, holds, timing })
  return { outcome, expressions, timing }
}

/** On the announcement that fulfils the condition, else on the first; nothing without one. */
function explainWhere(
  { id, where }: NonNullable<CompiledTrigger['event']>,
  row: Row,
  announced: readonly ShopEvent[],
): ExpressionExplanation[] {
  if (where === undefined) return []
  const info = row.shop.catalogue.events.find((known) => known.id === id)?.payload
  const told = announced.map(({ payload }) =>
    explainExpression('where', where, { ...row, payload }, info),
  )
  const best = told.find((one) => truthOf(one) === true) ?? told[0]
  return best === undefined ? [] : [best]
}

function flowDetails(
  { index, ports, expressions, scope, outputScope }: CompiledFlow,
  { leaving }: PathNode,
  row: Row,
  recording: Recording,
): NodeDetails {
  const { entity } = row
  const { selected, outputs, held } = recording.view(index)
  const who = scope === outputScope ? [entity] : leaving
  const left = ports
    .map(({ id }) => id)
    .filter((port) => who.some((one) => outputs[port]?.[one] === 1))
  const isReached = selected?.[entity] === 1
  const kept = held.get(entity)
  const quiet = kept !== undefined ? 'held' : isReached ? 'ended' : 'notReached'
  const outcome: Outcome = left.length > 0 ? { code: 'left', ports: left } : { code: quiet }
  const flow: FlowExplanation = {
    isReached,
    ...(kept === undefined ? {} : { held: kept }),
    ...recording.trace(index).tell(entity, who),
  }
  return {
    outcome,
    expressions: Object.entries(expressions).map(([id, expression]) =>
      explainExpression(id, expression, row),
    ),
    flow,
  }
}

/** Whether it proposed; what became of the proposal is known after the review only. */
function actionDetails(
  { index, command, numbers }: CompiledAction,
  row: Row,
  recording: Recording,
): NodeDetails {
  const { parameters } = commandDeclaration(command)
  const expressions = numbers.map((number) => explainExpression(number.id, number, row))
  const isReached = recording.view(index).selected?.[row.entity] === 1
  if (!isReached) return { outcome: { code: 'notReached' }, expressions }
  for (const { id, value } of expressions) {
    const parameter = parameters[id]
    if (parameter?.type !== 'number') continue
    if (typeof value !== 'number')
      return { outcome: { code: 'amountMissing', parameter: id }, expressions }
    const rounded = roundedNumber(parameter, value)
    const { min: least, unit } = parameter
    if (rounded >= least) continue
    const facts = { parameter: id, value: rounded, least, unit }
    return { outcome: { code: 'amountBelowLeast', ...facts }, expressions }
  }
  return { outcome: { code: 'proposed' }, expressions }
}

/** The value of a condition. */
function truthOf({ value }: ExpressionExplanation): boolean | null {
  return typeof value === 'boolean' ? value : null
}
