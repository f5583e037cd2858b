import { caseFigureScopes } from '../caseShop.ts'
import { metricsOfScope } from '../catalogueIndex.ts'
import { commandDeclaration } from '../commands/index.ts'
import { nodeTitle, type GraphNode } from '../graph.ts'
import { issue, type Issue, type IssuePlace } from '../issues.ts'
import { outputsOf } from '../node.ts'
import { isUnitCase, type Parameter, type UnitCase } from '../playbook.ts'
import { describeValue } from '../schemaWords.ts'
import type { ValueInfo } from '../shop.ts'
import { guessOf } from '../suggest.ts'
import { sameText, type Text } from '../text.ts'
import type { Analysis, CheckContext } from './context.ts'

/**
 * Unit cases that name figures, events, parameters, nodes or outcomes which do not exist (SPEC P6). They stop the
 * cases and no run, so that a node can be deleted before the cases that look at it.
 */
export const cases: Analysis = (context) =>
  (context.playbook.tests ?? [])
    .flatMap((test, index) => (isUnitCase(test) ? caseIssues(test, index, context) : []))
    .map((problem) => ({ ...problem, severity: 'warning' }))

function caseIssues(test: UnitCase, index: number, context: CheckContext): Issue[] {
  const place = (...steps: readonly string[]): IssuePlace => ({
    path: ['tests', index, ...steps],
  })
  return [
    ...Object.entries(test.given).flatMap(([key, figure]) =>
      figureIssues(key, figure, context, place('given', key)),
    ),
    ...eventIssues(test.event, context, place),
    ...Object.entries(test.params ?? {}).flatMap(([name, value]) =>
      parameterIssues(name, value, context, place('params', name)),
    ),
    ...Object.entries(test.expect).flatMap(([id, expected]) =>
      expectationIssues(id, expected, context, (...steps) => place('expect', id, ...steps)),
    ),
    ...(Object.keys(test.expect).length === 0 ? [issue('emptyCase', {}, place('expect'))] : []),
  ]
}

type Figure = UnitCase['given'][string]

function figureIssues(
  key: string,
  figure: Figure,
  { catalogue }: CheckContext,
  place: IssuePlace,
): Issue[] {
  const found = caseFigureScopes(key, catalogue)
  if (found?.name === 'id' && found.scopes.length > 0) {
    const fits = typeof figure === 'string'
    return fits ? [] : [wrongType({ en: 'an id in quotes', zh: '引号中的 id' }, figure, place)]
  }
  const infos = (found?.scopes ?? []).map((scope) =>
    metricsOfScope(catalogue, scope).get(found!.name)!,
  )
  if (infos.length === 0) {
    const known = catalogue.metrics.flatMap(({ id, scopes }) => [
      id,
      ...scopes.map((scope) => `${scope}.${id}`),
    ])
    return [issue('unknownName', { name: key, scope: anyScope, ...guessOf(key, known) }, place)]
  }
  // one id may be an enum of one scope and a number of another; then the key must say which
  const problems = infos.map((info) => valueIssues(key, figure, info, place))
  return problems.find((issues) => issues.length > 0) ?? []
}
const anyScope: Text = { en: 'any scope', zh: '任何对象' }

function valueIssues(name: string, figure: Figure, info: ValueInfo, place: IssuePlace): Issue[] {
  const values = Array.isArray(figure) ? figure : [figure]
  for (const value of values) {
    if (value === null) continue
    const { type, values: known = [] } = info
    if (type === 'enum' && typeof value === 'string') {
      if (known.includes(value)) continue
      return [
        issue('unknownEnumValue', { value, metric: name, known, ...guessOf(value, known) }, place),
      ]
    }
    const wanted = { number: 'number', bool: 'boolean', enum: 'string' }[type]
    if (typeof value !== wanted) return [wrongType(expectedWords[type], value, place)]
  }
  return []
}
const expectedWords = {
  number: { en: 'a number', zh: '数字' },
  bool: sameText('true | false'),
  enum: { en: 'a text', zh: '文本' },
} as const satisfies Record<ValueInfo['type'], Text>

