/** Runs of an untouched shop: its figures day by day, and who was out of stock. */
import { compile } from '@sandtable/rules'
import { catalogue, parseShopFile, type ResolvedShop } from '@sandtable/sim'
import { openRecord, planReport, recordDay } from '../../packages/sim/src/experiment/series.ts'
import { kpiDefinitions } from '../../packages/sim/src/kpis/index.ts'
import { buildModel } from '../../packages/sim/src/model.ts'
import { advance, fork, runHistory } from '../../packages/sim/src/run.ts'

/** How long and how often; luck is that of replications 0 … n − 1 of an experiment with this seed. */
export interface Size {
  readonly days: number
  readonly replications: number
  readonly seed: number
}

/** Product-days on sale of some products, and how many of them out of stock. */
export interface OutOfStock {
  productDays: number
  outOfStock: number
}

export interface ShopRun {
  /** In the order of the KPIs of a report; NaN where one does not exist. */
  readonly whole: readonly number[]
  readonly first: readonly number[]
  readonly last: readonly number[]
  /** At the close of day 0, 1, … */
  readonly cashCents: readonly number[]
  readonly bestSellers: OutOfStock
  readonly tail: OutOfStock
}

export interface ShopRuns {
  readonly shop: ResolvedShop
  readonly shopHash: string
  /** Days of `first` and of `last`. */
  readonly edgeDays: number
  readonly runs: readonly ShopRun[]
}

/** Share of products that are best sellers: those whose customers ask for most units, whatever is on the shelf. */
export const bestSellerShare = 0.2

/** Throws when there is no such template. */
export function runUntouched(template: string, size: Size): ShopRuns {
  const resolved = parseShopFile({ format: 'shop/1', template })
  if (!resolved.ok) throw new Error(resolved.problems.map(({ sentence }) => sentence.en).join(' '))
  const { shop, shopHash } = resolved
  const edgeDays = Math.min(90, Math.floor(size.days / 2))
  const runs = Array.from({ length: size.replications }, (_, replication) =>
    runOnce(shop, { ...size, edgeDays, replication }),
  )
  return { shop, shopHash, edgeDays, runs }
}

function runOnce(
  shop: ResolvedShop,
  { days, seed, edgeDays, replication }: Size & { edgeDays: number; replication: number },
): ShopRun {
  const nothing = compile([], catalogue)
  if (!nothing.ok) throw new Error('the empty set of playbooks must compile')
  const model = buildModel(shop)
  const past = runHistory(model, { seed, replication }, nothing.program.historyNeeds)
  const record = openRecord(planReport(model), days)
  const cashCents = [past.view.need('shop', 'cashCents')[0]!]
  const bestSellers: OutOfStock = { productDays: 0, outOfStock: 0 }
  const tail: OutOfStock = { productDays: 0, outOfStock: 0 }
  const best = bestSellersOf(shop)
  const isBest = model.entities.product.ids.map((id) => best.has(id))
  const run = fork(past, nothing.program, {
    onClose: (view) => {
      recordDay(record, view)
      cashCents.push(view.need('shop', 'cashCents')[0]!)
      const isOut = view.need('product', 'isOutOfStock')
      const onSale = view.rollUp('stock', 'product', view.flows.shelves.onSale)!
      isBest.forEach((isFast, product) => {
        if (onSale[product] === 0) return
        const count = isFast ? bestSellers : tail
        count.productDays += 1
        count.outOfStock += isOut[product]!
      })
    },
  })
  advance(run, days)
  const kpisOf = (from: number, to: number) => {
    const part = Object.fromEntries(
      Object.entries(record.series).map(([id, values]) => [id, values.subarray(from, to)]),
    )
    return kpiDefinitions.map(({ reading }) => reading.compute(part))
  }
  return {
    whole: kpisOf(0, days),
    first: kpisOf(0, edgeDays),
    last: kpisOf(days - edgeDays, days),
    cashCents,
    bestSellers,
    tail,
  }
}

function bestSellersOf({ products }: ResolvedShop): ReadonlySet<string> {
  const wanted = (product: ResolvedShop['products'][number]) =>
    product.visitsPerDay * product.conversionRatio
  const sorted = products.toSorted((a, b) => wanted(b) - wanted(a) || (a.id < b.id ? -1 : 1))
  const count = Math.ceil(bestSellerShare * products.length)
  return new Set(sorted.slice(0, count).map(({ id }) => id))
}
