/** The shop as columns that change from day to day. All whole numbers, kept in doubles. */
import {
  createComplianceFlows,
  createComplianceState,
  type ComplianceFlows,
  type ComplianceState,
} from './mechanisms/compliance/state.ts'
import {
  createCustomersFlows,
  createCustomersState,
  type CustomersFlows,
  type CustomersState,
} from './mechanisms/customers/state.ts'
import {
  createDemandFlows,
  createDemandState,
  type DemandFlows,
  type DemandState,
} from './mechanisms/demand/state.ts'
import {
  createFulfilmentFlows,
  createFulfilmentState,
  type FulfilmentFlows,
  type FulfilmentState,
} from './mechanisms/fulfilment/state.ts'
import {
  createMoneyFlows,
  createMoneyState,
  type MoneyFlows,
  type MoneyState,
} from './mechanisms/money/state.ts'
import {
  createOffersFlows,
  createOffersState,
  type OffersFlows,
  type OffersState,
} from './mechanisms/offers/state.ts'
import {
  createPeopleFlows,
  createPeopleState,
  type PeopleFlows,
  type PeopleState,
} from './mechanisms/people/state.ts'
import {
  createReturnsFlows,
  createReturnsState,
  type ReturnsFlows,
  type ReturnsState,
} from './mechanisms/returns/state.ts'
import {
  createReviewsFlows,
  createReviewsState,
  type ReviewsFlows,
  type ReviewsState,
} from './mechanisms/reviews/state.ts'
import {
  createServiceFlows,
  createServiceState,
  type ServiceFlows,
  type ServiceState,
} from './mechanisms/service/state.ts'
import {
  createShelvesFlows,
  createShelvesState,
  type ShelvesFlows,
  type ShelvesState,
} from './mechanisms/shelves/state.ts'
import {
  createSupplyFlows,
  createSupplyState,
  type SupplyFlows,
  type SupplyState,
} from './mechanisms/supply/state.ts'
import {
  createWorldFlows,
  createWorldState,
  type WorldFlows,
  type WorldState,
} from './mechanisms/world/state.ts'
import type { Model } from './model.ts'
import { ringDays } from './rings.ts'

/** What happened in one day, by mechanism. Cents are whole. */
export interface Flows {
  readonly world: WorldFlows
  readonly demand: DemandFlows
  readonly offers: OffersFlows
  readonly shelves: ShelvesFlows
  readonly supply: SupplyFlows
  readonly fulfilment: FulfilmentFlows
  readonly returns: ReturnsFlows
  readonly customers: CustomersFlows
  readonly reviews: ReviewsFlows
  readonly service: ServiceFlows
  readonly money: MoneyFlows
  readonly people: PeopleFlows
  readonly compliance: ComplianceFlows
}

/** Running totals over all closed days: a window is the difference of two rows. */
export interface RunningTotals {
  /** Days closed so far. */
  closedDays: number
  // `ringDays` rows of a column each; row d & 127 holds the totals after d closed days
  readonly soldUnits: Float64Array
  readonly gmvCents: Float64Array
  readonly cogsCents: Float64Array
  readonly stockValueCents: Float64Array
}

export interface State {
  /** Day 1 is the first day of the run; history has days ≤ 0. */
  day: number
  readonly world: WorldState
  readonly demand: DemandState
  readonly offers: OffersState
  readonly shelves: ShelvesState
  readonly supply: SupplyState
  readonly fulfilment: FulfilmentState
  readonly returns: ReturnsState
  readonly customers: CustomersState
  readonly reviews: ReviewsState
  readonly service: ServiceState
  readonly money: MoneyState
  readonly people: PeopleState
  readonly compliance: ComplianceState
  readonly totals: RunningTotals
  /** The day that runs; between a close and the next morning, the day to come. */
  today: Flows
  /** The newest closed day. */
  closed: Flows
}

/** An empty shop before its first day: nothing on hand, list prices. */
export function createState(model: Model): State {
  const products = model.entities.product.ids.length
  const stocks = model.entities.stock.ids.length
  return {
    day: -model.historyDays,
    world: createWorldState(model),
    demand: createDemandState(model),
    offers: createOffersState(model),
    shelves: createShelvesState(model),
    supply: createSupplyState(model),
    fulfilment: createFulfilmentState(model),
    returns: createReturnsState(model),
    customers: createCustomersState(model),
    reviews: createReviewsState(model),
    service: createServiceState(model),
    money: createMoneyState(model),
    people: createPeopleState(model),
    compliance: createComplianceState(model),
    totals: {
      closedDays: 0,
      soldUnits: new Float64Array(stocks * ringDays),
      gmvCents: new Float64Array(products * ringDays),
      cogsCents: new Float64Array(stocks * ringDays),
      stockValueCents: new Float64Array(stocks * ringDays),
    },
    today: createFlows(model),
    closed: createFlows(model),
  }
}

function createFlows(model: Model): Flows {
  return packed({
    world: createWorldFlows(model),
    demand: createDemandFlows(model),
    offers: createOffersFlows(model),
    shelves: createShelvesFlows(model),
    supply: createSupplyFlows(model),
    fulfilment: createFulfilmentFlows(model),
    returns: createReturnsFlows(model),
    customers: createCustomersFlows(model),
    reviews: createReviewsFlows(model),
    service: createServiceFlows(model),
    money: createMoneyFlows(model),
    people: createPeopleFlows(model),
    compliance: createComplianceFlows(model),
  })
}

/** The memory of all columns of a day's flows. */
const memoryOf = new WeakMap<Flows, Float64Array>()

/** Lays all columns into one memory, so that clearing them is one sweep. */
function packed(flows: Flows): Flows {
  const parts = Object.values(flows) as Record<string, Float64Array>[]
  const columns = parts.flatMap((part) => Object.keys(part).map((name) => ({ part, name })))
  const memory = new Float64Array(
    columns.reduce((sum, { part, name }) => sum + part[name]!.length, 0),
  )
  let start = 0
  for (const { part, name } of columns) {
    const end = start + part[name]!.length
    part[name] = memory.subarray(start, end)
    start = end
  }
  memoryOf.set(flows, memory)
  return flows
}

/** Sets every flow of a day to 0. */
export function clearFlows(flows: Flows): void {
  memoryOf.get(flows)!.fill(0)
}

/** An independent copy, such as each arm gets of the shop after its history. */
export function cloneState(model: Model, state: State): State {
  const copy = createState(model)
  copyInto(copy as unknown as Columns, state as unknown as Columns)
  return copy
}

type TypedArray = Float64Array | Int32Array | Uint32Array | Uint8Array
interface Columns {
  [name: string]: number | TypedArray | Columns
}

/** Writes into the copy's own members, so that it keeps the fast shape of the literal it was built by. */
function copyInto(target: Columns, source: Columns): void {
  for (const [name, value] of Object.entries(source)) {
    if (typeof value === 'number') target[name] = value
    else if (!ArrayBuffer.isView(value)) copyInto(target[name] as Columns, value)
    else if ((target[name] as TypedArray).length === value.length)
      (target[name] as TypedArray).set(value)
    else target[name] = value.slice()
  }
}
