/** What a newcomer's slips are answered with: the place, and what was meant. */
import { describe, expect, it } from 'vitest'
import {
  checkPlaybook,
  describeIssue,
  parsePlaybookValue,
  type Config,
  type Playbook,
} from '@sandtable/rules'
import { checkExpression } from '../../packages/rules/src/language/checkExpression.ts'
import { meantCell } from '../../packages/rules/src/table/cellSyntax.ts'
import { fakeCatalogue } from '../support/fakeShop.ts'
import { playbook } from '../support/playbooks.ts'

function behind(table: unknown): Playbook {
  return playbook(
    {
      t: ['trigger.schedule', { scope: 'product', recurrence: 'FREQ=DAILY' }],
      d: ['condition.table', { table } as Config],
      a: ['action.notify', { message: 'look' }],
    },
    ['t.out>d', 'd.aLow>a'],
  )
}
const errors = (book: Playbook) => {
  const read = parsePlaybookValue(book)
  const issues = read.ok ? checkPlaybook(read.playbook, fakeCatalogue) : read.issues
  return issues
    .filter(({ severity }) => severity === 'error')
    .map((problem) => describeIssue(problem, 'en').sentence)
}
const columns = [{ id: 'cov', expression: 'coverDays' }]

describe('shapes', () => {
  it.each([
    [
      { columns, rows: [{ id: 'aLow', cells: { cov: 5 } }] },
      '“Table”, row aLow, cell cov, must be a text such as "5", got 5.',
    ],
    [
      { columns, rows: [{ id: 'aLow', cells: {}, note: 'x' }] },
      '“Table”, row aLow, key “note”, must be left out: the keys are “id”, “name”, “cells”, got "x".',
    ],
    [{ columns }, '“Table”, key “rows”, must be a list, got nothing.'],
  ])('of tables are said at their place, and ports are not judged: %j', (table, sentence) => {
    expect(errors(behind(table))).toEqual([sentence])
  })
  it('name the field, and what the value that is nearest wants', () => {
    const params = { targetDays: { default: '21' } } as unknown as NonNullable<Playbook['params']>
    expect(errors({ ...behind({ columns, rows: [] }), params })).toEqual([
      'params.targetDays.default must be a number, got "21".',
    ])
  })
})

describe('slips', () => {
  it.each([
    ['5..6', '[5..6]'],
    ['>5 && <7', '(5..7)'],
    ['< 7 and >= 5', '[5..7)'],
    ['== 5', '5'],
    ['!= 5', 'not(5)'],
    ['[5..6]', undefined],
    ['> 5, < 7', undefined],
  ])('of the cell %s are understood', (cell, meant) => {
    expect(meantCell(cell)).toBe(meant)
  })
  it.each([
    ['abcClass == A', '"A"'],
    ['not isOutOfStock', '!'],
    ['coverDays ＜ 5', '<'],
    ['product.coverDays < 5', 'coverDays'],
  ])('of the expression %s are understood', (text, suggestion) => {
    const context = { scope: 'product', catalogue: fakeCatalogue, params: new Map() } as const
    const { issues } = checkExpression(text, context, { base: 'bool' })
    expect(issues.map(({ facts }) => facts['suggestion'])).toEqual([suggestion])
  })
  it('of a label where a name belongs lead to the name', () => {
    const { label } = fakeCatalogue.metrics.find(({ id }) => id === 'coverDays')!
    const catalogue = {
      ...fakeCatalogue,
      metrics: fakeCatalogue.metrics.map((metric) =>
        metric.id === 'coverDays' ? { ...metric, label: { ...label, zh: '可售天数' } } : metric,
      ),
    }
    const context = { scope: 'product', catalogue, params: new Map() } as const
    const { issues } = checkExpression('可售天数 < 5', context, { base: 'bool' })
    expect(issues.map(({ facts }) => facts['suggestion'])).toEqual(['coverDays'])
  })
})
