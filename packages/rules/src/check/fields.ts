import { fieldExpectation } from '../config.ts'
import type { Field } from '../field.ts'
import type { GraphNode } from '../graph.ts'
import { issue, type Issue, type IssuePlace } from '../issues.ts'
import { checkExpression, type Expected } from '../language/checkExpression.ts'
import { describeValue } from '../parse.ts'
import type { ScopeId } from '../shop.ts'
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
  // a node that no trigger reaches yet is checked as a product's, the scope with most figures
  const checked = checkExpression(
    String(value),
    { scope: scope ?? 'product', catalogue: context.catalogue, params: context.params },
    expectedOf(field),
  )
  for (const name of checked.usedParams) usedParams.add(name)
  return checked.issues.map((problem) => ({ ...problem, ...place }))
}

/** What an expression field wants of its text. */
export function expectedOf(field: Field & { type: 'expression' }): Expected {
  if (field.result === 'bool') return { base: 'bool' }
  return field.unit === undefined ? { base: 'number' } : { base: 'number', unit: field.unit }
}

function parameterIssues({ playbook }: CheckContext, usedParams: ReadonlySet<string>): Issue[] {
  const issues: Issue[] = []
  for (const [name, parameter] of Object.entries(playbook.params ?? {})) {
    const place = { path: ['params', name] }
    const { default: value, min = -Infinity, max = Infinity } = parameter
    if (value < min || value > max) {
      issues.push(issue('parameterRange', { parameter: name, value, min, max }, place))
    }
    if (!usedParams.has(name))
      issues.push(issue('unusedParameter', { parameter: name }, place, 'warning'))
  }
  return issues
}
