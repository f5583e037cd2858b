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
  readonly claims: readonly Claim[]
}

export const headlines: readonly Headline[] = [
  {
    id: 'turns-and-slow-movers',
    title: 'Turns 4 → 6, slow movers 25 → 12 %',
    playbooks: ['inv-3-simple-safety-stock', 'inv-5-slow-mover-ladder'],
    days: 360,
    claims: [
      { kpi: 'turnsPerYear', direction: 'up' },
      { kpi: 'slowMoverRatio', direction: 'down' },
    ],
  },
  {
    id: 'stock-capital-by-class',
    title: 'Stock capital −30 % by ABC classes',
    playbooks: ['inv-4-abc-classes'],
    claims: [
      { kpi: 'stockValueCents', direction: 'down' },
      { kpi: 'turnsPerYear', direction: 'up' },
    ],
  },
  {
    id: 'stockouts-by-signal',
    title: 'Stockouts 15 → 5 % by weather and holiday signals',
    playbooks: ['inv-15-signal-stock-up'],
    claims: [{ kpi: 'stockoutRatio', direction: 'down' }],
  },
  {
    id: 'fulfilment-through-an-outage',
    title: 'Fulfilment ≥ 95 % through a supplier outage',
    playbooks: ['inv-10-backup-supplier'],
    claims: [{ kpi: 'fillRatio', direction: 'up' }],
  },
  {
    id: 'payment-step',
    title: 'Payment conversion +15–18 % after mending the step',
    playbooks: ['cnv-2-funnel-repair'],
    claims: [
      { kpi: 'stepPassRatio@pay', direction: 'up' },
      { kpi: 'conversionRatio', direction: 'up' },
    ],
  },
  {
    id: 'cost-per-click',
    title: 'Cost per click −22 % by dynamic bidding',
    playbooks: ['ads-3-dynamic-bidding'],
    claims: [{ kpi: 'cpcCents', direction: 'down' }],
  },
  {
    id: 'gift-against-price-cut',
    title: 'Gift against price cut',
    playbooks: ['prc-1-gift-instead-of-price'],
    against: ['prc-1-follow-price-cut'],
    ownName: 'gift',
    againstName: 'price cut',
    claims: [{ kpi: 'contributionCents', direction: 'up' }],
  },
  {
    id: 'order-surge',
    title: 'Survive a +300 % surge',
    playbooks: ['inv-13-order-surge-capacity'],
    claims: [
      { kpi: 'onTimeShipRatio', direction: 'up' },
      { kpi: 'backlogOrders', direction: 'down' },
    ],
  },
]
