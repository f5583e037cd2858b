import { describe, expect, it } from 'vitest'
import { eventCatalogue, fakeShop, type Figures } from '../support/fakeShop.ts'
import { alertWhen, playbook } from '../support/playbooks.ts'
import { answerOf, explainDay, linesOf } from '../support/explaining.ts'

const always = [
  'trigger.schedule',
  { scope: 'product', recurrence: 'FREQ=DAILY;INTERVAL=1' },
] as const
const reorder = (units: string, more = {}) => ['action.reorder', { units, ...more }] as const
const onHand = (...units: number[]): Figures => ({ product: { onHandUnits: units } })
const figures: Figures = {
  product: {
    onHandUnits: [3, 8, 20],
    soldUnits: [1, 2, 3],
    priceCents: [1000, 2000, 3000],
    conversionRatio: [0.1, Number.NaN, 0.3],
    coverDays: [4, 9, 2],
    abcClass: [0, 1, 2],
  },
  stock: { soldUnits: [1, 2, 3], onHandUnits: [3, 8, 20] },
}

describe('the answer', () => {
  it('[E2] says what the node, and every node before it, did', () => {
    const rules = playbook(
      {
        t: [...always],
        c: ['condition.expression', { expression: 'onHandUnits < 10' }],
        a: [...reorder('10 - onHandUnits', { priority: 2 })],
      },
      ['t.out>c', 'c.true>a'],
    )
    const told = explainDay(rules, { days: [figures] }, { node: 'a', day: 1, entity: 1 })
    expect(told).toMatchObject({
      day: 1,
      review: 'endOfDay',
      nodeId: 'a',
      entity: { scope: 'product', id: 'p1' },
      stoppedAt: [],
      edges: [
        { from: ['t', 'out'], to: 'c', isPassed: true },
        { from: ['c', 'true'], to: 'a', isPassed: true },
      ],
    })
    expect(told.nodes.map(({ nodeId, outcome }) => [nodeId, outcome])).toEqual([
      ['t', { code: 'fired' }],
      ['c', { code: 'left', ports: ['true'] }],
      ['a', { code: 'proposed' }],
    ])
    expect(answerOf(told).proposal).toMatchObject({
      command: 'reorder',
      values: { units: 2 },
      priority: 2,
      fate: 'applied',
    })
    expect(linesOf(told)).toContain('proposed Reorder (Units to order 2, priority 2): applied')
  })
  it('[E2] leaves out nodes that do not lead to the one asked about', () => {
    const rules = playbook(
      {
        t: [...always],
        other: [...always],
        a: [...reorder('1')],
        b: [...reorder('2')],
      },
      ['t.out>a', 'other.out>b'],
    )
    const told = explainDay(rules, { days: [figures] }, { node: 'a', day: 1 })
    expect(told.nodes.map(({ nodeId }) => nodeId)).toEqual(['t', 'a'])
  })
  it('[E2] asks about the review of the playbook’s own timing', () => {
    const rules = { ...alertWhen('onHandUnits < 10'), review: 'startOfDay' as const }
    expect(explainDay(rules, { days: [onHand(1)] }, { node: 'n_t', day: 1 }).review).toBe(
      'startOfDay',
    )
  })
})

