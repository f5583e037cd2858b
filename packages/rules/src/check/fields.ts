import { fieldExpectation } from '../config.ts'
import type { Field } from '../field.ts'
import type { GraphNode } from '../graph.ts'
import { issue, type Issue, type IssuePlace } from '../issues.ts'
import { checkExpression, type Expected } from '../language/checkExpression.ts'
import { describeValue } from '../schemaWords.ts'
import { scopeIds, type ScopeId } from '../shop.ts'
import { nearest } from '../suggest.ts'
import type { Analysis, CheckContext } from './context.ts'

/** Every field of every node: present, known, in range; expressions checked against the catalogue; parameters used and in range. */
export const fields: Analysis = (context) => {
  const usedParams = new Set<string>()
  const issues = [...context.graph.nodes.values()].flatMap((node) =>
    nodeIssues(node, context, usedParams),
  )
  return [...issues, ...parameterIssues(context, usedParams)]
}

function nodeIssues(graphNode: GraphNode, context: CheckContext, usedParams: Set<string>): Issue[] {
  const { node, index, definition, config } = graphNode
  if (definition === undefined || node.isDisabled === true) return []
  const issues: Issue[] = []
  const placeOf = (field: string): IssuePlace => ({
    path: ['nodes', index, 'config', field],
    nodeId: node.id,
    field,
  })
  const known = Object.keys(definition.fields)
  for (const field of Object.keys(node.config)) {
    if (known.includes(field)) continue
    const suggestion = nearest(field, known)
    const facts = { field, known, ...(suggestion === undefined ? {} : { suggestion }) }
    issues.push(issue('unknownField', facts, placeOf(field)))
  }
  const scope = context.scopes.get(node.id)?.[0]
  for (const [id, field] of Object.entries(definition.fields)) {
    issues.push(...fieldIssues(field, config[id], placeOf(id), scope, context, usedParams))
  }
  return issues
}

function fieldIssues(
  field: Field,
  value: string | number | boolean | undefined,
  place: IssuePlace,
  scope: ScopeId | undefined,
  context: CheckContext,
  usedParams: Set<string>,
): Issue[] {
  const isEmpty =
    value === undefined || (field.type === 'expression' && String(value).trim() === '')
  if (isEmpty)
    return field.isOptional === true ? [] : [issue('missingField', { field: field.label }, place)]
  const expected = fieldExpectation(field, value)
  if (expected !== undefined) {
    return [issue('wrongValue', { field: field.label, expected, got: describeValue(value) }, place)]
  }
  if (field.type !== 'expression') return []
  const checkIn = (member: ScopeId) =>
    checkExpression(
      String(value),
      { scope: member, catalogue: context.catalogue, params: context.params },
      expectedOf(field),
    )
  // which figures a node may read is unknown while no trigger reaches it: take the scope that fits best
  const checked =
    scope === undefined
      ? scopeIds
          .map(checkIn)
          .reduce((best, next) => (next.issues.length < best.issues.length ? next : best))
      : checkIn(scope)
  for (const name of checked.usedParams) usedParams.add(name)
  return checked.issues.map((problem) => ({ ...problem, ...place }))
}

/** What an expression field wants of its text. */
export function expectedOf(field: Field & { type: 'expression' }): Expected {
  if (field.result === 'bool') return { base: 'bool' }
  return field.unit === undefined ? { base: 'number' } : { base: 'number', unit: field.unit }
}

function parameterIssues(
  { playbook, graph }: CheckContext,
  usedParams: ReadonlySet<string>,
): Issue[] {
  const issues: Issue[] = []
  const isEverythingActive = [...graph.nodes.values()].every(({ isActive }) => isActive)
  for (const [name, parameter] of Object.entries(playbook.params ?? {})) {
    const place = { path: ['params', name] }
    const { default: value, min = -Infinity, max = Infinity } = parameter
    if (min > max) issues.push(issue('parameterLimits', { parameter: name, min, max }, place))
    else if (value < min || value > max) {
      issues.push(issue('parameterRange', { parameter: name, value, min, max }, place))
    }
    // a node that is off or of a newer version may use it
    if (isEverythingActive && !usedParams.has(name))
      issues.push(issue('unusedParameter', { parameter: name }, place, 'warning'))
  }
  return issues
}
