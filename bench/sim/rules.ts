/** The twenty rules over all products, as a playbook in the public format. */
import { compile, type Playbook, type Program } from '@sandtable/rules'
import { catalogue } from '../../packages/sim/src/catalogue.ts'

type Config = Playbook['nodes'][number]['config']

export interface Rule {
  readonly id: string
  readonly when: string
  readonly cooldown: string
  readonly action: string
  readonly config: Config
}

const price = (priceCents: string): Pick<Rule, 'action' | 'config'> => ({
  action: 'setPrice',
  config: { priceCents },
})
const traffic = (weight: string): Pick<Rule, 'action' | 'config'> => ({
  action: 'setTrafficWeight',
  config: { weight, days: '14' },
})
const tell = (message: string): Pick<Rule, 'action' | 'config'> => ({
  action: 'notify',
  config: { desk: 'operations', severity: 'info', message },
})

/** Same order, conditions and cool-downs as in reduced.py; a traffic weight stands for the ad factor of a product. */
export const twentyRules: readonly Rule[] = [
  {
    id: 'orderUpTo',
    when: 'inventoryPositionUnits < (leadTimeDays + 7) * mean(soldUnits, 28d)',
    cooldown: '3d',
    action: 'reorder',
    config: { units: '(leadTimeDays + 28) * mean(soldUnits, 28d) - inventoryPositionUnits' },
  },
  {
    id: 'emergencyOrder',
    when: 'onHandUnits < 2 * mean(soldUnits, 7d) && openPurchaseOrders == 0',
    cooldown: '7d',
    action: 'expedite',
    config: { units: '14 * mean(soldUnits, 7d)' },
  },
  {
    id: 'markdownSlow',
    when: 'sum(soldUnits, 28d) < 0.1 * onHandUnits && priceCents >= listPriceCents',
    cooldown: '14d',
    ...price('0.9 * listPriceCents'),
  },
  {
    id: 'markdownSlower',
    when: 'sum(soldUnits, 60d) < 0.15 * onHandUnits && priceCents < 0.95 * listPriceCents && priceCents > 0.8 * listPriceCents',
    cooldown: '14d',
    ...price('0.8 * listPriceCents'),
  },
  {
    id: 'recoverPrice',
    when: 'onHandUnits < 15 * mean(soldUnits, 14d) && priceCents < 0.97 * listPriceCents',
    cooldown: '7d',
    ...price('listPriceCents'),
  },
  {
    id: 'recoverHalf',
    when: 'sum(soldUnits, 14d) > 0.3 * onHandUnits && priceCents < 0.85 * listPriceCents',
    cooldown: '7d',
    ...price('0.92 * listPriceCents'),
  },
  {
    id: 'conversionAlert',
    when: 'sum(visits, 7d) > 100 && sum(orders, 7d) * sum(visits, 28d) < 0.7 * sum(orders, 28d) * sum(visits, 7d)',
    cooldown: '7d',
    ...tell('Conversion falls.'),
  },
  {
    id: 'badReviews',
    when: 'sum(badReviews, 30d) >= 3 && sum(badReviews, 30d) > 0.2 * sum(reviews, 30d)',
    cooldown: '14d',
    ...tell('Bad reviews.'),
  },
  {
    id: 'lowRating',
    when: 'rating < 4.2 && priceCents > 0.95 * listPriceCents',
    cooldown: '28d',
    ...price('0.95 * listPriceCents'),
  },
  {
    id: 'matchRival',
    when: 'competitorPriceCents < 0.98 * priceCents && competitorPriceCents > 1.2 * unitCostCents',
    cooldown: '3d',
    ...price('competitorPriceCents'),
  },
  {
    id: 'followRival',
    when: 'competitorPriceCents > 1.03 * priceCents && priceCents < 0.97 * listPriceCents && onHandUnits < 60 * mean(soldUnits, 28d)',
    cooldown: '7d',
    ...price('1.03 * priceCents'),
  },
  {
    id: 'moreAds',
    when: 'onHandUnits > 45 * mean(soldUnits, 28d) && sum(orders, 28d) > 0.02 * sum(visits, 28d)',
    cooldown: '14d',
    ...traffic('1.5'),
  },
  {
    id: 'fewerAdsShort',
    when: 'onHandUnits < 5 * mean(soldUnits, 7d)',
    cooldown: '7d',
    ...traffic('0.5'),
  },
  {
    id: 'fewerAdsPoor',
    when: 'sum(visits, 28d) > 200 && sum(orders, 28d) < 0.008 * sum(visits, 28d)',
    cooldown: '14d',
    ...traffic('0.7'),
  },
  {
    id: 'fewerAdsMargin',
    when: 'priceCents < 1.3 * unitCostCents',
    cooldown: '14d',
    ...traffic('0.6'),
  },
  {
    id: 'returns',
    when: 'sum(soldUnits, 28d) >= 10 && sum(returnedUnits, 30d) > 0.25 * sum(soldUnits, 30d)',
    cooldown: '14d',
    ...tell('Many returns.'),
  },
  {
    id: 'stockOut',
    when: 'onHandUnits <= 0 && sum(soldUnits, 28d) > 0',
    cooldown: '3d',
    ...tell('Out of stock.'),
  },
  {
    id: 'deadStock',
    when: 'sum(soldUnits, 60d) == 0 && onHandUnits > 0 && priceCents > 0.7 * listPriceCents',
    cooldown: '28d',
    ...price('0.7 * listPriceCents'),
  },
  {
    id: 'spike',
    when: 'sum(soldUnits, 7d) >= 6 && sum(soldUnits, 7d) > 0.5 * sum(soldUnits, 28d)',
    cooldown: '7d',
    ...tell('Sales leap.'),
  },
  {
    id: 'marginGuard',
    when: 'priceCents < 1.1 * unitCostCents',
    cooldown: '3d',
    ...price('1.15 * unitCostCents'),
  },
]

/** A trigger and an action for each rule. */
export function playbookOf(rules: readonly Rule[]): Playbook {
  return {
    format: 'playbook/1',
    id: 'pb_bench',
    name: 'Bench',
    nodes: rules.flatMap(({ id, when, cooldown, action, config }) => [
      {
        id: `n_${id}`,
        type: 'trigger.metric',
        v: 1,
        config: {
          scope: 'product',
          expression: when,
          when: 'whileTrue',
          cooldown,
          onMissing: 'false',
        },
      },
      { id: `n_do_${id}`, type: `action.${action}`, v: 1, config },
    ]),
    edges: rules.map(({ id }) => ({
      id: `e_${id}`,
      from: [`n_${id}`, 'out'],
      to: [`n_do_${id}`, 'in'],
    })),
  }
}

export function programOf(rules: readonly Rule[]): Program {
  const result = compile(rules.length === 0 ? [] : [playbookOf(rules)], catalogue)
  if (!result.ok) throw new Error(JSON.stringify(result.issues, null, 1))
  return result.program
}
