import { describe, expect, it } from 'vitest'
import {
  checkPlaybook,
  compile,
  describeIssue,
  runCases,
  type CaseResult,
  type Playbook,
  type UnitCase,
} from '@sandtable/rules'
import { eventCatalogue, fakeCatalogue } from '../support/fakeShop.ts'
import { alertWhen, playbook } from '../support/playbooks.ts'

const lowStock = playbook(
  {
    low: ['trigger.metric', { scope: 'product', expression: 'onHandUnits < params.lowUnits' }],
    cheap: ['condition.expression', { expression: 'priceCents < 3000' }],
    order: ['action.reorder', { units: '2 * mean(soldUnits, 7d)', priority: 1 }],
  },
  ['low.out>cheap', 'cheap.true>order'],
  { params: { lowUnits: { default: 10, min: 1, max: 100 } } },
)

function results(book: Playbook, tests: readonly UnitCase[]): readonly CaseResult[] {
  const result = runCases({ ...book, tests: [...tests] }, fakeCatalogue)
  if (!result.ok) throw new Error(JSON.stringify(result.issues))
  return result.cases
}
/** What the nodes of one case did. */
function got(book: Playbook, given: UnitCase['given'], more: Partial<UnitCase> = {}) {
  const quiet = Object.fromEntries(book.nodes.map(({ id }) => [id, 'quiet']))
  const flows = book.nodes.filter(({ type }) => !/^(trigger|action)/.test(type))
  for (const { id } of flows) quiet[id] = 'none'
  const [result] = results(book, [{ given, expect: quiet, ...more }])
  return Object.fromEntries(result!.nodes.map(({ nodeId, got: outcome }) => [nodeId, outcome.did]))
}

