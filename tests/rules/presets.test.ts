/** Preset triggers: every "when" of the domain, against the catalogue of the simulated shop. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkPlaybook,
  compile,
  defaultConfig,
  describeIssue,
  nodeDefinition,
  nodeDefinitions,
  openAsExpression,
  systemIds,
  type Config,
  type ConfigValue,
  type Field,
  type Playbook,
  type PlaybookNode,
  type TriggerDefinition,
} from '@sandtable/rules'
import { catalogue } from '@sandtable/sim'
import { fakeShop, recorder, snapshot, type Figures } from '../support/fakeShop.ts'
import { playbook } from '../support/playbooks.ts'

const triggers = nodeDefinitions.filter((definition) => definition.category === 'trigger')
const presets = triggers.filter(
  ({ kind }) => !['trigger.metric', 'trigger.event', 'trigger.schedule'].includes(kind),
)
const named = presets.map((preset) => [preset.kind, preset] as const)

function nodeOf({ kind, v }: TriggerDefinition, config: Config): PlaybookNode {
  return { id: 'n_t', type: kind, v, config }
}
function bookOf(node: PlaybookNode, params: Playbook['params'] = {}): Playbook {
  const action = { id: 'n_a', type: 'action.notify', v: 1, config: { message: 'look' } }
  return {
    format: 'playbook/1',
    id: 'pb_preset',
    name: 'Preset',
    params,
    nodes: [node, action],
    edges: [{ id: 'e_1', from: ['n_t', 'out'], to: ['n_a', 'in'] }],
  }
}
function sentences(book: Playbook): string[] {
  return checkPlaybook(book, catalogue)
    .filter(({ severity }) => severity === 'error')
    .map((problem) => describeIssue(problem, 'en').sentence)
}
/** What the trigger means, without where it stood in the text. */
function meaning(book: Playbook) {
  const result = compile([book], catalogue)
  if (!result.ok) throw new Error(JSON.stringify(result.issues))
  const [trigger] = result.program.compiled[0]!.nodes
  if (trigger?.category !== 'trigger') throw new Error('the first node is no trigger')
  const days = Array.from({ length: 60 }, (_, day) => trigger.isDue(day + 1, day % 7))
  const text = JSON.stringify(
    [trigger.scope, trigger.condition, trigger.event, days],
    (key, value) => (key === 'range' || key === 'text' ? undefined : value),
  )
  return JSON.parse(text) as unknown
}

/** Every value of the fields that are chosen from a list, one field at a time. */
function variants(preset: TriggerDefinition): Config[] {
  const base = defaultConfig(preset)
  const choices = Object.entries(preset.fields).flatMap(([id, field]): Config[] =>
    optionsOf(field).map((value) => ({ ...base, [id]: value })),
  )
  return [base, ...choices]
}
function optionsOf(field: Field): ConfigValue[] {
  if (field.type === 'choice') return Object.keys(field.options)
  if (field.type === 'boolean') return [true, false]
  return field.type === 'scope' ? [...field.options] : []
}
/** Number and duration fields as parameters of their unit. */
function parameterised(preset: TriggerDefinition): { config: Config; params: Playbook['params'] } {
  const suffix = { money: 'Cents', percent: 'Ratio', day: 'Days', hour: 'Hours', count: 'Units' }
  const config: Record<string, ConfigValue> = { ...defaultConfig(preset) }
  const params: Record<string, { default: number }> = {}
  for (const [id, field] of Object.entries(preset.fields)) {
    const value = config[id]
    if (field.type === 'number' && typeof value === 'number') {
      const name = `of${id}${field.unit === 'none' ? '' : suffix[field.unit]}`
      params[name] = { default: value }
      config[id] = `params.${name}`
    } else if (field.type === 'duration' && typeof value === 'string') {
      params[`of${id}Days`] = { default: Number(value.slice(0, -1)) }
      config[id] = `params.of${id}Days`
    }
  }
  return { config, params }
}

