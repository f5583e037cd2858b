import { describe, expect, it } from 'vitest'
import { formatPlaybook, nodeDefinition, parsePlaybook } from '@sandtable/rules'
import { copyText } from '../../apps/web/src/editor/clipboard.ts'
import { paste } from '../../apps/web/src/editor/paste.ts'
import { titleOf } from '../../apps/web/src/editor/describe.ts'
import {
  place,
  remove,
  renameNode,
  setDisabled,
  setField,
} from '../../apps/web/src/editor/edits.ts'
import { fittingKinds, placeNode, wiringAfter } from '../../apps/web/src/editor/placing.ts'
import { setParam, setText } from '../../apps/web/src/editor/settings.ts'
import { playbookOf } from './playbookOf.ts'

const chain = playbookOf(
  ['t:trigger.lowStock', 'c:condition.expression', 'a:action.reorder'],
  ['t.out>c.in', 'c.true>a.in'],
)
const counter = () => {
  let next = 0
  return (prefix: string) => `${prefix}_new${(next += 1)}`
}

describe('edits', () => {
  it('deletes a node with its edges and its place', () => {
    const left = remove(chain, new Set(['c']))
    expect(left.nodes.map(({ id }) => id)).toEqual(['t', 'a'])
    expect(left.edges).toEqual([])
    expect(Object.keys(left.layout ?? {})).toEqual(['t', 'a'])
  })

  it('answers the same playbook when nothing changes', () => {
    expect(remove(chain, new Set(['nobody']))).toBe(chain)
    expect(place(chain, new Map([['t', { x: 0, y: 0 }]]))).toBe(chain)
    expect(setField(chain, 't', 'threshold', 'safetyStockUnits')).toBe(chain)
    expect(renameNode(chain, 't', 'en', '')).toBe(chain)
    expect(setDisabled(chain, new Set(['t']), false)).toBe(chain)
  })

  it('leaves no empty keys behind, so that export and import give the same file', () => {
    const edited = [
      (p: typeof chain) => renameNode(renameNode(p, 't', 'en', 'x'), 't', 'en', ''),
      (p: typeof chain) => setDisabled(setDisabled(p, new Set(['a']), true), new Set(['a']), false),
      (p: typeof chain) => setField(setField(p, 't', 'for', '3d'), 't', 'for', undefined),
      (p: typeof chain) => setText(setText(p, 'question', 'en', 'why?'), 'question', 'en', ''),
      (p: typeof chain) => setParam(setParam(p, 'days', { default: 3 }), 'days', undefined),
    ].reduce((playbook, step) => step(playbook), chain)
    expect(edited).toEqual(chain)
    expect(parsePlaybook(formatPlaybook(edited)).ok).toBe(true)
  })
})

describe('names in two languages', () => {
  const named = {
    ...chain,
    nodes: chain.nodes.map((node) =>
      node.id === 't' ? { ...node, name: { en: 'Watch', zh: '看' } } : node,
    ),
  }

  it('renames a node in one language and keeps the other', () => {
    const renamed = renameNode(named, 't', 'en', 'Look')
    expect(renamed.nodes[0]?.name).toEqual({ en: 'Look', zh: '看' })
    expect(renameNode(named, 't', 'zh', '看')).toBe(named)
  })

  it('shows the label of the kind where a name is empty, and drops a name empty in both', () => {
    const cleared = renameNode(named, 't', 'en', '')
    expect(titleOf(cleared.nodes[0]!, 'en')).toBe('Low stock')
    expect(titleOf(cleared.nodes[0]!, 'zh')).toBe('看')
    expect(renameNode(cleared, 't', 'zh', '').nodes[0]).not.toHaveProperty('name')
  })
})

