import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canConnect, nodeDefinition, type Catalogue } from '@sandtable/rules'
import { en } from '../../apps/web/src/i18n/en.ts'
import { zh } from '../../apps/web/src/i18n/zh.ts'
import { commandOf, keysInWords } from '../../apps/web/src/editor/commands.ts'
import {
  connectionStatus,
  connectionStep,
  startConnecting,
  targetsOf,
} from '../../apps/web/src/editor/connecting.ts'
import { cardLines } from '../../apps/web/src/editor/describe.ts'
import { remove, renameNode, setField } from '../../apps/web/src/editor/edits.ts'
import {
  createFlowMapper,
  fromConnection,
  toFlowEdges,
  toFlowNodes,
  type FlowInput,
} from '../../apps/web/src/editor/flow.ts'
import { depths, neighbour, portsOf, readingOrder } from '../../apps/web/src/editor/graph.ts'
import { tidy } from '../../apps/web/src/editor/layout.ts'
import { playbookOf } from './playbookOf.ts'

const chain = playbookOf(
  ['t:trigger.lowStock', 'c:condition.expression', 'a:action.reorder', 'b:action.notify@600,300'],
  ['t.out>c.in', 'c.true>a.in'],
)
const catalogue: Catalogue = { metrics: [], events: [], commands: [] }
const inEnglish = { language: 'en', t: en, catalogue } as const
const inChinese = { language: 'zh', t: zh, catalogue } as const
const outputsOfKind = (kind: string) => {
  const playbook = playbookOf([`n:${kind}`])
  return portsOf(playbook, playbook.nodes[0]!).outputs
}
const inputOf = (playbook = chain): FlowInput => ({
  playbook,
  selectedNodes: new Set(['c']),
  selectedEdges: new Set(),
  tabStop: 'c',
  sizes: new Map(),
  moving: new Map(),
  problems: new Map(),
  brokenEdges: new Set(),
  preview: undefined,
  language: 'en',
  t: en,
})

describe('playbook to React Flow', () => {
  it('names cards by category and title, and gives Tab one stop', () => {
    const nodes = toFlowNodes(inputOf(), [])
    expect(nodes.map(({ ariaLabel }) => ariaLabel)).toEqual([
      'Trigger: Low stock',
      'Condition: Condition',
      'Action: Reorder',
      'Action: Notify',
    ])
    expect(nodes.map(({ domAttributes }) => domAttributes?.tabIndex)).toEqual([-1, 0, -1, -1])
  })

  it('keeps the objects of everything that did not change', () => {
    const nodes = toFlowNodes(inputOf(), [])
    const edges = toFlowEdges(inputOf(), [])
    const renamed = renameNode(chain, 'a', 'en', 'Order more')
    const next = toFlowNodes(inputOf(renamed), nodes)
    expect(next.map((node, index) => node === nodes[index])).toEqual([true, true, false, true])
    expect(toFlowEdges(inputOf(chain), edges)).toEqual(edges)
    expect(toFlowEdges(inputOf(chain), edges)[0]).toBe(edges[0])
  })

  it('maps edges again only when something they show changed', () => {
    const map = createFlowMapper()
    const input = inputOf()
    const first = map(input)
    const dragged = map({ ...input, moving: new Map([['a', { x: 1, y: 2 }]]) })
    expect(dragged.edges).toBe(first.edges)
    expect(dragged.nodes).not.toBe(first.nodes)
    expect(map({ ...input, playbook: remove(chain, new Set(['a'])) }).edges).toHaveLength(1)
  })

  it('moves a dragged node without touching what its card shows', () => {
    const nodes = toFlowNodes(inputOf(), [])
    const moving = new Map([['a', { x: 1, y: 2 }]])
    const next = toFlowNodes({ ...inputOf(), moving }, nodes)
    expect(next[2]?.position).toEqual({ x: 1, y: 2 })
    expect(next[2]?.data).toBe(nodes[2]?.data)
  })

  it('shows the ports that edges use on a kind it does not know', () => {
    const strange = playbookOf(
      ['t:trigger.metric', 'x:flow.tomorrow', 'a:action.notify'],
      ['t.out>x.inlet', 'x.later>a.in'],
    )
    const data = toFlowNodes(inputOf(strange), [])[1]?.data
    expect(data).toMatchObject({ category: 'unknown', title: 'flow.tomorrow' })
    expect([data?.inputs[0]?.id, data?.outputs[0]?.id]).toEqual(['inlet', 'later'])
  })

  it('reads a connection back as ports', () => {
    const connection = { source: 't', sourceHandle: 'out', target: 'a', targetHandle: 'in' }
    expect(fromConnection(connection)).toEqual({ from: ['t', 'out'], to: ['a', 'in'] })
    expect(fromConnection({ ...connection, targetHandle: null })).toBeUndefined()
  })
})