describe('values', () => {
  const test = (expression: string, entity = 0) => {
    const told = explainDay(
      alertWhen(expression),
      { days: [figures] },
      {
        node: 'n_t',
        day: 1,
        entity,
      },
    )
    return answerOf(told).expressions[0]!
  }
  it('[E3] gives every sub-expression’s value by its place in the text', () => {
    const text = 'onHandUnits < 10 && abcClass == "A"'
    const { parts, value } = test(text)
    expect(value).toBe(true)
    expect(
      parts.map(({ range, value: part }) => [text.slice(range.start, range.end), part]),
    ).toEqual([
      [text, true],
      ['onHandUnits < 10', true],
      ['onHandUnits', 3],
      ['abcClass == "A"', true],
      ['abcClass', 'A'],
    ])
    expect(parts.filter(({ isFigure }) => isFigure)).toHaveLength(2)
  })
  it('[E3] measures a comparison in the unit of its sides', () => {
    const only = (expression: string) => test(expression).tests[0]!.comparison
    expect(only('coverDays < 7')).toEqual({
      operator: '<',
      left: 4,
      right: 7,
      unit: 'day',
      margin: -3,
    })
    expect(only('conversionRatio > 0.15')).toMatchObject({ unit: 'percent', left: 0.1 })
    expect(only('2 * priceCents >= 1500')).toMatchObject({ unit: 'money', margin: 500 })
    expect(only('abcClass != "A"')).toBeUndefined()
  })
  it('[E3] the false parts of a false && and the true parts of a true || are decisive', () => {
    const decisive = (expression: string) =>
      test(expression).tests.map(({ isDecisive }) => isDecisive)
    expect(decisive('onHandUnits < 10 && coverDays < 3')).toEqual([false, true])
    expect(decisive('onHandUnits < 10 && coverDays < 7')).toEqual([true, true])
    expect(decisive('onHandUnits > 10 || coverDays < 7')).toEqual([false, true])
    expect(decisive('onHandUnits > 10 || coverDays > 7')).toEqual([true, true])
    expect(decisive('!(onHandUnits > 10) && (soldUnits > 5 || coverDays < 3)')).toEqual([
      false,
      true,
      true,
    ])
    expect(decisive('onHandUnits < 10 ? coverDays < 7 : soldUnits > 5')).toEqual([
      true,
      true,
      false,
    ])
  })
  it('[E3] of what is missing, the missing parts are decisive', () => {
    const { tests, value } = test('conversionRatio > 0.2 && onHandUnits < 10', 1)
    expect(value).toBeNull()
    expect(tests.map(({ holds, isDecisive }) => [holds, isDecisive])).toEqual([
      [null, true],
      [true, false],
    ])
  })
  it('[E4] follows what is missing to the figure, the window or the division', () => {
    expect(test('conversionRatio * 2 > 0.2', 1).missing).toEqual([
      {
        code: 'figure',
        range: { start: 0, end: 15 },
        scope: 'product',
        metricId: 'conversionRatio',
      },
    ])
    expect(test('mean(soldUnits, 28d) > 3').missing).toEqual([
      {
        code: 'window',
        range: { start: 0, end: 20 },
        metricIds: ['soldUnits'],
        days: 28,
        closedDays: 1,
      },
    ])
    expect(test('soldUnits / (onHandUnits - 3) > 1').missing).toMatchObject([
      { code: 'notFinite', range: { start: 0 } },
    ])
    expect(test('conversionRatio.orValue(0.3) > 0.2', 1).missing).toEqual([])
  })
})

