/** Stock on the shelves: what never changes in a run, what changes from day to day, what happened in a day. */
import { numbersOf, type Model, type ModelBase } from '../../model.ts'
import { meanUnitsPerOrder } from '../demand/orderSize.ts'
import { createTransfers, type Transfers } from './transferTable.ts'

/** Columns that never change during a run. */
export interface ShelvesModel {
  readonly warehouseOfStock: Int32Array
  /** Products of category c: `productsOfCategory[firstOfCategory[c]]` up to, not including, `firstOfCategory[c + 1]`. */
  readonly firstOfCategory: Int32Array
  readonly productsOfCategory: Int32Array
  /** True when other warehouses fill what a region lacks. */
  readonly fillsFromOthers: boolean
  // per product
  /** Shares of the units that are not there: another product instead, waited for. */
  readonly substituteRatio: Float64Array
  readonly waitRatio: Float64Array
  /** Among the products bought instead; 0: its visits of the day. */
  readonly substitutionWeight: Float64Array
  /** Days that goods can be sold, 0: for ever. */
  readonly shelfLifeDays: Float64Array
  readonly salvageCents: Float64Array
  readonly defectRatio: Float64Array
  readonly spaceOfUnit: Float64Array
  /** On hand before the first day, −1: by cover. */
  readonly initialOnHandUnits: Float64Array
  /** Rows of the ring of receipts by day: the longest shelf life, 0 when nothing perishes. */
  readonly cohortDays: number
  // per warehouse
  /** Storage space, in ordinary units. */
  readonly storageSpace: Float64Array
  /** Working columns of one product's warehouses; they hold nothing between two calls. */
  readonly scratch: FillingScratch
}

/** By place of the stock among those of its product. */
export interface FillingScratch {
  readonly asked: Float64Array
  readonly local: Float64Array
  readonly shipped: Float64Array
  readonly missing: Float64Array
  /** Units of the region that are sold ahead, and whose customers wait. */
  readonly ahead: Float64Array
  readonly patient: Float64Array
}

export function buildShelvesModel(base: ModelBase): ShelvesModel {
  const { shop, settings, entities } = base
  const products = entities.product.ids.length
  const warehouses = entities.warehouse.ids.length
  const shelfLifeDays = numbersOf(shop, 'products', 'shelfLifeDays')
  const byCategory = Array.from({ length: products }, (_, product) => product).toSorted(
    (a, b) => base.categoryOfProduct[a]! - base.categoryOfProduct[b]! || a - b,
  )
  const firstOfCategory = new Int32Array(entities.category.ids.length + 1)
  for (const category of base.categoryOfProduct) firstOfCategory[category + 1]! += 1
  for (let i = 1; i < firstOfCategory.length; i++) firstOfCategory[i]! += firstOfCategory[i - 1]!
  return {
    warehouseOfStock: entities.stock.parents['warehouse']!,
    firstOfCategory,
    productsOfCategory: Int32Array.from(byCategory),
    fillsFromOthers: settings['stock.fillsFromOthers'] === 1,
    substituteRatio: ownOrShared(base, 'substituteRatio', settings['stockouts.substituteRatio']),
    waitRatio: ownOrShared(base, 'waitRatio', settings['stockouts.waitRatio']),
    substitutionWeight: numbersOf(shop, 'products', 'substitutionWeight'),
    shelfLifeDays,
    salvageCents: numbersOf(shop, 'products', 'salvageCents'),
    defectRatio: numbersOf(shop, 'products', 'defectRatio'),
    spaceOfUnit: numbersOf(shop, 'products', 'spaceOfUnit'),
    initialOnHandUnits: numbersOf(shop, 'products', 'initialOnHandUnits'),
    cohortDays: shelfLifeDays.reduce((longest, days) => Math.max(longest, days), 0),
    storageSpace: storageSpaces(base),
    scratch: {
      asked: new Float64Array(warehouses),
      local: new Float64Array(warehouses),
      shipped: new Float64Array(warehouses),
      missing: new Float64Array(warehouses),
      ahead: new Float64Array(warehouses),
      patient: new Float64Array(warehouses),
    },
  }
}

/** The product's own number, else its category's, else the shop's. */
function ownOrShared(
  { shop, categoryOfProduct }: ModelBase,
  name: 'substituteRatio' | 'waitRatio',
  ofShop: number,
): Float64Array {
  const ofCategories = numbersOf(shop, 'categories', name)
  return numbersOf(shop, 'products', name).map((own, product) => {
    const ofCategory = ofCategories[categoryOfProduct[product]!]!
    return own >= 0 ? own : ofCategory >= 0 ? ofCategory : ofShop
  })
}