describe('walking and tidying', () => {
  it('reads a graph by columns, then from top to bottom', () => {
    expect(readingOrder(chain)).toEqual(['t', 'b', 'c', 'a'])
  })

  it('follows edges to the sides and places up and down', () => {
    expect(neighbour(chain, 't', 'right')).toBe('c')
    expect(neighbour(chain, 'c', 'left')).toBe('t')
    expect(neighbour(chain, 'a', 'down')).toBe('b')
    expect(neighbour(chain, 'b', 'up')).toBe('a')
    expect(neighbour(chain, 't', 'left')).toBeUndefined()
  })

  it('comes to an end on a cycle', () => {
    const cycle = playbookOf(
      ['c:condition.expression', 'd:condition.expression'],
      ['c.true>d.in', 'd.true>c.in'],
    )
    expect(depths(cycle).size).toBe(2)
    expect(tidy(cycle, new Map()).size).toBe(2)
  })

  it('tidies into columns without overlaps and keeps the top left corner', () => {
    const messy = playbookOf(
      [
        't:trigger.metric@40,90',
        'c:condition.expression@45,95',
        'a:action.notify@50,80',
        'b:action.notify@60,85',
      ],
      ['t.out>c.in', 'c.true>a.in', 'c.false>b.in'],
    )
    const places = tidy(messy, new Map())
    const at = (id: string) => places.get(id)!
    expect(at('t').x).toBe(40)
    expect(at('t').x).toBeLessThan(at('c').x)
    expect(at('c').x).toBeLessThan(at('a').x)
    expect(at('a').x).toBe(at('b').x)
    expect(Math.abs(at('a').y - at('b').y)).toBeGreaterThanOrEqual(144)
    expect(Math.min(...[...places.values()].map(({ y }) => y))).toBe(80)
  })
})

describe('connecting by keyboard', () => {
  const ids = (prefix: string) => `${prefix}_1`

  it('offers exactly what the checks allow, on any graph', () => {
    const kinds = [
      'trigger.lowStock',
      'trigger.metric',
      'condition.expression',
      'flow.relate',
      'flow.all',
      'action.reorder',
      'action.setPrice',
      'action.notify',
    ]
    const graphs = fc.array(fc.constantFrom(...kinds), { minLength: 2, maxLength: 7 }).chain((of) =>
      fc.record({
        of: fc.constant(of),
        ends: fc.array(fc.tuple(fc.nat(of.length - 1), fc.nat(of.length - 1), fc.boolean()), {
          maxLength: 8,
        }),
      }),
    )
    fc.assert(
      fc.property(graphs, ({ of, ends }) => {
        const nodes = of.map((kind, index) => `n${index}:${kind}`)
        const edges = ends.flatMap(([a, b, isFirst]) => {
          const outputs = outputsOfKind(of[a]!)
          const port = outputs[isFirst ? 0 : outputs.length - 1]
          return port === undefined ? [] : [`n${a}.${port.id}>n${b}.in`]
        })
        const playbook = playbookOf(nodes, [...new Set(edges)])
        for (const node of playbook.nodes) {
          for (const { id } of outputsOfKind(node.type)) {
            const from: [string, string] = [node.id, id]
            const expected = readingOrder(playbook)
              .filter((to) => nodeDefinition(of[Number(to.slice(1))]!)?.inputs.length === 1)
              .filter(
                (to) => to !== node.id && canConnect(playbook, from, [to, 'in']) === undefined,
              )
            expect(targetsOf(playbook, from).map(([to]) => to)).toEqual(expected)
          }
        }
      }),
    )
  })

  it('starts at the first free output and offers the possible targets', () => {
    const connecting = startConnecting(chain, 'c')
    expect(connecting).toMatchObject({ portId: 'false', chosen: 0 })
    expect(connecting?.targets).toEqual([
      ['b', 'in'],
      ['a', 'in'],
    ])
  })

  it('cycles targets with left and right, outputs with up and down', () => {
    const connecting = startConnecting(chain, 'c')!
    expect(connectionStep(chain, connecting, 'ArrowRight', ids)).toMatchObject({
      connecting: { chosen: 1 },
    })
    expect(connectionStep(chain, connecting, 'ArrowLeft', ids)).toMatchObject({
      connecting: { chosen: 1 },
    })
    expect(connectionStep(chain, connecting, 'ArrowUp', ids)).toMatchObject({
      connecting: { portId: 'true' },
    })
    expect(connectionStep(chain, connecting, 'x', ids)).toBeUndefined()
  })

  it('connects with Enter and gives up with Escape', () => {
    const connecting = startConnecting(chain, 'c')!
    const step = connectionStep(chain, connecting, 'Enter', ids)
    if (step?.kind !== 'connected') throw new Error('not connected')
    expect(step.playbook.edges.at(-1)).toEqual({ id: 'e_1', from: ['c', 'false'], to: ['b', 'in'] })
    expect(connectionStep(chain, connecting, 'Escape', ids)).toEqual({ kind: 'stopped' })
  })

  it('asks for a new node when nothing fits', () => {
    const alone = playbookOf(['t:trigger.metric'])
    const connecting = startConnecting(alone, 't')!
    expect(connectionStep(alone, connecting, 'Enter', ids)).toEqual({
      kind: 'pick',
      from: ['t', 'out'],
    })
    expect(connectionStatus(alone, connecting, 'en', en)).toContain('No node can be connected')
  })
})

