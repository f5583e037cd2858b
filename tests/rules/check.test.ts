import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  checkConflicts,
  checkPlaybook,
  describeIssue,
  formatPlaybook,
  parsePlaybook,
  type Config,
  type Issue,
  type IssueCode,
  type Playbook,
  type Severity,
} from '@sandtable/rules'
import { catalogue } from '../../packages/sim/src/catalogue.ts'
import { measureTruth } from '../support/checkTruth.ts'
import { alertWhen, playbook } from '../support/playbooks.ts'
import { Random } from '../support/random.ts'
import { galleryFiles, readGalleryFile } from '../../scripts/gallery/files.ts'

/** The analyses, by what they report. */
const severities: Partial<Record<IssueCode, Severity>> = {
  deadTrigger: 'warning',
  alwaysTrue: 'warning',
  alwaysFalse: 'warning',
  unreachableBranch: 'warning',
  conflict: 'warning',
  selfTrigger: 'warning',
  flapping: 'warning',
  idleRecovery: 'warning',
  possibleMissing: 'warning',
  missingProposal: 'info',
  tableGap: 'warning',
  tableOverlap: 'error',
  unreachableRow: 'warning',
}
const analysed = Object.keys(severities) as IssueCode[]

function read(path: string): Playbook {
  const result = parsePlaybook(readFileSync(new URL(path, import.meta.url), 'utf8'))
  if (!result.ok) throw new Error(JSON.stringify(result.issues))
  return result.playbook
}

const check = (book: Playbook): readonly Issue[] => checkPlaybook(book, catalogue)
const codes = (issues: readonly Issue[]) => issues.map(({ code }) => code)
const examples = '../../examples/_broken/'
const nearMisses = '../fixtures/checks/'

describe('pairs of examples', () => {
  it.each(analysed)('[C1] finds %s where it is, and not where it nearly is', (code) => {
    const found = check(read(`${examples}${code}.json`))
    expect(found.map((one) => [one.code, one.severity])).toEqual([[code, severities[code]]])
    expect(check(read(`${nearMisses}${code}.near-miss.json`))).toEqual([])
  })
  it('have a near miss for every analysis, in canonical form', () => {
    const files = readdirSync(new URL(nearMisses, import.meta.url))
    expect(files.toSorted()).toEqual(analysed.map((code) => `${code}.near-miss.json`).toSorted())
    for (const file of files) {
      const text = readFileSync(new URL(nearMisses + file, import.meta.url), 'utf8')
      expect(formatPlaybook(read(nearMisses + file))).toBe(text)
    }
  })
})

describe('the gallery', () => {
  it('gives no false alarm', () => {
    const alarms = galleryFiles().flatMap((file) =>
      check(readGalleryFile(file))
        .filter(({ code }) => analysed.includes(code))
        .map(({ code, nodeId }) => `${file.name} ${code} ${nodeId}`),
    )
    expect(alarms).toEqual([])
  })
})

const notify = ['action.notify', { desk: 'operations', severity: 'info', message: 'look' }] as const
const daily = (scope: string) =>
  ['trigger.schedule', { scope, recurrence: 'FREQ=DAILY;INTERVAL=1' }] as const
const watch = (scope: string, expression: string, more: Record<string, string> = {}) =>
  ['trigger.metric', { scope, expression, when: 'whileTrue', onMissing: 'hold', ...more }] as const
const ask = (expression: string) =>
  ['condition.expression', { expression, onMissing: 'false' }] as const

