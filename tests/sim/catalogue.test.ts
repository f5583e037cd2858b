/** What the shop announces, against the tables of figures and events that the project agreed on. */
import { describe, expect, it } from 'vitest'
import {
  commandIds,
  scopeIds,
  scopes,
  unitOfId,
  type ScopeId,
  type ShopEvent,
  type ValueInfo,
} from '@sandtable/rules'
import { fixedIds } from '../../packages/sim/src/fixedIds.ts'
import { announcementsOf } from '../../packages/sim/src/announcements.ts'
import { catalogue } from '../../packages/sim/src/catalogue.ts'
import { mechanisms } from '../../packages/sim/src/mechanisms/index.ts'
import { advance, fork, runHistory } from '../../packages/sim/src/run.ts'
import {
  begin,
  model,
  once,
  reliableSuppliers,
  reorder,
  scripted,
  twoWarehouses,
  undisturbed,
} from './shop.ts'

const groups: Readonly<Record<string, readonly ScopeId[]>> = {
  'stock+': ['stock', 'product', 'category', 'supplier', 'warehouse', 'shop'],
  'product+': ['product', 'category', 'supplier', 'shop'],
}

/** Id and scopes of every figure. */
const table = `
  impressions product+ channel
  visits product+ channel
  views product+ channel
  carts product+ channel
  checkouts product+ channel
  orders product+ channel segment warehouse
  ctrRatio product+ channel
  addToCartRatio product+ channel
  conversionRatio product+ channel
  stepEntered funnelStep
  stepPassRatio funnelStep
  gmvCents product+ channel segment
  revenueCents product+ channel segment
  aovCents shop channel segment
  soldUnits stock+
  regionUnits stock warehouse
  lostUnits stock+
  fillRatio stock+
  cancelledOrders warehouse shop
  period shop
  targetRatio shop

  region warehouse
  onHandUnits stock+
  onOrderUnits stock+
  inTransferUnits stock product warehouse
  backorderUnits stock+
  presaleUnits product+
  inventoryPositionUnits stock+
  openPurchaseOrders stock+
  latePurchaseOrders product supplier shop
  nextInboundDays stock product
  coverDays stock+
  safetyStockUnits stock product
  reviewCycleDays product
  moqUnits product
  leadTimeDays product supplier
  leadTimeDemandSdUnits stock product
  isOutOfStock stock product
  stockoutRatio category supplier warehouse shop
  stockAgeDays stock+
  stockValueCents stock+
  storageUseRatio warehouse
  writtenOffUnits stock+
  turnsPerYear product+ warehouse
  forecastErrorRatio product+
  sellThroughRatio product+
  activeSkuRatio category shop
  slowMoverRatio category shop
  abcClass product
  revenueRankRatio product
  contributionRankRatio product
  ageDays product
  lifecycleStage product
  listingState product
  pickZone stock
  signalInDays category
  signalUpliftRatio category
  promotionInDays shop

  isUp supplier channel warehouse
  onTimeRatio supplier
  defectRatio product supplier
  priceIndex supplier
  supplierScore supplier
  supplyShareRatio supplier
  backupSuppliers product
  isOnBackup product

  priceCents product
  listPriceCents product
  wasPriceCents product
  unitCostCents product
  marginRatio product+
  competitorPriceCents product
  promotionKind product
  discountCents product+ segment
  giftCostCents product+
  shippingSubsidyCents shop
  campaignPhase shop
  campaignRoi shop
  tierReturn shop
  testDays product
  testZScore product
  testContributionLiftRatio product

  kind channel
  role channel
  budgetCents channel shop
  bidCents channel
  adSpendCents channel shop
  cpcCents channel shop
  roi channel shop
  marginalRoi channel
  cacCents channel shop
  ltvCents channel segment shop
  channelShareRatio channel
  channelHhi shop
  adSpendMonthCents shop
  adBudgetMonthCents shop
  monthElapsedRatio shop
  commissionRatio shop

  customers segment shop
  newCustomers channel shop
  returningCustomers channel segment shop
  recencyDays segment
  ordersPerMonth segment
  repeatRatio segment shop
  retention7dRatio channel shop
  retention30dRatio channel shop
  privateMembers segment shop
  contactsPerWeek segment
  messageGmvCents segment shop
  unsubscribes segment shop
  pointsLiabilityCents shop
  premiumShipRatio segment shop

  reviews product+
  badReviews product+
  badReviewRatio product+
  reviewCount product
  rating product+
  contactedRatio product+
  dsrDescription shop
  dsrService shop
  dsrLogistics shop
  dsrScore shop
  negativeMentions product+
  opinionLevel shop
  limitHours ticketClass
  ticketsOpened ticketClass shop
  ticketsOpen ticketClass shop
  ticketsOverdue ticketClass shop
  hardTickets ticketClass shop
  firstResponseHours ticketClass shop
  waitP90Hours ticketClass shop
  abandonedTickets ticketClass shop
  agents ticketClass shop
  agentUseRatio ticketClass shop
  satisfaction ticketClass shop
  complaints product+
  bookedComplaints supplier warehouse channel

  capacityOrders warehouse shop
  backlogOrders warehouse shop
  oldestBacklogHours warehouse shop
  stuckOrders warehouse shop
  handledIn2hRatio warehouse shop
  onTimeShipRatio warehouse shop
  onTimeDeliveryRatio warehouse shop
  deliveryHours warehouse shop
  localShipRatio warehouse shop
  abnormalOrderRatio warehouse shop
  wrongParcelRatio warehouse shop
  picksPerPersonDay warehouse shop
  returnedUnits product+ warehouse
  defectReturnUnits product+
  returnRatio product+
  returnsPendingUnits warehouse shop
  oldestReturnHours warehouse shop
  restockOnTimeRatio warehouse shop

  contributionCents product+ channel
  contributionWithStockCents shop
  cogsCents product+
  refundCents product+
  shippingCostCents shop
  feesCents shop
  wagesCents shop
  holdingCostCents stock+
  orderCostCents product+
  finesCents shop
  purchaseSpendCents supplier shop
  cashCents shop
  cashFloorCents shop
  cashForecastMinCents shop
  cashGapCents shop
  cashGapWeek shop
  receivablesCents account shop
  overdueCents account shop
  overdueDays account
  creditGrade account
  payablesCents supplier shop
  reserveCents shop

  certificateLeftDays product
  flaggedWords product
  alerts desk shop
  openTasks desk shop
  overdueTasks desk shop
  deskHours desk shop
`

