/** Flow nodes (SPEC F). */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkPlaybook, type Config, type Playbook } from '@sandtable/rules'
import { Ranking } from '../../packages/rules/src/nodes/flow/ranking.ts'
import { stableFraction } from '../../packages/rules/src/nodes/flow/stableFraction.ts'
import { fakeCatalogue, fakeShop, snapshot, type Figures } from '../support/fakeShop.ts'
import { portsByDay, shopOf } from '../support/flowRun.ts'
import { playbook, program } from '../support/playbooks.ts'

const shop = shopOf({
  category: { c0: {}, c1: {} },
  supplier: { s0: {}, s1: {} },
  warehouse: { w0: {}, w1: {} },
  channel: { main: {}, own: {}, search: {} },
  product: {
    p0: { category: 'c0', supplier: 's0' },
    p1: { category: 'c0', supplier: 's1' },
    p2: { category: 'c1', supplier: 's0' },
    p3: { category: 'c1', supplier: 's0' },
  },
  stock: {
    k0: { product: 'p0', warehouse: 'w0', category: 'c0', supplier: 's0' },
    k1: { product: 'p0', warehouse: 'w1', category: 'c0', supplier: 's0' },
    k2: { product: 'p2', warehouse: 'w1', category: 'c1', supplier: 's0' },
  },
})
const missing = Number.NaN

/** A trigger that selects, day by day, the products whose stock on hand is given as 1. */
const arriving = {
  t: ['trigger.metric', { scope: 'product', expression: 'onHandUnits == 1', when: 'whileTrue' }],
} as const
const alert = ['action.notify', { message: 'look' }] as const
function behind(
  type: string,
  config: Config,
  trigger: (typeof arriving)['t'] = arriving.t,
): Playbook {
  return playbook({ t: [...trigger], f: [type, config] }, ['t.out>f'])
}
/** Figures of the products, day by day. */
const products = (
  days: readonly (readonly number[])[],
  more: Record<string, readonly number[]> = {},
) => days.map((onHandUnits): Figures => ({ product: { onHandUnits, ...more } }))

/** Days (from 1) on which the one product of a shop leaves by each port, for days on which it arrives. */
function timeline(
  type: string,
  config: Config,
  arrivals: readonly number[],
  ratios: readonly number[] = [],
): Record<string, number[]> {
  const days = arrivals.map((onHandUnits, day): Figures => ({
    product: { onHandUnits: [onHandUnits], conversionRatio: [ratios[day] ?? 0] },
  }))
  const found: Record<string, number[]> = {}
  portsByDay(behind(type, config), 'f', fakeShop(1), days).forEach((ports, day) => {
    for (const [port, ids] of Object.entries(ports)) {
      found[port] ??= []
      if (ids.length > 0) found[port].push(day + 1)
    }
  })
  return found
}
const once = (days: number) => [1, ...Array.from({ length: days - 1 }, () => 0)]
const always = (days: number) => Array.from({ length: days }, () => 1)