describe('conditions', () => {
  const partsOf = (expression: string, more = {}) =>
    check(alertWhen(expression, more)).map(({ code, range }) => [
      code,
      range === undefined ? undefined : expression.slice(range.start, range.end),
    ])
  it.each<[string, string, string]>([
    ['onHandUnits >= 0 && coverDays < 7', 'alwaysTrue', 'onHandUnits >= 0'],
    ['coverDays < 7 || onHandUnits < 0', 'alwaysFalse', 'onHandUnits < 0'],
    ['coverDays < 7 || !(onHandUnits < 0)', 'alwaysTrue', '!(onHandUnits < 0)'],
    ['coverDays < 7 && priceCents < 0', 'deadTrigger', 'priceCents < 0'],
    ['coverDays < 7 || coverDays >= 7', 'alwaysTrue', 'coverDays < 7 || coverDays >= 7'],
    [
      'abcClass == "A" && abcClass in ["B", "C"]',
      'deadTrigger',
      'abcClass == "A" && abcClass in ["B", "C"]',
    ],
    [
      '2 * onHandUnits < soldUnits && soldUnits < 2 * onHandUnits',
      'deadTrigger',
      '2 * onHandUnits < soldUnits && soldUnits < 2 * onHandUnits',
    ],
    [
      'min(onHandUnits, soldUnits) > soldUnits',
      'deadTrigger',
      'min(onHandUnits, soldUnits) > soldUnits',
    ],
    [
      'coverDays > 9 && coverDays.orValue(3) < 5',
      'deadTrigger',
      'coverDays > 9 && coverDays.orValue(3) < 5',
    ],
    ['!has(coverDays) && coverDays > 3', 'deadTrigger', '!has(coverDays) && coverDays > 3'],
  ])('[C2] names the part of %s that decides', (expression, code, part) => {
    expect(partsOf(expression)).toEqual([[code, part]])
  })
  it.each([
    'coverDays < 7 && leadTimeDays >= 7',
    'has(coverDays) && coverDays > 3',
    'soldUnits > onHandUnits || soldUnits < onHandUnits',
    'mean(soldUnits, 7d) > soldUnits && soldUnits > 0',
    'abs(onHandUnits - soldUnits) > 3',
    'params.on > 0 && coverDays < 7',
  ])('[C2] says nothing of %s', (expression) => {
    const book = { ...alertWhen(expression), params: { on: { default: 0 } } }
    expect(codes(check(book)).filter((code) => code !== 'unusedParameter')).toEqual([])
  })
  it('[C2] finds triggers that wait for what never ends, and events that never say so', () => {
    expect(partsOf('onHandUnits >= 0', { when: 'becomesFalse' })).toEqual([
      ['deadTrigger', 'onHandUnits >= 0'],
    ])
    const event = playbook(
      {
        n_t: [
          'trigger.event',
          {
            scope: 'product',
            event: 'competitorMove',
            where: 'event.kind == "price" && event.kind == "listing"',
          },
        ],
        n_a: notify,
      },
      ['n_t.out>n_a'],
    )
    expect(codes(check(event))).toEqual(['deadTrigger'])
  })
})

describe('branches', () => {
  const after = (first: readonly [string, Record<string, string>], edges: readonly string[]) =>
    playbook({ n_t: daily('product'), n_1: first, n_2: ask('coverDays > 14'), n_a: notify }, [
      'n_t.out>n_1',
      ...edges,
      'n_2.true>n_a',
    ])
  it('[C3] knows what a recovery lets through, and what a wait no longer says', () => {
    const recovering = playbook(
      {
        n_t: watch('product', 'coverDays < 7', { recover: 'coverDays > 21' }),
        n_2: ask('coverDays > 14'),
        n_a: notify,
      },
      ['n_t.out>n_2', 'n_2.true>n_a'],
    )
    expect(check(recovering)).toEqual([])
    const waiting = playbook(
      {
        n_t: watch('product', 'coverDays < 7'),
        n_w: ['flow.wait', { days: '7d', mode: 'single' }],
        n_2: ask('coverDays > 14'),
        n_a: notify,
      },
      ['n_t.out>n_w', 'n_w.out>n_2', 'n_2.true>n_a'],
    )
    expect(check(waiting)).toEqual([])
  })
  it('[C3] follows both ways into a node, and reports where a way ends', () => {
    const short = ask('coverDays < 7')
    expect(codes(check(after(short, ['n_1.true>n_2'])))).toEqual(['unreachableBranch'])
    expect(check(after(short, ['n_1.true>n_2', 'n_1.false>n_2']))).toEqual([])
  })
  it('[C3] knows of related entities what they share', () => {
    const related = (condition: string) =>
      playbook(
        {
          n_t: watch('product', 'category.signalInDays <= 3'),
          n_r: ['flow.relate', { to: 'category' }],
          n_2: ask(condition),
          n_a: notify,
        },
        ['n_t.out>n_r', 'n_r.out>n_2', 'n_2.true>n_a'],
      )
    expect(codes(check(related('signalInDays > 9')))).toEqual(['unreachableBranch'])
    expect(check(related('visits > 9'))).toEqual([])
  })
})