/** Id and scope of every event, then what it says. */
const eventTable: Readonly<Record<string, readonly string[]>> = {
  'demandSignal category': ['kind', 'inDays', 'upliftRatio'],
  'promotionAnnounced shop': ['inDays', 'upliftRatio', 'lastsDays'],
  'candidateArrived product': ['unitCostCents', 'moqUnits'],
  'stockArrived product': ['units', 'lateDays'],
  'supplierDown supplier': ['expectedDays'],
  'supplierUp supplier': ['downDays'],
  'supplierPriceChange supplier': ['changeRatio', 'inDays'],
  'competitorMove product': ['kind', 'changeRatio'],
  'channelDown channel': [],
  'channelUp channel': ['downDays'],
  'platformRuleChange shop': ['kind', 'changeRatio', 'inDays'],
  'mediaReport shop': ['reachVisits'],
  'complianceNotice product': ['kind', 'fineCents'],
  'inspectionDone product': ['defectRatio', 'sampleUnits'],
  [`taskDone ${scopeIds.join(' ')}`]: ['kind', 'found'],
  'campaignEnded shop': ['lastsDays', 'roi'],
  'periodStarted shop': ['period'],
}

const agreed = table
  .trim()
  .split(/\s*\n\s*/)
  .map((row) => {
    const [id = '', ...names] = row.split(' ')
    return { id, scopes: names.flatMap((name) => groups[name] ?? [name as ScopeId]) }
  })
const pairs = (metrics: readonly { id: string; scopes: readonly ScopeId[] }[]) =>
  metrics.flatMap(({ id, scopes: own }) => own.map((scope) => `${id} of ${scope}`))

const { metrics, events } = catalogue
/** Every value that a playbook may name, with the id it goes by. */
const values: readonly (readonly [id: string, info: ValueInfo])[] = [
  ...metrics.map((metric) => [metric.id, metric] as const),
  ...events.flatMap(({ payload }) => Object.entries(payload)),
]

