import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Command, Playbook, Receipt } from '@sandtable/rules'
import { fakeShop, recorder, snapshot, type Figures } from '../support/fakeShop.ts'
import { playbook, program } from '../support/playbooks.ts'

const always = [
  'trigger.schedule',
  { scope: 'product', recurrence: 'FREQ=DAILY;INTERVAL=1' },
] as const
const reorder = (units: string, more = {}) => ['action.reorder', { units, ...more }] as const
const setPrice = (priceCents: string, more = {}) =>
  ['action.setPrice', { priceCents, ...more }] as const
const figures: Figures = {
  product: {
    onHandUnits: [3, 8, 20],
    soldUnits: [1, 2, 3],
    priceCents: [1000, 2000, 3000],
    conversionRatio: [0.1, Number.NaN, 0.3],
    abcClass: [0, 1, 2],
  },
  stock: { soldUnits: [1, 2, 3], onHandUnits: [3, 8, 20] },
}

/** One review on day 1 for three products; returns the commands and a copy of the counts by node id. */
function reviewOnce(
  playbooks: Playbook | readonly Playbook[],
  answer: (command: Command) => Receipt = () => ({ fate: 'applied' }),
) {
  const compiled = program(playbooks)
  const commands: Command[] = []
  const counts = compiled
    .startReviewer(fakeShop(3))
    .review('endOfDay', snapshot(1, [figures]), (asked) => {
      commands.push(...asked)
      return asked.map(answer)
    })
  const at = (id: string) => {
    const index = compiled.nodes.findIndex((node) => node.id === id)
    const { evaluated, fired, applied, adjusted, suppressed, rejected } = counts
    return {
      evaluated: evaluated[index],
      fired: fired[index],
      applied: applied[index],
      adjusted: adjusted[index],
      suppressed: suppressed[index],
      rejected: rejected[index],
    }
  }
  const passed = Object.fromEntries(
    compiled.edges.map(({ id }, index) => [id, counts.passed[index]]),
  )
  return { commands, at, passed }
}

describe('selections', () => {
  it('[G2] a condition splits its input into true, false and missing', () => {
    const { passed, at } = reviewOnce(
      playbook(
        {
          t: [...always],
          c: ['condition.expression', { expression: 'conversionRatio > 0.2' }],
          a: [...reorder('1')],
          b: [...reorder('2')],
          m: [...reorder('3')],
        },
        ['t.out>c', 'c.true>a', 'c.false>b', 'c.missing>m'],
      ),
    )
    expect(passed).toEqual({ e0: 3, e1: 1, e2: 1, e3: 1 })
    expect(at('c')).toMatchObject({ evaluated: 3, fired: 1 })
  })
  it('[G2] onMissing routes entities without a figure to true or false', () => {
    const branches = (onMissing: string) =>
      reviewOnce(
        playbook(
          {
            t: [...always],
            c: ['condition.expression', { expression: 'conversionRatio > 0.2', onMissing }],
            a: [...reorder('1')],
          },
          ['t.out>c', 'c.true>a'],
        ),
      ).passed['e1']
    expect(branches('missing')).toBe(1)
    expect(branches('true')).toBe(2)
  })
  it('[G3] several edges into one port mean union', () => {
    const { commands } = reviewOnce(
      playbook(
        {
          t: [...always],
          c: ['condition.expression', { expression: 'onHandUnits < 5' }],
          d: ['condition.expression', { expression: 'onHandUnits < 10' }],
          a: [...reorder('1')],
        },
        ['t.out>c', 't.out>d', 'c.true>a', 'd.true>a'],
      ),
    )
    expect(commands.map(({ entities }) => entities)).toEqual([[0], [1]])
  })
  it('[G6] a disabled node does nothing and passes nothing', () => {
    const base = playbook({ t: [...always], a: [...reorder('1')] }, ['t.out>a'])
    const off = {
      ...base,
      nodes: base.nodes.map((node) => ({ ...node, isDisabled: node.id === 't' })),
    }
    expect(reviewOnce(off).commands).toEqual([])
    expect(reviewOnce(off).at('t').evaluated).toBe(0)
  })
})