describe('conflicts', () => {
  const weight = (value: string, more: Record<string, number> = {}) =>
    ['action.setTrafficWeight', { weight: value, days: '7', priority: 0, ...more }] as const
  const both = (
    first: readonly [string, Record<string, string>],
    second: readonly [string, Record<string, string>],
    actions: readonly [
      readonly [string, Record<string, string | number>],
      readonly [string, Record<string, string | number>],
    ] = [weight('0.5'), weight('2')],
  ) =>
    playbook({ n_t1: first, n_t2: second, n_a1: actions[0], n_a2: actions[1] }, [
      'n_t1.out>n_a1',
      'n_t2.out>n_a2',
    ])
  const many = watch('product', 'onHandUnits > 100')
  it('[C4] is settled by priority, by equal requests, and by conditions that exclude each other', () => {
    expect(codes(check(both(daily('product'), many)))).toEqual(['conflict'])
    expect(
      check(both(daily('product'), many, [weight('0.5'), weight('2', { priority: 1 })])),
    ).toEqual([])
    expect(check(both(daily('product'), many, [weight('2'), weight('2')]))).toEqual([])
    expect(check(both(watch('product', 'onHandUnits < 50'), many))).toEqual([])
  })
  it('[C4] knows when triggers fire: other days, other lengths of time, other events', () => {
    const on = (days: string) =>
      ['trigger.schedule', { scope: 'product', recurrence: `FREQ=WEEKLY;BYDAY=${days}` }] as const
    expect(check(both(on('MO'), on('TU,TH')))).toEqual([])
    expect(codes(check(both(on('MO'), on('TU,MO'))))).toEqual(['conflict'])
    const becomes = (length: Record<string, string>) =>
      watch('product', 'onHandUnits > 100', { when: 'becomesTrue', ...length })
    expect(check(both(becomes({}), becomes({ for: '3d' })))).toEqual([])
    expect(
      check(both(becomes({}), watch('product', 'onHandUnits > 100', { when: 'becomesFalse' }))),
    ).toEqual([])
    const event = ['trigger.event', { scope: 'product', event: 'competitorMove' }] as const
    expect(check(both(event, many))).toEqual([])
    expect(codes(check(both(event, event)))).toEqual(['conflict'])
  })
  it('[C4] sees a product and its stocks as one, and levers that exclude each other', () => {
    const safety = (units: string) => ['action.setSafetyStock', { units, priority: 0 }] as const
    const stocks = both(daily('product'), daily('stock'), [safety('10'), safety('10')])
    expect(codes(check(stocks))).toEqual(['conflict'])
    const excluded = both(daily('product'), many, [
      ['action.reorder', { units: '10', priority: 0 }],
      ['action.cancelOrders', { priority: 0 }],
    ])
    expect(codes(check(excluded))).toEqual(['conflict'])
    const settled = both(daily('product'), many, [
      ['action.reorder', { units: '10', priority: 0 }],
      ['action.reorder', { units: '20', priority: 0 }],
    ])
    expect(check(settled)).toEqual([])
  })
  it('[C4] finds conflicts between playbooks that run together', () => {
    const one = playbook({ n_t: many, n_a: weight('2') }, ['n_t.out>n_a'], { name: 'One' })
    const other = playbook({ n_t: daily('product'), n_a: weight('0.5') }, ['n_t.out>n_a'], {
      id: 'pb_other',
      name: 'Other',
    })
    const [found] = checkConflicts([one, other], catalogue)
    expect(describeIssue(found!, 'en').sentence).toContain('“Other”')
    expect(checkConflicts([one, { ...other, review: 'startOfDay' }], catalogue)).toEqual([])
    expect(checkConflicts([one, one], catalogue)).toEqual([])
  })
})