function wrongType(expected: Text, value: unknown, place: IssuePlace): Issue {
  return issue('wrongType', { expected, got: describeValue(value) }, place)
}

function eventIssues(
  event: UnitCase['event'],
  { catalogue }: CheckContext,
  place: (...steps: readonly string[]) => IssuePlace,
): Issue[] {
  if (event === undefined) return []
  const { id, payload = {} } = event
  const info = catalogue.events.find((known) => known.id === id)
  if (info === undefined) {
    const known = catalogue.events.map((candidate) => candidate.id)
    return [
      issue('unknownEvent', { event: id, known, ...guessOf(id, known) }, place('event', 'id')),
    ]
  }
  return Object.entries(payload).flatMap(([name, value]) => {
    const at = place('event', 'payload', name)
    const field = info.payload[name]
    if (field === undefined) {
      const known = Object.keys(info.payload)
      return [issue('unknownField', { field: name, known, ...guessOf(name, known) }, at)]
    }
    return valueIssues(name, value, field, at)
  })
}

function parameterIssues(
  name: string,
  value: number | string,
  { playbook }: CheckContext,
  place: IssuePlace,
): Issue[] {
  const parameter: Parameter | undefined = playbook.params?.[name]
  if (parameter === undefined) {
    const known = Object.keys(playbook.params ?? {})
    return [issue('unknownParameter', { name, ...guessOf(name, known) }, place)]
  }
  if ('options' in parameter) {
    const { options } = parameter
    if (typeof value === 'number') return [wrongType(expectedWords.enum, value, place)]
    return options.includes(value)
      ? []
      : [issue('parameterOption', { parameter: name, value, options }, place)]
  }
  if (typeof value === 'string') return [wrongType(expectedWords.number, value, place)]
  const { min = -Infinity, max = Infinity } = parameter
  return value >= min && value <= max
    ? []
    : [issue('parameterRange', { parameter: name, value, min, max }, place)]
}

function expectationIssues(
  id: string,
  expected: UnitCase['expect'][string],
  { graph }: CheckContext,
  place: (...steps: readonly string[]) => IssuePlace,
): Issue[] {
  const node = graph.nodes.get(id)
  if (node === undefined) {
    return [issue('unknownNode', { node: id, ...guessOf(id, graph.nodes.keys()) }, place())]
  }
  const { definition } = node
  // a kind of a newer version is reported with its node
  if (definition === undefined) return []
  if (typeof expected !== 'string' && definition.category === 'action') {
    return valuesIssues(expected, commandDeclaration(definition.command).parameters, place)
  }
  const known = outcomesOf(node)
  if (typeof expected === 'string' && known.includes(expected)) return []
  const outcome = typeof expected === 'string' ? expected : JSON.stringify(expected)
  const facts = { node: nodeTitle(node.node), outcome, known, ...guessOf(outcome, known) }
  return [issue('unknownOutcome', facts, place())]
}

/** What a case may expect of a node. */
function outcomesOf({ definition, config }: GraphNode): readonly string[] {
  switch (definition!.category) {
    case 'trigger':
      return ['fires', 'quiet']
    case 'action':
      return ['proposes', 'suppressed', 'rejected', 'quiet']
    default:
      return [...outputsOf(definition!, config).map(({ id }) => id), 'none']
  }
}

function valuesIssues(
  values: Readonly<Record<string, unknown>>,
  parameters: ReturnType<typeof commandDeclaration>['parameters'],
  place: (...steps: readonly string[]) => IssuePlace,
): Issue[] {
  const known = Object.keys(parameters)
  return Object.entries(values).flatMap(([id, value]) => {
    const parameter = parameters[id]
    if (parameter === undefined)
      return [issue('unknownField', { field: id, known, ...guessOf(id, known) }, place(id))]
    const type =
      parameter.type === 'number' ? 'number' : parameter.type === 'boolean' ? 'bool' : 'enum'
    const wanted = { number: 'number', bool: 'boolean', enum: 'string' }[type]
    return typeof value === wanted ? [] : [wrongType(expectedWords[type], value, place(id))]
  })
}
