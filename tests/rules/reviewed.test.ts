/** What an independent review found: each a case that went wrong once. */
import { describe, expect, it } from 'vitest'
import {
  checkPlaybook,
  describeIssue,
  parsePlaybook,
  playbookHash,
  runCases,
  type Playbook,
} from '@sandtable/rules'
import { fakeCatalogue, fakeShop, recorder, snapshot } from '../support/fakeShop.ts'
import { playbook, program } from '../support/playbooks.ts'

const daily = [
  'trigger.schedule',
  { scope: 'product', recurrence: 'FREQ=DAILY;INTERVAL=1' },
] as const
const codes = (book: Playbook) =>
  checkPlaybook(book, fakeCatalogue)
    .filter(({ code }) => code !== 'notSimulated')
    .map(({ code }) => code)

describe('a review found', () => {
  it('[F8] a limit lets the missing through last, by id', () => {
    const book = playbook(
      {
        t: [...daily],
        l: ['flow.limit', { count: '2', by: 'conversionRatio' }],
        a: ['action.notify', { message: 'x' }],
      },
      ['t.out>l', 'l.out>a'],
    )
    const { commands, apply } = recorder()
    const figures = { product: { conversionRatio: [Number.NaN, Number.NaN, 0.5] } }
    program(book)
      .startReviewer(fakeShop(3))
      .review('endOfDay', snapshot(1, [figures]), apply)
    expect(commands[0]?.entities).toEqual([0, 2])
  })
  it('[P1] names that every object has are refused as keys', () => {
    const book = playbook({ t: [...daily] }, [], { params: { target: { default: 3 } } })
    const text = JSON.stringify(book).replace('"target"', '"valueOf"')
    const result = parsePlaybook(text)
    expect(result.ok ? [] : result.issues.map(({ code }) => code)).toContain('forbiddenKey')
  })
  it('[P3] the name of a row is no part of the content', () => {
    const named = (name: string) =>
      playbook(
        {
          t: [...daily],
          c: [
            'condition.table',
            {
              table: {
                columns: [{ id: 'c1', expression: 'coverDays' }],
                rows: [{ id: 'r1', name, cells: { c1: '< 7' } }],
              },
            },
          ],
        },
        ['t.out>c'],
      )
    expect(playbookHash(named('Low'))).toBe(playbookHash(named('Short')))
  })
  it('[R3] commands that share a lever are compared by size, not by name', () => {
    const book = playbook(
      {
        t: [...daily],
        a: ['action.dispose', { units: '1', how: 'donate' }],
        b: ['action.returnToSupplier', { units: '90' }],
      },
      ['t.out>a', 't.out>b'],
    )
    const { commands, apply } = recorder()
    program(book)
      .startReviewer(fakeShop(1))
      .review('endOfDay', snapshot(1, [{}]), apply)
    expect(commands.map(({ command }) => command)).toEqual(['returnToSupplier'])
  })
  it('[R4] a price at its floor is not below it', () => {
    const book = playbook(
      { t: [...daily], a: ['action.discount', { ratio: '0.55', audience: 'all', days: '3' }] },
      ['t.out>a'],
      { guards: { priceFloorCents: '450' } },
    )
    const { commands, apply } = recorder()
    const figures = { product: { priceCents: [1000] } }
    program(book)
      .startReviewer(fakeShop(1))
      .review('endOfDay', snapshot(1, [figures]), apply)
    expect(commands).toHaveLength(1)
  })
  it('[G1] a parameter that takes a stage away leaves its edge as an error', () => {
    const book = playbook(
      {
        t: [...daily],
        l: ['flow.ladder', { stepDays: '3d', stages: 'params.stages' }],
        a: ['action.notify', { message: 'x' }],
      },
      ['t.out>l', 'l.stage1>a', 'l.stage3>a'],
      { params: { stages: { default: 2 } } },
    )
    expect(codes(book)).toContain('unknownPort')
  })
  it('[U2] a duration takes parameters in days', () => {
    const wait = (name: string) =>
      codes(
        playbook(
          {
            t: [...daily],
            w: ['flow.wait', { days: `params.${name}` }],
            a: ['action.notify', { message: 'x' }],
          },
          ['t.out>w', 'w.out>a'],
          { params: { [name]: { default: 3 } } },
        ),
      )
    expect(wait('waitDays')).toEqual([])
    expect(wait('waitCents')).toEqual(['wrongUnit'])
  })
  it('says that a text parameter is no number', () => {
    const book = playbook(
      {
        t: [...daily],
        w: ['flow.wait', { days: 'params.mode' }],
        a: ['action.notify', { message: 'x' }],
      },
      ['t.out>w', 'w.out>a'],
      { params: { mode: { default: 'fast', options: ['fast', 'slow'] } } },
    )
    const [problem] = checkPlaybook(book, fakeCatalogue)
    expect(describeIssue(problem!, 'en').sentence).toBe('Expected a number, got "fast".')
  })
  it('[P6] the second entity of a case is not looked at', () => {
    const book = playbook(
      {
        t: ['trigger.metric', { scope: 'product', expression: 'coverDays < 3' }],
        a: ['action.notify', { message: 'x' }],
      },
      ['t.out>a'],
      {
        tests: [
          {
            given: { coverDays: 10, 'other.product.coverDays': 1 },
            expect: { t: 'quiet', a: 'quiet' },
          },
        ],
      },
    )
    const results = runCases(book, fakeCatalogue)
    expect(results.ok && results.cases.map(({ isPassed }) => isPassed)).toEqual([true])
  })
  it('[C8] gives up in time on a playbook made to be hard', () => {
    const size = 20
    const at = (index: number) => String(index).padStart(3, '0')
    const nodes = Array.from({ length: size }, (_, i) => [
      [
        `t${at(i)}`,
        [
          'trigger.metric',
          { scope: 'product', expression: `onHandUnits < ${i + 1}`, when: 'whileTrue' },
        ],
      ],
      [`a${at(i)}`, ['action.setSafetyStock', { units: String(i) }]],
    ]).flat() as [string, [string, Record<string, string>]][]
    const edges = Array.from(
      { length: size * size },
      (_, k) => `t${at(k % size)}.out>a${at(Math.floor(k / size))}`,
    )
    // it took tens of seconds; the runner's own limit catches a hang
    expect(codes(playbook(Object.fromEntries(nodes), edges))).toContain('conflict')
  })
})