describe('a program', () => {
  it('keeps the longest history that any expression reads', () => {
    const { historyNeeds } = program(
      playbook(
        {
          t: [
            'trigger.metric',
            { scope: 'product', expression: 'sum(soldUnits, 3d) > lag(soldUnits, 9d)' },
          ],
          c: ['condition.expression', { expression: 'mean(soldUnits, 5d) > 1' }],
          a: [...reorder('1')],
        },
        ['t.out>c', 'c.true>a'],
      ),
    )
    expect(historyNeeds).toEqual([{ scope: 'product', metricId: 'soldUnits', days: 9 }])
  })
})

describe('proposals', () => {
  it('[A1] rounds orders up and prices down to whole units and cents', () => {
    const { commands } = reviewOnce([
      playbook({ t: [...always], a: [...reorder('1.2 * soldUnits')] }, ['t.out>a']),
      playbook({ t: [...always], p: [...setPrice('priceCents / 3')] }, ['t.out>p']),
    ])
    const values = (name: string) =>
      commands.filter(({ command }) => command === name).map((command) => command.values)
    expect(values('reorder')).toEqual([{ units: 4 }, { units: 3 }, { units: 2 }])
    expect(values('setPrice')).toEqual([
      { priceCents: 333 },
      { priceCents: 666 },
      { priceCents: 1000 },
    ])
  })
  it('[A2] proposes nothing for an amount that is missing, zero or negative', () => {
    const { commands, at } = reviewOnce(
      playbook({ t: [...always], a: [...reorder('conversionRatio * 10 - 2')] }, ['t.out>a']),
    )
    expect(commands.map(({ entities, values }) => [entities, values])).toEqual([
      [[2], { units: 1 }],
    ])
    expect(at('a')).toMatchObject({ evaluated: 3, fired: 1 })
  })
  it('[A3] an action’s cooldown and maxPerDay suppress, visibly', () => {
    const compiled = program(
      playbook({ t: [...always], a: [...reorder('1', { cooldown: '2d', maxPerDay: 2 })] }, [
        't.out>a',
      ]),
    )
    const reviewer = compiled.startReviewer(fakeShop(3))
    const seen = [1, 2, 3, 4].map((day) => {
      const { commands, apply } = recorder()
      const counts = reviewer.review('endOfDay', snapshot(day, [figures]), apply)
      return [commands.flatMap(({ entities }) => entities), counts.suppressed[0]]
    })
    expect(seen).toEqual([
      [[0, 1], 1],
      [[2], 2],
      [[], 3],
      [[0, 1], 1],
    ])
  })
  it('[A4] one message a day carries all entities of a notify node', () => {
    const { commands, at } = reviewOnce(
      playbook(
        {
          t: [...always],
          a: ['action.notify', { desk: 'finance', severity: 'warn', message: 'hi' }],
        },
        ['t.out>a'],
      ),
    )
    expect(commands).toEqual([
      {
        command: 'notify',
        scope: 'product',
        entities: [0, 1, 2],
        values: { desk: 'finance', severity: 'warn', message: 'hi' },
      },
    ])
    expect(at('a')).toMatchObject({ fired: 3, applied: 3 })
  })
  it('[R5] books every proposal under exactly one fate, as the shop answers', () => {
    const fates = ['applied', 'adjusted', 'rejected'] as const
    const { at } = reviewOnce(
      playbook({ t: [...always], a: [...reorder('5')] }, ['t.out>a']),
      ({ entities }) => ({
        fate: fates[entities[0]!]!,
      }),
    )
    expect(at('a')).toEqual({
      evaluated: 3,
      fired: 3,
      applied: 1,
      adjusted: 1,
      suppressed: 0,
      rejected: 1,
    })
  })
})