describe('relate', () => {
  const related = (scope: string, to: string, expression = 'true'): string[] => {
    const trigger = ['trigger.metric', { scope, expression, when: 'whileTrue' }] as const
    const book = playbook({ t: [...trigger], f: ['flow.relate', { to }] }, ['t.out>f'])
    return portsByDay(book, 'f', shop, [{}])[0]!['out']!
  }
  it('[F2] gives the parents of what arrives', () => {
    expect(related('product', 'category', 'id == "p2" || id == "p3"')).toEqual(['c1'])
    expect(related('stock', 'supplier', 'id == "k2"')).toEqual(['s0'])
  })
  it('[F2] gives the children of what arrives', () => {
    expect(related('supplier', 'product', 'id == "s0"')).toEqual(['p0', 'p2', 'p3'])
    expect(related('category', 'stock', 'id == "c1"')).toEqual(['k2'])
    expect(related('shop', 'warehouse')).toEqual(['w0', 'w1'])
  })
  it('[F2] gives all where neither belongs to the other, as soon as anything arrives', () => {
    expect(related('channel', 'channel', 'id == "main"')).toEqual(['main', 'own', 'search'])
    expect(related('product', 'warehouse', 'id == "p0"')).toEqual(['w0', 'w1'])
    expect(related('product', 'warehouse', 'false')).toEqual([])
  })
  it.each([
    ['stock', 'product', 'parents', 2],
    ['supplier', 'product', 'children', 4],
    ['product', 'warehouse', 'all', 2],
  ] as const)('[F2] counts what goes on from %s to %s: %s', (scope, to, _how, count) => {
    const trigger = ['trigger.metric', { scope, expression: 'true', when: 'whileTrue' }] as const
    const book = program(playbook({ t: [...trigger], f: ['flow.relate', { to }] }, ['t.out>f']))
    const reviewer = book.startReviewer(shop)
    const { fired } = reviewer.review('endOfDay', snapshot(1, [{}]), () => [])
    expect(fired[book.nodes.findIndex(({ id }) => id === 'f')]).toBe(count)
  })
  it('[F2] the selection behind it is of the other scope', () => {
    const book = playbook(
      {
        t: [...arriving.t],
        f: ['flow.relate', { to: 'category' }],
        a: ['action.setPrice', { priceCents: '1' }],
      },
      ['t.out>f', 'f.out>a'],
    )
    const codes = checkPlaybook(book, fakeCatalogue).map(({ code }) => code)
    expect(codes).toContain('wrongTarget')
  })
})

