/** Random playbooks that check without an error, for tests that compare what is said of a run with the run. */
import {
  checkExpression,
  commandDeclaration,
  commandIds,
  scopes,
  type CommandId,
  type Playbook,
  type ScopeId,
  type Unit,
} from '@sandtable/rules'
import { catalogue, params, randomExpression } from './expressions.ts'
import { playbook } from './playbooks.ts'
import type { Random } from './random.ts'

type Config = Record<string, string | number | boolean>

/** A port that something may be connected to, and the scope of what leaves by it. */
interface Exit {
  readonly port: string
  readonly scope: ScopeId
}

const watched = ['category', 'product', 'product', 'stock', 'stock', 'supplier', 'shop'] as const
const optional = (random: Random, config: Config, chance = 0.4): Config =>
  random.chance(chance) ? config : {}

/** A text of this result in this scope, without an event. */
function expressionOf(
  random: Random,
  scope: ScopeId,
  base: 'bool' | 'number',
  unit?: Unit,
): string {
  const expected = base === 'bool' ? { base } : { base, ...(unit === undefined ? {} : { unit }) }
  for (;;) {
    const found = randomExpression(random)
    const fits = found.scope === scope && found.base === base && !found.hasEvent
    if (!fits || found.text.length > 200) continue
    const { typed } = checkExpression(found.text, { scope, catalogue, params }, expected)
    if (typed !== undefined) return found.text
  }
}

/** A few triggers, nodes between, and actions, wired at random. */
export function randomPlaybook(random: Random): Playbook {
  const nodes: Record<string, readonly [string, Config]> = {}
  const edges: string[] = []
  const exits: Exit[] = []
  let count = 0
  const add = (type: string, config: Config, inputs: readonly Exit[], leaves: readonly Exit[]) => {
    const id = `n${count++}`
    nodes[id] = [type, config]
    for (const { port } of inputs) edges.push(`${port}>${id}`)
    exits.push(...leaves.map(({ port, scope }) => ({ port: `${id}.${port}`, scope })))
  }
  for (let i = random.int(1, 2); i > 0; i--) {
    const { type, config, scope } = randomTrigger(random)
    add(type, config, [], [{ port: 'out', scope }])
  }
  for (let i = random.int(0, 4); i > 0; i--) {
    const first = random.pick(exits)
    const { scope } = first
    const others = exits.filter((exit) => exit.scope === scope && exit !== first)
    const inputs = others.length > 0 && random.chance(0.3) ? [first, random.pick(others)] : [first]
    const { type, config, ports, leaving = scope } = randomFlow(random, scope)
    add(
      type,
      config,
      inputs,
      ports.map((port) => ({ port, scope: leaving })),
    )
  }
  const busy = random.pick(exits)
  for (let i = random.int(1, 4); i > 0; i--) {
    // several actions behind one exit, so that levers are fought over
    const exit = random.chance(0.5) ? busy : random.pick(exits)
    const { type, config } = randomAction(random, exit.scope)
    add(type, config, [exit], [])
  }
  const settings = [...params].map(([name, value]) => [
    name,
    typeof value === 'string' ? { default: value, options: ['A', 'B', 'C'] } : { default: value },
  ])
  return playbook(nodes, edges, {
    id: `pb_${random.int(0, 2 ** 30)}`,
    params: Object.fromEntries(settings) as Playbook['params'],
    ...(random.chance(0.3) ? { review: 'startOfDay' as const } : {}),
    guards: random.chance(0.3) ? { actionsPerDay: random.int(0, 3) } : {},
  })
}

function randomTrigger(random: Random): { type: string; config: Config; scope: ScopeId } {
  const scope = random.pick(watched)
  if (random.chance(0.15)) {
    const recurrence = `FREQ=DAILY;INTERVAL=${random.int(1, 3)}`
    return { type: 'trigger.schedule', config: { scope, recurrence }, scope }
  }
  const days = (most: number) => `${random.int(1, most)}d`
  const config = {
    scope,
    expression: expressionOf(random, scope, 'bool'),
    when: random.pick(['becomesTrue', 'whileTrue', 'whileTrue', 'becomesFalse']),
    onMissing: random.pick(['hold', 'hold', 'true', 'false']),
    ...optional(random, { for: days(3) }),
    ...optional(random, { keepFor: days(2) }, 0.2),
    ...optional(random, { cooldown: days(4) }),
    ...optional(random, { recover: expressionOf(random, scope, 'bool') }, 0.2),
  }
  return { type: 'trigger.metric', config, scope }
}

function randomFlow(
  random: Random,
  scope: ScopeId,
): { type: string; config: Config; ports: readonly string[]; leaving?: ScopeId } {
  const kinds = [
    () => ({
      type: 'condition.expression',
      config: {
        expression: expressionOf(random, scope, 'bool'),
        onMissing: random.pick(['missing', 'true', 'false']),
      },
      ports: ['true', 'false', 'missing'],
    }),
    () => {
      const to = random.pick(['category', 'product', 'stock', 'shop', 'warehouse'] as const)
      return { type: 'flow.relate', config: { to }, ports: ['out'], leaving: to }
    },
    () => ({
      type: 'flow.top',
      config: {
        count: String(random.int(1, 3)),
        by: expressionOf(random, scope, 'number'),
        order: random.pick(['highest', 'lowest']),
        per: scope === 'shop' ? 'shop' : random.pick(['shop', scopes[scope].parents[0]]),
      },
      ports: ['top', 'rest'],
    }),
    () => ({
      type: 'flow.limit',
      config: { count: String(random.int(0, 3)), days: `${random.int(1, 3)}d`, order: 'highest' },
      ports: ['out', 'over'],
    }),
    () => ({
      type: 'flow.wait',
      config: {
        days: `${random.int(1, 3)}d`,
        mode: random.pick(['single', 'restart', 'parallel']),
      },
      ports: ['out'],
    }),
    () => ({
      type: 'flow.ladder',
      config: {
        stepDays: `${random.int(1, 3)}d`,
        stages: 2,
        onMissing: 'hold',
        ...optional(random, { recover: expressionOf(random, scope, 'bool') }),
      },
      ports: ['stage1', 'stage2'],
    }),
    () => ({ type: 'flow.split', config: { share: '0.5', salt: 'x' }, ports: ['a', 'b'] }),
    () => ({ type: 'flow.all', config: {}, ports: ['out', 'rest'] }),
  ]
  const kind = random.pick([kinds[0]!, kinds[0]!, ...kinds])
  return kind()
}

function randomAction(random: Random, scope: ScopeId): { type: string; config: Config } {
  const options = {
    priority: random.int(0, 2),
    ...optional(random, { cooldown: `${random.int(1, 3)}d` }, 0.3),
    ...optional(random, { maxPerDay: random.int(1, 2) }, 0.2),
  }
  const acting: readonly (readonly [CommandId, () => Config])[] = [
    ['reorder', () => ({ units: expressionOf(random, scope, 'number', 'count') })],
    ['setPrice', () => ({ priceCents: expressionOf(random, scope, 'number', 'money') })],
    ['notify', () => ({ desk: 'operations', severity: 'info', message: 'look' })],
  ]
  const able = acting.filter(
    ([id]) => commandIds.includes(id) && commandDeclaration(id).targets.includes(scope),
  )
  const [id, config] = random.pick(able)
  return { type: `action.${id}`, config: { ...config(), ...options } }
}
