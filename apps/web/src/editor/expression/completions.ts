/** What can be written at a place of an expression: figures, sets, parameters, payload, functions, values. */
import {
  functionDeclarations,
  metricsOfScope,
  resolveSet,
  scopeIds,
  scopeOfChildren,
  scopes,
  setsOf,
  textIn,
  type Catalogue,
  type Language,
  type Playbook,
  type ScopeId,
  type ValueInfo,
} from '@sandtable/rules'

export interface Choice {
  readonly label: string
  /** What is written; `label` when absent. */
  readonly apply?: string
  readonly detail: string
  readonly info: string
  readonly kind: 'metric' | 'parent' | 'param' | 'payload' | 'set' | 'id' | 'function' | 'value'
}

export interface CompletionContext {
  readonly catalogue: Catalogue
  readonly scope: ScopeId
  readonly params: Playbook['params']
  /** What `event.` offers; empty where no event is read. */
  readonly payload: Readonly<Record<string, ValueInfo>>
  /** Only literals, parameters and functions of them. */
  readonly isConstant: boolean
  readonly language: Language
}

function metricChoices(scope: ScopeId, { catalogue, language }: CompletionContext): Choice[] {
  return [...metricsOfScope(catalogue, scope).values()].map(({ id, label, help }) => ({
    label: id,
    detail: textIn(label, language),
    info: textIn(help, language),
    kind: 'metric',
  }))
}

function paramChoices({ params, language }: CompletionContext): Choice[] {
  return Object.entries(params ?? {}).map(([name, { label, default: value, help }]) => ({
    label: name,
    detail: label === undefined ? String(value) : textIn(label, language),
    info: help === undefined ? '' : textIn(help, language),
    kind: 'param',
  }))
}

function payloadChoices({ payload, language }: CompletionContext): Choice[] {
  return Object.entries(payload).map(([name, { label, help }]) => ({
    label: name,
    detail: textIn(label, language),
    info: textIn(help, language),
    kind: 'payload',
  }))
}

function setChoices(scope: ScopeId, { language }: CompletionContext): Choice[] {
  return setsOf(scope).map((set) => {
    const members = scopeOfChildren(set.split('.').at(-1) ?? '')
    return {
      label: set,
      detail: members === undefined ? '' : textIn(scopes[members].label, language),
      info: '',
      kind: 'set',
    }
  })
}

/** The values of the enum that the text compares with at its end; undefined elsewhere. */
function enumChoices(before: string, context: CompletionContext): Choice[] | undefined {
  const compared = /(?:([A-Za-z]\w*)\.)?([A-Za-z]\w*)\s*[!=]=\s*["']?\w*$/.exec(before)
  const name = compared?.[2]
  if (name === undefined) return undefined
  const scope = scopeIds.find((id) => id === compared?.[1])
  const info =
    compared?.[1] === 'event'
      ? context.payload[name]
      : metricsOfScope(context.catalogue, scope ?? context.scope).get(name)
  if (info?.values === undefined) return undefined
  const isQuoted = /["']\w*$/.test(before)
  const values = info.values.map((value): Choice => ({
    label: value,
    apply: isQuoted ? value : `"${value}"`,
    detail: textIn(info.label, context.language),
    info: '',
    kind: 'value',
  }))
  if (isQuoted) return values
  const texts = paramChoices(context).filter(
    ({ label }) => typeof context.params?.[label]?.default === 'string',
  )
  return [...values, ...texts.map(asParam)]
}

const asParam = (choice: Choice): Choice => ({ ...choice, label: `params.${choice.label}` })

/**
 * The scope whose entities are looked at where the text ends: inside `sum(products, ` those of the set, else
 * those of the expression.
 */
function scopeAtEnd(before: string, scope: ScopeId): ScopeId {
  const open: ScopeId[] = [scope]
  // a string may hold brackets
  const bare = before.replace(/"[^"]*"?|'[^']*'?/g, (text) => ' '.repeat(text.length))
  for (let at = 0; at < bare.length; at++) {
    const here = open.at(-1) ?? scope
    if (bare[at] === '(') {
      const set = /^\(\s*([A-Za-z][\w.]*)\s*,/.exec(bare.slice(at))?.[1]
      open.push(resolveSet((set ?? '').split('.'), here)?.scope ?? here)
    } else if (bare[at] === ')' && open.length > 1) open.pop()
  }
  return open.at(-1) ?? scope
}

/** The choices at the end of `before`, and the length of the word they replace. */
export function choicesAt(
  before: string,
  given: CompletionContext,
): { readonly choices: readonly Choice[]; readonly wordLength: number } {
  const context = { ...given, scope: scopeAtEnd(before, given.scope) }
  const word = /[A-Za-z]?\w*$/.exec(before)?.[0] ?? ''
  const wordLength = word.length
  const values = context.isConstant ? undefined : enumChoices(before, context)
  if (values !== undefined) return { choices: values, wordLength }

  const owner = /([A-Za-z]\w*)\.\w*$/.exec(before)?.[1]
  if (owner !== undefined) return { choices: membersOf(owner, context), wordLength }
  const functions = [...functionDeclarations].map(([name, { usage, help }]): Choice => ({
    label: name,
    apply: `${name}(`,
    detail: textIn(usage, context.language),
    info: textIn(help, context.language),
    kind: 'function',
  }))
  const params = paramChoices(context).map(asParam)
  if (context.isConstant) return { choices: [...params, ...functions], wordLength }
  const parents = scopes[context.scope].parents.map((id): Choice => ({
    label: id,
    apply: `${id}.`,
    detail: textIn(scopes[id].label, context.language),
    info: '',
    kind: 'parent',
  }))
  const payload = payloadChoices(context).map((choice) => ({
    ...choice,
    label: `event.${choice.label}`,
  }))
  return {
    choices: [
      ...payload,
      ...metricChoices(context.scope, context),
      ...params,
      ...parents,
      ...setChoices(context.scope, context),
      idChoice(context),
      ...functions,
    ],
    wordLength,
  }
}

function idChoice({ scope, language }: CompletionContext): Choice {
  return { label: 'id', detail: textIn(scopes[scope].label, language), info: '', kind: 'id' }
}

/** What follows `owner.`: parameters, payload, or figures and sets of the scope or a parent of it. */
function membersOf(owner: string, context: CompletionContext): Choice[] {
  if (owner === 'params') return paramChoices(context)
  if (context.isConstant) return []
  if (owner === 'event') return payloadChoices(context)
  const known: readonly ScopeId[] = scopes[context.scope].parents
  const scope = known.find((id) => id === owner)
  if (scope === undefined) return []
  const prefix = `${scope}.`
  const sets = setChoices(context.scope, context)
    .filter(({ label }) => label.startsWith(prefix))
    .map((choice) => ({ ...choice, label: choice.label.slice(prefix.length) }))
  return [...metricChoices(scope, context), ...sets, idChoice({ ...context, scope })]
}