describe('top', () => {
  const chosen = (config: Config, soldUnits: readonly number[], selected = [1, 1, 1, 1]) =>
    portsByDay(
      behind('flow.top', { by: 'soldUnits', ...config }),
      'f',
      shop,
      products([selected], { soldUnits }),
    )[0]
  it('[F3] passes the highest, or the lowest, and the rest by the other port', () => {
    expect(chosen({ count: '2' }, [1, 4, 2, 3])).toEqual({ top: ['p1', 'p3'], rest: ['p0', 'p2'] })
    expect(chosen({ count: '1', order: 'lowest' }, [1, 4, 2, 3])!['top']).toEqual(['p0'])
    expect(chosen({ count: '2' }, [1, 4, 2, 3], [1, 0, 1, 1])).toEqual({
      top: ['p2', 'p3'],
      rest: ['p0'],
    })
  })
  it('[F3] equal values go by id; what has no value is never among the best', () => {
    expect(chosen({ count: '2' }, [3, 3, 3, 3])!['top']).toEqual(['p0', 'p1'])
    expect(chosen({ count: '3' }, [1, missing, missing, 2])).toEqual({
      top: ['p0', 'p3'],
      rest: ['p1', 'p2'],
    })
  })
  it('[F3] counts per parent', () => {
    expect(chosen({ count: '1', per: 'category' }, [1, 4, 2, 3])!['top']).toEqual(['p1', 'p3'])
    expect(chosen({ count: '1', per: 'supplier' }, [1, 4, 2, 3])!['top']).toEqual(['p1', 'p3'])
    expect(chosen({ count: '1', per: 'shop' }, [1, 4, 2, 3])!['top']).toEqual(['p1'])
  })
  it('[F3] rounds the number down, and passes nothing below one', () => {
    expect(chosen({ count: '1.9' }, [1, 4, 2, 3])!['top']).toEqual(['p1'])
    for (const count of ['0', '-3', '0.5', '1 / 0']) {
      expect(chosen({ count }, [1, 4, 2, 3])).toEqual({ top: [], rest: ['p0', 'p1', 'p2', 'p3'] })
    }
  })
  it('[F3] groups by a parent of what arrives only', () => {
    const issues = checkPlaybook(
      behind('flow.top', { by: 'soldUnits', per: 'warehouse' }),
      fakeCatalogue,
    )
    expect(issues.filter(({ severity }) => severity === 'error')).toMatchObject([
      { code: 'unknownScope', field: 'per', nodeId: 'f' },
    ])
  })
  it('[F3] chooses as sorting would', () => {
    const value = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constant(missing))
    fc.assert(
      fc.property(
        fc.array(fc.tuple(value, fc.constantFrom(0, 1), fc.constantFrom(0, 1, 2)), {
          maxLength: 40,
        }),
        fc.integer({ min: 0, max: 6 }),
        (entities, count) => {
          const size = entities.length
          const ranking = new Ranking(
            size,
            Int32Array.from(entities, ([, , group]) => group),
            3,
          )
          const best = new Uint8Array(size)
          const selected = Uint8Array.from(entities, ([, isSelected]) => isSelected)
          const chosenCount = ranking.choose(selected, (i) => entities[i]![0], count, best)
          const expected = [0, 1, 2].flatMap((group) =>
            [...entities.keys()]
              .filter((i) => entities[i]![1] === 1 && entities[i]![2] === group)
              .filter((i) => !Number.isNaN(entities[i]![0]))
              .toSorted((a, b) => entities[b]![0] - entities[a]![0] || a - b)
              .slice(0, count),
          )
          expect([...best.keys()].filter((i) => best[i] === 1)).toEqual(
            expected.toSorted((a, b) => a - b),
          )
          expect(chosenCount).toBe(expected.length)
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('split', () => {
  const ids = Array.from({ length: 4000 }, (_, i) => `p_${i}`)
  it('[F4] gives every entity one side, the same every day, in about the share asked for', () => {
    const many = fakeShop(200)
    const days = products([always(200), always(200)])
    const [first, second] = portsByDay(behind('flow.split', { share: '0.25' }), 'f', many, days)
    expect(second).toEqual(first)
    expect([...first!['a']!, ...first!['b']!].toSorted()).toEqual(
      [...many.entities('product').ids].toSorted(),
    )
    const share = ids.filter((id) => stableFraction('x', id) < 0.25).length / ids.length
    expect(share).toBeGreaterThan(0.22)
    expect(share).toBeLessThan(0.28)
  })
  it('[F4] a larger share keeps what was in A; another name deals independently', () => {
    const inA = (salt: string, share: number) =>
      ids.filter((id) => stableFraction(salt, id) < share)
    const small = new Set(inA('x', 0.3))
    expect(inA('x', 0.4).filter((id) => small.has(id))).toHaveLength(small.size)
    const both = inA('y', 0.3).filter((id) => small.has(id)).length / ids.length
    expect(both).toBeGreaterThan(0.07)
    expect(both).toBeLessThan(0.11)
  })
  it('[F4] is the same on every machine', () => {
    expect(stableFraction('', 'p0')).toBe(stableFraction('', 'p0'))
    expect(['p0', 'p1', 'p2'].map((id) => stableFraction('gift', id).toFixed(6)))
      .toMatchInlineSnapshot(`
      [
        "0.811837",
        "0.543196",
        "0.745342",
      ]
    `)
  })
})

describe('all', () => {
  const book = (edges: readonly string[]) =>
    playbook(
      {
        t: [...arriving.t],
        u: ['trigger.metric', { scope: 'product', expression: 'soldUnits > 1', when: 'whileTrue' }],
        f: ['flow.all', {}],
      },
      edges,
    )
  const day = products([[1, 1, 0, 0]], { soldUnits: [5, 0, 5, 0] })
  it('[F5] passes what every edge brings; the rest of what arrived goes by the other port', () => {
    expect(portsByDay(book(['t.out>f', 'u.out>f']), 'f', shop, day)).toEqual([
      { out: ['p0'], rest: ['p1', 'p2'] },
    ])
    expect(portsByDay(book(['t.out>f']), 'f', shop, day)).toEqual([{ out: ['p0', 'p1'], rest: [] }])
  })
  it('[F5] an edge from a disabled node brings nothing', () => {
    const both = book(['t.out>f', 'u.out>f'])
    const off = {
      ...both,
      nodes: both.nodes.map((node) => ({ ...node, isDisabled: node.id === 'u' })),
    }
    expect(portsByDay(off, 'f', shop, day)).toEqual([{ out: [], rest: ['p0', 'p1'] }])
  })
})

describe('wait', () => {
  it('[F6] holds an entity for n reviews', () => {
    expect(timeline('flow.wait', { days: '3d' }, once(8))).toEqual({ out: [4] })
    expect(timeline('flow.wait', { days: '1d' }, [1, 1, 0, 1])).toEqual({ out: [2, 3] })
  })
  it('[F6] what arrives again while waiting is ignored, waits anew, or leaves once more', () => {
    const arrivals = [1, 0, 1, 0, 0, 0, 0, 0, 0]
    expect(timeline('flow.wait', { days: '3d', mode: 'single' }, arrivals)).toEqual({ out: [4] })
    expect(timeline('flow.wait', { days: '3d', mode: 'restart' }, arrivals)).toEqual({ out: [6] })
    expect(timeline('flow.wait', { days: '3d', mode: 'parallel' }, arrivals)).toEqual({
      out: [4, 6],
    })
  })
  it('[F6] an entity leaves before it arrives anew', () => {
    expect(timeline('flow.wait', { days: '3d', mode: 'single' }, always(8))).toEqual({
      out: [4, 7],
    })
    expect(timeline('flow.wait', { days: '3d', mode: 'restart' }, always(8))).toEqual({ out: [] })
    expect(timeline('flow.wait', { days: '3d', mode: 'parallel' }, always(8))).toEqual({
      out: [4, 5, 6, 7, 8],
    })
    expect(timeline('flow.wait', { days: '3d', mode: 'restart' }, [1, 0, 0, 1, 0, 0, 0])).toEqual({
      out: [4, 7],
    })
  })
  it('[F1] nodes behind it read the figures of the day on which it leaves', () => {
    const book = playbook(
      {
        t: [...arriving.t],
        f: ['flow.wait', { days: '2d' }],
        c: ['condition.expression', { expression: 'soldUnits > 5' }],
        a: [...alert],
      },
      ['t.out>f', 'f.out>c', 'c.true>a'],
    )
    const day = (onHandUnits: number[], soldUnits: number[]): Figures => ({
      product: { onHandUnits, soldUnits },
    })
    const days = [day([1, 1], [9, 0]), day([0, 0], [9, 9]), day([0, 0], [0, 9])]
    const passed = portsByDay(book, 'c', fakeShop(2), days)
    expect(passed.map((ports) => ports['true'])).toEqual([[], [], ['p1']])
  })
  it('[F1] reads its days from a parameter', () => {
    const book = {
      ...behind('flow.wait', { days: 'params.holdDays' }),
      params: { holdDays: { default: 2 } },
    }
    const out = portsByDay(book, 'f', fakeShop(1), products([[1], [0], [0], [0]]))
    expect(out.map((ports) => ports['out']!.length)).toEqual([0, 0, 1, 0])
  })
})

describe('ladder', () => {
  const ladder = { stepDays: '2d', stages: 3 }
  it('[F7] the first stage follows at once, each next one n reviews later', () => {
    expect(timeline('flow.ladder', ladder, once(9))).toEqual({
      stage1: [1],
      stage2: [3],
      stage3: [5],
    })
    expect(timeline('flow.ladder', { stepDays: '1d', stages: 5 }, once(6))).toEqual({
      stage1: [1],
      stage2: [2],
      stage3: [3],
      stage4: [4],
      stage5: [5],
    })
  })
  it('[F7] what arrives while it climbs is ignored; without recover it leaves one step after the last stage', () => {
    expect(timeline('flow.ladder', ladder, always(12))).toEqual({
      stage1: [1, 7],
      stage2: [3, 9],
      stage3: [5, 11],
    })
  })
  const recovering = { ...ladder, recover: 'conversionRatio > 0.5' }
  it('[F7] leaves when it recovers, and does not enter while recover is true', () => {
    const ratios = [0, 0, 0, 0.9, 0, 0, 0, 0]
    expect(timeline('flow.ladder', recovering, once(8), ratios)).toEqual({
      stage1: [1],
      stage2: [3],
      stage3: [],
    })
    expect(timeline('flow.ladder', recovering, always(8), ratios)).toEqual({
      stage1: [1, 5],
      stage2: [3, 7],
      stage3: [],
    })
  })
  it('[F7] with recover it stays on the last stage until it recovers', () => {
    const ratios = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0.9, 0, 0]
    expect(timeline('flow.ladder', recovering, always(12), ratios)).toEqual({
      stage1: [1, 11],
      stage2: [3],
      stage3: [5],
    })
  })
  it('[F7] a recover that cannot be decided holds it where it is, unless told otherwise', () => {
    const ratios = [0, 0, missing, missing, 0, 0, 0, 0]
    const climb = (onMissing: string) =>
      timeline('flow.ladder', { ...recovering, onMissing }, once(8), ratios)
    expect(climb('hold')).toEqual({ stage1: [1], stage2: [5], stage3: [7] })
    expect(climb('false')).toEqual({ stage1: [1], stage2: [3], stage3: [5] })
    expect(climb('true')).toEqual({ stage1: [1], stage2: [], stage3: [] })
  })
  it('[F7] has as many ports as stages, and all five while the number is not known', () => {
    const ports = (stages: number | string, params = {}) => {
      const book = { ...behind('flow.ladder', { stages }), params }
      return Object.keys(portsByDay(book, 'f', fakeShop(1), products([[1]]))[0]!)
    }
    expect(ports(2)).toEqual(['stage1', 'stage2'])
    expect(ports('params.steps', { steps: { default: 4 } })).toHaveLength(4)
  })
})

describe('limit', () => {
  const passed = (
    config: Config,
    days: readonly (readonly number[])[],
    soldUnits = [1, 4, missing, 3],
  ) =>
    portsByDay(behind('flow.limit', config), 'f', shop, products(days, { soldUnits })).map(
      (ports) => [ports['out'], ports['over']],
    )
  it('[F8] lets so many through a day, by id, the rest by the other port', () => {
    expect(
      passed({ count: '2' }, [
        [1, 1, 1, 0],
        [0, 1, 1, 1],
      ]),
    ).toEqual([
      [['p0', 'p1'], ['p2']],
      [['p1', 'p2'], ['p3']],
    ])
  })
  it('[F8] the most important first; what cannot be ranked comes last', () => {
    const [[out]] = passed({ count: '2', by: 'soldUnits' }, [always(4)]) as [[string[]]]
    expect(out).toEqual(['p1', 'p3'])
    const [[all]] = passed({ count: '4', by: 'soldUnits', order: 'lowest' }, [always(4)]) as [
      [string[]],
    ]
    expect(all).toEqual(['p0', 'p1', 'p2', 'p3'])
    const [[lowest]] = passed({ count: '1', by: 'soldUnits', order: 'lowest' }, [[0, 1, 1, 1]]) as [
      [string[]],
    ]
    expect(lowest).toEqual(['p3'])
  })
  it('[F8] counts over any n reviews in a row', () => {
    const days = [
      [1, 0, 0, 0],
      [1, 1, 0, 0],
      [1, 1, 1, 1],
      [1, 0, 0, 0],
      [1, 1, 1, 1],
    ]
    const counts = passed({ count: '3', days: '3d' }, days).map(([out]) => out!.length)
    expect(counts).toEqual([1, 2, 0, 1, 2])
  })
  it('[F8] never lets more through than it says, over any window', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.constantFrom(0, 1), { minLength: 4, maxLength: 4 }), {
          minLength: 1,
          maxLength: 12,
        }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 4 }),
        (days, count, reviews) => {
          const counts = passed({ count: `${count}`, days: `${reviews}d` }, days).map(
            ([out]) => out!.length,
          )
          counts.forEach((passedToday, day) => {
            const window = counts.slice(Math.max(0, day - reviews + 1), day + 1)
            const total = window.reduce((sum, value) => sum + value, 0)
            expect(total).toBeLessThanOrEqual(count)
            // and no fewer: whoever is held back is held back by the limit
            const arrived = days[day]!.filter((isSelected) => isSelected === 1).length
            if (total < count) expect(passedToday).toBe(arrived)
          })
        },
      ),
      { numRuns: 100 },
    )
  })
})

