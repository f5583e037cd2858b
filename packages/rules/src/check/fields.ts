import type { TextPlace } from '../analysis/checkedTexts.ts'
import { fieldProblem, parameterRef, parametersOfField, resolvedConfig } from '../config.ts'
import { forbiddenWords } from '../advertisingLaw.ts'
import type { EntityPick } from '../commands/command.ts'
import type { ConfigValue, DecisionTable, Field } from '../field.ts'
import type { GraphNode } from '../graph.ts'
import { isRunnable, issue, type Issue, type IssuePlace } from '../issues.ts'
import {
  checkExpression,
  type CheckedExpression,
  type Expected,
} from '../language/checkExpression.ts'
import { scopes as allScopes, scopeIds, scopeName, type ScopeId } from '../scopes.ts'
import { unitOfId, units, unitsAgree } from '../units.ts'
import { resolveSet, setsOf } from '../sets.ts'
import { nearest } from '../suggest.ts'
import type { HitPolicy } from '../table/analyse.ts'
import { checkTable } from '../table/tableIssues.ts'
import { sameText, textOrEmpty } from '../text.ts'
import { metricsOfScope } from '../catalogueIndex.ts'
import { composedIssues } from './composedTexts.ts'
import type { Analysis, CheckContext } from './context.ts'

/** Every field of every node: present, known, in range; expressions checked against the catalogue; guards; parameters used and in range. */
export const fields: Analysis = (context) => {
  const usedParams = new Set<string>()
  const issues = [...context.graph.nodes.values()].flatMap((node) =>
    nodeIssues(node, context, usedParams),
  )
  const found = [...issues, ...guardIssues(context, usedParams)]
  // what cannot be read for a problem may use them all the same
  if (!isRunnable(found)) {
    const texts = JSON.stringify([context.playbook.nodes, context.playbook.guards])
    for (const match of texts.matchAll(/\bparams\s*\.\s*(\w+)/g)) usedParams.add(match[1]!)
  }
  return [...found, ...parameterIssues(context, usedParams)]
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
  const written = resolvedConfig(definition, node.config)
  for (const [id, field] of Object.entries(definition.fields)) {
    for (const name of parametersOfField(field, written[id])) {
      usedParams.add(name)
      issues.push(...parameterUnitIssues(name, field, placeOf(id)))
    }
    const event =
      field.type === 'expression' && field.payloadOf !== undefined
        ? textOrEmpty(config[field.payloadOf])
        : undefined
    const check = new FieldCheck(context, graphNode, placeOf(id), usedParams, event)
    issues.push(...check.issuesOf(field, config[id]))
  }
  return isRunnable(issues) ? [...issues, ...composedIssues(graphNode, context)] : issues
}

/** A duration and an interval take days, a number its own unit; plain numbers fit everywhere. */
function parameterUnitIssues(name: string, field: Field, place: IssuePlace): Issue[] {
  const expected = field.type === 'number' ? field.unit : 'day'
  const got = unitOfId(name)
  if (unitsAgree(got, expected)) return []
  return [issue('wrongUnit', { expected: units[expected].label, got: units[got].label }, place)]
}

/** The checks of one field of one node. */
class FieldCheck {
  readonly #context: CheckContext
  readonly #node: GraphNode
  readonly #place: IssuePlace
  readonly #usedParams: Set<string>
  /** The event whose payload an expression reads; it may be none of the shop's. */
  readonly #eventId: string | undefined

  constructor(
    context: CheckContext,
    node: GraphNode,
    place: IssuePlace,
    usedParams: Set<string>,
    eventId: string | undefined,
  ) {
    this.#context = context
    this.#node = node
    this.#place = place
    this.#usedParams = usedParams
    this.#eventId = eventId
  }

