/** What actions ask for beyond one number: other entities, published texts, guards, and levers of every rule. */
import { describe, expect, it } from 'vitest'
import { checkPlaybook } from '@sandtable/rules'
import type { Catalogue, Config, Entities, Playbook, Receipt, Shop } from '@sandtable/rules'
import {
  fakeCatalogue,
  fakeShop,
  metric,
  recorder,
  snapshot,
  type Figures,
} from '../support/fakeShop.ts'
import { playbook, program } from '../support/playbooks.ts'

const catalogue: Catalogue = {
  ...fakeCatalogue,
  metrics: [
    ...fakeCatalogue.metrics,
    metric('roi', ['channel'], { mayBeMissing: true }),
    metric('unitCostCents', ['product']),
    metric('ticketsOpen', ['ticketClass']),
  ],
}
const channels = ['c1', 'c2', 'c3']
const tickets = ['normal', 'urgent']
const toShop = (ids: readonly string[]): Pick<Entities, 'ids' | 'parents'> => ({
  ids,
  parents: { shop: new Int32Array(ids.length) },
})

function shopOf(products: number): Shop {
  const base = fakeShop(products)
  return {
    catalogue,
    entities: (scope) => {
      if (scope === 'channel') return { scope, ...toShop(channels) }
      if (scope === 'ticketClass') return { scope, ...toShop(tickets) }
      return base.entities(scope)
    },
  }
}

/** One review of the playbooks; the commands that reached the shop, and the counts by node id. */
function review(books: Playbook | readonly Playbook[], figures: Figures, days = 1) {
  const compiled = program(books, catalogue)
  const reviewer = compiled.startReviewer(shopOf(3))
  const { commands, apply } = recorder()
  let counts = reviewer.review('endOfDay', snapshot(1, [figures]), apply)
  for (let day = 2; day <= days; day++) {
    commands.length = 0
    counts = reviewer.review('endOfDay', snapshot(day, [figures]), apply)
  }
  const at = (id: string) => compiled.nodes.findIndex((node) => node.id === id)
  return {
    asked: commands.map(({ command, entities, values }) => ({ command, entities, ...values })),
    reasons: (id: string) => Object.fromEntries(counts.reasons[at(id)]!),
    fates: (id: string): Partial<Record<Receipt['fate'] | 'suppressed', number>> => ({
      applied: counts.applied[at(id)]!,
      suppressed: counts.suppressed[at(id)]!,
      rejected: counts.rejected[at(id)]!,
    }),
  }
}

/** Every entity of a scope meets each of the actions, every day. */
function always(
  scope: string,
  actions: Record<string, readonly [command: string, config: Config]>,
  more: Partial<Playbook> = {},
): Playbook {
  const nodes = Object.entries(actions).map(
    ([id, [command, config]]) => [id, [`action.${command}`, config]] as const,
  )
  const trigger = ['trigger.schedule', { scope, recurrence: 'FREQ=DAILY;INTERVAL=1' }] as const
  return playbook(
    { t: [...trigger], ...Object.fromEntries(nodes) },
    nodes.map(([id]) => `t.out>${id}`),
    more,
  )
}

describe('naming another entity', () => {
  const move = (where?: string): Playbook =>
    always('channel', {
      a: [
        'moveBudget',
        {
          shareRatio: '0.2',
          to: {
            set: 'shop.channels',
            best: 'max',
            by: 'roi',
            ...(where === undefined ? {} : { where }),
          },
        },
      ],
    })
  const ref = (entity: number) => ({ scope: 'channel', entity })

  it('[A5] takes the best member but never the target itself', () => {
    const { asked } = review(move(), { channel: { roi: [1, 3, 2] } })
    expect(asked.map(({ entities, ...rest }) => [entities, 'to' in rest && rest.to])).toEqual([
      [[0], ref(1)],
      [[1], ref(2)],
      [[2], ref(1)],
    ])
  })
  it('[A5] prefers the first id of equals, and leaves out the missing and the unwanted', () => {
    const equal = review(move(), { channel: { roi: [2, 2, 2] } })
    expect(equal.asked.map((command) => 'to' in command && command.to)).toEqual([
      ref(1),
      ref(0),
      ref(0),
    ])
    const wanted = review(move('roi < 3'), { channel: { roi: [Number.NaN, 5, 1] } })
    expect(wanted.asked.map((command) => 'to' in command && command.to)).toEqual([ref(2), ref(2)])
    expect(wanted.fates('a')).toEqual({ applied: 2, suppressed: 0, rejected: 1 })
    expect(wanted.reasons('a')).toEqual({ noTarget: 1 })
  })
})

describe('published texts', () => {
  it('[A6] are rejected with a forbidden word, whatever else is right', () => {
    const scarcity = (lineCopy: string) =>
      always('product', { a: ['showScarcity', { days: '3', lineCopy }] })
    expect(review(scarcity('Only a few left'), {}).fates('a')['applied']).toBe(3)
    const forbidden = review(scarcity('The No. 1 choice'), {})
    expect(forbidden.asked).toEqual([])
    expect(forbidden.reasons('a')).toEqual({ copyForbidden: 3 })
  })
})

describe('rounding', () => {
  it('[A1] takes no notice of the dust of doubles', () => {
    const order = (units: string) =>
      review(always('product', { a: ['reorder', { units }] }), {}).asked[0]
    expect(order('3 * 1.6 * 10 - 18')).toMatchObject({ units: 30 })
    expect(order('30.01')).toMatchObject({ units: 31 })
    const price = (priceCents: string) =>
      review(always('product', { a: ['setPrice', { priceCents }] }), {}).asked[0]
    expect(price('0.7 * 5600000 / 4')).toMatchObject({ priceCents: 980_000 })
    expect(price('979999.9')).toMatchObject({ priceCents: 979_999 })
  })
})

