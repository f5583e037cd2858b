import { describe, expect, it } from 'vitest'
import { rowsOf, textOf, type Catalogue, type ExpressionContext } from '@sandtable/rules'
import {
  leftKindOf,
  numberText,
  operatorsFor,
  rightKindOf,
  withLeft,
  withOperator,
} from '../../apps/web/src/editor/expression/rowKinds.ts'

const figure = (id: string, more: object) => ({
  id,
  scopes: ['product'] as const,
  type: 'number' as const,
  unit: 'none' as const,
  window: 'now' as const,
  direction: 'neither' as const,
  mayBeMissing: false,
  isSimulated: true,
  label: { en: id, zh: id },
  help: { en: '', zh: '' },
  ...more,
})
const catalogue: Catalogue = {
  metrics: [
    figure('coverDays', { unit: 'day' }),
    figure('ageDays', { unit: 'day' }),
    figure('priceCents', { unit: 'money' }),
    figure('abcClass', { type: 'enum', values: ['A', 'B', 'C'] }),
    figure('isFeatured', { type: 'bool' }),
  ],
  events: [],
  commands: [],
}
const context: ExpressionContext = {
  scope: 'product',
  catalogue,
  params: new Map<string, number | string>([['floorCents', 3_000]]),
}

describe('rows of a condition', () => {
  it('are read from the text and written back', () => {
    const text = 'coverDays < 7 && abcClass == "A" && !isFeatured && has(priceCents)'
    const rows = rowsOf(text, context)
    expect(rows?.rows.map(({ operator }) => operator)).toEqual(['<', '==', 'isFalse', 'isThere'])
    expect(textOf(rows!)).toBe(text)
    expect(rowsOf('coverDays < 7 || abcClass == "A" && isFeatured', context)).toBeUndefined()
  })

  it('know what stands on the left', () => {
    expect(leftKindOf('priceCents', context)).toEqual({ kind: 'number', unit: 'money' })
    expect(leftKindOf('abcClass', context)).toEqual({ kind: 'enum', values: ['A', 'B', 'C'] })
    expect(leftKindOf('isFeatured', context)).toEqual({ kind: 'bool' })
    expect(leftKindOf('mean(coverDays, 28d)', context)).toEqual({ kind: 'number', unit: 'day' })
    expect(leftKindOf('id', context)).toEqual({ kind: 'id' })
    expect(leftKindOf('nobody', context)).toEqual({ kind: 'other' })
  })

  it('offer the comparisons that fit, and the one that is there', () => {
    expect(operatorsFor({ kind: 'bool' }, 'isTrue')).toEqual([
      'isTrue',
      'isFalse',
      'isThere',
      'isMissing',
    ])
    expect(operatorsFor({ kind: 'bool' }, '<')[0]).toBe('<')
  })

  it('show numbers, values and parameters as such, and the rest written out', () => {
    const row = (left: string, operator: '<' | '==' | 'in', right: string) =>
      rightKindOf({ left, operator, right }, leftKindOf(left, context))
    expect(row('priceCents', '<', '3000')).toEqual({ kind: 'number', value: 3_000 })
    expect(row('priceCents', '<', 'params.floorCents')).toEqual({
      kind: 'parameter',
      name: 'floorCents',
    })
    expect(row('abcClass', '==', '"B"')).toEqual({ kind: 'value', value: 'B' })
    expect(row('abcClass', 'in', '["A", "B"]')).toEqual({ kind: 'written' })
    expect(row('priceCents', '<', '2 * params.floorCents')).toEqual({ kind: 'written' })
    expect(row('id', '==', '"p\\"1"')).toEqual({ kind: 'text', value: 'p"1' })
  })

  it('keep the test of a figure of the same unit, and begin anew for another', () => {
    const row = { left: 'coverDays', operator: '>=', right: '14' } as const
    expect(withLeft(row, 'ageDays', context)).toEqual({ ...row, left: 'ageDays' })
    expect(withLeft(row, 'priceCents', context)).toEqual({
      left: 'priceCents',
      operator: '<',
      right: '0',
    })
    expect(withLeft(row, 'abcClass', context)).toEqual({
      left: 'abcClass',
      operator: '==',
      right: '"A"',
    })
    expect(withLeft(row, 'isFeatured', context)).toMatchObject({ operator: 'isTrue', right: '' })
  })

  it('drop a value where the comparison takes none, and find one where it does', () => {
    const row = { left: 'abcClass', operator: '==', right: '"B"' } as const
    expect(withOperator(row, '!=', context)).toEqual({ ...row, operator: '!=' })
    expect(withOperator(row, 'isThere', context)).toMatchObject({ right: '' })
    expect(withOperator(row, 'in', context)).toMatchObject({ right: '["A"]' })
  })

  it('write numbers without exponents', () => {
    expect([0.05, 1e12, 1e-7, -3].map(numberText)).toEqual([
      '0.05',
      '1000000000000',
      '0.0000001',
      '-3',
    ])
  })
})