/** Space of each warehouse; where the shop gives none, such that the opening stock takes the usual part of it. */
function storageSpaces(base: ModelBase): Float64Array {
  const { shop, settings, entities, productOfStock, categoryOfProduct } = base
  const unitSpace = numbersOf(shop, 'products', 'spaceOfUnit')
  const opening = new Float64Array(entities.warehouse.ids.length)
  productOfStock.forEach((product, stock) => {
    const unitsADay =
      base.visitsPerDay[product]! *
      base.conversionRatio[product]! *
      settings['demand.visitsFactor'] *
      settings['demand.conversionFactor'] *
      meanUnitsPerOrder(settings)
    const units =
      base.safetyStockHabitUnits[categoryOfProduct[product]!]! +
      base.leftoverUnits[product]! +
      settings['stock.openingCoverDays'] * unitsADay +
      base.moqUnits[product]! / 2
    opening[entities.stock.parents['warehouse']![stock]!]! +=
      units * base.demandShareRatio[stock]! * unitSpace[product]!
  })
  return numbersOf(shop, 'warehouses', 'storageSpace').map((given, warehouse) =>
    given > 0 ? given : opening[warehouse]! / settings['storage.openingUseRatio'],
  )
}

/** Before the first key. */
const noKeyYet = -2147483648

/** The two words of a day's key of random draws, kept so that it is derived once a day, if at all. */
export interface DayKey {
  first: number
  second: number
}

export interface ShelvesState {
  // per stock
  /** Sellable units. */
  readonly onHandUnits: Float64Array
  /** Their cost, whole cents: a unit leaves at the mean cost of those there. */
  readonly stockValueCents: Float64Array
  /** Sold, the customer waits, not yet covered by stock; presales apart. */
  readonly backorderUnits: Float64Array
  /** Orders of them. */
  readonly backorderOrders: Float64Array
  /** Paid for them. */
  readonly backorderCents: Float64Array
  /** Sold ahead by a presale, not yet covered by stock. */
  readonly presaleUnits: Float64Array
  readonly presaleOrders: Float64Array
  /** On the way here from own warehouses. */
  readonly inTransferUnits: Float64Array
  /** Their cost. */
  readonly inTransferCents: Float64Array
  /** Taken off sale for their quality, and their cost. */
  readonly quarantinedUnits: Float64Array
  readonly quarantinedCents: Float64Array
  /** Mean age of the units on hand. */
  readonly ageDays: Float64Array
  /** Age of the youngest of them. */
  readonly youngestDays: Float64Array
  /** Share of the units on hand that is defective. */
  readonly stockDefectRatio: Float64Array
  /** `cohortDays` columns of each stock: units received on a day of the ring and, when they perish, not yet too old. */
  readonly cohortUnits: Float64Array
  // `shortRingDays` rows of a column each; row d & 31 holds the totals after d closed days
  /** Sums of `regionUnits`. */
  readonly regionTotals: Float64Array
  /** Units received and restocked so far − on hand. */
  readonly unsoldTotals: Float64Array
  /** Units received and restocked so far. */
  readonly receivedTotal: Float64Array
  // per product
  /** Share of the units on hand that is defective. */
  readonly defectShareRatio: Float64Array
  /** Last day of its quarantine. */
  readonly quarantineUntilDay: Int32Array
  /** Units opened by a check whose result is due on `checkDueDay`, and the defective ones among them. */
  readonly checkSampleUnits: Float64Array
  readonly checkDefectUnits: Float64Array
  readonly checkDueDay: Int32Array
  // per warehouse
  /** Space rented besides the own, ÷ own. */
  readonly rentedSpaceRatio: Float64Array
  /** Space used ÷ own and rented space, at the close. */
  readonly storageUseRatio: Float64Array
  readonly transfers: Transfers
  /** Units of a product waited for in all its stocks, presales included. */
  readonly waitingUnits: Float64Array
  /** Products with units in quarantine. */
  quarantinedProducts: number
  /** Products with a check under way. */
  openChecks: number
  /** Day of the key of region splits, and that of the keys of what is not there. */
  regionKeyDay: number
  shortageKeyDay: number
  readonly regionKey: DayKey
  readonly substituteKey: DayKey
  readonly waitKey: DayKey
}