describe('every condition and flow node', () => {
  const figure = fc.constantFrom(missing, 0, 1, 2, 3)
  const columns = fc.array(figure, { minLength: 4, maxLength: 4 })
  const randomDays = fc.array(
    fc.record({ onHandUnits: columns, soldUnits: columns, conversionRatio: columns }),
    { minLength: 1, maxLength: 6 },
  )
  const table = {
    columns: [
      { id: 'x', expression: 'soldUnits' },
      { id: 'y', expression: 'conversionRatio' },
    ],
    rows: [
      { id: 'low', cells: { x: '< 2', y: '[0..2]' } },
      { id: 'high', cells: { x: '>= 2' } },
    ],
  }
  it.each([
    ['condition.expression', { expression: 'soldUnits > 1 && conversionRatio < 2' }],
    ['condition.expression', { expression: 'soldUnits > 1', onMissing: 'false' }],
    ['condition.table', { table }],
    ['condition.table', { table, hitPolicy: 'first', onMissing: 'default' }],
    ['flow.top', { count: '2', by: 'soldUnits' }],
    ['flow.limit', { count: '2', by: 'soldUnits', days: '2d' }],
    ['flow.split', { share: '0.4' }],
    ['flow.all', {}],
  ] as [string, Config][])('[G2] %s %j partitions what arrives', (type, config) => {
    fc.assert(
      fc.property(randomDays, (days) => {
        const figures = days.map((product): Figures => ({ product }))
        const arrived = portsByDay(behind(type, config), 't', shop, figures)
        portsByDay(behind(type, config), 'f', shop, figures).forEach((ports, day) => {
          expect(Object.values(ports).flat().toSorted()).toEqual(arrived[day]!['out'])
        })
      }),
      { numRuns: 40 },
    )
  })
  it('[F1] the order of nodes and edges in the file changes nothing', () => {
    const base = playbook(
      {
        t: [...arriving.t],
        u: ['trigger.metric', { scope: 'product', expression: 'soldUnits > 0', when: 'whileTrue' }],
        w: ['flow.wait', { days: '1d', mode: 'restart' }],
        l: ['flow.ladder', { stepDays: '1d', stages: 2 }],
        s: ['flow.split', {}],
        b: ['flow.all', {}],
        p: ['flow.top', { count: '2', by: 'soldUnits' }],
        m: ['flow.limit', { count: '2', days: '2d' }],
        r: ['flow.relate', { to: 'category' }],
        d: ['condition.table', { table, hitPolicy: 'collect' }],
        a: [...alert],
        n: [...alert],
      },
      [
        't.out>w',
        'w.out>l',
        'l.stage1>b',
        'l.stage2>p',
        'u.out>b',
        'u.out>s',
        's.a>b',
        's.b>p',
        'b.out>d',
        'b.rest>m',
        'p.top>d',
        'd.low>m',
        'd.high>r',
        'm.out>a',
        'r.out>n',
      ],
    )
    const run = (book: Playbook, days: readonly Figures[]) => {
      const compiled = program(book)
      const reviewer = compiled.startReviewer(shop)
      return days.map((_, today) => {
        const past = days.slice(0, today + 1).toReversed()
        const asked: unknown[] = []
        const { passed, fired } = reviewer.review(
          'endOfDay',
          snapshot(today + 1, past),
          (commands) => {
            asked.push(...commands)
            return commands.map(() => ({ fate: 'applied' }))
          },
        )
        const named = (counts: Int32Array, ids: readonly { id: string }[]) =>
          Object.fromEntries(ids.map(({ id }, index) => [id, counts[index]]))
        return [asked, named(passed, compiled.edges), named(fired, compiled.nodes)]
      })
    }
    const shuffled = <T>(items: readonly T[]) =>
      fc.shuffledSubarray([...items], { minLength: items.length })
    fc.assert(
      fc.property(randomDays, shuffled(base.nodes), shuffled(base.edges), (days, nodes, edges) => {
        const figures = days.map((product): Figures => ({ product }))
        expect(run({ ...base, nodes, edges }, figures)).toEqual(run(base, figures))
      }),
      { numRuns: 60 },
    )
  })
})