describe('rules that drive themselves', () => {
  const rule = (
    trigger: readonly [string, Record<string, string>],
    action: readonly [string, Record<string, string | number>],
  ) => playbook({ n_t: trigger, n_a: action }, ['n_t.out>n_a'])
  it.each<
    [
      string,
      readonly [string, Record<string, string>],
      readonly [string, Record<string, string | number>],
      boolean,
    ]
  >([
    [
      'orders more the more is on order',
      watch('stock', 'onOrderUnits > 10'),
      ['action.reorder', { units: '5' }],
      true,
    ],
    [
      'orders what is missing',
      watch('stock', 'onOrderUnits < 10'),
      ['action.reorder', { units: '5' }],
      false,
    ],
    [
      'cuts a price below the rival’s',
      watch('product', 'priceCents < 0.9 * listPriceCents'),
      ['action.setPrice', { priceCents: '0.95 * priceCents' }],
      true,
    ],
    [
      'raises a price that is too low',
      watch('product', 'priceCents < 0.9 * listPriceCents'),
      ['action.setPrice', { priceCents: '1.05 * priceCents' }],
      false,
    ],
    [
      'sets a price once and for all',
      watch('product', 'priceCents < 0.9 * listPriceCents'),
      ['action.setPrice', { priceCents: '0.8 * listPriceCents' }],
      false,
    ],
    [
      'puts cash by when there is little',
      watch('shop', 'cashCents < cashFloorCents'),
      ['action.fundReserve', { amountCents: '1000' }],
      true,
    ],
    [
      'takes cash out of the reserve',
      watch('shop', 'cashCents < cashFloorCents && reserveCents > 0'),
      ['action.fundReserve', { amountCents: '-min(reserveCents, cashFloorCents - cashCents)' }],
      false,
    ],
    ['rests between two messages', watch('desk', 'alerts > 20', { cooldown: '7d' }), notify, false],
    ['tells once', watch('desk', 'alerts > 20', { when: 'becomesTrue' }), notify, false],
  ])('[C5] a rule that %s', (_name, trigger, action, isFound) => {
    expect(codes(check(rule(trigger, action))).includes('selfTrigger')).toBe(isFound)
  })
  it.each<[string, readonly [string, Config], string]>([
    ['a condition', ask('alrts > 20'), 'true'],
    [
      'a row of a table',
      [
        'condition.table',
        {
          table: {
            columns: [{ id: 'c', expression: 'alrts' }],
            rows: [{ id: 'many', cells: { c: '> 20' } }],
          },
        },
      ],
      'many',
    ],
  ])('[C5] claims nothing of what comes through %s with an error', (_name, test, port) => {
    const book = playbook({ n_t: watch('desk', 'alerts > 20'), n_c: test, n_a: notify }, [
      'n_t.out>n_c',
      `n_c.${port}>n_a`,
    ])
    expect(codes(check(book))).toEqual(['unknownName'])
  })
  it('[C5] finds two rules that drive each other, and two that set a figure to and fro', () => {
    const drive = playbook(
      {
        n_t1: watch('desk', 'alerts > 20'),
        n_a1: ['action.openTask', { kind: 'investigate', desk: 'operations', dueDays: '3' }],
        n_t2: watch('desk', 'openTasks > 5'),
        n_a2: notify,
      },
      ['n_t1.out>n_a1', 'n_t2.out>n_a2'],
    )
    expect(codes(check(drive))).toEqual(['selfTrigger'])
    const list = (state: string) => ['action.setListing', { state }] as const
    const swing = (back: string) =>
      playbook(
        {
          n_t1: watch('product', 'listingState == "onSale" && marginRatio < 0.2'),
          n_a1: list('paused'),
          n_t2: watch('product', back),
          n_a2: list('onSale'),
        },
        ['n_t1.out>n_a1', 'n_t2.out>n_a2'],
      )
    expect(codes(check(swing('listingState == "paused"')))).toEqual(['selfTrigger'])
    expect(check(swing('listingState == "paused" && marginRatio > 0.3'))).toEqual([])
  })
})

describe('thresholds', () => {
  const state = (value: string) => ['action.setListing', { state: value }] as const
  const swing = (
    off: readonly [string, Record<string, string>],
    on: readonly [string, Record<string, string>],
  ) =>
    playbook({ n_off: off, n_a1: state('paused'), n_on: on, n_a2: state('onSale') }, [
      'n_off.out>n_a1',
      'n_on.out>n_a2',
    ])
  const below = watch('product', 'coverDays < 7', { when: 'becomesTrue' })
  it.each<[string, readonly [string, Record<string, string>], boolean]>([
    [
      'the same condition coming and going',
      watch('product', 'coverDays < 7', { when: 'becomesFalse' }),
      true,
    ],
    [
      'the opposite, and off sale',
      watch('product', 'listingState == "paused" && coverDays >= 7', { when: 'becomesTrue' }),
      true,
    ],
    ['the opposite, held for days', watch('product', 'coverDays >= 7', { for: '3d' }), false],
    ['a gap between both', watch('product', 'coverDays >= 9'), false],
    ['another figure', watch('product', 'onHandUnits >= 7'), false],
  ])('[C6] set to and fro by %s', (_name, on, isFound) => {
    expect(codes(check(swing(below, on)))).toEqual(isFound ? ['flapping'] : [])
  })
  it('[C6] does not mind a recovery by another figure', () => {
    const recovering = (recover: string) => check(alertWhen('coverDays < 7', { recover }))
    expect(codes(recovering('coverDays >= 5'))).toEqual(['idleRecovery'])
    expect(recovering('onHandUnits > 100')).toEqual([])
  })
})