describe('conflicts and guards', () => {
  const pair = (first: readonly [string, object], second: readonly [string, object]) =>
    reviewOnce([
      playbook({ t1: [...always], a: first as never }, ['t1.out>a']),
      playbook({ t2: [...always], b: second as never }, ['t2.out>b'], { id: 'pb_2' }),
    ])
  it('[R3] equal priorities: the larger order and the lower price win', () => {
    expect(pair(reorder('5'), reorder('9')).commands.map(({ values }) => values['units'])).toEqual([
      9, 9, 9,
    ])
    expect(
      pair(setPrice('900'), setPrice('800')).commands.map(({ values }) => values['priceCents']),
    ).toEqual([800, 800, 800])
  })
  it('[R3] a higher priority wins against the lever’s rule; the loser is suppressed', () => {
    const { commands, at } = pair(reorder('5', { priority: 1 }), reorder('9'))
    expect(commands.map(({ values }) => values['units'])).toEqual([5, 5, 5])
    expect(at('b')).toMatchObject({ fired: 3, suppressed: 3, applied: 0 })
  })
  it('[R3] an order for a product and one for its stock are one lever', () => {
    const stockTrigger = [
      'trigger.schedule',
      { scope: 'stock', recurrence: 'FREQ=DAILY;INTERVAL=1' },
    ] as const
    const { commands } = reviewOnce([
      playbook({ t1: [...always], a: [...reorder('5')] }, ['t1.out>a']),
      playbook({ t2: [...stockTrigger], b: [...reorder('3 * onHandUnits')] }, ['t2.out>b']),
    ])
    expect(
      commands.map(({ scope, entities, values }) => [scope, entities[0], values['units']]),
    ).toEqual([
      ['stock', 2, 60],
      ['stock', 1, 24],
      ['stock', 0, 9],
    ])
  })
  it('[R3] of a product and its stocks, priority decides first', () => {
    const stockTrigger = [
      'trigger.schedule',
      { scope: 'stock', recurrence: 'FREQ=DAILY;INTERVAL=1' },
    ] as const
    const settle = (stockPriority: number, productUnits: string) =>
      reviewOnce([
        playbook({ t1: [...always], a: [...reorder(productUnits, { priority: 5 })] }, ['t1.out>a']),
        playbook({ t2: [...stockTrigger], b: [...reorder('9', { priority: stockPriority })] }, [
          't2.out>b',
        ]),
      ]).commands.map(({ scope }) => scope)
    expect(settle(4, '1')).toEqual(['product', 'product', 'product'])
    expect(settle(6, '99')).toEqual(['stock', 'stock', 'stock'])
    expect(settle(5, '8')).toEqual(['stock', 'stock', 'stock'])
    expect(settle(5, '10')).toEqual(['product', 'product', 'product'])
  })
  it('[R4] counts the actions of each playbook apart, a message once and last', () => {
    const message = ['action.notify', { message: 'hi' }] as const
    const limited = playbook(
      { t: [...always], a: [...reorder('5')], n: [...message] },
      ['t.out>a', 't.out>n'],
      {
        guards: { actionsPerDay: 3 },
      },
    )
    const free = playbook({ u: [...always], p: [...setPrice('900')] }, ['u.out>p'])
    const { at } = reviewOnce([limited, free])
    expect(at('a')).toMatchObject({ applied: 3 })
    expect(at('n')).toMatchObject({ suppressed: 3 })
    expect(at('p')).toMatchObject({ applied: 3 })
    const roomy = reviewOnce([{ ...limited, guards: { actionsPerDay: 4 } }])
    expect(roomy.at('n')).toMatchObject({ applied: 3 })
  })
  it('[R5] says why a proposal was not applied as asked', () => {
    const compiled = program([
      playbook({ t: [...always], a: [...reorder('5', { maxPerDay: 2 })] }, ['t.out>a']),
      playbook({ u: [...always], b: [...reorder('9')] }, ['u.out>b'], {
        guards: { actionsPerDay: 1 },
      }),
    ])
    const answers: Receipt[] = []
    const counts = compiled
      .startReviewer(fakeShop(3))
      .review('endOfDay', snapshot(1, [figures]), (asked) =>
        asked.map(() => {
          const answer: Receipt =
            answers.length === 0 ? { fate: 'rejected', reason: 'noCash' } : { fate: 'applied' }
          answers.push(answer)
          return answer
        }),
      )
    const reasons = (id: string) =>
      Object.fromEntries(counts.reasons[compiled.nodes.findIndex((node) => node.id === id)]!)
    expect(reasons('a')).toEqual({ maxPerDay: 1, conflict: 2 })
    expect(reasons('b')).toEqual({ actionsPerDay: 2, noCash: 1 })
    expect(reasons('t')).toEqual({})
  })
  it('[R3] messages do not conflict', () => {
    const message = ['action.notify', { desk: 'finance', severity: 'warn', message: 'hi' }] as const
    expect(pair(message, message).commands).toHaveLength(2)
  })
  it('[R4] actionsPerDay lets the higher priority through first', () => {
    const base = playbook(
      { t: [...always], a: [...reorder('5')], p: [...setPrice('900', { priority: 2 })] },
      ['t.out>a', 't.out>p'],
      { guards: { actionsPerDay: 4 } },
    )
    const { commands, at } = reviewOnce(base)
    expect(commands.map(({ command }) => command)).toEqual([
      'setPrice',
      'setPrice',
      'setPrice',
      'reorder',
    ])
    expect(at('a')).toMatchObject({ applied: 1, suppressed: 2 })
  })
})

