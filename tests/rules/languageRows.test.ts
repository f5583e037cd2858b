import { describe, expect, it } from 'vitest'
import { formatExpression } from '../../packages/rules/src/language/formatExpression.ts'
import { parseExpression } from '../../packages/rules/src/language/parseExpression.ts'
import { rowsOf, textOf, type ConditionRow } from '../../packages/rules/src/language/rows.ts'
import { fakeCatalogue } from '../support/fakeShop.ts'
import { withoutRanges } from '../support/syntax.ts'

const context = {
  scope: 'product',
  catalogue: fakeCatalogue,
  params: new Map([['factor', 1.5]]),
} as const
const treeOf = (text: string) => withoutRanges(parseExpression(text).expression)
const row = (left: string, operator: ConditionRow['operator'], right = ''): ConditionRow => ({
  left,
  operator,
  right,
})

describe('canonical text', () => {
  it.each([
    ['a+b*c', 'a + b * c'],
    ['((a+b))*c', '(a + b) * c'],
    ['a-(b-c)-d', 'a - (b - c) - d'],
    ['(a*b)/(c*d)', 'a * b / (c * d)'],
    ['-(a+b)', '-(a + b)'],
    ['!(a&&b)||c', '!(a && b) || c'],
    ['(a||b)&&c', '(a || b) && c'],
    ['(a<b)==(c<d)', 'a < b == (c < d)'],
    ['a?b:(c?d:e)', 'a ? b : c ? d : e'],
    ['a?b?c:d:e', 'a ? (b ? c : d) : e'],
    ['(a?b:c)?d:e', '(a ? b : c) ? d : e'],
    ['(a+b).orValue( 0 )', '(a + b).orValue(0)'],
    ['sum( x ,7d,offset:1d )', 'sum(x, 7d, offset: 1d)'],
    ["a in ['x',\"it's\"]", 'a in ["x", "it\'s"]'],
    [String.raw`a == "say \"no\""`, String.raw`a == "say \"no\""`],
    ['0.10 + 1e3 + .5', '0.1 + 1000 + 0.5'],
  ])('[L12] writes %j as %j', (text, canonical) => {
    expect(formatExpression(parseExpression(text).expression)).toBe(canonical)
    expect(treeOf(canonical)).toEqual(treeOf(text))
  })
})

describe('rows', () => {
  it.each([
    ['soldUnits < 3', 'all', [row('soldUnits', '<', '3')]],
    [
      'soldUnits >= params.factor * mean(soldUnits, 7d) && abcClass in ["A", "B"]',
      'all',
      [
        row('soldUnits', '>=', 'params.factor * mean(soldUnits, 7d)'),
        row('abcClass', 'in', '["A", "B"]'),
      ],
    ],
    [
      'isOutOfStock || !isOutOfStock || has(coverDays) || !has(category.conversionRatio)',
      'any',
      [
        row('isOutOfStock', 'isTrue'),
        row('isOutOfStock', 'isFalse'),
        row('coverDays', 'isThere'),
        row('category.conversionRatio', 'isMissing'),
      ],
    ],
    [
      'id.startsWith("p") && abcClass.contains("A") && !id.contains("x")',
      'all',
      [
        row('id', 'startsWith', '"p"'),
        row('abcClass', 'contains', '"A"'),
        row('id.contains("x")', 'isFalse'),
      ],
    ],
    ['isOutOfStock == (soldUnits > 3)', 'all', [row('isOutOfStock', '==', 'soldUnits > 3')]],
    ['soldUnits < coverDays', 'all', [row('soldUnits', '<', 'coverDays')]],
  ] as const)('show %j', (text, join, rows) => {
    expect(rowsOf(text, context)).toEqual({ join, rows })
    expect(treeOf(textOf({ join, rows }))).toEqual(treeOf(text))
  })
  it.each([
    'isOutOfStock && soldUnits < 3 || true',
    'isOutOfStock && (soldUnits < 3 && isOutOfStock)',
    '3 < soldUnits',
    'soldUnits + 1 < 3',
    'soldUnits',
    'true',
    'isOutOfStock ? true : false',
    'soldUnits <',
    '',
  ])('leave %j to the text editor', (text) => {
    expect(rowsOf(text, context)).toBeUndefined()
  })
  it('keep what is typed and cannot be read yet', () => {
    expect(textOf({ join: 'all', rows: [row('soldUnits', '<', '3 +')] })).toBe('soldUnits < 3 +')
    expect(textOf({ join: 'any', rows: [] })).toBe('')
  })
})
