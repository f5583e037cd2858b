/** Every node kind, against the catalogue of the simulated shop: what its documentation shows must work. */
import { describe, expect, it } from 'vitest'
import {
  checkPlaybook,
  defaultConfig,
  describeIssue,
  nodeDefinitions,
  outputsOf,
  parsePlaybook,
  formatPlaybook,
  resolvedConfig,
  targetsOf,
  type Config,
  type NodeDefinition,
  type Parameter,
  type Playbook,
} from '@sandtable/rules'
import { catalogue } from '@sandtable/sim'

/** The kind between a trigger and an action that it fits. */
function around(definition: NodeDefinition, config: Config): Playbook {
  const { kind, v, category } = definition
  const isTrigger = category === 'trigger'
  const scope =
    definition.category === 'action'
      ? targetsOf(definition.command, resolvedConfig(definition, config))[0]!
      : 'product'
  const trigger = { id: 'n_t', type: 'trigger.schedule', v: 1, config: { scope } }
  const action = { id: 'n_a', type: 'action.notify', v: 1, config: { message: 'x' } }
  const [port] = outputsOf(definition, resolvedConfig(definition, config))
  const names = [...JSON.stringify(config).matchAll(/params\.(\w+)/g)].map((match) => match[1]!)
  const parameter = (name: string): Parameter =>
    name === 'class' ? { default: 'A', options: ['A', 'B', 'C'] } : { default: 7 }
  return {
    format: 'playbook/1',
    id: 'pb_kind',
    name: kind,
    params: Object.fromEntries(names.map((name) => [name, parameter(name)])),
    nodes: [
      ...(isTrigger ? [] : [trigger]),
      { id: 'n_x', type: kind, v, config },
      ...(port === undefined ? [] : [action]),
    ],
    edges: [
      ...(isTrigger ? [] : [edge('e_i', ['n_t', 'out'], ['n_x', 'in'])]),
      ...(port === undefined ? [] : [edge('e_o', ['n_x', port.id], ['n_a', 'in'])]),
    ],
  }
}

function edge(id: string, from: [string, string], to: [string, string]) {
  return { id, from, to }
}

const kinds = nodeDefinitions.map((definition) => [definition.kind, definition] as const)

describe('every node kind', () => {
  it.each(kinds)('%s has a sound example', (_, definition) => {
    const book = around(definition, definition.example.config)
    const issues = checkPlaybook(book, catalogue).filter(({ severity }) => severity !== 'info')
    expect(issues.map((problem) => describeIssue(problem, 'en').sentence)).toEqual([])
    expect(parsePlaybook(formatPlaybook(book)).ok).toBe(true)
  })
  it.each(kinds)('%s has a sound default config', (_, definition) => {
    const book = around(definition, defaultConfig(definition))
    const errors = checkPlaybook(book, catalogue).filter(({ severity }) => severity === 'error')
    expect(errors.map((problem) => describeIssue(problem, 'en').sentence)).toEqual([])
  })
  it('has a kind name of its own in its category', () => {
    const names = kinds.map(([kind]) => kind)
    expect(new Set(names).size).toBe(names.length)
    for (const [kind, { category }] of kinds) expect(kind.split('.')[0]).toBe(category)
  })
})
