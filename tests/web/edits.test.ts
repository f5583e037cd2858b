import { describe, expect, it } from 'vitest'
import { formatPlaybook, nodeDefinition, parsePlaybook } from '@sandtable/rules'
import { copyText, paste } from '../../apps/web/src/editor/clipboard.ts'
import {
  place,
  remove,
  renameNode,
  setDisabled,
  setField,
} from '../../apps/web/src/editor/edits.ts'
import { fittingKinds, placeNode } from '../../apps/web/src/editor/placing.ts'
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
const categories = { trigger: 'Trigger', condition: 'Condition', flow: 'Flow', action: 'Action' }

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
    expect(renameNode(chain, 't', '')).toBe(chain)
    expect(setDisabled(chain, new Set(['t']), false)).toBe(chain)
  })

  it('leaves no empty keys behind, so that export and import give the same file', () => {
    const edited = [
      (p: typeof chain) => renameNode(renameNode(p, 't', 'x'), 't', ''),
      (p: typeof chain) => setDisabled(setDisabled(p, new Set(['a']), true), new Set(['a']), false),
      (p: typeof chain) => setField(setField(p, 't', 'for', '3d'), 't', 'for', undefined),
      (p: typeof chain) => setText(setText(p, 'question', 'en', 'why?'), 'question', 'en', ''),
      (p: typeof chain) => setParam(setParam(p, 'days', { default: 3 }), 'days', undefined),
    ].reduce((playbook, step) => step(playbook), chain)
    expect(edited).toEqual(chain)
    expect(parsePlaybook(formatPlaybook(edited)).ok).toBe(true)
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
    expect(result.playbook.layout?.['n_new1']).toEqual([336, 32])
    expect(result.playbook.layout?.['n_new2']).toEqual([632, 32])
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
    const found = kinds(fittingKinds(chain, { from: ['t', 'out'] }, '', 'en', categories))
    expect(found).toContain('condition.expression')
    // it watches stocks, and prices belong to products
    expect(found).not.toContain('action.setPrice')
    expect(found.filter((kind) => kind.startsWith('trigger.'))).toEqual([])
  })

  it('offers before a port only what has an output', () => {
    const found = kinds(fittingKinds(chain, { to: ['a', 'in'] }, '', 'en', categories))
    expect(found.some((kind) => kind.startsWith('action.'))).toBe(false)
    expect(found).toContain('condition.expression')
  })

  it('finds kinds by words of either language', () => {
    expect(kinds(fittingKinds(chain, {}, 'purchase', 'en', categories))).toEqual(['action.reorder'])
    expect(kinds(fittingKinds(chain, {}, '补货', 'zh', categories))).toEqual(['action.reorder'])
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
})