describe('a trigger that did not fire', () => {
  const quiet = (day: number, days: readonly Figures[], trigger = {}, expression?: string) => {
    const rules = alertWhen(expression ?? 'onHandUnits < 10', trigger)
    return explainDay(rules, { days }, { node: 'n_t', day })
  }
  it('[E5] because the condition is false, says by how much', () => {
    const told = quiet(1, [onHand(14)])
    expect(answerOf(told).outcome).toEqual({ code: 'conditionFalse' })
    expect(linesOf(told)).toContain('✗ onHandUnits < 10 (decisive): 14 against 10, 4 above')
  })
  it('[E5] because a figure is missing, names the figure', () => {
    const told = quiet(1, [{}])
    expect(answerOf(told).outcome).toEqual({ code: 'missing' })
    expect(linesOf(told)).toContain('onHandUnits is missing: the product has no such figure now')
  })
  it('[E5] because it must hold longer, says for how many reviews it has held', () => {
    const told = quiet(2, [onHand(5)], { for: '3d' })
    expect(answerOf(told)).toMatchObject({
      outcome: { code: 'pending' },
      timing: { before: { heldReviews: 1 }, after: { heldReviews: 2, state: 'pending' } },
    })
    expect(linesOf(told)).toContain('true at 2 of 3 reviews in a row')
    expect(answerOf(quiet(3, [onHand(5)], { for: '3d' })).outcome).toEqual({ code: 'fired' })
  })
  it('[E5] because it is cooling down, says when it may fire again', () => {
    const trigger = { when: 'whileTrue', cooldown: '5d' }
    const told = quiet(3, [onHand(5)], trigger)
    expect(answerOf(told).outcome).toEqual({ code: 'cooldown' })
    // fired on day 1, skips days 2 to 6, may fire on day 7
    expect(linesOf(told)).toContain('may fire again in 4 reviews')
    expect(answerOf(quiet(7, [onHand(5)], trigger)).outcome).toEqual({ code: 'fired' })
  })
  it('[E5] because it was active before, or never was, or still is', () => {
    expect(answerOf(quiet(2, [onHand(5)])).outcome).toEqual({ code: 'alreadyActive' })
    const end = { when: 'becomesFalse' }
    expect(answerOf(quiet(2, [onHand(5)], end)).outcome).toEqual({ code: 'stillActive' })
    expect(answerOf(quiet(2, [onHand(15)], end)).outcome).toEqual({ code: 'notActive' })
    expect(answerOf(quiet(2, [onHand(5), onHand(15)], end)).outcome).toEqual({ code: 'fired' })
  })
  it('[E5] because a schedule is not due', () => {
    const rules = playbook(
      {
        t: ['trigger.schedule', { scope: 'product', recurrence: 'FREQ=DAILY;INTERVAL=7' }],
        a: [...reorder('1')],
      },
      ['t.out>a'],
    )
    expect(
      explainDay(rules, { days: [figures] }, { node: 'a', day: 3 }).nodes.map(
        ({ outcome }) => outcome.code,
      ),
    ).toEqual(['notDue', 'notReached'])
  })
})

describe('an event trigger', () => {
  const shop = { ...fakeShop(3), catalogue: eventCatalogue }
  const book = playbook(
    {
      t: [
        'trigger.event',
        {
          event: 'rivalMove',
          scope: 'product',
          where: 'event.kind == "price" && event.changeRatio < -0.05 && onHandUnits > 2',
        },
      ],
      a: ['action.notify', { desk: 'operations', severity: 'info', message: 'look' }],
    },
    ['t.out>a'],
  )
  const told = (...payloads: Record<string, number>[]) =>
    answerOf(
      explainDay(
        book,
        {
          shop,
          days: [figures],
          announced: {
            1: {
              rivalMove: payloads.map((payload) => ({ scope: 'product', entity: 0, payload })),
            },
          },
        },
        { node: 't', day: 1 },
      ),
    )
  it('[E5] says that nothing was announced', () => {
    expect(told()).toMatchObject({ outcome: { code: 'notAnnounced' }, expressions: [] })
  })
  it('[E5] explains its condition on what was announced', () => {
    const { outcome, expressions } = told({ kind: 0, changeRatio: -0.02 })
    expect(outcome).toEqual({ code: 'conditionFalse' })
    expect(expressions[0]!.tests.map(({ holds }) => holds)).toEqual([true, false, true])
    expect(expressions[0]!.tests[1]!.comparison).toMatchObject({ unit: 'percent', left: -0.02 })
    expect(expressions[0]!.parts.map(({ value }) => value)).toContain('price')
    expect(told({ kind: 0 })).toMatchObject({
      outcome: { code: 'missing' },
      expressions: [{ missing: [{ code: 'payload', field: 'changeRatio' }] }],
    })
  })
  it('[E5] of several announcements explains the one that fulfils it', () => {
    const { outcome, expressions } = told(
      { kind: 1, changeRatio: -0.2 },
      { kind: 0, changeRatio: -0.1 },
    )
    expect(outcome).toEqual({ code: 'fired' })
    expect(expressions[0]!.value).toBe(true)
  })
})

