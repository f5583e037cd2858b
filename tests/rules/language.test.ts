import { describe, expect, it } from 'vitest'
import { describeIssue, type ScopeId, type ValueInfo } from '@sandtable/rules'
import { interpret } from '../../packages/rules/src/language/interpret.ts'
import type { Typed } from '../../packages/rules/src/language/typed.ts'
import { fakeShop, snapshot, type Figures } from '../support/fakeShop.ts'
import { bool, check, codes, evaluate, missing, number, product } from '../support/language.ts'

describe('values', () => {
  it('[L3] binds operators as CEL does: * before +, relations before &&, && before ||, ?: last', () => {
    const today = [product({ onHandUnits: [7] })]
    expect(evaluate('1 + 2 * 3 - 4 / 2', today)).toEqual([5])
    expect(evaluate('10 - 3 - 2', today)).toEqual([5])
    expect(evaluate('-2 * -3', today)).toEqual([6])
    expect(evaluate('true || false && false', today, { expected: bool })).toEqual([1])
    expect(evaluate('!false && 1 < 2', today, { expected: bool })).toEqual([1])
    expect(evaluate('onHandUnits > 5 ? 1 : onHandUnits > 2 ? 2 : 3', today)).toEqual([1])
  })
  it('[L2] makes x / 0 and anything not finite missing', () => {
    const today = [product({ onHandUnits: [0, 2] })]
    expect(evaluate('10 / onHandUnits', today)).toEqual([missing, 5])
    expect(evaluate('1e308 * 10 * onHandUnits', today)).toEqual([missing, missing])
    expect(evaluate('1 / (0 * -1)', today)).toEqual([missing, missing])
    expect(evaluate('0 * -1 == 0', today, { expected: bool })).toEqual([1, 1])
  })
  it('[L4] decides && || ! by Kleene’s three-valued logic', () => {
    const today = [product({ conversionRatio: [missing], onHandUnits: [1] })]
    const decide = (text: string) => evaluate(text, today, { expected: bool })
    expect(decide('conversionRatio < 1 && onHandUnits > 5')).toEqual([0])
    expect(decide('conversionRatio < 1 && onHandUnits < 5')).toEqual([missing])
    expect(decide('conversionRatio < 1 || onHandUnits < 5')).toEqual([1])
    expect(decide('conversionRatio < 1 || onHandUnits > 5')).toEqual([missing])
    expect(decide('!(conversionRatio < 1)')).toEqual([missing])
    expect(decide('conversionRatio < 1 ? true : true')).toEqual([missing])
  })
  it('[L5] replaces a missing figure by orValue and asks for it by has', () => {
    const today = [product({ coverDays: [missing, 3] })]
    expect(evaluate('coverDays.orValue(99)', today)).toEqual([99, 3])
    expect(evaluate('has(coverDays)', today, { expected: bool })).toEqual([0, 1])
  })
  it('[L6] compares enums with texts and choice parameters, and takes lists with in', () => {
    const today = [product({ abcClass: [0, 2], onHandUnits: [3, 4], listingState: [0, 1] })]
    const decide = (text: string) => evaluate(text, today, { expected: bool })
    expect(decide('abcClass == "A"')).toEqual([1, 0])
    expect(decide('"A" != abcClass')).toEqual([0, 1])
    expect(decide('abcClass in ["B", "C"]')).toEqual([0, 1])
    expect(decide('abcClass == params.class')).toEqual([1, 0])
    expect(decide('params.class == "B" || abcClass in [params.class]')).toEqual([1, 0])
    expect(decide('listingState.startsWith("on")')).toEqual([1, 0])
    expect(decide('listingState.contains("list")')).toEqual([0, 1])
    expect(decide('onHandUnits in [3, 5]')).toEqual([1, 0])
  })
  it('[L7] reads figures of parents', () => {
    const today: Figures[] = [
      { stock: { onHandUnits: [5, 6] }, product: { priceCents: [100, 200] } },
    ]
    expect(evaluate('product.priceCents * onHandUnits', today, { scope: 'stock' })).toEqual([
      500, 1200,
    ])
  })
  it('[L7] reads parameters by name', () => {
    const today = [product({ onHandUnits: [1] })]
    expect(evaluate('params.targetDays * params.factor', today)).toEqual([31.5])
  })
  it('computes abs, floor, ceil, round, min, max, clamp', () => {
    const today = [product({ onHandUnits: [1] })]
    expect(evaluate('abs(-3) + floor(2.9) + ceil(2.1) + round(2.5)', today)).toEqual([11])
    expect(evaluate('round(-2.5)', today)).toEqual([-2])
    expect(evaluate('min(3, 1, 2) + max(3, 1, 2) + clamp(9, 1, 4)', today)).toEqual([8])
  })
  it('tells every sub-expression’s value, inner ones first, with its characters', () => {
    const text = 'soldUnits < 3 || mean(soldUnits, 2d) > 1'
    const { typed } = check(text)
    const told: [string, number][] = []
    const trace = ({ range }: Typed, value: number) => {
      if (range !== undefined) told.push([text.slice(range.start, range.end), value])
    }
    const days = [product({ soldUnits: [5] }), product({ soldUnits: [1] })]
    const row = {
      shop: fakeShop(1),
      snapshot: snapshot(1, days),
      scope: 'product' as const,
      entity: 0,
    }
    expect(interpret(typed!, row, trace)).toBe(1)
    expect(told).toEqual([
      ['soldUnits', 5],
      ['3', 3],
      ['soldUnits < 3', 0],
      ['mean(soldUnits, 2d)', 3],
      ['1', 1],
      ['mean(soldUnits, 2d) > 1', 1],
      [text, 1],
    ])
  })
})

