/** docs/nodes.md: every node kind, from its definition. */
import {
  commandDeclaration,
  families,
  familyIds,
  nodeDefinitions,
  outputsOf,
  recoveryOf,
  resolvedConfig,
  scopeIds,
  type Field,
  type NodeCategory,
  type NodeDefinition,
  type ScopeId,
} from '@sandtable/rules'
import {
  actionOptions,
  conditionOptions,
  triggerOptions,
} from '../../packages/rules/src/options.ts'
import { defaultOf, takes, unitOfField } from './fields.ts'
import { commandHeading } from './commands.ts'
import {
  anchorOf,
  both,
  code,
  codes,
  generatedNote,
  inGroups,
  jsonBlock,
  page,
  table,
} from './markdown.ts'

const categories = {
  trigger: {
    title: 'Triggers · 触发器',
    about:
      'A trigger watches every entity of a scope and selects some. Triggers that keep state have the options below; SPEC T says what they mean.',
    options: triggerOptions,
  },
  condition: {
    title: 'Conditions · 条件',
    about:
      'A condition splits what arrives: every entity leaves by exactly one port (SPEC G2). It has the option below unless it says otherwise.',
    options: conditionOptions,
  },
  flow: {
    title: 'Flow · 流程',
    about: 'A flow node ranks, holds, limits or relates what arrives (SPEC F).',
    options: {},
  },
  action: {
    title: 'Actions · 动作',
    about:
      'An action proposes one command for every entity that arrives. Its fields are the parameters of the command, and the options below (SPEC A).',
    options: actionOptions,
  },
} as const satisfies Record<
  NodeCategory,
  { title: string; about: string; options: Readonly<Record<string, Field>> }
>
/** What the words under “takes” mean for the file; `takes` writes them. */
const jsonOfFields: readonly (readonly string[])[] = [
  ['condition', 'text with an expression', '`"coverDays < 7"`', 'anywhere in it'],
  [
    'number expression',
    'text with an expression, also for a plain number',
    '`"20"`, `"0.1 * listPriceCents"`',
    'anywhere in it',
  ],
  ['number, whole number', 'JSON number', '`20`', 'alone, as a text: `"params.x"`'],
  ['days', 'text', '`"7d"`', 'alone: `"params.x"`, a parameter in days'],
  [
    'recurrence rule',
    'text',
    '`"FREQ=WEEKLY;BYDAY=MO,TH"`',
    'as interval: `"FREQ=DAILY;INTERVAL=params.x"`',
  ],
  ['one of several words, a scope', 'text', '`"becomesTrue"`', 'no'],
  ['event of the shop', 'text: an id of [events.md](events.md)', '`"complianceNotice"`', 'no'],
  ['text', 'text, taken as it is', '`"look at this"`', 'no'],
  ['`true`, `false`', 'JSON boolean', '`true`', 'no'],
  ['figures', 'list of ids of [metrics.md](metrics.md)', '`["coverDays", "soldUnits"]`', 'no'],
  ['pairs of threshold and reward', 'list of pairs of whole cents', '`[[20000, 2000]]`', 'no'],
  [
    'a pick',
    'object: among the members of `set` for which `where` is true, the one with the largest or smallest `by`',
    '`{ "set": "product.stocks", "best": "max", "by": "coverDays", "where": "warehouse.isUp" }`',
    'anywhere in `by` and `where`',
  ],
  [
    'decision table',
    'object of columns and rows',
    'at `condition.table`',
    'anywhere in its expressions',
  ],
]
const categoryIds = Object.keys(categories) as NodeCategory[]

export function nodesPage(): string {
  return page([
    '# Node kinds',
    generatedNote,
    `A playbook is built of these ${nodeDefinitions.length} kinds. A field that is not optional and has no default must be filled in. Texts under “condition” and “number expression” are of the [expression language](language.md).`,
    '## What a field takes',
    'As it stands in the JSON of a playbook. A parameter of the playbook, `params.x`, may stand where the last column says so.',
    table(['takes', 'in the file', 'example', '`params.x`'], jsonOfFields),
    ...inGroups(nodeDefinitions, categoryIds, ({ category }) => category).flatMap(
      ([category, kinds]) => categoryParts(category, kinds),
    ),
  ])
}