/** Rows of the rings of totals here: a power of two above their windows of 28 and 30 days. */
export const shortRingDays = 32

export function createShelvesState(model: Model): ShelvesState {
  const stocks = model.entities.stock.ids.length
  const products = model.entities.product.ids.length
  const warehouses = model.entities.warehouse.ids.length
  return {
    onHandUnits: new Float64Array(stocks),
    stockValueCents: new Float64Array(stocks),
    backorderUnits: new Float64Array(stocks),
    backorderOrders: new Float64Array(stocks),
    backorderCents: new Float64Array(stocks),
    presaleUnits: new Float64Array(stocks),
    presaleOrders: new Float64Array(stocks),
    inTransferUnits: new Float64Array(stocks),
    inTransferCents: new Float64Array(stocks),
    quarantinedUnits: new Float64Array(stocks),
    quarantinedCents: new Float64Array(stocks),
    ageDays: new Float64Array(stocks),
    youngestDays: new Float64Array(stocks),
    stockDefectRatio: new Float64Array(stocks),
    cohortUnits: new Float64Array(stocks * model.shelves.cohortDays),
    regionTotals: new Float64Array(stocks * shortRingDays),
    unsoldTotals: new Float64Array(stocks * shortRingDays),
    receivedTotal: new Float64Array(stocks),
    defectShareRatio: new Float64Array(products),
    quarantineUntilDay: new Int32Array(products).fill(-2147483648),
    checkSampleUnits: new Float64Array(products),
    checkDefectUnits: new Float64Array(products),
    checkDueDay: new Int32Array(products),
    rentedSpaceRatio: new Float64Array(warehouses),
    storageUseRatio: new Float64Array(warehouses),
    transfers: createTransfers(stocks),
    waitingUnits: new Float64Array(products),
    quarantinedProducts: 0,
    openChecks: 0,
    regionKeyDay: noKeyYet,
    shortageKeyDay: noKeyYet,
    regionKey: { first: 0, second: 0 },
    substituteKey: { first: 0, second: 0 },
    waitKey: { first: 0, second: 0 },
  }
}

/** What happened in one day. Cents are whole. */
export interface ShelvesFlows {
  // per stock
  /** Units of paid orders taken from this stock; those that wait for it count when they are paid. */
  readonly soldUnits: Float64Array
  /** Of them filled from the shelf on the same day. */
  readonly filledUnits: Float64Array
  /** Left the shelf for customers: filled on the day, or waited for before. */
  readonly shippedUnits: Float64Array
  /** Ordered by customers of the warehouse's region, whoever ships; also what they bought instead of something else. */
  readonly regionUnits: Float64Array
  /** Asked for by customers of the region as their first choice. */
  readonly demandedUnits: Float64Array
  /** Of them not there on the day in any warehouse: = presold + waited for + substituted + lost. */
  readonly blockedUnits: Float64Array
  readonly lostUnits: Float64Array
  /** Bought as another product instead. */
  readonly substitutedUnits: Float64Array
  /** Paid and waited for, presales included. */
  readonly waitedUnits: Float64Array
  /** Waited for and given up. */
  readonly cancelledUnits: Float64Array
  readonly receivedUnits: Float64Array
  readonly restockedUnits: Float64Array
  /** Expired, opened, scrapped, donated, liquidated. */
  readonly writtenOffUnits: Float64Array
  /** Sent back to the supplier. */
  readonly sentBackUnits: Float64Array
  readonly transferInUnits: Float64Array
  readonly transferOutUnits: Float64Array
  /** Taken off sale, and put on sale again. */
  readonly quarantineInUnits: Float64Array
  readonly quarantineOutUnits: Float64Array
  readonly cogsCents: Float64Array
  readonly receivedCents: Float64Array
  readonly restockedCents: Float64Array
  /** Cost of what left unsold: written off or sent back. */
  readonly leftUnsoldCents: Float64Array
  readonly holdingCostCents: Float64Array
  /** 1 when on sale with nothing on hand at the close. */
  readonly outOfStock: Float64Array
  /** 1 when on sale at the close. */
  readonly onSale: Float64Array
  /** Of the units received, those whose quality is already mixed into the stock. */
  readonly mixedUnits: Float64Array
  /** Defective ones among them. */
  readonly mixedDefectUnits: Float64Array
  /** Age of what came in by transfer: sum over its units. */
  readonly transferInAgeDays: Float64Array
  // per product
  /** Orders lost because nothing was there, or given up waiting; parts of orders count. */
  readonly lostOrders: Float64Array
  /** 1 when on sale at the close and kept in some warehouse. */
  readonly productOnSale: Float64Array
  /** 1 when there is also something on hand. */
  readonly productInStock: Float64Array
  /** Blocked units of the product. */
  readonly missedUnits: Float64Array
  /** Result of a check: units opened, and defective ones among them. */
  readonly checkedUnits: Float64Array
  readonly checkDefectUnits: Float64Array
  // per category
  /** Units whose customers look for another product of the category. */
  readonly poolUnits: Float64Array
  // per warehouse
  /** Orders to ship from here; those that waited count when stock is there. */
  readonly ordersToShip: Float64Array
  /** Of them from the customer's own region. */
  readonly localOrders: Float64Array
  /** Orders given up before stock was there. */
  readonly cancelledOrders: Float64Array
  // of the shop
  // sums of `soldUnits`, `cogsCents` and so on
  readonly soldTotalUnits: Float64Array
  readonly lostTotalUnits: Float64Array
  readonly writtenOffTotalUnits: Float64Array
  readonly cogsTotalCents: Float64Array
  readonly receivedTotalCents: Float64Array
  readonly restockedTotalCents: Float64Array
  readonly leftUnsoldTotalCents: Float64Array
  /** Donations of the day. */
  readonly donations: Float64Array
  /** Receipts, and those of them whose quality is mixed in. */
  readonly receipts: Float64Array
  readonly mixedReceipts: Float64Array
  /** Transfers, ways out and quarantines: movements besides sales, receipts and returns. */
  readonly rareMoves: Float64Array
}