describe('functions of a set', () => {
  const today: Figures[] = [
    {
      product: { soldUnits: [1, 2, 4], priceCents: [100, 250, 50], coverDays: [missing, 7, 3] },
      stock: { coverDays: [missing, 7, missing] },
    },
  ]
  const of = (text: string, scope: ScopeId = 'category') => evaluate(text, today, { scope })
  it('[L8] goes over the members of the entity itself or of its parent', () => {
    expect(of('sum(products, soldUnits * priceCents)')).toEqual([100 + 500 + 200])
    expect(of('mean(products, soldUnits)')).toEqual([7 / 3])
    expect(of('min(products, priceCents) + max(products, priceCents)')).toEqual([300])
    expect(of('count(products, soldUnits >= 2)')).toEqual([2])
    expect(of('soldUnits / sum(category.products, soldUnits)', 'product')).toEqual([
      1 / 7,
      2 / 7,
      4 / 7,
    ])
    expect(of('max(product.stocks, coverDays)', 'stock')).toEqual([missing, 7, missing])
  })
  it('[L8] leaves out members whose value is missing', () => {
    expect(of('mean(products, coverDays)')).toEqual([5])
    expect(of('count(products, coverDays < 5)')).toEqual([1])
    expect(of('mean(products, coverDays.orValue(2))')).toEqual([4])
    expect(of('sum(products, conversionRatio)')).toEqual([missing])
    expect(of('count(products, conversionRatio < 1)')).toEqual([missing])
  })
  it('[L8] is 0 for sum and count without members, and missing for the others', () => {
    expect(of('sum(accounts, 1) + count(accounts, true)', 'shop')).toEqual([0])
    expect(of('mean(accounts, 1)', 'shop')).toEqual([missing])
    expect(of('max(accounts, 1)', 'shop')).toEqual([missing])
  })
  it('[L8] reads a parent of the member, and windows of its figures', () => {
    const days = [today[0]!, { product: { soldUnits: [10, 20, 40] } }]
    const category = { scope: 'category' } as const
    expect(evaluate('sum(products, sum(soldUnits, 2d))', days, category)).toEqual([77])
    expect(evaluate('sum(sum(products, soldUnits), 2d)', days, category)).toEqual([77])
    expect(evaluate('sum(products, category.soldUnits)', days, category)).toEqual([missing])
  })
  it('[L8] names the sets there are, and holds no function of a set', () => {
    const category = { scope: 'category', expected: number } as const
    const [unknown] = check('sum(product, soldUnits)', category).issues
    expect(unknown).toMatchObject({ code: 'unknownSet', facts: { suggestion: 'products' } })
    expect(codes('sum(suppliers, 1)', category)).toEqual(['unknownSet'])
    expect(codes('sum(products, sum(stocks, 1))', category)).toEqual(['nested'])
    expect(codes('sum(products, isOutOfStock)', category)).toEqual(['wrongType'])
    expect(codes('count(products, soldUnits)', category)).toEqual(['wrongType'])
    expect(codes('sum(products, soldUnits, 7d)', category)).toEqual(['wrongArguments'])
    const [figure] = check('products > 3', { scope: 'category' }).issues
    expect(describeIssue(figure!, 'en').suggestion).toBe('Did you mean “count(products, …)”?')
  })
})