function categoryParts(category: NodeCategory, kinds: readonly NodeDefinition[]): string[] {
  const { title, about, options } = categories[category]
  return [
    `## ${title}`,
    about,
    fieldTable(options),
    ...inGroups(kinds, familyIds, ({ family }) => family).flatMap(([family, members]) => [
      `### ${categories[category].title.split(' · ')[0]}: ${both(families[family].label)}`,
      ...(category === 'action'
        ? [actionTable(members)]
        : members.flatMap((definition) => kindParts(definition, options))),
    ]),
  ]
}

/** Everything of an action but its options is declared with its command. */
function actionTable(definitions: readonly NodeDefinition[]): string {
  return table(
    ['kind', 'label', 'acts on', 'what it does', 'fields, example'],
    definitions.flatMap((definition) => {
      if (definition.category !== 'action') return []
      const { kind, label, summary, command } = definition
      const { targets } = commandDeclaration(command)
      const link = `[${code(command)}](commands.md#${anchorOf(commandHeading(command))})`
      const acts = targets.length === scopeIds.length ? 'any scope' : codes(targets)
      return [[code(kind), both(label), acts, both(summary), link]]
    }),
  )
}

function kindParts(definition: NodeDefinition, options: Readonly<Record<string, Field>>): string[] {
  const { kind, label, summary, fields, example } = definition
  const config = resolvedConfig(definition, example.config)
  // options that are the same for the whole category stand above
  const own = Object.entries(fields).filter(([id, field]) => options[id] !== field)
  const facts = [
    scopesOf(definition),
    portsOf(definition, config),
    ...meaningOf(definition, config),
    ...('systems' in definition && definition.systems !== undefined
      ? [`Systems: ${definition.systems.join(', ')}`]
      : []),
  ]
  return [
    `#### ${code(kind)} ${both(label)}`,
    both(summary),
    facts.map((fact) => `- ${fact}`).join('\n'),
    fieldTable(Object.fromEntries(own)),
    `Example. ${both(example.reads)}`,
    jsonBlock({ type: kind, v: definition.v, config: example.config }),
  ]
}

function scopesOf(definition: NodeDefinition): string {
  const { scope } = definition.fields
  if (definition.category === 'trigger') {
    const watched: readonly ScopeId[] =
      scope?.type === 'scope' ? scope.options : [definition.scope(definition.example.config)]
    return `Watches: ${watched.length === scopeIds.length ? 'any scope' : codes(watched)}`
  }
  const changesScope = definition.category !== 'action' && definition.outputScope !== undefined
  return !changesScope
    ? 'Scope: what arrives goes on'
    : 'Scope: what leaves may be of another scope than what arrives'
}

function portsOf(definition: NodeDefinition, config: NodeDefinition['example']['config']): string {
  const ports = outputsOf(definition, config)
  const named = ports.map(
    ({ id, label, isElse }) =>
      `${code(id)} (${both(label)}${isElse === true ? ', does not count as fired' : ''})`,
  )
  return `Leaves by: ${named.join(', ')}`
}

/** What a preset stands for, with the values of its example. */
function meaningOf(
  definition: NodeDefinition,
  config: NodeDefinition['example']['config'],
): string[] {
  if (definition.category !== 'trigger') return []
  const { expression, event, recurrence, judgedBy } = definition
  const recovers = recoveryOf(definition, config)
  const announced = event?.(config)
  return [
    ...(expression === undefined ? [] : [`The example stands for: ${code(expression(config))}`]),
    ...(recovers === undefined ? [] : [`It recovers when: ${code(recovers)}`]),
    ...(announced === undefined
      ? []
      : [
          `The example watches the event ${code(announced.id)}` +
            (announced.where === undefined ? '' : ` where ${code(announced.where)}`),
        ]),
    ...(recurrence === undefined ? [] : [`The example is due: ${code(recurrence(config))}`]),
    ...(judgedBy === undefined ? [] : [`Judged by the truth: ${codes(judgedBy)}`]),
  ]
}

function fieldTable(fields: Readonly<Record<string, Field>>): string {
  return table(
    ['field', 'label', 'takes', 'unit', 'default', 'meaning'],
    Object.entries(fields).map(([id, field]) => [
      code(id),
      both(field.label),
      takes(field),
      unitOfField(field),
      field.isOptional === true ? 'optional' : defaultOf(field.default),
      both(field.help),
    ]),
  )
}
