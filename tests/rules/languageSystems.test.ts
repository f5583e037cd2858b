import { describe, expect, it } from 'vitest'
import { systems } from '@sandtable/rules'
import { catalogue } from '@sandtable/sim'
import { checkExpression } from '../../packages/rules/src/language/checkExpression.ts'
import { systemExpressions, systemParams } from '../fixtures/systemExpressions.ts'

describe('the expressions of the 72 systems', () => {
  it('can all be said', () => {
    const problems = systemExpressions.flatMap(([system, event, scope, base, text]) => {
      const payload = catalogue.events.find(({ id }) => id === event)?.payload
      const context = { scope, catalogue, params: systemParams, ...(payload && { payload }) }
      const { issues } = checkExpression(text, context, { base })
      const errors = issues.filter(({ severity }) => severity === 'error')
      return errors.map(({ code }) => `${system} ${code}: ${text}`)
    })
    expect(problems).toEqual([])
    expect(systemExpressions.length).toBeGreaterThan(300)
  })
  it('come from systems that there are', () => {
    const ids = new Set(systemExpressions.map(([system]) => system))
    expect([...ids].filter((id) => !Object.hasOwn(systems, id))).toEqual([])
  })
  it('leave room for a score over 24 bounds (MON-3)', () => {
    const figures =
      'impressions ctrRatio visits views addToCartRatio carts checkouts orders conversionRatio soldUnits gmvCents revenueCents contributionCents marginRatio discountCents sellThroughRatio turnsPerYear coverDays stockAgeDays lostUnits fillRatio returnRatio badReviewRatio complaints'
    const terms = figures.split(' ').map((id) => `(${id} < 0.5 * category.${id} ? 1 : 0)`)
    const context = { scope: 'product', catalogue, params: new Map([['breaches', 6]]) } as const
    const { issues } = checkExpression(`${terms.join(' + ')} >= params.breaches`, context, {
      base: 'bool',
    })
    expect(issues.filter(({ severity }) => severity === 'error')).toEqual([])
  })
})