describe('commands', () => {
  const press = (key: string, more: object = {}) => ({
    key,
    code: `Key${key.toUpperCase()}`,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    altKey: false,
    ...more,
  })
  const canvas = { isInCanvas: true, isTyping: false }
  const field = { isInCanvas: false, isTyping: true }

  it('takes Ctrl and Cmd alike', () => {
    expect(commandOf(press('z', { ctrlKey: true }), canvas)).toBe('undo')
    expect(commandOf(press('z', { metaKey: true }), canvas)).toBe('undo')
    expect(commandOf(press('Z', { metaKey: true, shiftKey: true }), canvas)).toBe('redo')
    expect(commandOf(press('y', { ctrlKey: true }), canvas)).toBe('redo')
  })

  it('leaves letters, arrows and Delete to the field that is being typed in', () => {
    for (const key of ['n', 'c', 'd', 'Delete', 'ArrowLeft', '?']) {
      expect(commandOf(press(key), field)).toBeUndefined()
    }
    expect(commandOf(press('Enter', { ctrlKey: true }), field)).toBe('run')
  })

  it('reads signs as typed, and Option with a letter by its place', () => {
    expect(commandOf(press('?', { shiftKey: true }), canvas)).toBe('shortcuts')
    expect(commandOf(press('†', { code: 'KeyT', altKey: true, shiftKey: true }), canvas)).toBe(
      'tidy',
    )
    expect(commandOf(press('ArrowUp', { altKey: true }), canvas)).toBe('moveUp')
  })

  it('shows the keys of each system', () => {
    expect(keysInWords('redo', false)).toBe('Ctrl+Shift+Z')
    expect(keysInWords('redo', true)).toBe('⌘⇧Z')
    expect(keysInWords('zoomIn', false)).toBe('+')
  })
})

describe('a card in words', () => {
  it('says the rule from the declarations, in both languages', () => {
    const node = setField(chain, 't', 'for', '3d').nodes[0]!
    const english = cardLines(node, inEnglish)
    expect(english.main).toEqual([{ label: 'Below', value: 'safetyStockUnits', isCode: true }])
    expect(english.rest.map(({ label, value }) => `${label} ${value}`.trim())).toEqual([
      'Watches Stock (product × warehouse)',
      'Only without an open purchase order',
      'Fires every day while it is true',
      'Must hold for 3 days',
    ])
    expect(cardLines(node, inChinese).rest.at(-1)).toMatchObject({
      label: '持续满足',
      value: '3 天',
    })
  })

  it('says a recurrence in words', () => {
    const schedule = setField(
      playbookOf(['s:trigger.schedule']),
      's',
      'recurrence',
      'FREQ=WEEKLY;BYDAY=MO,TH',
    )
    expect(cardLines(schedule.nodes[0]!, inEnglish).rest[0]?.value).toBe('every week on Mon, Thu')
    expect(cardLines(schedule.nodes[0]!, inChinese).rest[0]?.value).toBe('每周的周一、周四')
  })
})
