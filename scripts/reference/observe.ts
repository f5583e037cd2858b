/** Runs a laboratory shop under playbooks and keeps the daily figures of its own books. */
import { compile, parsePlaybookValue } from '@sandtable/rules'
import { catalogue } from '../../packages/sim/src/catalogue.ts'
import { buildModel, type Model } from '../../packages/sim/src/model.ts'
import { advance, fork, runHistory } from '../../packages/sim/src/run.ts'
import { parseShopFile, type ShopFile } from '../../packages/sim/src/shopFile.ts'
import type { View } from '../../packages/sim/src/view.ts'

/** One run of a case: what the laboratory is given and how long it is watched. */
export interface LabRun {
  readonly shop: Omit<ShopFile, 'format' | 'template'>
  readonly playbooks: readonly unknown[]
  /** Nodes whose firings are counted. */
  readonly firingNodes: readonly string[]
  readonly warmupDays: number
  readonly days: number
  readonly replications: number
  /** Ends a replication on the first day on which a watched node fires. */
  readonly stopsAtFiring?: boolean
}

/** Figures of every product and day, in the order of the days, all products of a day together. */
export const productFields = {
  onHand: (view: View) => toProducts(view, view.state.shelves.onHandUnits),
  backorders: (view: View) => toProducts(view, view.state.shelves.backorderUnits),
  sold: (view: View) => toProducts(view, view.flows.shelves.soldUnits),
  filled: (view: View) => toProducts(view, view.flows.shelves.filledUnits),
  lost: (view: View) => toProducts(view, view.flows.shelves.lostUnits),
  writtenOff: (view: View) => toProducts(view, view.flows.shelves.writtenOffUnits),
  onOrder: (view: View) => toProducts(view, view.state.supply.onOrderUnits),
  received: (view: View) => toProducts(view, view.flows.shelves.receivedUnits),
  gmvCents: (view: View) => view.flows.offers.gmvCents,
  directCostCents: (view: View) => view.flows.money.directCostCents,
  orderCostCents: (view: View) => view.flows.money.orderCostCents,
  impressions: (view: View) => view.flows.demand.impressions,
  visits: (view: View) => view.flows.demand.visits,
  views: (view: View) => view.flows.demand.views,
  carts: (view: View) => view.flows.demand.carts,
  checkouts: (view: View) => view.flows.demand.checkouts,
  orders: (view: View) => view.flows.demand.orders,
  returned: (view: View) => view.flows.returns.returnedUnits,
  rating: (view: View) => view.state.reviews.rating,
} as const
export type ProductField = keyof typeof productFields

/** Figures of the shop on every day. */
export const shopFields = {
  /** Everything paid besides goods, what disposal brings in taken off. */
  costCents: (view: View) => sum(view.flows.money.costCents),
  supplierIsDown: (view: View) => view.state.world.supplierIsDown[mainSupplier(view)]!,
  mainSpendCents: (view: View) => view.flows.supply.purchaseSpendCents[mainSupplier(view)]!,
  spareSpendCents: (view: View) => view.flows.supply.purchaseSpendCents[spareSupplier(view)]!,
  customers: (view: View) => sum(view.state.customers.customers),
  newCustomers: (view: View) => sum(view.flows.customers.newCustomers),
  repeatOrders: (view: View) => sum(view.flows.customers.returningCustomers),
  leavers: (view: View) => view.flows.customers.leavers[0]!,
  backlog: (view: View) => sum(view.state.fulfilment.backlogOrders),
  shipped: (view: View) => sum(view.flows.fulfilment.shippedOrders),
  toShip: (view: View) => sum(view.flows.shelves.ordersToShip),
} as const
export type ShopField = keyof typeof shopFields

const mainSupplier = ({ model }: View) => model.entities.supplier.ids.indexOf('s_main')
const spareSupplier = ({ model }: View) => model.entities.supplier.ids.indexOf('s_spare')

/** The days of one replication after its warm-up. */
export interface DayLog {
  readonly replication: number
  readonly products: number
  readonly days: number
  product(field: ProductField): Float64Array
  shop(field: ShopField): Float64Array
  /** Entities that each watched node fired for, by day. */
  readonly fired: readonly Float64Array[]
  /** The shop as it stands after the last day. */
  readonly view: View
  readonly model: Model
}

/** Runs every replication in turn and hands its days to `use`; only the fields named are kept. */
export function observe<T>(
  run: LabRun,
  fields: { readonly product?: readonly ProductField[]; readonly shop?: readonly ShopField[] },
  seed: number,
  use: (log: DayLog) => T,
  onDay?: (view: View, replication: number) => void,
): T[] {
  const parsed = parseShopFile({ format: 'shop/1', template: 'laboratory', ...run.shop })
  if (!parsed.ok) throw new Error(parsed.problems.map(({ sentence }) => sentence.en).join('\n'))
  const playbooks = run.playbooks.map((value) => {
    const book = parsePlaybookValue(value)
    if (!book.ok) throw new Error(JSON.stringify(book.issues))
    return book.playbook
  })
  const compiled = compile(playbooks, catalogue)
  if (!compiled.ok)
    throw new Error(compiled.issues.map((issue) => JSON.stringify(issue)).join('\n'))
  const { program } = compiled
  const model = buildModel(parsed.shop)
  const products = model.entities.product.ids.length
  const watched = run.firingNodes.map((id) => program.nodes.findIndex((node) => node.id === id))
  return Array.from({ length: run.replications }, (_, replication) => {
    const byProduct = new Map(
      (fields.product ?? []).map((field) => [field, new Float64Array(products * run.days)]),
    )
    const byDay = new Map((fields.shop ?? []).map((field) => [field, new Float64Array(run.days)]))
    const fired = watched.map(() => new Float64Array(run.days))
    const past = runHistory(model, { seed, replication }, program.historyNeeds)
    const own = fork(past, program, {
      onClose: (view) => {
        const day = view.state.day - run.warmupDays - 1
        if (day < 0) return
        for (const [field, column] of byProduct)
          column.set(productFields[field](view), day * products)
        for (const [field, column] of byDay) column[day] = shopFields[field](view)
        onDay?.(view, replication)
      },
      onReview: (today, counts) => {
        const day = today - run.warmupDays - 1
        if (day < 0) return
        watched.forEach((node, index) => {
          // a node belongs to one time of review, so its count of the day is that review's
          fired[index]![day]! += node < 0 ? 0 : counts.fired[node]!
        })
      },
    })
    const isDone = (day: number) =>
      run.stopsAtFiring === true && fired.some((counts) => counts[day]! > 0)
    for (let day = 0; day < run.warmupDays + run.days; day++) {
      advance(own, 1)
      if (isDone(day - run.warmupDays)) break
    }
    return use({
      replication,
      products,
      days: run.days,
      product: (field) => byProduct.get(field)!,
      shop: (field) => byDay.get(field)!,
      fired,
      view: own.view,
      model,
    })
  })
}

function toProducts(view: View, stocks: Float64Array): Float64Array {
  return view.rollUp('stock', 'product', stocks)!
}

export function sum(values: Iterable<number>): number {
  let total = 0
  for (const value of values) total += value
  return total
}