describe('clipboard', () => {
  it('pastes a copy with new ids, the edges in between, beside the originals', () => {
    const result = paste(chain, copyText(chain, new Set(['c', 'a'])), counter())
    if (result.status !== 'pasted') throw new Error(result.status)
    expect(result.playbook.nodes).toHaveLength(5)
    expect([...result.nodeIds]).toEqual(['n_new1', 'n_new2'])
    expect(result.playbook.edges.slice(2)).toEqual([
      { id: 'e_new3', from: ['n_new1', 'true'], to: ['n_new2', 'in'] },
    ])
    // below the originals, which stand at 300,0 and 600,0
    expect(result.playbook.layout?.['n_new1']).toEqual([336, 176])
    expect(result.playbook.layout?.['n_new2']).toEqual([640, 176])
  })

  it('pastes at the pointer, as near to it as nothing is covered', () => {
    const copied = copyText(chain, new Set(['a']))
    const free = paste(chain, copied, counter(), { at: { x: 1003, y: 500 } })
    const taken = paste(chain, copied, counter(), { at: { x: 10, y: 10 } })
    if (free.status !== 'pasted' || taken.status !== 'pasted') throw new Error('not pasted')
    expect(free.playbook.layout?.['n_new1']).toEqual([1000, 504])
    expect(taken.playbook.layout?.['n_new1']).toEqual([8, 176])
  })

  it('brings along the parameters that the nodes read and the target lacks', () => {
    const reading = setField(chain, 'a', 'quantity', '30 * params.orderFactor + params . own')
    const source = {
      ...reading,
      params: { orderFactor: { default: 2 }, own: { default: 3 }, unused: { default: 9 } },
    }
    const target = { ...chain, params: { own: { default: 7 } } }
    const result = paste(target, copyText(source, new Set(['a'])), counter())
    if (result.status !== 'pasted') throw new Error(result.status)
    expect(result.playbook.params).toEqual({ orderFactor: { default: 2 }, own: { default: 7 } })
    const plain = paste(chain, copyText(chain, new Set(['a'])), counter())
    expect(plain.status === 'pasted' && 'params' in plain.playbook).toBe(false)
  })

  it('leaves other text to others', () => {
    expect(paste(chain, 'hello', counter()).status).toBe('foreign')
    expect(paste(chain, '{"a": 1}', counter()).status).toBe('foreign')
  })

  it('says what is wrong with a broken piece, and changes nothing', () => {
    const result = paste(chain, '{"format": "playbook/1", "nodes": 3}', counter())
    expect(result.status).toBe('refused')
  })
})

describe('adding nodes', () => {
  const kinds = (definitions: readonly { kind: string }[]) => definitions.map(({ kind }) => kind)

  it('offers behind a port only what can be connected there', () => {
    const found = kinds(fittingKinds(chain, { from: ['t', 'out'] }))
    expect(found).toContain('condition.expression')
    // it watches stocks, and prices belong to products
    expect(found).not.toContain('action.setPrice')
    expect(found.filter((kind) => kind.startsWith('trigger.'))).toEqual([])
  })

  it('offers before a port only what has an output', () => {
    const found = kinds(fittingKinds(chain, { to: ['a', 'in'] }))
    expect(found.some((kind) => kind.startsWith('action.'))).toBe(false)
    expect(found).toContain('condition.expression')
  })

  it('places the new node to the right of its source, on nothing else, and wires it', () => {
    const definition = nodeDefinition('action.notify')
    if (definition === undefined) throw new Error('no such kind')
    const from: [string, string] = ['c', 'false']
    const { playbook, nodeId } = placeNode(
      chain,
      { definition, from, centre: { x: 0, y: 0 }, sizes: new Map() },
      counter(),
    )
    expect(playbook.edges.at(-1)).toMatchObject({ from, to: [nodeId, 'in'] })
    const [x, y] = playbook.layout?.[nodeId] ?? [0, 0]
    expect(x).toBeGreaterThan(300)
    // the action "a" stands at 600,0
    expect(Math.abs(x - 600) < 248 && Math.abs(y) < 100).toBe(false)
  })

  it('puts a node without wiring to the right of everything', () => {
    const definition = nodeDefinition('trigger.schedule')!
    const added = placeNode(
      chain,
      { definition, centre: { x: 0, y: 0 }, sizes: new Map() },
      counter(),
    )
    expect(added.playbook.layout?.[added.nodeId]).toEqual([944, 0])
    expect(added.playbook.edges).toHaveLength(2)
  })

  it('wires a node from the palette to the first open output of the selected node, where it fits', () => {
    const after = (nodeId: string, kind: string) =>
      wiringAfter(chain, nodeId, nodeDefinition(kind)!)
    expect(after('c', 'action.notify')).toEqual({ from: ['c', 'false'] })
    expect(after('t', 'action.notify')).toEqual({})
    expect(after('c', 'trigger.schedule')).toEqual({})
    expect(after('a', 'action.notify')).toEqual({})
  })
})