describe('an action that did nothing', () => {
  const rules = (more = {}, units = '10 - onHandUnits') =>
    playbook({ t: [...always], a: [...reorder(units, more)] }, ['t.out>a'])
  const act = (book: ReturnType<typeof rules>, asked: object, days: Figures[] = [figures]) =>
    explainDay(book, { days }, { node: 'a', day: 1, ...asked })

  it('[E2] because the amount is missing or too small', () => {
    expect(answerOf(act(rules(), { entity: 2 })).outcome).toEqual({
      code: 'amountBelowLeast',
      parameter: 'units',
      value: -10,
      least: 1,
      unit: 'count',
    })
    const missing = act(rules({}, 'lag(soldUnits, 3d)'), {})
    expect(answerOf(missing).outcome).toEqual({ code: 'amountMissing', parameter: 'units' })
    expect(linesOf(missing)).toContain('it needs 4 days, 1 are closed')
  })
  it('[E2] because it is cooling down: since when', () => {
    const told = act(rules({ cooldown: '3d' }), { day: 3 })
    expect(answerOf(told).proposal).toMatchObject({
      fate: 'suppressed',
      reason: 'cooldown',
      proposedOnDay: 1,
      limit: { value: 3, unit: 'day' },
    })
    expect(linesOf(told)).toContain('last proposed on day 1; the cooldown skips 3 reviews')
    expect(answerOf(act(rules({ cooldown: '3d' }), { day: 5 })).proposal).toMatchObject({
      fate: 'applied',
    })
  })
  it('[E2] because of its limit a day', () => {
    expect(answerOf(act(rules({ maxPerDay: 1 }), { entity: 1 })).proposal).toMatchObject({
      reason: 'maxPerDay',
      limit: { value: 1 },
    })
  })
  it('[E2] because another action won: names the winner', () => {
    const book = playbook(
      {
        t: [...always],
        a: [...reorder('5')],
        b: [...reorder('9')],
      },
      ['t.out>a', 't.out>b'],
    )
    const told = act(book, { entity: 2 })
    expect(answerOf(told).proposal).toMatchObject({
      fate: 'suppressed',
      reason: 'conflict',
      wonBy: { nodeId: 'b', values: { units: 9 }, entity: { id: 'p2' } },
    })
    expect(linesOf(told)).toContain('the lever went to “Reorder” (b) of “Test”')
    expect(linesOf(told, 'zh')).toContain('该杠杆归“Test”的“补货”（b）')
  })
  it('[E2] because a guard held it back', () => {
    const capped = { ...rules(), guards: { actionsPerDay: 1 } }
    expect(answerOf(act(capped, { entity: 1 })).proposal).toMatchObject({
      fate: 'suppressed',
      reason: 'actionsPerDay',
      limit: { value: 1 },
    })
    const floor = {
      ...playbook({ t: [...always], a: ['action.setPrice', { priceCents: '900' }] }, ['t.out>a']),
      guards: { priceFloorCents: 'priceCents * 0.95' },
    }
    expect(answerOf(act(floor, {})).proposal).toMatchObject({
      reason: 'priceFloor',
      limit: { value: 950, unit: 'money' },
    })
  })
  it('[E2] because the shop refused', () => {
    const told = explainDay(
      rules(),
      { days: [figures], answer: () => ({ fate: 'rejected', reason: 'noCash' }) },
      { node: 'a', day: 1 },
    )
    expect(answerOf(told).proposal).toMatchObject({ fate: 'rejected', reason: 'noCash' })
    expect(linesOf(told)).toContain('rejected, not enough cash')
  })
})

