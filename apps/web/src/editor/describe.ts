/** A node in words, from the declarations of its kind: title, category and the lines on its card. */
import {
  durationDays,
  formatValue,
  nodeDefinition,
  nodeTitle,
  parseRecurrence,
  resolvedConfig,
  textIn,
  type ConfigValue,
  type Field,
  type Language,
  type NodeCategory,
  type Playbook,
  type PlaybookNode,
  scopes,
} from '@sandtable/rules'
import type { Messages } from '../i18n/en.ts'

/** What a card shows. `unknown` stands for kinds of a newer version. */
export type CardCategory = NodeCategory | 'unknown'

export function categoryOf(node: PlaybookNode): CardCategory {
  return nodeDefinition(node.type)?.category ?? 'unknown'
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

/** The value of a field as people read it. */
export function valueInWords(
  field: Field,
  value: ConfigValue,
  language: Language,
  t: Messages,
): string {
  switch (field.type) {
    case 'choice': {
      const option = field.options[String(value)]
      return option === undefined ? String(value) : textIn(option.label, language)
    }
    case 'scope': {
      const scope = Object.entries(scopes).find(([id]) => id === value)?.[1]
      return scope === undefined ? String(value) : textIn(scope.label, language)
    }
    case 'number':
      return typeof value === 'number' ? formatValue(value, field.unit, language) : String(value)
    case 'duration': {
      const days = durationDays(value)
      return days === undefined ? String(value) : t.units.days(days)
    }
    case 'recurrence': {
      const recurrence = parseRecurrence(String(value))
      return recurrence === undefined ? String(value) : t.recurrence.inWords(recurrence)
    }
    case 'boolean':
      return value === true ? t.yes : t.no
    case 'expression':
    case 'text':
      return String(value)
  }
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
  language: Language,
  t: Messages,
): { readonly main: readonly CardLine[]; readonly rest: readonly CardLine[] } {
  const definition = nodeDefinition(node.type)
  const main: CardLine[] = []
  const rest: CardLine[] = []
  if (definition === undefined) return { main, rest }
  const config = resolvedConfig(definition, node.config)
  for (const [id, field] of Object.entries(definition.fields)) {
    const value = config[id]
    if (value === undefined || value === '' || value === false) continue
    if (field.isAdvanced === true && value === field.default) continue
    const line = {
      label: textIn(field.label, language),
      value: field.type === 'boolean' ? '' : valueInWords(field, value, language, t),
      isCode: field.type === 'expression',
    }
    if (field.type === 'expression' && field.isAdvanced !== true) main.push(line)
    else rest.push(line)
  }
  return main.length > 0 ? { main, rest } : { main: rest.slice(0, 1), rest: rest.slice(1) }
}