describe('unit cases', () => {
  it('[P6] pass when every node does what is expected', () => {
    const [passed, failed] = results(lowStock, [
      {
        name: 'low and cheap',
        given: { onHandUnits: 3, priceCents: 2000, soldUnits: 4 },
        expect: { low: 'fires', cheap: 'true', order: { units: 8 } },
      },
      {
        given: { onHandUnits: 3, priceCents: 5000, soldUnits: 4 },
        expect: { low: 'fires', cheap: 'true', order: 'proposes' },
      },
    ])
    expect(passed).toMatchObject({ index: 0, name: 'low and cheap', isPassed: true })
    expect(failed!.isPassed).toBe(false)
    expect(failed!.nodes.map(({ isMet, got: outcome }) => [isMet, outcome.did])).toEqual([
      [true, 'fires'],
      [false, 'false'],
      [false, 'quiet'],
    ])
    // with the reason
    const [, cheap, order] = failed!.nodes
    expect(cheap!.explanation!.nodes.at(-1)!.expressions[0]!.tests[0]!.comparison).toMatchObject({
      margin: 2000,
      unit: 'money',
    })
    expect(order!.explanation!.stoppedAt).toEqual(['cheap'])
  })
  it('[P6] what is not given, and null, is missing', () => {
    expect(got(lowStock, {})).toEqual({ low: 'quiet', cheap: 'none', order: 'quiet' })
    expect(got(lowStock, { onHandUnits: 3, priceCents: null })).toEqual({
      low: 'fires',
      cheap: 'missing',
      order: 'quiet',
    })
  })
  it('[P6] windows read the series; a figure that is no series is the same on all closed days', () => {
    const rule = alertWhen('mean(soldUnits, 3d) > 5 && lag(soldUnits, 300d) > 1')
    expect(got(rule, { soldUnits: 6 })).toMatchObject({ n_t: 'fires' })
    const short = alertWhen('sum(soldUnits, 3d) == 6')
    expect(got(short, { soldUnits: [1, 2, 3] })).toMatchObject({ n_t: 'fires' })
    // one day too few
    expect(got(short, { soldUnits: [3, 3] })).toMatchObject({ n_t: 'quiet' })
  })
  it('[P6] runs reviews in a row, the series ending at the last', () => {
    const rule = alertWhen('soldUnits < 3', { for: '2d' })
    expect(got(rule, { soldUnits: [9, 1, 1] }, { reviews: 3 })).toMatchObject({ n_t: 'fires' })
    expect(got(rule, { soldUnits: [9, 9, 1] }, { reviews: 3 })).toMatchObject({ n_t: 'quiet' })
    expect(got(rule, { soldUnits: [1, 1, 1] }, { reviews: 3 })).toMatchObject({ n_t: 'quiet' })
  })
  it('[P6] day 1 is a Monday', () => {
    const monday = playbook(
      {
        t: ['trigger.schedule', { scope: 'product', recurrence: 'FREQ=WEEKLY;BYDAY=MO' }],
        a: ['action.reorder', { units: '1' }],
      },
      ['t.out>a'],
    )
    const days = [1, 2, 7, 8].map((reviews) => got(monday, {}, { reviews })['t'])
    expect(days).toEqual(['fires', 'quiet', 'quiet', 'fires'])
  })
  it('[P6] a figure of one scope goes before that of every scope', () => {
    const rule = alertWhen('conversionRatio < 0.5 * category.conversionRatio')
    expect(got(rule, { conversionRatio: 0.1 })).toMatchObject({ n_t: 'quiet' })
    expect(got(rule, { conversionRatio: 0.1, 'category.conversionRatio': 0.3 })).toMatchObject({
      n_t: 'fires',
    })
  })
  it('[P6] enums are given by text, bools as such, parameters for one case', () => {
    const rule = alertWhen('abcClass == "B" && isOutOfStock')
    expect(got(rule, { abcClass: 'B', isOutOfStock: true })).toMatchObject({ n_t: 'fires' })
    expect(got(rule, { abcClass: 'A', isOutOfStock: true })).toMatchObject({ n_t: 'quiet' })
    expect(got(lowStock, { onHandUnits: 15 })).toMatchObject({ low: 'quiet' })
    expect(got(lowStock, { onHandUnits: 15 }, { params: { lowUnits: 20 } })).toMatchObject({
      low: 'fires',
    })
  })
  it('fires on a test of an enum that is the whole condition', () => {
    expect(got(alertWhen('abcClass == "B"'), { abcClass: 'B' })).toMatchObject({ n_t: 'fires' })
    expect(got(alertWhen('abcClass == "B"'), { abcClass: 'C' })).toMatchObject({ n_t: 'quiet' })
  })
  it('[P6] an action that is held back is suppressed', () => {
    const rule = alertWhen('onHandUnits < 10', { when: 'whileTrue' }, { cooldown: '5d' })
    expect(got(rule, { onHandUnits: 1 })).toMatchObject({ n_a: 'proposes' })
    expect(got(rule, { onHandUnits: 1 }, { reviews: 2 })).toMatchObject({ n_a: 'suppressed' })
  })
  it('[P6] an action of which nothing fits as the other side is rejected; one picked is expected by its id', () => {
    const rule = playbook(
      {
        t: ['trigger.metric', { scope: 'stock', expression: 'onHandUnits < 10' }],
        a: [
          'action.transfer',
          { units: '5', from: { set: 'product.stocks', best: 'max', by: 'onHandUnits' } },
        ],
      },
      ['t.out>a'],
    )
    const given = { 'stock.onHandUnits': 1 }
    const [alone] = results(rule, [{ given, expect: { a: 'rejected' } }])
    expect(alone).toMatchObject({ isPassed: true, nodes: [{ got: { did: 'rejected' } }] })
    const both = { ...given, 'other.stock.onHandUnits': 50 }
    const passed = (more: UnitCase['given'], from: string) =>
      results(rule, [{ given: { ...both, ...more }, expect: { a: { from } } }])[0]!.isPassed
    expect([passed({}, 'stock'), passed({}, 'stock~other')]).toEqual([false, true])
    expect(passed({ 'stock.id': 's1' }, 's1~other')).toBe(true)
  })
  it('[P6] announces its event on the last day', () => {
    const rule = playbook(
      {
        t: [
          'trigger.event',
          { event: 'rivalMove', scope: 'product', where: 'event.kind == "price"' },
        ],
        a: ['action.notify', { desk: 'operations', severity: 'info', message: 'look' }],
      },
      ['t.out>a'],
    )
    const fired = (kind: string, reviews = 2) => {
      const tests = [
        {
          given: {},
          event: { id: 'rivalMove', payload: { kind } },
          reviews,
          expect: { t: 'quiet' },
        },
      ]
      const result = runCases({ ...rule, tests }, eventCatalogue)
      return result.ok && result.cases[0]!.nodes[0]!.got.did
    }
    expect([fired('price'), fired('price', 1), fired('gift')]).toEqual(['fires', 'fires', 'quiet'])
    const wrong = { id: 'rivalMove', payload: { kinds: 'price' } }
    expect(
      checkPlaybook(
        { ...rule, tests: [{ given: {}, event: wrong, expect: { t: 'fires' } }] },
        eventCatalogue,
      ),
    ).toMatchObject([{ code: 'unknownField', path: ['tests', 0, 'event', 'payload', 'kinds'] }])
  })
  it('[P6] names the entity by id where a rule asks for it', () => {
    const rule = alertWhen('id == "p7" && category.id == "shoes"')
    expect(got(rule, { 'product.id': 'p7', 'category.id': 'shoes' })).toMatchObject({
      n_t: 'fires',
    })
    expect(got(rule, { id: 'p7' })).toMatchObject({ n_t: 'quiet' })
  })
  it('[P6] names the branches that no case takes', () => {
    const result = runCases(
      {
        ...lowStock,
        tests: [{ given: { onHandUnits: 3, priceCents: 9000 }, expect: { low: 'fires' } }],
      },
      fakeCatalogue,
    )
    expect(result.ok && result.untaken.map(({ nodeId, port }) => `${nodeId}.${port}`)).toEqual([
      'cheap.true',
      'cheap.missing',
      'order.proposes',
    ])
  })
})