describe('missing data', () => {
  it('[C7] counts what a trigger has let through as there, and windows of a week as not empty', () => {
    const pass = (trigger: string, condition: string) =>
      check(
        playbook(
          {
            n_t: watch('product', trigger),
            n_c: ['condition.expression', { expression: condition, onMissing: 'missing' }],
            n_a: notify,
          },
          ['n_t.out>n_c', 'n_c.true>n_a'],
        ),
      ).map(({ code, severity }) => [code, severity])
    expect(pass('soldUnits > 3', 'coverDays > 9')).toEqual([['possibleMissing', 'info']])
    expect(pass('coverDays > 3', 'coverDays > 9')).toEqual([])
    expect(pass('soldUnits > 3', 'sum(orders, 14d) / sum(visits, 14d) > 0.02')).toEqual([])
    expect(pass('soldUnits > 3', 'orders / visits > 0.02')).toEqual([['possibleMissing', 'info']])
    expect(pass('visits > 0', 'orders / visits > 0.02')).toEqual([])
    expect(pass('mean(conversionRatio, 7d) > 0.1', 'conversionRatio > 0.02')).toEqual([])
  })
  it('[C7] says nothing of a condition that nothing leaves, or whose missing port leads on', () => {
    const test = ['condition.expression', { expression: 'coverDays > 9' }] as const
    const leaving = (...ports: string[]) =>
      check(
        playbook({ n_t: daily('product'), n_c: test, n_a: notify }, [
          'n_t.out>n_c',
          ...ports.map((port) => `n_c.${port}>n_a`),
        ]),
      ).map(({ code, nodeId }) => [code, nodeId])
    expect(leaving('true')).toEqual([['possibleMissing', 'n_c']])
    expect(leaving('true', 'missing')).toEqual([])
    expect(leaving()).toEqual([
      ['notConnected', 'n_a'],
      ['noEffect', 'n_c'],
    ])
  })
})

describe('the truth', () => {
  it('[C1] agrees with a shop so small that everything can be tried', () => {
    const { counts, findings, playbooks } = measureTruth(new Random(1), 60)
    expect(findings).toEqual([])
    expect(playbooks).toBeGreaterThan(50)
    const found = Object.values(counts).reduce((sum, count) => sum + count.found, 0)
    const missed = Object.values(counts).reduce((sum, count) => sum + count.missed, 0)
    expect(found).toBeGreaterThan(4 * missed)
  })
})

describe('time', () => {
  it('[C8] checks fifty nodes between two key presses', () => {
    const nodes: Record<string, readonly [string, Record<string, string | number>]> = {}
    const edges: string[] = []
    for (let i = 0; i < 10; i++) {
      nodes[`n_t${i}`] = watch(
        'product',
        `coverDays < ${7 + i} && sum(soldUnits, 28d) > ${i} * safetyStockUnits`,
      )
      nodes[`n_c${i}`] = ask(`listingState == "onSale" && marginRatio > 0.${i + 1}`)
      nodes[`n_d${i}`] = ask(`abcClass in ["A", "B"] || onHandUnits > ${i}`)
      nodes[`n_a${i}`] = [
        'action.setTrafficWeight',
        { weight: `clamp(marginRatio * ${i}, 0.5, 2)`, days: '7', priority: i },
      ]
      nodes[`n_b${i}`] = notify
      edges.push(
        `n_t${i}.out>n_c${i}`,
        `n_c${i}.true>n_d${i}`,
        `n_d${i}.true>n_a${i}`,
        `n_d${i}.false>n_b${i}`,
      )
    }
    const book = playbook(nodes, edges)
    expect(book.nodes).toHaveLength(50)
    const times = Array.from({ length: 20 }, () => {
      const started = performance.now()
      check(book)
      return performance.now() - started
    })
    // a few milliseconds; room for a busy machine
    expect(times.toSorted((a, b) => a - b)[5]).toBeLessThan(40)
  })
})