describe('a node that nothing reached', () => {
  it('[E7] names the node where it stopped', () => {
    const book = playbook(
      {
        t: [...always],
        c: ['condition.expression', { expression: 'onHandUnits < 5' }],
        d: ['condition.expression', { expression: 'soldUnits > 0' }],
        a: [...reorder('1')],
      },
      ['t.out>c', 'c.true>d', 'd.true>a'],
    )
    const told = explainDay(book, { days: [figures] }, { node: 'a', day: 1, entity: 1 })
    expect(told.stoppedAt).toEqual(['c'])
    expect(told.edges.map(({ isPassed }) => isPassed)).toEqual([true, false, false])
    expect(linesOf(told)).toContain('It stopped at “Condition” (c).')
    expect(linesOf(told, 'zh')).toContain('停在“条件”（c）')
  })
  it('[E7] names triggers that did not fire', () => {
    const told = explainDay(
      alertWhen('onHandUnits < 1'),
      { days: [figures] },
      {
        node: 'n_a',
        day: 1,
      },
    )
    expect(told.stoppedAt).toEqual(['n_t'])
  })
})

describe('a node that changes the scope', () => {
  const units = (...values: number[]): Figures => ({
    product: { onHandUnits: values },
    category: { soldUnits: [5] },
  })
  it('[E6] counts the related entities and shows the one that came farthest', () => {
    const book = playbook(
      {
        t: ['trigger.metric', { scope: 'product', expression: 'onHandUnits < 20' }],
        c: ['condition.expression', { expression: 'onHandUnits < 10' }],
        up: ['flow.relate', { to: 'category' }],
        tell: ['action.notify', { desk: 'operations', severity: 'info', message: 'low' }],
      },
      ['t.out>c', 'c.true>up', 'up.out>tell'],
    )
    const told = explainDay(book, { days: [units(30, 15, 5)] }, { node: 'tell', day: 1 })
    expect(told.entity).toEqual({ scope: 'category', id: 'c0' })
    expect(told.nodes.map(({ nodeId, entity, related }) => [nodeId, entity, related])).toEqual([
      ['t', 'p2', { count: 3, reached: 3, passed: 2 }],
      ['c', 'p2', { count: 3, reached: 2, passed: 1 }],
      ['up', 'p2', { count: 3, reached: 1, passed: 1 }],
      ['tell', 'c0', { count: 1, reached: 1, passed: 1 }],
    ])
    expect(linesOf(told)).toContain('3 related: 2 came here, 1 went on; shown for p2')
    expect(linesOf(told, 'zh')).toContain('相关对象 3 个')
  })
  it('[E6] shows the parent of the entity asked about', () => {
    const book = playbook(
      {
        t: ['trigger.metric', { scope: 'category', expression: 'soldUnits > 7' }],
        down: ['flow.relate', { to: 'product' }],
        order: [...reorder('1')],
      },
      ['t.out>down', 'down.out>order'],
    )
    const told = explainDay(book, { days: [units(1, 2, 3)] }, { node: 'order', day: 1, entity: 1 })
    expect(told.nodes.map(({ nodeId, entity }) => [nodeId, entity])).toEqual([
      ['t', 'c0'],
      ['down', 'c0'],
      ['order', 'p1'],
    ])
    expect(told.stoppedAt).toEqual(['t'])
  })
})

describe('a node that holds entities', () => {
  const days: Figures[] = [5, 5, 50].map((onHandUnits) => ({
    product: { onHandUnits: [onHandUnits, 50, 50] },
  }))
  it('[E7] says since when, and until when', () => {
    const book = playbook(
      {
        t: ['trigger.metric', { scope: 'product', expression: 'onHandUnits < 20' }],
        w: ['flow.wait', { days: '4d' }],
        order: [...reorder('1')],
      },
      ['t.out>w', 'w.out>order'],
    )
    const told = explainDay(book, { days }, { node: 'order', day: 3 })
    expect(told.nodes[1]).toMatchObject({
      outcome: { code: 'held' },
      flow: { isReached: false, lastReachedDay: 1, held: { reviewsLeft: 2 } },
    })
    expect(told.stoppedAt).toEqual(['t', 'w'])
    expect(linesOf(told)).toContain('next step in 2 reviews, last came on day 1')
    const left = explainDay(book, { days }, { node: 'order', day: 5 })
    expect(left.nodes[1]).toMatchObject({ outcome: { code: 'left', ports: ['out'] } })
  })
  it('[E7] names the stage of an escalation', () => {
    const book = playbook(
      {
        t: ['trigger.metric', { scope: 'product', expression: 'onHandUnits < 20' }],
        l: ['flow.ladder', { stepDays: '2d', stages: 3 }],
        first: [...reorder('1')],
        second: [...reorder('2')],
      },
      ['t.out>l', 'l.stage1>first', 'l.stage2>second'],
    )
    const told = explainDay(book, { days }, { node: 'first', day: 4 })
    expect(told.nodes[1]).toMatchObject({ flow: { held: { stage: 2, reviewsLeft: 1 } } })
    expect(told.nodes[1]!.flow).toMatchObject({ lastLeftDay: 3, lastLeftPorts: ['stage2'] })
    expect(linesOf(told)).toContain('stage 2, next step in 1 review')
  })
})