describe('problems of a case', () => {
  const issuesOf = (test: Partial<UnitCase>) =>
    checkPlaybook(
      { ...lowStock, tests: [{ given: {}, expect: { low: 'fires' }, ...test }] },
      fakeCatalogue,
    )
  it.each<[Partial<UnitCase>, string, (string | number)[], string]>([
    [{ given: { onHandUnit: 1 } }, 'unknownName', ['given', 'onHandUnit'], 'onHandUnits'],
    [{ given: { 'shop.abcClass': 'A' } }, 'unknownName', ['given', 'shop.abcClass'], 'any scope'],
    [{ given: { abcClass: 'D' } }, 'unknownEnumValue', ['given', 'abcClass'], 'abcClass'],
    [{ given: { abcClass: 1 } }, 'wrongType', ['given', 'abcClass'], 'a text'],
    [{ given: { isOutOfStock: 1 } }, 'wrongType', ['given', 'isOutOfStock'], 'true | false'],
    [{ given: { soldUnits: [1, 'x'] } }, 'wrongType', ['given', 'soldUnits'], 'a number'],
    [{ params: { lowUnit: 3 } }, 'unknownParameter', ['params', 'lowUnit'], 'lowUnits'],
    [{ params: { lowUnits: 300 } }, 'parameterRange', ['params', 'lowUnits'], '300'],
    [{ event: { id: 'flood' } }, 'unknownEvent', ['event', 'id'], 'flood'],
    [{ expect: { lowe: 'fires' } }, 'unknownNode', ['expect', 'lowe'], 'Did you mean “low”'],
    [{ expect: { low: 'fire' } }, 'unknownOutcome', ['expect', 'low'], '“fires”, “quiet”'],
    [{ expect: { cheap: 'maybe' } }, 'unknownOutcome', ['expect', 'cheap'], '“missing”, “none”'],
    [{ expect: { order: { unit: 3 } } }, 'unknownField', ['expect', 'order', 'unit'], 'units'],
    [{ expect: { order: { units: 'x' } } }, 'wrongType', ['expect', 'order', 'units'], 'a number'],
    [{ expect: {} }, 'emptyCase', ['expect'], 'never fail'],
  ])('[P6] %j is reported as %s', (test, code, path, words) => {
    const [problem] = issuesOf(test)
    expect(problem).toMatchObject({ code, path: ['tests', 0, ...path] })
    const { sentence, suggestion = '' } = describeIssue(problem!, 'en')
    expect(sentence + suggestion).toContain(words)
    expect(describeIssue(problem!, 'zh').sentence).toMatch(/[\u4e00-\u9fff]/)
  })
  it('[P6] stop their case, not the others and not a run', () => {
    const sound: UnitCase = { given: { onHandUnits: 3 }, expect: { low: 'fires' } }
    const faulty: UnitCase = { given: { nothing: 1 }, expect: { low: 'fires' } }
    const book = { ...lowStock, tests: [faulty, sound] }
    expect(compile([book], fakeCatalogue)).toMatchObject({ ok: true })
    expect(runCases(book, fakeCatalogue)).toMatchObject({
      ok: true,
      cases: [{ index: 1, isPassed: true }],
      issues: [{ code: 'unknownName', path: ['tests', 0, 'given', 'nothing'] }],
    })
  })
})
