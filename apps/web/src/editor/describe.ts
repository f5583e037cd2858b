/** A node in words, from the declarations of its kind: title, category and the lines on its card. */
import {
  durationDays,
  formatValue,
  isPick,
  isTable,
  nodeTitle,
  parameterRef,
  resolvedConfig,
  resolveSet,
  scopeIds,
  scopes,
  textIn,
  type Catalogue,
  type ConfigValue,
  type Field,
  type Language,
  type NodeCategory,
  type Playbook,
  type PlaybookNode,
  type ScopeId,
} from '@sandtable/rules'
import type { Messages } from '../i18n/en.ts'
import { asText } from './configText.ts'
import { definitionOf } from './graph.ts'
import { readRule } from './recurrenceRule.ts'

/** What a card shows. `unknown` stands for kinds of a newer version. */
export type CardCategory = NodeCategory | 'unknown'

export function categoryOf(node: PlaybookNode): CardCategory {
  return definitionOf(node)?.category ?? 'unknown'
}

/** A name that is empty in this language gives way to the label of the kind. */
export function titleOf(node: PlaybookNode, language: Language): string {
  const { name: _, ...nameless } = node
  return nodeTitle(node)[language] || nodeTitle(nameless)[language]
}

/** The title of a node by id; the id itself for one that does not exist. */
export function titleById(playbook: Playbook, nodeId: string, language: Language): string {
  const node = playbook.nodes.find(({ id }) => id === nodeId)
  return node === undefined ? nodeId : titleOf(node, language)
}

/** What words are made with. */
export interface Wording {
  readonly language: Language
  readonly t: Messages
  readonly catalogue: Catalogue
}

/** The value of a field as people read it. */
export function valueInWords(
  field: Field,
  value: ConfigValue,
  { language, t, catalogue }: Wording,
): string {
  const ref = parameterRef(value)
  switch (field.type) {
    case 'choice': {
      const option = field.options[asText(value)]
      return option === undefined ? asText(value) : textIn(option.label, language)
    }
    case 'scope': {
      const scope = Object.entries(scopes).find(([id]) => id === value)?.[1]
      return scope === undefined ? asText(value) : textIn(scope.label, language)
    }
    case 'event': {
      const event = catalogue.events.find(({ id }) => id === value)
      return event === undefined ? asText(value) : textIn(event.label, language)
    }
    case 'number':
      return typeof value === 'number' ? formatValue(value, field.unit, language) : (ref ?? '')
    case 'duration': {
      const days = durationDays(value)
      return days === undefined ? (ref ?? asText(value)) : t.units.days(days)
    }
    case 'recurrence': {
      const rule = readRule(asText(value))
      return rule === undefined
        ? asText(value)
        : t.recurrence.inWords(rule.recurrence, rule.parameter)
    }
    case 'boolean':
      return value === true ? t.yes : t.no
    case 'metrics':
      return Array.isArray(value)
        ? value.map((id) => metricInWords(asText(id), catalogue, language)).join(t.listComma)
        : ''
    case 'tiers':
      return tiersOf(value)
        .map(([threshold, reward]) =>
          t.tiers.inWords(
            formatValue(threshold, 'money', language),
            formatValue(reward, 'money', language),
          ),
        )
        .join(t.listComma)
    case 'pick':
      return isPick(value)
        ? t.pick.inWords(
            setInWords(value.set, scopeIds, language),
            value.best,
            metricInWords(value.by, catalogue, language),
          )
        : ''
    case 'table':
      return isTable(value) ? t.table.inWords(value.rows.length, value.columns.length) : ''
    case 'expression': {
      const plain = plainNumber(value)
      return plain === undefined || field.unit === undefined
        ? asText(value)
        : formatValue(plain, field.unit, language)
    }
    case 'text':
      return asText(value)
  }
}

/** The number that an expression is, if it is nothing else. */
export function plainNumber(value: ConfigValue | undefined): number | undefined {
  const text = asText(value ?? '').trim()
  return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined
}

/** From the whole to the part, seen from the first of the scopes that has the set: `Category › Product`. */
export function setInWords(set: string, from: readonly ScopeId[], language: Language): string {
  const words = set.split('.')
  const members = from.map((scope) => resolveSet(words, scope)).find((found) => found !== undefined)
  return members === undefined
    ? set
    : `${textIn(scopes[members.of].label, language)} › ${textIn(scopes[members.scope].label, language)}`
}

function metricInWords(id: string, catalogue: Catalogue, language: Language): string {
  const metric = catalogue.metrics.find((candidate) => candidate.id === id)
  return metric === undefined ? id : textIn(metric.label, language)
}

/** Pairs of threshold and reward that a value holds; what else is in it does not count. */
export function tiersOf(value: ConfigValue | undefined): readonly (readonly [number, number])[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((item) =>
    Array.isArray(item) && typeof item[0] === 'number' && typeof item[1] === 'number'
      ? [[item[0], item[1]] as const]
      : [],
  )
}

export interface CardLine {
  readonly label: string
  readonly value: string
  /** Shown in the code font. */
  readonly isCode: boolean
}

/**
 * What a card says: the fields that make the rule, the expressions first. Advanced fields only when
 * they were changed; a yes only by its label.
 */
export function cardLines(
  node: PlaybookNode,
  wording: Wording,
): { readonly main: readonly CardLine[]; readonly rest: readonly CardLine[] } {
  const definition = definitionOf(node)
  const main: CardLine[] = []
  const rest: CardLine[] = []
  if (definition === undefined) return { main, rest }
  const config = resolvedConfig(definition, node.config)
  for (const [id, field] of Object.entries(definition.fields)) {
    const value = config[id]
    if (value === undefined || value === '' || value === false) continue
    if (field.isAdvanced === true && value === field.default) continue
    const line = {
      label: textIn(field.label, wording.language),
      value: field.type === 'boolean' ? '' : valueInWords(field, value, wording),
      isCode:
        (field.type === 'expression' &&
          (field.unit === undefined || plainNumber(value) === undefined)) ||
        parameterRef(value) !== undefined,
    }
    if (field.type === 'expression' && field.isAdvanced !== true) main.push(line)
    else rest.push(line)
  }
  return main.length > 0 ? { main, rest } : { main: rest.slice(0, 1), rest: rest.slice(1) }
}