  issuesOf(field: Field, value: ConfigValue | undefined): Issue[] {
    const isEmpty =
      value === undefined ||
      (field.type === 'expression' && typeof value === 'string' && value.trim() === '')
    if (isEmpty) {
      const { label } = field
      return field.isOptional === true ? [] : [issue('missingField', { field: label }, this.#place)]
    }
    const unresolved =
      field.type === 'number' || field.type === 'duration' ? parameterRef(value) : undefined
    if (unresolved !== undefined) return [this.#unusableParameter(unresolved)]
    const problem = fieldProblem(field, value)
    if (problem !== undefined) {
      const { path, ...shape } = problem
      const place = { ...this.#place, path: [...this.#place.path, ...path] }
      return [issue('wrongValue', { field: field.label, ...shape }, place)]
    }
    switch (field.type) {
      case 'expression':
        return this.#expressionIssues(field, textOrEmpty(value))
      case 'event':
        return this.#eventIssues(textOrEmpty(value))
      case 'metrics':
        return this.#metricsIssues(value as readonly string[])
      case 'pick':
        return this.#pickIssues(value as unknown as EntityPick, field.scope)
      case 'text':
        return field.isCopy === true ? this.#copyIssues(textOrEmpty(value)) : []
      case 'scope':
        return field.isParentOfInput === true ? this.#parentIssues(textOrEmpty(value)) : []
      case 'table':
        return this.#tableIssues(field, value as unknown as DecisionTable)
      default:
        return []
    }
  }

  /** A reference that stands for no number: the parameter is a text, or there is none. */
  #unusableParameter(name: string): Issue {
    const { params } = this.#context
    if (params.has(name)) {
      const expected = { en: 'a number', zh: '数字' }
      return issue(
        'wrongType',
        { expected, got: sameText(`"${String(params.get(name))}"`) },
        this.#place,
      )
    }
    const suggestion = nearest(name, this.#context.params.keys())
    const facts = { name, ...(suggestion === undefined ? {} : { suggestion }) }
    return issue('unknownParameter', facts, this.#place)
  }

  #expressionIssues(field: Field & { type: 'expression' }, text: string): Issue[] {
    const eventId = this.#eventId
    const isConstant = field.isConstant === true
    return this.#check(text, this.#scopes(), expectedOf(field), { eventId, isConstant })
  }

  /** Which figures a node may read is unknown while no trigger reaches it: then every scope comes into question. */
  #scopes(): readonly ScopeId[] {
    const [scope] = this.#context.scopes.get(this.#node.node.id) ?? []
    return scope === undefined ? scopeIds : [scope]
  }

  /** Problems of a text in the scope, of those in question, that fits it best. */
  #check(
    text: string,
    scopes: readonly ScopeId[],
    expected: Expected,
    options: Omit<TextPlace, 'scope'> = {},
  ): Issue[] {
    const { texts } = this.#context
    const checked = scopes
      .map((scope) => texts.checked(text, { scope, ...options }, expected))
      .reduce((best, next) => (next.issues.length < best.issues.length ? next : best))
    return this.#placed(checked)
  }

  #placed({ issues, usedParams }: CheckedExpression): Issue[] {
    for (const name of usedParams) this.#usedParams.add(name)
    return issues.map((problem) => ({ ...problem, ...this.#place }))
  }

  #eventIssues(id: string): Issue[] {
    const { events } = this.#context.catalogue
    const event = events.find((candidate) => candidate.id === id)
    if (event === undefined) {
      const known = events.map((candidate) => candidate.id)
      const suggestion = nearest(id, known)
      const facts = { event: id, known, ...(suggestion === undefined ? {} : { suggestion }) }
      return [issue('unknownEvent', facts, this.#place)]
    }
    const [scope] = this.#context.scopes.get(this.#node.node.id) ?? []
    if (scope !== undefined && !event.scopes.includes(scope)) {
      const facts = {
        event: id,
        scope: scopeName(scope),
        scopes: event.scopes.map((member) => scopeName(member)),
      }
      return [issue('wrongEventScope', facts, this.#place)]
    }
    return event.isSimulated
      ? []
      : [issue('notSimulated', { name: id, what: 'event' }, this.#place, 'info')]
  }

  #metricsIssues(ids: readonly string[]): Issue[] {
    const scopes = this.#scopes()
    const known = scopes.flatMap((scope) => [
      ...metricsOfScope(this.#context.catalogue, scope).keys(),
      ...metricsOfScope(this.#context.catalogue, 'shop').keys(),
    ])
    return ids
      .filter((id) => !known.includes(id))
      .map((name) => {
        const suggestion = nearest(name, known)
        const scope = scopeName(scopes.length === 1 ? scopes[0]! : 'shop')
        const facts = { name, scope, ...(suggestion === undefined ? {} : { suggestion }) }
        return issue('unknownName', facts, this.#place)
      })
  }

  #pickIssues({ set: setText, by, where }: EntityPick, wanted: ScopeId): Issue[] {
    const scopes = this.#scopes()
    const set = scopes.map((scope) => resolveSet(setText.split('.'), scope)).find(Boolean)
    if (set?.scope !== wanted) {
      const known = [...new Set(scopes.flatMap((scope) => setsOf(scope)))].filter((name) =>
        scopes.some((scope) => resolveSet(name.split('.'), scope)?.scope === wanted),
      )
      return [issue('unknownSet', { set: setText, known }, this.#place)]
    }
    const condition = where === undefined || where.trim() === '' ? [] : [where]
    const inside = (part: string, issues: Issue[]) =>
      issues.map((problem) => ({ ...problem, path: [...this.#place.path, part] }))
    return [
      ...inside('by', this.#check(by, [set.scope], { base: 'number' })),
      ...condition.flatMap((text) =>
        inside('where', this.#check(text, [set.scope], { base: 'bool' })),
      ),
    ]
  }

  #parentIssues(value: string): Issue[] {
    const [scope] = this.#context.scopes.get(this.#node.node.id) ?? []
    if (scope === undefined || value === 'shop') return []
    const known: readonly string[] = allScopes[scope].parents
    if (known.includes(value)) return []
    return [issue('unknownScope', { name: value, scope: scopeName(scope), known }, this.#place)]
  }

  #tableIssues(field: Field & { type: 'table' }, table: DecisionTable): Issue[] {
    const { catalogue, params } = this.#context
    const { config, outgoing } = this.#node
    const { issues, usedParams } = checkTable({
      table,
      policy: config[field.hitPolicyField] as HitPolicy,
      isDefaultConnected: outgoing.some(({ from }) => from[1] === field.defaultPort),
      scopes: this.#scopes(),
      context: { catalogue, params },
    })
    for (const name of usedParams) this.#usedParams.add(name)
    return issues.map((problem) => ({
      ...problem,
      ...this.#place,
      path: [...this.#place.path, ...problem.path],
    }))
  }

  #copyIssues(text: string): Issue[] {
    return forbiddenWords(text).map(({ word, reason, start, end }) =>
      issue(
        'forbiddenCopy',
        { word, reason },
        { ...this.#place, range: { start, end } },
        'warning',
      ),
    )
  }
}

/** What an expression field wants of its text. */
export function expectedOf(field: Field & { type: 'expression' }): Expected {
  if (field.result === 'bool') return { base: 'bool' }
  return field.unit === undefined ? { base: 'number' } : { base: 'number', unit: field.unit }
}

/** Guards of the playbook: price bounds are expressions of the product; freezes must not end before they begin. */
function guardIssues(
  { playbook, catalogue, params }: CheckContext,
  usedParams: Set<string>,
): Issue[] {
  const { priceFloorCents, priceCeilingCents, freeze = [] } = playbook.guards ?? {}
  const bounds = Object.entries({ priceFloorCents, priceCeilingCents }).flatMap(([id, text]) => {
    if (text === undefined) return []
    const context = { scope: 'product', catalogue, params } as const
    const checked = checkExpression(text, context, { base: 'number', unit: 'money' })
    for (const name of checked.usedParams) usedParams.add(name)
    return checked.issues.map((problem) => ({ ...problem, path: ['guards', id] }))
  })
  const freezes = freeze.flatMap(({ fromDay, toDay }, index) =>
    fromDay <= toDay
      ? []
      : [issue('freezeOrder', { fromDay, toDay }, { path: ['guards', 'freeze', index] })],
  )
  return [...bounds, ...freezes]
}

function parameterIssues(
  { playbook, graph }: CheckContext,
  usedParams: ReadonlySet<string>,
): Issue[] {
  const issues: Issue[] = []
  const isEverythingActive = [...graph.nodes.values()].every(({ isActive }) => isActive)
  for (const [name, parameter] of Object.entries(playbook.params ?? {})) {
    const place = { path: ['params', name] }
    if ('options' in parameter) {
      const { default: value, options } = parameter
      if (!options.includes(value))
        issues.push(issue('parameterOption', { parameter: name, value, options }, place))
    } else {
      const { default: value, min = -Infinity, max = Infinity } = parameter
      if (min > max) issues.push(issue('parameterLimits', { parameter: name, min, max }, place))
      else if (value < min || value > max) {
        issues.push(issue('parameterRange', { parameter: name, value, min, max }, place))
      }
    }
    // a node that is off or of a newer version may use it
    if (isEverythingActive && !usedParams.has(name))
      issues.push(issue('unusedParameter', { parameter: name }, place, 'warning'))
  }
  return issues
}