describe('ids', () => {
  it('[L9] tests the id of the entity or of a parent', () => {
    const today: Figures[] = [product({ soldUnits: [1, 2, 3] })]
    const decide = (text: string, scope: ScopeId = 'product') =>
      evaluate(text, today, { scope, expected: bool })
    expect(decide('id == "p1"')).toEqual([0, 1, 0])
    expect(decide('"p1" != id')).toEqual([1, 0, 1])
    expect(decide('id in ["p0", "p2", "elsewhere"]')).toEqual([1, 0, 1])
    expect(decide('id.startsWith("p") && id.contains("2")')).toEqual([0, 0, 1])
    expect(decide('product.id == "p2"', 'stock')).toEqual([0, 0, 1])
    expect(decide('id == params.class')).toEqual([0, 0, 0])
  })
  it('[L9] knows the ids that every shop has', () => {
    const [problem] = check('id == "payy"', { scope: 'funnelStep' }).issues
    expect(problem).toMatchObject({ code: 'unknownEnumValue', facts: { suggestion: 'pay' } })
    expect(codes('id in ["normal", "urgnt"]', { scope: 'ticketClass' })).toEqual([
      'unknownEnumValue',
    ])
    expect(codes('id.startsWith("x")', { scope: 'segment' })).toEqual(['unknownEnumValue'])
    expect(codes('id == "supplyChain"', { scope: 'desk' })).toEqual([])
  })
  it('[L9] only tests them', () => {
    expect(codes('id > 3')).toEqual(['wrongType'])
    expect(codes('has(id)')).toEqual(['wrongType'])
    expect(codes('id == product.id', { scope: 'stock' })).toEqual(['wrongType'])
  })
})

describe('the event', () => {
  const info = (
    type: ValueInfo['type'],
    unit: ValueInfo['unit'],
    values?: string[],
  ): ValueInfo => ({
    type,
    unit,
    mayBeMissing: false,
    label: { en: 'test', zh: '测试' },
    help: { en: 'test', zh: '测试' },
    ...(values && { values }),
  })
  const payload = {
    changeRatio: info('number', 'percent'),
    found: info('bool', 'none'),
    kind: info('enum', 'none', ['price', 'listing']),
  }
  it('[L10] reads what was announced, with its type and unit', () => {
    const today = [product({ soldUnits: [1] })]
    const decide = (text: string, event: Record<string, number>) =>
      evaluate(text, today, { payload, event, expected: bool })
    const announced = { changeRatio: -0.2, found: 1, kind: 0 }
    expect(decide('event.kind == "price" && event.changeRatio <= -0.1', announced)).toEqual([1])
    expect(decide('event.found && soldUnits > 0', announced)).toEqual([1])
    expect(decide('event.changeRatio < 0', { kind: 1 })).toEqual([missing])
    expect(codes('event.kind == "prices"', { payload })).toEqual(['unknownEnumValue'])
    expect(codes('event.changeRatio < coverDays', { payload })).toEqual(['unitMismatch'])
    const [problem] = check('event.changRatio < 0', { payload }).issues
    expect(problem).toMatchObject({ code: 'unknownName', facts: { suggestion: 'changeRatio' } })
    expect(codes('event.toString == 1', { payload })).toEqual(['unknownName'])
  })
  it('[L10] is out of reach elsewhere', () => {
    expect(codes('event.changeRatio < 0')).toEqual(['noEvent'])
  })
})

describe('constant places', () => {
  it('[L11] take literals and parameters, and nothing that differs by entity or day', () => {
    const constant = (text: string, expected = number) =>
      codes(text, { expected, isConstant: true })
    expect(constant('2 * params.targetDays')).toEqual([])
    expect(constant('max(3, params.factor)')).toEqual([])
    expect(constant('soldUnits')).toEqual(['notConstant'])
    expect(constant('mean(3, 7d)')).toEqual(['notConstant'])
    expect(constant('count(category.products, true)')).toEqual(['notConstant'])
    expect(constant('id == "p1"', bool)).toEqual(['notConstant'])
  })
})

