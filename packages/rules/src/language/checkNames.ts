/** Names: figures of the scope and its parents, ids, parameters, the event's payload (SPEC L7, L9, L10). */
import { metricsOfScope } from '../catalogueIndex.ts'
import { isParent, scopeIds, scopeName, scopeOfChildren, scopes, type ScopeId } from '../scopes.ts'
import type { ValueInfo } from '../shop.ts'
import { nearest } from '../suggest.ts'
import type { Text } from '../text.ts'
import { unitOfId } from '../units.ts'
import type { Expression, Range } from './ast.ts'
import { bool, suggesting, unknown, valueless, type Checked } from './checked.ts'
import type { Checker } from './checker.ts'
import type { ValueType } from './typed.ts'

const thisEvent: Text = { en: 'this event', zh: '此事件' }

export function checkName(
  checker: Checker,
  { name, range }: Expression & { kind: 'name' },
): Checked {
  return checkFigure(checker, checker.inside.scope, name, range)
}

export function checkMember(checker: Checker, member: Expression & { kind: 'member' }): Checked {
  const { object, name, nameRange, range } = member
  if (object.kind === 'name' && object.name === 'params')
    return checkParameter(checker, name, range)
  if (object.kind === 'name' && object.name === 'event') return checkPayload(checker, name, range)
  const own = checker.inside.scope
  if (object.kind === 'name' && object.name === own) {
    // the entity itself needs no name in front
    if (name !== 'id' && !metricsOfScope(checker.context.catalogue, own).has(name))
      return checkFigure(checker, own, name, nameRange)
    const facts = { name: own, scope: scopeName(own), known: scopes[own].parents, suggestion: name }
    return checker.report('unknownScope', facts, range)
  }
  const scope = parentOf(checker, object)
  return scope === undefined ? unknown : checkFigure(checker, scope, name, nameRange)
}

/** A figure of a scope, or the id of its entity. */
function checkFigure(checker: Checker, scope: ScopeId, name: string, range: Range): Checked {
  const known = metricsOfScope(checker.context.catalogue, scope)
  const metric = known.get(name)
  if (metric === undefined && name !== 'id') {
    const facts = { name, scope: scopeName(scope) }
    const suggestion = suggestedFigure(name, known.keys(), checker.inside.scope)
    return checker.report('unknownName', { ...facts, ...suggesting(suggestion) }, range)
  }
  checker.expectConstantPlace(name, range)
  if (metric === undefined) return { typed: valueless, type: { base: 'id', scope } }
  if (!metric.isSimulated) checker.report('notSimulated', { name, what: 'figure' }, range, 'info')
  return { typed: { op: 'column', scope, metricId: name }, type: typeOfValue(name, metric) }
}

function typeOfValue(name: string, { type, unit, values = [] }: ValueInfo): ValueType {
  if (type === 'bool') return bool
  return type === 'enum' ? { base: 'enum', metricId: name, values } : { base: 'number', unit }
}

function suggestedFigure(
  name: string,
  known: Iterable<string>,
  scope: ScopeId,
): string | undefined {
  if (scopeOfChildren(name) !== undefined) return `count(${name}, …)`
  const others = [...scopes[scope].parents.map((parent) => `${parent}.…`), 'params.…']
  return nearest(name, known) ?? nearest(`${name}.…`, others)
}

function checkParameter(checker: Checker, name: string, range: Range): Checked {
  const { params } = checker.context
  const value = params.get(name)
  if (value === undefined) {
    const suggestion = nearest(name, params.keys())
    return checker.report('unknownParameter', { name, ...suggesting(suggestion) }, range)
  }
  checker.usedParams.add(name)
  return typeof value === 'string'
    ? { typed: valueless, type: { base: 'text', value } }
    : { typed: { op: 'constant', value }, type: { base: 'number', unit: unitOfId(name) } }
}

function checkPayload(checker: Checker, field: string, range: Range): Checked {
  const { payload } = checker.context
  if (checker.context.isPayloadUnknown === true) {
    checker.isPartial = true
    return unknown
  }
  if (payload === undefined) return checker.report('noEvent', { name: `event.${field}` }, range)
  const value = Object.hasOwn(payload, field) ? payload[field] : undefined
  if (value === undefined) {
    const suggestion = nearest(field, Object.keys(payload))
    const facts = { name: field, scope: thisEvent, known: Object.keys(payload) }
    return checker.report('unknownName', { ...facts, ...suggesting(suggestion) }, range)
  }
  checker.expectConstantPlace(`event.${field}`, range)
  return { typed: { op: 'payload', field }, type: typeOfValue(`event.${field}`, value) }
}

/** The scope that `product` or `product.category` names, seen from where the expression stands; reports when it is none. */
function parentOf(checker: Checker, object: Expression): ScopeId | undefined {
  const from = object.kind === 'member' ? parentOf(checker, object.object) : checker.inside.scope
  if (from === undefined) return undefined
  if (object.kind !== 'member' && object.kind !== 'name') {
    if (object.kind !== 'broken') checker.report('syntax', { found: '.' }, object.range)
    return undefined
  }
  const { name } = object
  const found = scopeIds.find((scope) => scope === name && isParent(scope, from))
  if (found === undefined) {
    const { payload } = checker.context
    const known = [...scopes[from].parents, 'params', ...(payload === undefined ? [] : ['event'])]
    const suggestion = nearest(name, known)
    const facts = { name, scope: scopeName(from), known }
    checker.report('unknownScope', { ...facts, ...suggesting(suggestion) }, object.range)
  }
  return found
}
