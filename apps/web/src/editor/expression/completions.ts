/** What can be written at a place of an expression: figures of the scope and its parents, parameters, functions, values. */
import {
  functionDeclarations,
  metricsOfScope,
  scopes,
  textIn,
  type Catalogue,
  type Language,
  type MetricInfo,
  type Playbook,
  type ScopeId,
} from '@sandtable/rules'

export interface Choice {
  readonly label: string
  /** What is written; `label` when absent. */
  readonly apply?: string
  readonly detail: string
  readonly info: string
  readonly kind: 'metric' | 'parent' | 'param' | 'function' | 'value'
}

export interface CompletionContext {
  readonly catalogue: Catalogue
  readonly scope: ScopeId
  readonly params: Playbook['params']
  readonly language: Language
}

function metricChoice(metric: MetricInfo, language: Language): Choice {
  return {
    label: metric.id,
    detail: textIn(metric.label, language),
    info: textIn(metric.help, language),
    kind: 'metric',
  }
}

function metricChoices(scope: ScopeId, { catalogue, language }: CompletionContext): Choice[] {
  return [...metricsOfScope(catalogue, scope).values()].map((metric) =>
    metricChoice(metric, language),
  )
}

function paramChoices({ params, language }: CompletionContext): Choice[] {
  return Object.entries(params ?? {}).map(([name, { label, default: value, help }]) => ({
    label: name,
    detail: label === undefined ? String(value) : textIn(label, language),
    info: help === undefined ? '' : textIn(help, language),
    kind: 'param',
  }))
}

/** The values of the enum that the text compares with at its end; undefined elsewhere. */
function enumChoices(before: string, context: CompletionContext): Choice[] | undefined {
  const compared = /(?:([A-Za-z]\w*)\.)?([A-Za-z]\w*)\s*[!=]=\s*["']?\w*$/.exec(before)
  const name = compared?.[2]
  if (name === undefined) return undefined
  const scope = Object.keys(scopes).find((id) => id === compared?.[1]) as ScopeId | undefined
  const metric = metricsOfScope(context.catalogue, scope ?? context.scope).get(name)
  if (metric?.values === undefined) return undefined
  const isQuoted = /["']\w*$/.test(before)
  return metric.values.map((value) => ({
    label: value,
    apply: isQuoted ? value : `"${value}"`,
    detail: textIn(metric.label, context.language),
    info: '',
    kind: 'value',
  }))
}

/** The choices at the end of `before`, and the length of the word they replace. */
export function choicesAt(
  before: string,
  context: CompletionContext,
): { readonly choices: readonly Choice[]; readonly wordLength: number } {
  const word = /[A-Za-z]?\w*$/.exec(before)?.[0] ?? ''
  const wordLength = word.length
  const values = enumChoices(before, context)
  if (values !== undefined) return { choices: values, wordLength }

  const owner = /([A-Za-z]\w*)\.\w*$/.exec(before)?.[1]
  if (owner === 'params') return { choices: paramChoices(context), wordLength }
  if (owner !== undefined) {
    const known: readonly string[] = [context.scope, ...scopes[context.scope].parents]
    const scope = known.find((id) => id === owner) as ScopeId | undefined
    return { choices: scope === undefined ? [] : metricChoices(scope, context), wordLength }
  }
  const parents = scopes[context.scope].parents.map((id): Choice => ({
    label: id,
    apply: `${id}.`,
    detail: textIn(scopes[id].label, context.language),
    info: '',
    kind: 'parent',
  }))
  const functions = [...functionDeclarations].map(([name, { usage, help }]): Choice => ({
    label: name,
    apply: `${name}(`,
    detail: textIn(usage, context.language),
    info: textIn(help, context.language),
    kind: 'function',
  }))
  const params = paramChoices(context).map((choice) => ({
    ...choice,
    label: `params.${choice.label}`,
  }))
  return {
    choices: [...metricChoices(context.scope, context), ...params, ...parents, ...functions],
    wordLength,
  }
}