describe('the catalogue of figures', () => {
  it('announces every figure for exactly its scopes, and none besides', () => {
    expect(pairs(metrics).toSorted()).toEqual(pairs(agreed).toSorted())
  })

  it('declares no figure and no event of a scope twice, and no id twice', () => {
    for (const list of [metrics, events]) {
      const named = pairs(list)
      expect(named.filter((pair, i) => named.indexOf(pair) !== i)).toEqual([])
      const ids = list.map(({ id }) => id)
      expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([])
    }
  })

  it('simulates whatever it announces: nothing is left for which check would say notSimulated', () => {
    expect([...metrics, ...events].filter(({ isSimulated }) => !isSimulated)).toEqual([])
    expect(catalogue.commands).toEqual(commandIds)
  })

  it('has ids of its own for the measures that figures are made of', () => {
    const measures = mechanisms.flatMap(({ measures: own = [] }) => own.map(({ id }) => id))
    const ids = [...measures, ...metrics.map(({ id }) => id)]
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([])
  })

  it('is plain data', () => {
    expect(structuredClone(catalogue)).toEqual(catalogue)
    expect(JSON.parse(JSON.stringify(catalogue))).toEqual(catalogue)
  })
})

describe('the catalogue of events', () => {
  it('announces every event with its scopes and what it says', () => {
    expect(
      Object.fromEntries(
        events.map(({ id, scopes: own, payload }) => [
          [id, ...own].join(' '),
          Object.keys(payload),
        ]),
      ),
    ).toEqual(eventTable)
  })
})

describe('an announcement', () => {
  it('is made only of the scopes of its event, and asked of any other there is none', () => {
    const { view } = begin(model())
    for (const { id, scopes: own } of events) {
      for (const scope of scopeIds) {
        const announced = announcementsOf(view, scope, id)
        expect([id, scope, Array.isArray(announced)]).toEqual([id, scope, true])
        if (!own.includes(scope)) expect([id, scope, announced]).toEqual([id, scope, []])
      }
    }
    expect(announcementsOf(view, 'shop', 'nothingOfTheKind')).toEqual([])
  })
})

describe('figures and what events say', () => {
  it('have ids in camelCase', () => {
    for (const id of [...values.map(([name]) => name), ...events.map((event) => event.id)]) {
      expect(id).toMatch(/^[a-z][a-z0-9]*([A-Z][a-z0-9]*)*$/)
    }
  })

  it('have the unit of the suffix of their id', () => {
    for (const [id, { unit }] of values) {
      if (unitOfId(id) !== 'none') expect([id, unit]).toEqual([id, unitOfId(id)])
    }
  })

  it('list their values when they are enums, and only then; only numbers have a unit', () => {
    for (const [id, { type, values: codes, unit }] of values) {
      expect([id, codes !== undefined]).toEqual([id, type === 'enum'])
      if (codes !== undefined) expect(new Set(codes).size).toBe(codes.length)
      if (type !== 'number') expect([id, unit]).toEqual([id, 'none'])
    }
  })

  it('are claims when they are bools', () => {
    for (const [id, { type }] of values) {
      if (id.startsWith('is')) expect([id, type]).toEqual([id, 'bool'])
    }
  })

  it('are explained in English and Chinese', () => {
    const texts = [...values.map(([, info]) => info), ...events].flatMap(({ label, help }) => [
      label,
      help,
    ])
    for (const { en, zh } of texts) {
      expect(en).toMatch(/[a-z]/i)
      expect(en).not.toMatch(/\p{Script=Han}/u)
      expect(zh).toMatch(/\p{Script=Han}/u)
    }
    for (const { help } of [...values.map(([, info]) => info), ...events]) {
      expect(help.en).toMatch(/\.$/)
      expect(help.zh).toMatch(/。$/)
    }
  })
})

describe('entities', () => {
  const { entities } = model()

  it('answer for every scope, sorted by id, all in the one shop', () => {
    for (const scope of scopeIds) {
      const { scope: own, ids, parents } = entities[scope]
      expect(own).toBe(scope)
      expect(ids).toEqual(ids.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)))
      expect(Object.keys(parents).toSorted()).toEqual(scopes[scope].parents.toSorted())
      for (const [parent, indices] of Object.entries(parents)) {
        const count = entities[parent as ScopeId].ids.length
        expect(indices.length).toBe(ids.length)
        expect(indices.every((index) => index >= 0 && index < count)).toBe(true)
      }
    }
  })

  it('are the same in every shop where the ids are fixed, and there are no business accounts', () => {
    for (const [scope, ids] of Object.entries(fixedIds)) {
      expect(entities[scope as ScopeId].ids).toEqual(ids.toSorted())
    }
    expect(entities.desk.ids).toEqual(['customerService', 'finance', 'operations', 'supplyChain'])
    expect(entities.account.ids).toEqual([])
  })
})

