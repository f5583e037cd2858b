import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkExpression, describeIssue, type Expected, type ScopeId } from '@sandtable/rules'
import { bindColumn } from '../../packages/rules/src/language/vectorize.ts'
import { historyNeedsOf } from '../../packages/rules/src/language/historyNeeds.ts'
import { fakeCatalogue, fakeShop, snapshot, type Figures } from '../support/fakeShop.ts'
import { interpret } from '../support/interpreter.ts'

const number: Expected = { base: 'number' }
const bool: Expected = { base: 'bool' }

function check(text: string, expected: Expected = bool, scope: ScopeId = 'product') {
  return checkExpression(
    text,
    {
      scope,
      catalogue: fakeCatalogue,
      params: new Map([
        ['targetDays', 21],
        ['factor', 1.5],
      ]),
    },
    expected,
  )
}
/** Values of a text for every entity, as of today; `days` are today, yesterday, … */
function evaluate(
  text: string,
  days: readonly Figures[],
  expected: Expected = number,
  scope: ScopeId = 'product',
) {
  const { typed, issues } = check(text, expected, scope)
  if (typed === undefined) throw new Error(JSON.stringify(issues))
  const shop = fakeShop(
    Object.values(days[0]!)[0] ? Object.values(Object.values(days[0]!)[0]!)[0]!.length : 1,
  )
  return [...bindColumn(typed, shop.entities(scope))(snapshot(1, days))]
}
const codes = (text: string, expected: Expected = bool, scope: ScopeId = 'product') =>
  check(text, expected, scope).issues.map(({ code }) => code)

const missing = Number.NaN
const product = (figures: Record<string, readonly number[]>): Figures => ({ product: figures })

describe('values', () => {
  it('[L3] binds operators as CEL does: * before +, relations before &&, && before ||, ?: last', () => {
    const today = [product({ onHandUnits: [7] })]
    expect(evaluate('1 + 2 * 3 - 4 / 2', today)).toEqual([5])
    expect(evaluate('10 - 3 - 2', today)).toEqual([5])
    expect(evaluate('-2 * -3', today)).toEqual([6])
    expect(evaluate('true || false && false', today, bool)).toEqual([1])
    expect(evaluate('!false && 1 < 2', today, bool)).toEqual([1])
    expect(evaluate('onHandUnits > 5 ? 1 : onHandUnits > 2 ? 2 : 3', today)).toEqual([1])
  })
  it('[L2] makes x / 0 and anything not finite missing', () => {
    const today = [product({ onHandUnits: [0, 2] })]
    expect(evaluate('10 / onHandUnits', today)).toEqual([missing, 5])
    expect(evaluate('1e308 * 10 * onHandUnits', today)).toEqual([missing, missing])
  })
  it('[L4] decides && || ! by Kleene’s three-valued logic', () => {
    const today = [product({ conversionRatio: [missing], onHandUnits: [1] })]
    expect(evaluate('conversionRatio < 1 && onHandUnits > 5', today, bool)).toEqual([0])
    expect(evaluate('conversionRatio < 1 && onHandUnits < 5', today, bool)).toEqual([missing])
    expect(evaluate('conversionRatio < 1 || onHandUnits < 5', today, bool)).toEqual([1])
    expect(evaluate('conversionRatio < 1 || onHandUnits > 5', today, bool)).toEqual([missing])
    expect(evaluate('!(conversionRatio < 1)', today, bool)).toEqual([missing])
  })
  it('[L5] replaces a missing figure by orValue and asks for it by has', () => {
    const today = [product({ coverDays: [missing, 3] })]
    expect(evaluate('coverDays.orValue(99)', today)).toEqual([99, 3])
    expect(evaluate('has(coverDays)', today, bool)).toEqual([0, 1])
  })
  it('[L6] compares enums with texts, and takes lists with in', () => {
    const today = [product({ abcClass: [0, 2], onHandUnits: [3, 4] })]
    expect(evaluate('abcClass == "A"', today, bool)).toEqual([1, 0])
    expect(evaluate('abcClass != "A"', today, bool)).toEqual([0, 1])
    expect(evaluate('abcClass in ["B", "C"]', today, bool)).toEqual([0, 1])
    expect(evaluate('onHandUnits in [3, 5]', today, bool)).toEqual([1, 0])
  })
  it('[L7] reads figures of parents', () => {
    const today: Figures[] = [
      { stock: { onHandUnits: [5, 6] }, product: { priceCents: [100, 200] } },
    ]
    expect(evaluate('product.priceCents * onHandUnits', today, number, 'stock')).toEqual([
      500, 1200,
    ])
  })
  it('computes abs, floor, ceil, round, min, max, clamp', () => {
    const today = [product({ onHandUnits: [1] })]
    expect(evaluate('abs(-3) + floor(2.9) + ceil(2.1) + round(2.5)', today)).toEqual([11])
    expect(evaluate('min(3, 1, 2) + max(3, 1, 2) + clamp(9, 1, 4)', today)).toEqual([8])
  })
  it('reads parameters by name', () => {
    expect(evaluate('params.targetDays * params.factor', [product({ onHandUnits: [1] })])).toEqual([
      31.5,
    ])
  })
})

