/** Random playbooks over the figures of `truthShop.ts`. */
import type { Playbook } from '@sandtable/rules'
import { playbook } from './playbooks.ts'
import type { Random } from './random.ts'

type Config = Record<string, string | number | boolean>
type NodeText = readonly [type: string, config: Config]

function numberText(random: Random, depth: number): string {
  const figure = () => random.pick(['aUnits', 'bUnits', 'aUnits', 'bUnits', 'cUnits'])
  if (depth === 0) return random.chance(0.7) ? figure() : String(random.int(0, 3))
  const inner = () => numberText(random, random.int(0, depth - 1))
  return random.pick([
    () => figure(),
    () => String(random.int(0, 3)),
    () => `${inner()} + ${inner()}`,
    () => `${inner()} - (${inner()})`,
    () => `${random.pick(['2', '0.5', '3'])} * (${inner()})`,
    () => `(${inner()}) * (${inner()})`,
    () => `(${inner()}) / (${inner()})`,
    () => `${random.pick(['min', 'max'])}(${inner()}, ${inner()})`,
    () => `abs(${inner()})`,
    () => `floor(${inner()})`,
    () => `cUnits.orValue(${random.int(0, 2)})`,
    () => `(${conditionText(random, depth - 1)} ? ${inner()} : ${inner()})`,
  ])()
}

function conditionText(random: Random, depth: number): string {
  const measured = () => {
    const text = numberText(random, Math.min(depth, 1))
    return text.includes('Units') ? text : 'aUnits'
  }
  const compare = () =>
    `${measured()} ${random.pick(['<', '<=', '>', '>=', '==', '!='])} ${numberText(random, Math.min(depth, 1))}`
  if (depth === 0)
    return random.pick([compare, compare, () => `kind == "${random.pick('AB'.split(''))}"`])()
  const inner = () => conditionText(random, depth - 1)
  return random.pick([
    compare,
    compare,
    () => `(${inner()}) && (${inner()})`,
    () => `(${inner()}) && (${inner()})`,
    () => `(${inner()}) || (${inner()})`,
    () => `!(${inner()})`,
    () => 'has(cUnits)',
    () => `kind in ["${random.pick('AB'.split(''))}"]`,
    () => `has(cUnits) == (${inner()})`,
    () => `(${inner()}).orValue(${random.pick(['true', 'false'])})`,
    () => `(${inner()} ? ${inner()} : ${inner()})`,
  ])()
}

function randomTrigger(random: Random): NodeText {
  if (random.chance(0.2))
    return [
      'trigger.schedule',
      { scope: 'product', recurrence: `FREQ=DAILY;INTERVAL=${random.int(1, 3)}` },
    ]
  const maybe = (config: Config, chance: number): Config => (random.chance(chance) ? config : {})
  return [
    'trigger.metric',
    {
      scope: 'product',
      expression: conditionText(random, 2),
      when: random.pick(['becomesTrue', 'whileTrue', 'becomesFalse', 'whileTrue']),
      onMissing: random.pick(['hold', 'hold', 'true', 'false']),
      ...maybe({ for: '2d' }, 0.2),
      ...maybe({ keepFor: '1d' }, 0.1),
      ...maybe({ recover: conditionText(random, 1) }, 0.2),
    },
  ]
}

const flows: readonly ((random: Random) => {
  readonly node: NodeText
  readonly ports: readonly string[]
})[] = [
  (random) => ({
    node: [
      'condition.expression',
      {
        expression: conditionText(random, 2),
        onMissing: random.pick(['missing', 'missing', 'true', 'false']),
      },
    ],
    ports: ['true', 'false', 'missing'],
  }),
  (random) => ({
    node: ['condition.table', tableConfig(random)],
    ports: ['r1', 'r2', 'default', 'missing'],
  }),
  () => ({ node: ['flow.split', { share: '0.5' }], ports: ['a', 'b'] }),
  () => ({ node: ['flow.all', {}], ports: ['out', 'rest'] }),
  () => ({ node: ['flow.wait', { days: '1d', mode: 'single' }], ports: ['out'] }),
]

/** Two rows of which the first wins. */
function tableConfig(random: Random): Config {
  const cell = () => random.pick(['-', '< 1', '>= 1', '0', '[1..2]', '> 1'])
  const table = {
    columns: [
      { id: 'c1', expression: random.pick(['aUnits', 'bUnits', 'cUnits', 'aUnits - bUnits']) },
      { id: 'c2', expression: 'bUnits' },
    ],
    rows: ['r1', 'r2'].map((id) => ({ id, cells: { c1: cell(), c2: cell() } })),
  }
  const config = { table, hitPolicy: 'first', onMissing: random.pick(['missing', 'default']) }
  return config as unknown as Config
}

function randomAction(random: Random): NodeText {
  const priority = random.pick([0, 0, 0, 1])
  return random.pick<() => NodeText>([
    () => ['action.setSafetyStock', { units: numberText(random, 1), priority }],
    () => ['action.setSafetyStock', { units: numberText(random, 2), priority }],
    () => ['action.setSafetyStock', { units: String(random.int(0, 2)), priority }],
    () => ['action.switchSupplier', { to: random.pick(['main', 'backup']), priority }],
    () => ['action.reorder', { units: numberText(random, 1), priority }],
    () => ['action.cancelOrders', { priority }],
  ])()
}

/** A few triggers, conditions and actions; each node is named by its id, so that issues name ids. */
export function truthPlaybook(random: Random): Playbook {
  const nodes: Record<string, NodeText> = {}
  const edges: string[] = []
  const exits: string[] = []
  for (let i = random.int(1, 2); i > 0; i--) {
    nodes[`t${i}`] = randomTrigger(random)
    exits.push(`t${i}.out`)
  }
  for (let i = random.int(0, 3); i > 0; i--) {
    const { node, ports } = random.pick([...flows.slice(0, 1), ...flows])(random)
    const id = `c${i}`
    nodes[id] = node
    const inputs = new Set([
      random.pick(exits),
      ...(random.chance(0.3) ? [random.pick(exits)] : []),
    ])
    for (const exit of inputs) edges.push(`${exit}>${id}`)
    exits.push(...ports.map((port) => `${id}.${port}`))
  }
  for (let i = random.int(1, 3); i > 0; i--) {
    const id = `a${i}`
    nodes[id] = randomAction(random)
    const inputs = new Set([
      random.pick(exits),
      ...(random.chance(0.3) ? [random.pick(exits)] : []),
    ])
    for (const exit of inputs) edges.push(`${exit}>${id}`)
  }
  const book = playbook(nodes, edges)
  return { ...book, nodes: book.nodes.map((node) => ({ ...node, name: node.id })) }
}