describe('causes', () => {
  const book = playbook(
    {
      low: ['trigger.metric', { scope: 'stock', expression: 'inventoryPositionUnits < 50' }],
      order: [...reorder('5')],
      look: [
        'trigger.metric',
        { scope: 'product', expression: 'inventoryPositionUnits < 10', when: 'whileTrue' },
      ],
      tell: ['action.notify', { desk: 'operations', severity: 'info', message: 'low' }],
    },
    ['low.out>order', 'look.out>tell'],
  )
  const days: Figures[] = [10, 60, 20, 70].map((units) => ({
    stock: { inventoryPositionUnits: [units, 99, 99] },
    product: { inventoryPositionUnits: [units, 99, 99] },
  }))

  it('[E8] are earlier commands on the entity, its parents and children that moved what it reads', () => {
    const told = explainDay(book, { days }, { node: 'tell', day: 4 })
    expect(told.causes.map(({ day, nodeId, entity }) => [day, nodeId, entity.id])).toEqual([
      [3, 'order', 'k0'],
      [1, 'order', 'k0'],
    ])
    expect(told.causes[0]).toMatchObject({
      values: { units: 5 },
      fate: 'applied',
      metricIds: ['inventoryPositionUnits'],
    })
    expect(linesOf(told)).toContain('day 3: “Reorder” (order) of “Test” for stock')
  })
  it('[E8] are commands of the morning too, where the evening is asked about', () => {
    const morning = playbook({ t: [...always], order: [...reorder('5')] }, ['t.out>order'], {
      id: 'pb_morning',
      name: 'Morning',
      review: 'startOfDay',
    })
    const evening = alertWhen('inventoryPositionUnits < 50')
    const told = explainDay([evening, morning], { days }, { node: 'n_t', day: 2 })
    expect(told.causes.map(({ day, playbook: { name } }) => [day, name])).toEqual([
      [2, 'Morning'],
      [1, 'Morning'],
    ])
  })
  it('[E8] leaves out other entities, other figures and what was not applied', () => {
    expect(explainDay(book, { days }, { node: 'tell', day: 4, entity: 1 }).causes).toEqual([])
    const refused = explainDay(
      book,
      { days, answer: () => ({ fate: 'rejected', reason: 'noCash' }) },
      { node: 'tell', day: 4 },
    )
    expect(refused.causes).toEqual([])
  })
  it('[E8] lists the newest twenty and counts the rest', () => {
    const daily = playbook(
      {
        t: [...always],
        a: [...reorder('1')],
        look: ['trigger.metric', { scope: 'product', expression: 'inventoryPositionUnits < 10' }],
        tell: ['action.notify', { desk: 'operations', severity: 'info', message: 'low' }],
      },
      ['t.out>a', 'look.out>tell'],
    )
    const told = explainDay(daily, { days: [figures] }, { node: 'look', day: 31 })
    expect(told.causes).toHaveLength(20)
    expect(told.moreCauses).toBe(10)
    expect(told.causes[0]!.day).toBe(30)
  })
})