describe('order independence', () => {
  it('[R2] shuffling nodes, edges and playbooks changes nothing', () => {
    const build = () => [
      playbook(
        {
          t: [...always],
          u: [
            'trigger.metric',
            { scope: 'product', expression: 'soldUnits > 1', when: 'whileTrue' },
          ],
          c: ['condition.expression', { expression: 'abcClass in ["A", "B"]' }],
          a: [...reorder('soldUnits * 2')],
          b: [...reorder('7 - soldUnits')],
          p: [...setPrice('0.8 * priceCents')],
        },
        ['t.out>c', 'u.out>c', 'c.true>a', 'c.false>b', 'u.out>p', 'u.out>b'],
        { guards: { actionsPerDay: 4 } },
      ),
      playbook({ x: [...always], y: [...reorder('4')] }, ['x.out>y'], { id: 'pb_2' }),
    ]
    const outcome = (playbooks: readonly Playbook[]) => {
      const { commands, at, passed } = reviewOnce(playbooks)
      return {
        commands,
        passed: passed,
        counts: ['t', 'u', 'c', 'a', 'b', 'p', 'x', 'y'].map(at),
      }
    }
    const expected = outcome(build())
    expect(expected.commands.length).toBeGreaterThan(3)
    const shuffled = <T>(items: readonly T[]) =>
      fc.shuffledSubarray([...items], { minLength: items.length })
    const [first, second] = build() as [Playbook, Playbook]
    fc.assert(
      fc.property(
        shuffled(first.nodes),
        shuffled(first.edges),
        fc.boolean(),
        (nodes, edges, swap) => {
          const changed = { ...first, nodes, edges }
          // the ids e0… of both playbooks are equal, so compare with the playbooks in place when swapped
          const { commands, at } = reviewOnce(swap ? [second, changed] : [changed, second])
          expect(commands).toEqual(expected.commands)
          expect(['t', 'u', 'c', 'a', 'b', 'p', 'x', 'y'].map(at)).toEqual(expected.counts)
        },
      ),
      { numRuns: 100 },
    )
  })
})