describe('stockArrived', () => {
  // no customers and no routine orders: only the one order moves anything
  const quiet = { 'demand.visitsFactor': 0, 'routine.reviewCycleDays': 56 }
  const shop = model(
    {
      warehouses: twoWarehouses,
      historyDays: 0,
      settings: undisturbed,
      suppliers: reliableSuppliers.map((supplier) => ({
        ...supplier,
        leadTimeDays: supplier.id === 's_a' ? 4 : 2,
        leadTimeVariationRatio: 0,
        termsDays: 0,
      })),
    },
    quiet,
  )
  /** Collects what is announced at the reviews of one kind; orders 40 of each of p_1 and p_2 in the evening of day 1. */
  function watching(timing: 'startOfDay' | 'endOfDay', seen: (readonly [number, ShopEvent])[]) {
    const order = once(1, 'endOfDay', reorder('product', 0, 40), reorder('product', 1, 40))
    return scripted((now, snapshot) => {
      if (now === timing) {
        const arrived = snapshot.events('product', 'stockArrived')
        seen.push(...arrived.map((event) => [snapshot.day, event] as const))
      }
      return order(now, snapshot)
    })
  }
  const arrival = (entity: number, units: number, lateDays: number): ShopEvent => ({
    entity,
    payload: { units, lateDays },
  })

  it('is announced in the evening of the day of receipt, once for all warehouses', () => {
    const seen: (readonly [number, ShopEvent])[] = []
    advance(begin(shop, watching('endOfDay', seen)), 8)
    expect(seen).toEqual([
      [3, arrival(1, 40, 0)],
      [5, arrival(0, 40, 0)],
    ])
  })

  it('is seen by a morning review on the next day, when the day of receipt is closed', () => {
    const seen: (readonly [number, ShopEvent])[] = []
    advance(begin(shop, watching('startOfDay', seen)), 8)
    expect(seen.map(([day, { entity }]) => [day, entity])).toEqual([
      [4, 1],
      [6, 0],
    ])
  })

  it('adds up the orders of a day and tells how late the latest of them is', () => {
    const seen: (readonly [number, ShopEvent])[] = []
    const run = begin(shop, watching('endOfDay', seen))
    const { purchaseOrders } = run.state.supply
    purchaseOrders.count = 3
    // stocks by id: p_1@w_a, p_1@w_b, p_2@w_a, …
    purchaseOrders.stock.set([0, 1, 2])
    purchaseOrders.units.set([10, 5, 7])
    purchaseOrders.dueDay.set([2, 2, 2])
    purchaseOrders.promisedDay.set([-1, 1, 6])
    advance(run, 2)
    expect(seen).toEqual([
      [2, arrival(0, 15, 3)],
      [2, arrival(1, 7, 0)],
    ])
  })

  it('tells every arm of its own arrivals only', () => {
    const past = runHistory(shop, { seed: 42, replication: 0 }, [])
    const [first, second, none]: (readonly [number, ShopEvent])[][] = [[], [], []]
    const read = (seen: (readonly [number, ShopEvent])[]) =>
      scripted((_timing, snapshot) => {
        const arrived = snapshot.events('product', 'stockArrived')
        seen.push(...arrived.map((event) => [snapshot.day, event] as const))
        return []
      })
    advance(fork(past, watching('endOfDay', first!)), 8)
    advance(fork(past, read(none!)), 8)
    advance(fork(past, watching('endOfDay', second!)), 8)
    expect(second).toEqual(first)
    expect(first).toHaveLength(2)
    expect(none).toEqual([])
  })

  it('goes with a fork made on the day of receipt', () => {
    const run = begin(shop, watching('endOfDay', []))
    advance(run, 5)
    const seen: (readonly [number, ShopEvent])[] = []
    const copy = fork(run, watching('startOfDay', seen))
    advance(copy, 1)
    expect(seen).toEqual([[6, arrival(0, 40, 0)]])
  })
})