describe('windows', () => {
  const days = [5, 4, 3, 2, 1].map((units) => product({ soldUnits: [units, 10 * units] }))
  it('[W1] covers the last n closed days, today included', () => {
    expect(evaluate('sum(soldUnits, 3d)', days)).toEqual([12, 120])
    expect(evaluate('mean(soldUnits, 2d)', days)).toEqual([4.5, 45])
    expect(evaluate('min(soldUnits, 3d)', days)).toEqual([3, 30])
    expect(evaluate('max(soldUnits, 5d)', days)).toEqual([5, 50])
  })
  it('[W1] shifts a window by offset, and lag reads one day', () => {
    expect(evaluate('sum(soldUnits, 2d, offset: 3d)', days)).toEqual([3, 30])
    expect(evaluate('lag(soldUnits, 4d)', days)).toEqual([1, 10])
  })
  it('[W3] is missing while a day is missing or not yet there', () => {
    expect(evaluate('sum(soldUnits, 6d)', days)).toEqual([missing, missing])
    const gap = [product({ conversionRatio: [0.1] }), product({ conversionRatio: [missing] })]
    expect(evaluate('mean(conversionRatio, 2d)', gap)).toEqual([missing])
  })
  it('[W3] is missing when it reaches behind the first day, also with orValue and has', () => {
    expect(evaluate('sum(soldUnits.orValue(0), 5d)', days)).toEqual([15, 150])
    expect(evaluate('sum(soldUnits.orValue(0), 6d)', days)).toEqual([missing, missing])
    expect(evaluate('sum(has(soldUnits) ? 1 : 0, 5d, offset: 1d)', days)).toEqual([
      missing,
      missing,
    ])
    expect(evaluate('lag(soldUnits.orValue(0), 5d)', days)).toEqual([missing, missing])
  })
  it('[L2] is missing when its sum would not be finite', () => {
    const huge = [1e308, 1e308].map((units) => product({ soldUnits: [units] }))
    expect(evaluate('sum(soldUnits, 2d)', huge)).toEqual([missing])
  })
  it('[W1] reads the review outside windows, and closes inside them', () => {
    const { typed } = check('onHandUnits - mean(onHandUnits, 2d)', number)
    const closes = [product({ onHandUnits: [9] }), product({ onHandUnits: [13] })]
    const morning = {
      ...snapshot(1, closes),
      now: () => Float64Array.of(55),
    }
    expect([...bindColumn(typed!, fakeShop(1).entities('product'))(morning)]).toEqual([44])
  })
  it('[W4] folds an expression, evaluated for each day', () => {
    expect(evaluate('sum(2 * soldUnits + 1, 2d)', days)).toEqual([20, 182])
  })
  it('tells how far back it reads', () => {
    const { typed } = check('sum(soldUnits, 28d, offset: 7d) > lag(onHandUnits, 3d)')
    expect(historyNeedsOf(typed!)).toEqual([
      { scope: 'product', metricId: 'soldUnits', days: 34 },
      { scope: 'product', metricId: 'onHandUnits', days: 3 },
    ])
    const bare = check('onHandUnits > mean(soldUnits, 1d)')
    expect(historyNeedsOf(bare.typed!)).toEqual([
      { scope: 'product', metricId: 'soldUnits', days: 0 },
    ])
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
  })
  it('[U2] demands equal units of + − < and of the place, and lets literals pass', () => {
    expect(codes('onHandUnits < coverDays')).toEqual(['unitMismatch'])
    expect(codes('priceCents + onHandUnits', number)).toEqual(['unitMismatch'])
    expect(codes('onHandUnits < 5')).toEqual([])
    expect(codes('priceCents', { base: 'number', unit: 'count' })).toEqual(['wrongUnit'])
    expect(codes('2 * priceCents', { base: 'number', unit: 'money' })).toEqual([])
  })
  it('[U3] never complains about × and ÷, and keeps the unit through plain numbers and ratios', () => {
    expect(codes('params.targetDays * soldUnits', { base: 'number', unit: 'count' })).toEqual([])
    expect(codes('conversionRatio * priceCents', { base: 'number', unit: 'count' })).toEqual([
      'wrongUnit',
    ])
    expect(codes('priceCents / listPriceCents < 0.9')).toEqual([])
    expect(codes('priceCents / params.targetDays', { base: 'number', unit: 'money' })).toEqual([])
    expect(codes('priceCents / 2', { base: 'number', unit: 'count' })).toEqual(['wrongUnit'])
    expect(codes('soldUnits / priceCents + params.targetDays', number)).toEqual([])
  })
  it('[W2] takes windows of 1 to 365 days, none inside another', () => {
    expect(codes('sum(soldUnits, 365d) > 1')).toEqual([])
    expect(codes('sum(soldUnits, 366d) > 1')).toEqual(['wrongValue'])
    expect(codes('max(sum(soldUnits, 2d), 3d) > 1')).toEqual(['wrongArguments'])
  })
  it.each([
    ['', 'syntax'],
    ['soldUnits <', 'syntax'],
    ['soldUnits < < 3', 'syntax'],
    ['stock % 3 < 2', 'syntax'],
    ['1e999 > 2', 'syntax'],
    ['soldUnits', 'wrongType'],
    ['"A" == "B"', 'wrongType'],
    ['abcClass == 3', 'wrongType'],
    ['abcClass == "Z"', 'unknownEnumValue'],
    ['params.targetDay > 1', 'unknownParameter'],
    ['sum(soldUnits, 0d) > 1', 'wrongValue'],
    ['sum(soldUnits, 400d) > 1', 'wrongValue'],
    ['sum(soldUnits) > 1', 'wrongArguments'],
    ['sum(mean(soldUnits, 7d), 7d) > 1', 'wrongArguments'],
    ['abs(1, 2) > 1', 'wrongArguments'],
    ['soldUnits.orElse(1) > 1', 'unknownFunction'],
    ['(1 < 2).length > 1', 'syntax'],
    ['x'.repeat(2001), 'tooLong'],
    ['!'.repeat(1500) + 'isOutOfStock', 'tooNested'],
    [`${'('.repeat(900)}1${')'.repeat(900)} > 1`, 'tooNested'],
    ['priceCents in [params.targetDays]', 'unitMismatch'],
  ])('reports %j as %s', (text, code) => {
    expect(codes(text)).toContain(code)
  })
  it('says that a figure is not simulated yet, without stopping', () => {
    const { typed, issues } = check('rating < 4')
    expect(typed).toBeDefined()
    expect(issues.map(({ code, severity }) => [code, severity])).toEqual([['notSimulated', 'info']])
  })
  it('[L1] survives any text, and what it accepts evaluates without failing', () => {
    const words = [
      'soldUnits',
      'abcClass',
      '"A"',
      '3',
      '7d',
      'sum',
      'min',
      'has',
      '(',
      ')',
      ',',
      '.',
      '<',
      '==',
      '&&',
      '!',
      '-',
      '*',
      '/',
      '?',
      ':',
      'in',
      '[',
      ']',
      'product',
      'category',
      'params',
      'targetDays',
      'orValue',
      'offset',
      '"',
      '\\',
      '💥',
    ]
    const text = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.array(fc.constantFrom(...words), { maxLength: 25 }).map((parts) => parts.join(' ')),
    )
    fc.assert(
      fc.property(text, (source) => {
        const { typed, issues } = check(source)
        for (const problem of issues) expect(describeIssue(problem, 'zh').sentence).not.toBe('')
        expect(typed === undefined).toBe(issues.some(({ severity }) => severity === 'error'))
        if (typed === undefined) return
        const days = Array.from({ length: 400 }, () => product({ soldUnits: [3], abcClass: [1] }))
        const [value] = bindColumn(typed, fakeShop(1).entities('product'))(snapshot(1, days))
        expect([0, 1, missing]).toContain(value)
      }),
      { numRuns: 3000 },
    )
  })
})