describe('problems', () => {
  it('finds every problem of a text at once, each with its characters', () => {
    const text = 'soldUnit < 3 && paramz.x > 1 && foo(2) == 1'
    const found = check(text).issues.map(({ code, range }) => [
      code,
      text.slice(range!.start, range!.end),
    ])
    expect(found).toEqual([
      ['unknownName', 'soldUnit'],
      ['unknownScope', 'paramz'],
      ['unknownFunction', 'foo'],
    ])
  })
  it('suggests the name that was meant', () => {
    const [problem] = check('invntoryPositionUnits < 3').issues
    expect(describeIssue(problem!, 'en').suggestion).toBe('Did you mean “inventoryPositionUnits”?')
    expect(describeIssue(problem!, 'zh').suggestion).toContain('inventoryPositionUnits')
    const [enumProblem] = check('listingState == "onSales"').issues
    expect(describeIssue(enumProblem!, 'en').suggestion).toBe('Did you mean “onSale”?')
    const [scope] = check('prams.factor > 1').issues
    expect(describeIssue(scope!, 'en').suggestion).toBe('Did you mean “params”?')
    const [sum] = check('sum(isOutOfStock, 7d) > 1').issues
    expect(describeIssue(sum!, 'en').suggestion).toBe('Did you mean “count(…)”?')
    const [option] = check('sum(soldUnits, 7d, ofset: 1d) > 1').issues
    expect(describeIssue(option!, 'en').suggestion).toBe('Did you mean “offset”?')
  })
  it.each([
    ['soldUnits = 3', '=', '=='],
    ['soldUnits === 3', '===', '=='],
    ['isOutOfStock and soldUnits > 3', 'and', '&&'],
    ['soldUnits <> 3', '<>', '!='],
    ['soldUnits ≥ 3', '≥', '>='],
    ['min（soldUnits, 3) > 1', '（', '('],
  ])('reads %j as a slip of another language, and says it once', (text, found, suggestion) => {
    const [problem] = check(text).issues
    expect(problem).toMatchObject({ code: 'syntax', facts: { found, suggestion } })
    expect(text.slice(problem!.range!.start, problem!.range!.end)).toBe(found)
  })
  it('[L7] says that a figure of the entity itself needs no name in front', () => {
    const first = (text: string) => check(text).issues[0]
    for (const [text, suggestion] of [
      ['product.soldUnits > 3', 'soldUnits'],
      ['product.id == "p1"', 'id'],
    ] as const) {
      expect(codes(text)).toEqual(['unknownScope'])
      expect(first(text)!.facts).toMatchObject({ name: 'product', suggestion })
    }
    // a figure that there is not is the problem itself
    expect(codes('product.soldUnit > 3')).toEqual(['unknownName'])
    expect(first('product.soldUnit > 3')!.facts).toMatchObject({
      name: 'soldUnit',
      suggestion: 'soldUnits',
    })
  })
  it('[L6] takes lists of numbers that are the same for all entities, and says so once', () => {
    expect(codes('soldUnits in [3, onHandUnits]')).toEqual(['wrongType'])
    expect(codes('soldUnits in [3, "A"]')).toEqual(['wrongType'])
    expect(codes('soldUnits in [3, params.targetDay]')).toEqual(['unknownParameter'])
    expect(codes('soldUnits in 3')).toEqual(['wrongType'])
    expect(codes('isOutOfStock in [true]')).toEqual(['wrongType'])
    expect(codes('soldUnit in [3]')).toEqual(['unknownName'])
  })
  it('[U2] demands equal units of + − < and of the place, and lets literals pass', () => {
    expect(codes('onHandUnits < coverDays')).toEqual(['unitMismatch'])
    expect(codes('priceCents + onHandUnits', { expected: number })).toEqual(['unitMismatch'])
    expect(codes('onHandUnits < 5')).toEqual([])
    const units = { expected: { base: 'number', unit: 'count' } } as const
    expect(codes('priceCents', units)).toEqual(['wrongUnit'])
    const money = { expected: { base: 'number', unit: 'money' } } as const
    expect(codes('2 * priceCents', money)).toEqual([])
  })
  it('[U3] never complains about × and ÷, and keeps the unit through plain numbers and ratios', () => {
    const units = { expected: { base: 'number', unit: 'count' } } as const
    const money = { expected: { base: 'number', unit: 'money' } } as const
    expect(codes('params.targetDays * soldUnits', units)).toEqual([])
    expect(codes('conversionRatio * priceCents', units)).toEqual(['wrongUnit'])
    expect(codes('priceCents / listPriceCents < 0.9')).toEqual([])
    expect(codes('priceCents / params.targetDays', money)).toEqual([])
    expect(codes('priceCents / 2', units)).toEqual(['wrongUnit'])
    expect(codes('soldUnits / priceCents + params.targetDays', { expected: number })).toEqual([])
  })
  it('[U4] keeps the unit through windows and sets, but not through counts', () => {
    const money = { expected: { base: 'number', unit: 'money' }, scope: 'category' } as const
    expect(codes('max(products, mean(soldUnits, 7d))', money)).toEqual(['wrongUnit'])
    expect(codes('slope(soldUnits, 7d)', { ...money, scope: 'product' })).toEqual(['wrongUnit'])
    expect(codes('count(products, true) * 3', money)).toEqual([])
    const forProduct = { ...money, scope: 'product' } as const
    expect(codes('falling(soldUnits) + zscore(soldUnits, 7d)', forProduct)).toEqual([])
    expect(codes('count(isOutOfStock, 7d)', forProduct)).toEqual([])
  })
  it.each([
    ['', 'syntax'],
    ['soldUnits <', 'syntax'],
    ['soldUnits < < 3', 'syntax'],
    ['stock % 3 < 2', 'syntax'],
    ['1e999 > 2', 'syntax'],
    ['sum(soldUnits, 99999999999999999d) > 1', 'syntax'],
    ['soldUnits', 'wrongType'],
    ['"A" == soldUnits', 'wrongType'],
    ['"A" < "B"', 'wrongType'],
    ['abcClass == 3', 'wrongType'],
    ['abcClass == listingState', 'wrongType'],
    ['abcClass == "Z"', 'unknownEnumValue'],
    ['abcClass.startsWith("Z")', 'unknownEnumValue'],
    ['soldUnits.startsWith("Z")', 'wrongType'],
    ['abcClass.startsWith(3)', 'wrongType'],
    ['params.targetDay > 1', 'unknownParameter'],
    ['params.class > 1', 'wrongType'],
    ['sum(soldUnits) > 1', 'wrongArguments'],
    ['count(isOutOfStock, 7) > 1', 'wrongArguments'],
    ['abs(1, 2) > 1', 'wrongArguments'],
    ['soldUnits.orElse(1) > 1', 'unknownFunction'],
    ['(1 < 2).length > 1', 'syntax'],
    ['x'.repeat(2001), 'tooLong'],
    ['!'.repeat(1500) + 'isOutOfStock', 'tooNested'],
    [`${'('.repeat(900)}1${')'.repeat(900)} > 1`, 'tooNested'],
    ['priceCents in [params.targetDays]', 'unitMismatch'],
  ])('reports %.60j as %s', (text, code) => {
    expect(codes(text)).toContain(code)
  })
  it('says that a figure is not simulated yet, without stopping', () => {
    const { typed, issues } = check('rating < 4')
    expect(typed).toBeDefined()
    expect(issues.map(({ code, severity }) => [code, severity])).toEqual([['notSimulated', 'info']])
  })
  it('checks a condition of 200 characters within a millisecond', () => {
    const text =
      'sum(soldUnits, 7d) > params.factor * sum(soldUnits, 7d, offset: 7d) && abcClass == "A" && ' +
      '(coverDays.orValue(99) < params.targetDays || zscore(soldUnits, 28d) < -3 || soldUnit < 3)'
    for (let i = 0; i < 500; i++) check(text)
    const times = Array.from({ length: 51 }, () => {
      const started = performance.now()
      check(text)
      return performance.now() - started
    })
    expect(times.toSorted((a, b) => a - b)[25]).toBeLessThan(1)
  })
})