export function createShelvesFlows(model: Model): ShelvesFlows {
  const stocks = model.entities.stock.ids.length
  const products = model.entities.product.ids.length
  const warehouses = model.entities.warehouse.ids.length
  return {
    soldUnits: new Float64Array(stocks),
    filledUnits: new Float64Array(stocks),
    shippedUnits: new Float64Array(stocks),
    regionUnits: new Float64Array(stocks),
    demandedUnits: new Float64Array(stocks),
    blockedUnits: new Float64Array(stocks),
    lostUnits: new Float64Array(stocks),
    substitutedUnits: new Float64Array(stocks),
    waitedUnits: new Float64Array(stocks),
    cancelledUnits: new Float64Array(stocks),
    receivedUnits: new Float64Array(stocks),
    restockedUnits: new Float64Array(stocks),
    writtenOffUnits: new Float64Array(stocks),
    sentBackUnits: new Float64Array(stocks),
    transferInUnits: new Float64Array(stocks),
    transferOutUnits: new Float64Array(stocks),
    quarantineInUnits: new Float64Array(stocks),
    quarantineOutUnits: new Float64Array(stocks),
    cogsCents: new Float64Array(stocks),
    receivedCents: new Float64Array(stocks),
    restockedCents: new Float64Array(stocks),
    leftUnsoldCents: new Float64Array(stocks),
    holdingCostCents: new Float64Array(stocks),
    outOfStock: new Float64Array(stocks),
    onSale: new Float64Array(stocks),
    mixedUnits: new Float64Array(stocks),
    mixedDefectUnits: new Float64Array(stocks),
    transferInAgeDays: new Float64Array(stocks),
    lostOrders: new Float64Array(products),
    productOnSale: new Float64Array(products),
    productInStock: new Float64Array(products),
    missedUnits: new Float64Array(products),
    checkedUnits: new Float64Array(products),
    checkDefectUnits: new Float64Array(products),
    poolUnits: new Float64Array(model.entities.category.ids.length),
    ordersToShip: new Float64Array(warehouses),
    localOrders: new Float64Array(warehouses),
    cancelledOrders: new Float64Array(warehouses),
    soldTotalUnits: new Float64Array(1),
    lostTotalUnits: new Float64Array(1),
    writtenOffTotalUnits: new Float64Array(1),
    cogsTotalCents: new Float64Array(1),
    receivedTotalCents: new Float64Array(1),
    restockedTotalCents: new Float64Array(1),
    leftUnsoldTotalCents: new Float64Array(1),
    donations: new Float64Array(1),
    receipts: new Float64Array(1),
    mixedReceipts: new Float64Array(1),
    rareMoves: new Float64Array(1),
  }
}