describe('against a plain interpreter', () => {
  const value = fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: -20, max: 20 }) },
    { weight: 1, arbitrary: fc.constant(missing) },
  )
  const leafNumber = fc.constantFrom(
    'soldUnits',
    'onHandUnits',
    'coverDays.orValue(2)',
    '3',
    '0',
    '0.5',
    'params.factor',
    'conversionRatio',
  )
  const { numberText, boolText } = fc.letrec<{ numberText: string; boolText: string }>((tie) => ({
    numberText: fc.oneof(
      { maxDepth: 4 },
      leafNumber,
      fc
        .tuple(tie('numberText'), fc.constantFrom('*', '/'), tie('numberText'))
        .map(([a, op, b]) => `(${a}) ${op} (${b})`),
      fc
        .tuple(tie('numberText'), fc.constantFrom('+', '-'))
        .map(([a, op]) => `((${a}) / 1 ${op} 1.5)`),
      fc
        .tuple(fc.constantFrom('abs', 'floor', 'ceil', 'round'), tie('numberText'))
        .map(([f, a]) => `${f}(${a})`),
      fc
        .tuple(
          fc.constantFrom('sum', 'mean', 'min', 'max'),
          fc.constantFrom('soldUnits', 'onHandUnits', 'soldUnits * 2'),
          fc.integer({ min: 1, max: 4 }),
          fc.integer({ min: 0, max: 2 }),
        )
        .map(([f, x, n, o]) => `${f}(${x}, ${n}d, offset: ${o}d)`),
      fc.tuple(tie('boolText'), tie('numberText')).map(([c, a]) => `(${c} ? ${a} : 1)`),
    ),
    boolText: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom('abcClass == "A"', 'abcClass in ["B"]', 'true', 'isOutOfStock'),
      fc
        .tuple(tie('numberText'), fc.constantFrom('<', '<=', '>', '>=', '==', '!='))
        .map(([a, op]) => `${a} ${op} 2`),
      fc
        .tuple(tie('boolText'), fc.constantFrom('&&', '||'), tie('boolText'))
        .map(([a, op, b]) => `(${a} ${op} ${b})`),
      tie('boolText').map((a) => `!(${a})`),
      tie('numberText').map((a) => `has(${a})`),
    ),
  }))
  const figures = fc.record({
    soldUnits: value,
    onHandUnits: value,
    coverDays: value,
    conversionRatio: value,
    abcClass: fc.constantFrom(0, 1, 2, missing),
    isOutOfStock: fc.constantFrom(0, 1, missing),
  })
  it.each([
    ['conditions', boolText, bool],
    ['numbers', numberText, number],
  ] as const)('gives the same value for random %s', (_name, texts, expected) => {
    let evaluated = 0
    fc.assert(
      fc.property(texts, fc.array(figures, { minLength: 6, maxLength: 6 }), (text, days) => {
        const { typed } = check(text, expected)
        if (typed === undefined) return
        evaluated++
        const table = days.map((day) =>
          product(Object.fromEntries(Object.entries(day).map(([id, one]) => [id, [one]]))),
        )
        const [result] = bindColumn(typed, fakeShop(1).entities('product'))(snapshot(1, table))
        const read = (id: string, daysAgo: number) => {
          const one = (days[daysAgo] as Record<string, number> | undefined)?.[id]
          return one === undefined || Number.isNaN(one) ? undefined : one
        }
        const oracle = interpret(typed, read)
        // −0 and 0 are one number
        expect(result! + 0).toEqual((oracle ?? missing) + 0)
      }),
      { numRuns: 2000 },
    )
    expect(evaluated).toBeGreaterThan(500)
  })
})
