/**
 * The eight claims of the courses that the gallery examines closely. Shop, horizon, figures and directions were
 * committed before they were run (decision 6).
 */
import type { Claim } from '@sandtable/rules'

export interface Headline {
  readonly id: string
  readonly title: string
  /** Names of files in the gallery, all in one arm. */
  readonly playbooks: readonly string[]
  /** Each compared with the same untouched shop; the other way of doing it. */
  readonly against?: readonly string[]
  /** What the charts call the two. */
  readonly ownName?: string
  readonly againstName?: string
  /** Days to run; those of the first playbook's trial unless given. The shop is that of its trial. */
  readonly days?: number
  readonly course: string
  readonly claims: readonly Claim[]
}

export const headlines: readonly Headline[] = [
  {
    id: 'turns-and-slow-movers',
    title: 'Turns 4 → 6, slow movers 25 → 12 %',
    playbooks: ['inv-3-simple-safety-stock', 'inv-5-slow-mover-ladder'],
    days: 360,
    course: 'Stock turns from 4 to 6 a year, and the share of slow movers from 25 % to 12 %.',
    claims: [
      { kpi: 'turnsPerYear', direction: 'up' },
      { kpi: 'slowMoverRatio', direction: 'down' },
    ],
  },
  {
    id: 'stock-capital-by-class',
    title: 'Stock capital −30 % by ABC classes',
    playbooks: ['inv-4-abc-classes'],
    course: '30 % of stock capital is released and capital turns 40 % faster.',
    claims: [
      { kpi: 'stockValueCents', direction: 'down' },
      { kpi: 'turnsPerYear', direction: 'up' },
    ],
  },
  {
    id: 'stockouts-by-signal',
    title: 'Stockouts 15 → 5 % by weather and holiday signals',
    playbooks: ['inv-15-signal-stock-up'],
    course: 'The stockout rate falls from 15 % to 5 %.',
    claims: [{ kpi: 'stockoutRatio', direction: 'down' }],
  },
  {
    id: 'fulfilment-through-an-outage',
    title: 'Fulfilment ≥ 95 % through a supplier outage',
    playbooks: ['inv-10-backup-supplier'],
    course: 'With three core suppliers kept, at least 95 % of orders are fulfilled.',
    claims: [{ kpi: 'fillRatio', direction: 'up' }],
  },
  {
    id: 'payment-step',
    title: 'Payment conversion +15–18 % after mending the step',
    playbooks: ['cnv-2-funnel-repair'],
    course: 'Payment conversion rises by 15 to 18 %; before, 40 % were lost at payment.',
    claims: [
      { kpi: 'stepPassRatio@pay', direction: 'up' },
      { kpi: 'conversionRatio', direction: 'up' },
    ],
  },
  {
    id: 'cost-per-click',
    title: 'Cost per click −22 % by dynamic bidding',
    playbooks: ['ads-3-dynamic-bidding'],
    course: 'The cost per click falls by 22 %.',
    claims: [{ kpi: 'cpcCents', direction: 'down' }],
  },
  {
    id: 'gift-against-price-cut',
    title: 'Gift against price cut',
    playbooks: ['prc-1-gift-instead-of-price'],
    against: ['prc-1-follow-price-cut'],
    ownName: 'gift',
    againstName: 'price cut',
    course: 'When a rival cuts the price by 5 %, a gift instead of a lower price keeps the margin.',
    claims: [{ kpi: 'contributionCents', direction: 'up' }],
  },
  {
    id: 'order-surge',
    title: 'Survive a +300 % surge',
    playbooks: ['inv-13-order-surge-capacity'],
    course:
      'Temporary packers, a partner warehouse and shipping quotas that protect core cities carry the shop through a surge of +300 %.',
    claims: [
      { kpi: 'onTimeShipRatio', direction: 'up' },
      { kpi: 'backlogOrders', direction: 'down' },
    ],
  },
]
