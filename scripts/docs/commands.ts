/** docs/commands.md: everything an action may ask of a shop, from the declarations. */
import {
  commandDeclaration,
  commandIds,
  families,
  familyIds,
  reasonText,
  unitOfId,
  type CommandId,
  type CommandParameter,
  type LeverRule,
  type Unit,
  type Write,
} from '@sandtable/rules'
import { catalogue } from '@sandtable/sim'
import { defaultOf, parameterTakes } from './fields.ts'
import {
  both,
  code,
  codes,
  generatedNote,
  inGroups,
  jsonBlock,
  page,
  table,
  unitName,
} from './markdown.ts'

const rules = {
  max: 'of equal priorities the larger request wins',
  min: 'of equal priorities the smaller request wins',
  sum: 'requests of equal priority add up',
  all: 'all go through',
  none: 'different requests of equal priority suppress one another',
} as const satisfies Record<LeverRule, string>
const lasting = {
  once: 'once',
  days: 'for a time, renewed when it comes again',
  untilChanged: 'until changed',
} as const
const moves = { up: '↑', down: '↓', set: '=' } as const satisfies Record<Write, string>

export function commandsPage(): string {
  const simulated = new Set<CommandId>(catalogue.commands)
  const count = commandIds.filter((id) => simulated.has(id)).length
  return page([
    '# Commands',
    generatedNote,
    `An action proposes one of these ${commandIds.length} commands for an entity; what is left after conflicts and guards goes to the shop, which carries it out, adjusts it or refuses it, and says why. The simulated shop carries out ${count}; it rejects the others as “${reasonText('notSimulated').en}”. Why a proposal may come to nothing is in [errors.md](errors.md#receipts-and-reasons).`,
    'A conflict is two requests for one lever of one target in one review: the higher priority wins, then the rule of the lever (SPEC R3). “Moves” says what a command does at once to the figures of its target: ↑ raises, ↓ lowers, = sets.',
    'Every “number expression” below is a text with an expression, also where it is a plain number (`"20"`); [nodes.md](nodes.md#what-a-field-takes) says how the rest stands in a file.',
    ...inGroups(commandIds, familyIds, (id) => commandDeclaration(id).family).flatMap(
      ([family, ids]) => [
        `## ${both(families[family].label)}`,
        ...ids.flatMap((id) => commandParts(id, simulated.has(id))),
      ],
    ),
  ])
}

/** The heading of a command, without its signs. */
export function commandHeading(id: CommandId): string {
  return `${code(id)} ${both(commandDeclaration(id).label)}`
}

function commandParts(id: CommandId, isSimulated: boolean): string[] {
  const command = commandDeclaration(id)
  const { summary, targets, parameters, lever, leverBy, excludes = [], rule } = command
  const { lasts, effect, cost, receipts, writes, example } = command
  const written = Object.entries(writes).map(([metric, write]) => `${moves[write]} ${code(metric)}`)
  const facts = [
    `Acts on: ${codes(targets)}`,
    `Lever: ${code(lever)}${leverBy === undefined ? '' : `, one for each ${code(leverBy)}`}; ${rules[rule]}`,
    ...(excludes.length === 0 ? [] : [`Excludes: ${codes(excludes)} on the same target`]),
    `Lasts: ${lasting[lasts]}`,
    ...(written.length === 0 ? [] : [`Moves: ${written.join(', ')}`]),
    ...(receipts.length === 0
      ? []
      : [`May be changed or refused: ${receipts.map((reason) => code(reason)).join(', ')}`]),
    `Simulated: ${isSimulated ? 'yes' : 'not yet'}`,
  ]
  return [
    `### ${commandHeading(id)}`,
    both(summary),
    `Effect. ${both(effect)}`,
    `Cost. ${both(cost)}`,
    facts.map((fact) => `- ${fact}`).join('\n'),
    parameterTable(parameters),
    `Example. ${both(example.reads)}`,
    jsonBlock({ type: `action.${id}`, v: 1, config: example.config }),
    ...parametersOf(example.config),
  ]
}

/** What the playbook of the example must declare; the values are to be chosen. */
function parametersOf(config: object): string[] {
  const found = JSON.stringify(config).matchAll(/\bparams\.(\w+)/g)
  const names = [...new Set([...found].map(([, name]) => name!))]
  if (names.length === 0) return []
  const params = names.map((name) => [name, { default: sampleValues[unitOfId(name)] }])
  const declared = JSON.stringify({ params: Object.fromEntries(params) }).slice(1, -1)
  return [`The playbook of this example declares, with a value of your choice: ${code(declared)}`]
}
const sampleValues = {
  money: 5000,
  percent: 0.2,
  day: 14,
  hour: 24,
  count: 10,
  none: 2,
} as const satisfies Record<Unit, number>

function parameterTable(parameters: Readonly<Record<string, CommandParameter>>): string {
  return table(
    ['parameter', 'label', 'takes', 'unit', 'default', 'meaning'],
    Object.entries(parameters).map(([id, parameter]) => [
      code(id),
      both(parameter.label),
      parameterTakes(parameter),
      parameter.type === 'number' ? unitName(parameter.unit) : '',
      parameter.isOptional === true
        ? 'optional'
        : defaultOf('default' in parameter ? parameter.default : undefined),
      both(parameter.help),
    ]),
  )
}
