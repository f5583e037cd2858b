/** A shop without chance, and the same day by day by hand. */
import { buildModel } from '../../packages/sim/src/model.ts'
import { laboratory } from '../../packages/sim/src/shops/laboratory.ts'
import { resolveShop } from '../../packages/sim/src/shopFile.ts'
import type { State } from '../../packages/sim/src/state.ts'
import { reorder, scripted } from '../sim/shop.ts'
import { statesOf } from './shopDiary.ts'
import { sum } from './shopDiaryBalances.ts'

export interface Lab {
  readonly unitsADay: number
  readonly orderUnits: number
  readonly reorderPoint: number
  readonly leadTimeDays: number
  readonly termsDays: number
  readonly payoutDelayDays: number
}
const priceCents = 10_000
const costCents = 5_000
const openingUnits = 100

/** A shop without chance: so many units a day, an order when the position of the morning is at or below a point. */
export function labStates(lab: Lab, more: Record<string, number> = {}, runDays = 40): State[] {
  const result = resolveShop(laboratory, {
    keep: { products: 1, warehouses: 1 },
    overrides: {
      'demand.law': 3,
      'products.p_01.visitsPerDay': lab.unitsADay,
      'products.p_01.conversionRatio': 1,
      'products.p_01.initialOnHandUnits':
        more['stock.holdingCentsPerUnitDay'] === undefined ? openingUnits : 0,
      'products.p_01.listPriceCents': priceCents,
      'products.p_01.unitCostCents': costCents,
      'suppliers.s_main.leadTimeDays': lab.leadTimeDays,
      'suppliers.s_main.termsDays': lab.termsDays,
      'money.payoutDelayDays': lab.payoutDelayDays,
      'suppliers.orderCostCents': 2_000,
      ...more,
    },
  })
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  const program = scripted((timing, snapshot) => {
    if (timing !== 'startOfDay') return []
    const position = snapshot.now('stock', 'inventoryPositionUnits')![0]!
    return position <= lab.reorderPoint ? [reorder('stock', 0, lab.orderUnits)] : []
  })
  return statesOf(buildModel(result.shop), program, runDays)
}

export function labRun(lab: Lab): number[][] {
  return labStates(lab).map(({ shelves, money, closed, supply }) => [
    shelves.onHandUnits[0]!,
    sum(supply.onOrderUnits),
    closed.shelves.soldUnits[0]!,
    closed.shelves.lostUnits[0]!,
    money.cashCents,
    money.receivablesCents,
    sum(money.payablesCents),
  ])
}

/** The same by hand. */
export function handRun({
  unitsADay,
  orderUnits,
  reorderPoint,
  leadTimeDays,
  termsDays,
  payoutDelayDays,
}: Lab): number[][] {
  const pages: number[][] = []
  const arrivals = new Map<number, number>()
  const payouts = new Map<number, number>()
  const bills = new Map<number, number>()
  const add = (to: Map<number, number>, day: number, amount: number) =>
    to.set(day, (to.get(day) ?? 0) + amount)
  let [onHand, onOrder, cash, receivables, payables] = [openingUnits, 0, 0, 0, 0]
  const receive = (day: number, units: number) => {
    onHand += units
    payables += units * costCents
    add(bills, day + termsDays, units * costCents)
  }
  for (let day = 1; day <= 40; day++) {
    const due = arrivals.get(day) ?? 0
    onOrder -= due
    if (due > 0) receive(day, due)
    if (onHand + onOrder <= reorderPoint) {
      cash -= 2_000
      if (leadTimeDays === 0) receive(day, orderUnits)
      else {
        onOrder += orderUnits
        add(arrivals, day + leadTimeDays, orderUnits)
      }
    }
    const sold = Math.min(onHand, unitsADay)
    onHand -= sold
    receivables += sold * priceCents
    add(payouts, day + payoutDelayDays, sold * priceCents)
    const paidOut = payouts.get(day) ?? 0
    receivables -= paidOut
    const paid = bills.get(day) ?? 0
    payables -= paid
    cash += paidOut - paid
    pages.push([onHand, onOrder, sold, unitsADay - sold, cash, receivables, payables])
  }
  return pages
}