describe('presets', () => {
  it('[T9] serve every system of the domain', () => {
    const served = new Set(triggers.flatMap(({ systems = [] }) => systems))
    expect(systemIds.filter((id) => !served.has(id))).toEqual([])
  })
  it.each(named)('%s has nothing to warn of as it comes', (_, preset) => {
    for (const config of [defaultConfig(preset), preset.example.config]) {
      const issues = checkPlaybook(bookOf(nodeOf(preset, config)), catalogue)
      const warnings = issues.filter(({ severity }) => severity !== 'info')
      expect(warnings.map((problem) => describeIssue(problem, 'en').sentence)).toEqual([])
    }
  })
  it.each(named)('[T9] %s fits the shop with every choice of its fields', (_, preset) => {
    for (const config of variants(preset)) {
      const fits = nodeDefinition(preset.kind)!.category === 'trigger'
      expect(fits).toBe(true)
      const problems = sentences(bookOf(nodeOf(preset, config)))
      // not every shop has every figure for every scope that may be chosen
      const isOtherScope = config['scope'] !== defaultConfig(preset)['scope']
      if (!isOtherScope || preset.kind !== 'trigger.abnormalFigure') {
        expect(problems, JSON.stringify(config)).toEqual([])
      }
    }
  })
  it.each(named)('[T10] %s opened as an expression fires the same', (_, preset) => {
    for (const config of variants(preset)) {
      const node = nodeOf(preset, config)
      if (sentences(bookOf(node)).length > 0) continue
      const opened = openAsExpression(node)
      expect(opened.type).toMatch(/^trigger\.(metric|event|schedule)$/)
      expect(meaning(bookOf(opened))).toEqual(meaning(bookOf(node)))
    }
  })
  it.each(named)('[T10] %s keeps its parameters when opened', (_, preset) => {
    const { config, params } = parameterised(preset)
    const node = nodeOf(preset, config)
    const opened = openAsExpression(node)
    expect(sentences(bookOf(node, params))).toEqual([])
    expect(sentences(bookOf(opened, params))).toEqual([])
    expect(meaning(bookOf(opened, params))).toEqual(meaning(bookOf(node, params)))
    const names = Object.keys(params ?? {})
    const written = JSON.stringify(opened.config)
    expect(names.filter((name) => !written.includes(`params.${name}`))).toEqual([])
  })
  it('[T10] opening keeps id, name and judges, and leaves other nodes as they are', () => {
    const opened = openAsExpression({
      id: 'n_7',
      type: 'trigger.slowMover',
      v: 1,
      config: { units: 'params.slowUnits', cooldown: '28d' },
    })
    expect(opened).toEqual({
      id: 'n_7',
      type: 'trigger.metric',
      v: 1,
      name: { en: 'Slow mover', zh: '滞销' },
      judgedBy: ['deadStock'],
      config: {
        scope: 'product',
        expression: 'ageDays > 60 && sum(soldUnits, 60d) < params.slowUnits',
        recover: 'sum(soldUnits, 28d) > params.slowUnits',
        when: 'becomesTrue',
        cooldown: '28d',
        onMissing: 'hold',
      },
    })
    const metric: PlaybookNode = { id: 'n_1', type: 'trigger.metric', v: 1, config: {} }
    expect(openAsExpression(metric)).toBe(metric)
  })
  it('[T9] a timing that a preset brings can be switched off', () => {
    const config = { for: '1d', cooldown: '0d' }
    const node = { id: 'n_t', type: 'trigger.supplierUnderBar', v: 1, config }
    expect(sentences(bookOf(node))).toEqual([])
    const timing = { forReviews: 1, cooldownReviews: 0 }
    expect(meaning(bookOf(node))).toMatchObject({ 1: { timing } })
  })
  it('[T9] reports at the node what fits no single field', () => {
    const node = nodeOf(nodeDefinition('trigger.abnormalFigure') as TriggerDefinition, {
      figure: 'mean(gmvCents, 7d)',
    })
    const issues = checkPlaybook(bookOf(node), catalogue).filter(
      ({ severity }) => severity === 'error',
    )
    expect(issues).toMatchObject([{ code: 'nested', nodeId: 'n_t', path: ['nodes', 0] }])
  })
  it('[T10] fires on the same days and products, whatever the figures', () => {
    const units = fc.array(fc.constantFrom(Number.NaN, 0, 5, 15, 30), {
      minLength: 3,
      maxLength: 3,
    })
    const day = fc.record({ inventoryPositionUnits: units, openPurchaseOrders: units })
    fc.assert(
      fc.property(
        fc.array(day, { minLength: 1, maxLength: 8 }),
        fc.constantFrom('becomesTrue', 'whileTrue', 'becomesFalse'),
        fc.boolean(),
        fc.constantFrom(undefined, '2d'),
        (days, when, onlyWithoutOpenOrder, cooldown) => {
          const config = {
            scope: 'product',
            threshold: '10 + 10',
            onlyWithoutOpenOrder,
            when,
            ...(cooldown === undefined ? {} : { cooldown }),
          }
          const base = playbook(
            { t: ['trigger.lowStock', config], a: ['action.reorder', { units: '1' }] },
            ['t.out>a'],
          )
          const opened = { ...base, nodes: base.nodes.map(openAsExpression) }
          expect(firings(opened, days)).toEqual(firings(base, days))
        },
      ),
      { numRuns: 60 },
    )
  })
})

function firings(book: Playbook, days: readonly Record<string, readonly number[]>[]): number[][] {
  const result = compile([book], catalogue)
  if (!result.ok) throw new Error(JSON.stringify(result.issues))
  const reviewer = result.program.startReviewer(fakeShop(3))
  return days.map((product, index) => {
    const { commands, apply } = recorder()
    const figures: Figures = { product }
    reviewer.review('endOfDay', snapshot(index + 1, [figures]), apply)
    return commands.flatMap(({ entities }) => entities)
  })
}