describe('levers', () => {
  const first = (figures: Figures, actions: Parameters<typeof always>[1]) => {
    const result = review(always('product', actions), figures)
    return result.asked.filter(({ entities }) => entities[0] === 0)
  }
  it('[R3] adds up where amounts add up, for the highest priority only', () => {
    const { asked, fates } = review(
      always('ticketClass', {
        a: ['addAgents', { agents: '2', days: '1' }],
        b: ['addAgents', { agents: '3', days: '1' }],
        c: ['addAgents', { agents: '5', days: '1', priority: -1 }],
      }),
      {},
    )
    const ofNormal = asked.filter(({ entities }) => entities[0] === 0)
    expect(ofNormal.map((command) => 'agents' in command && command.agents)).toEqual([3, 2])
    expect(fates('c')).toEqual({ applied: 0, suppressed: 2, rejected: 0 })
  })
  it('[R3] leaves different requests without a rule suppressed, and equal ones count once', () => {
    const weight = (a: string, b: string) =>
      first(
        {},
        {
          a: ['setTrafficWeight', { weight: a, days: '7' }],
          b: ['setTrafficWeight', { weight: b, days: '7' }],
        },
      )
    expect(weight('2', '3')).toEqual([])
    expect(weight('2', '2')).toHaveLength(1)
  })
  it('[R3] makes a lever of each audience, and compares choices by their place', () => {
    const discount = (audience: string, ratio: string): [string, Config] => [
      'discount',
      { audience, ratio, days: '7' },
    ]
    const both = first({}, { a: discount('members', '0.1'), b: discount('vip', '0.2') })
    expect(both).toHaveLength(2)
    const one = first({}, { a: discount('vip', '0.1'), b: discount('vip', '0.2') })
    expect(one).toMatchObject([{ ratio: 0.2 }])
    const listing = first(
      {},
      { a: ['setListing', { state: 'onSale' }], b: ['setListing', { state: 'delisted' }] },
    )
    expect(listing).toMatchObject([{ state: 'delisted' }])
  })
  it('[R3] settles levers that exclude one another by priority', () => {
    const both = (priority: number) =>
      first({}, { a: ['cancelOrders', { priority }], b: ['reorder', { units: '10' }] }).map(
        ({ command }) => command,
      )
    expect(both(1)).toEqual(['cancelOrders'])
    expect(both(-1)).toEqual(['reorder'])
    expect(both(0)).toEqual([])
  })
  it('[R2] gives the same whatever playbook comes first', () => {
    const low = always('product', { a: ['reorder', { units: '10' }] }, { id: 'pb_low' })
    const high = always('product', { a: ['reorder', { units: '20' }] }, { id: 'pb_high' })
    expect(review([low, high], {}).asked).toEqual(review([high, low], {}).asked)
    expect(review([low, high], {}).asked).toMatchObject([
      { units: 20 },
      { units: 20 },
      { units: 20 },
    ])
  })
})

describe('targets', () => {
  it('[G4] narrows the targets of a task by its kind', () => {
    const task = (kind: string) =>
      checkPlaybook(
        always('product', { a: ['openTask', { kind, desk: 'operations', dueDays: '3' }] }),
        catalogue,
      ).map(({ code }) => code)
    expect(task('detailPage')).toEqual([])
    expect(task('stepFix')).toEqual(['wrongTarget'])
  })
})

describe('guards', () => {
  const prices = { product: { priceCents: [1000, 1000, 1000], unitCostCents: [500, 950, 800] } }
  it('[R4] keep prices between floor and ceiling, discounts included', () => {
    const guards = { priceFloorCents: '1.1 * unitCostCents', priceCeilingCents: '1200' }
    const cut = review(
      always(
        'product',
        { a: ['discount', { ratio: '0.2', audience: 'all', days: '7' }] },
        { guards },
      ),
      prices,
    )
    expect(cut.asked.map(({ entities }) => entities)).toEqual([[0]])
    expect(cut.reasons('a')).toEqual({ priceFloor: 2 })
    const rise = review(
      always('product', { a: ['setPrice', { priceCents: '1300' }] }, { guards }),
      prices,
    )
    expect(rise.reasons('a')).toEqual({ priceCeiling: 3 })
  })
  it('[R4] cap the money of a day, cheaper ones may still go', () => {
    const guards = { spendCapCents: 14_000 }
    const { asked, reasons } = review(
      always('product', { a: ['reorder', { units: '10' }] }, { guards }),
      prices,
    )
    // 5,000 + 9,500 + 8,000: the second does not fit beside the first, the third does
    expect(asked.map(({ entities }) => entities)).toEqual([[0], [2]])
    expect(reasons('a')).toEqual({ spendCap: 1 })
  })
  it('[R4] freeze everything but messages on the days named', () => {
    const book = always(
      'product',
      { a: ['reorder', { units: '10' }], m: ['notify', { message: 'low' }] },
      { guards: { freeze: [{ fromDay: 2, toDay: 3 }] } },
    )
    expect(review(book, prices, 1).asked).toHaveLength(4)
    expect(review(book, prices, 3).asked.map(({ command }) => command)).toEqual(['notify'])
    expect(review(book, prices, 3).reasons('a')).toEqual({ freeze: 3 })
    expect(review(book, prices, 4).asked).toHaveLength(4)
  })
})
