/** The service desk: what never changes in a run, what changes from day to day, what happened in a day. */
import { ones } from '../../columns.ts'
import { numbersOf, type Model, type ModelBase } from '../../model.ts'
import { hashId } from '../../random.ts'
import { meanUnitsPerOrder } from '../demand/orderSize.ts'
import { expectedUnits } from '../fulfilment/zones.ts'

/** Days over which the complaints of a party count for a claim; rows of their rings are a power of two above it. */
export const claimDays = 28
export const claimRows = 32

/** Who may be at fault for a complaint, in the order of the rings of complaints. */
export const partyScopes = ['supplier', 'warehouse', 'channel'] as const
export type PartyScope = (typeof partyScopes)[number]

/** Tickets of one day on their way to the desk; grows, and holds nothing between two days. */
export interface ArrivalScratch {
  count: number
  /** Arrival within the day and place among the tickets, packed into one number so that sorting needs no function. */
  packed: Float64Array
  counter: Int32Array
  product: Int32Array
  ticketClass: Uint8Array
}

/** Columns that never change during a run. */
export interface ServiceModel {
  // per ticket class
  readonly classHash: Uint32Array
  readonly limitHours: Float64Array
  readonly agents: Int32Array
  readonly rank: Float64Array
  readonly serviceHours: Float64Array
  readonly patienceHours: Float64Array
  readonly hardTicketRatio: Float64Array
  readonly ticketsPerHour: Float64Array
  readonly ticketsPerOrder: Float64Array
  readonly ticketsPerReturnedUnit: Float64Array
  readonly ticketsPerStuckOrder: Float64Array
  readonly ticketsPerBadReview: Float64Array
  /** Share of complaints that come as this class or one before it. */
  readonly complaintCumulative: Float64Array
  /** First and, exclusive, last hour of the day at which the desk is open. */
  readonly openHour: number
  readonly closeHour: number
  readonly isPooled: boolean
  readonly waitThresholdHours: number
  readonly starsLeast: number
  readonly starsMost: number
  readonly scratch: ArrivalScratch
}

export function buildServiceModel(base: ModelBase): ServiceModel {
  const { shop, settings } = base
  const column = (name: Parameters<typeof numbersOf<'ticketClasses'>>[2]) =>
    numbersOf(shop, 'ticketClasses', name)
  const openHour = Math.min(24 - 0.25, settings['service.openHour'])
  const closeHour = Math.min(24, openHour + settings['service.openHours'])
  const serviceHours = column('ticketsPerAgentHour').map((tickets) => 1 / tickets)
  const ticketsPerHour = column('ticketsPerHour')
  const ticketsPerOrder = column('ticketsPerOrder')
  const shares = column('complaintShare')
  const total = shares.reduce((sum, share) => sum + share, 0)
  let sum = 0
  const given = column('agents')
  const orders =
    expectedUnits(base).reduce((units, one) => units + one, 0) / meanUnitsPerOrder(settings)
  const paidHours = closeHour - openHour
  const ticketsPerReturnedUnit = column('ticketsPerReturnedUnit')
  const ticketsPerStuckOrder = column('ticketsPerStuckOrder')
  const usual = usualTroubles(base)
  return {
    classHash: Uint32Array.from(shop.ticketClasses, ({ id }) => hashId(id)),
    limitHours: column('limitHours'),
    agents: Int32Array.from(given, (agents, i) => {
      if (agents > 0) return agents
      const tickets =
        ticketsPerHour[i]! * paidHours +
        ticketsPerOrder[i]! * orders +
        ticketsPerReturnedUnit[i]! * usual.returnedUnits +
        ticketsPerStuckOrder[i]! * usual.stuckOrders * orders +
        (total > 0 ? shares[i]! / total : 0) * usual.complaintsPerOrder * orders
      const hours = tickets * serviceHours[i]!
      return Math.max(1, Math.ceil(hours / (paidHours * settings['service.utilisationRatio'])))
    }),
    rank: column('rank'),
    serviceHours,
    patienceHours: column('patienceHours'),
    hardTicketRatio: column('hardTicketRatio'),
    ticketsPerHour,
    ticketsPerOrder,
    ticketsPerReturnedUnit,
    ticketsPerStuckOrder,
    ticketsPerBadReview: column('ticketsPerBadReview'),
    complaintCumulative: shares.map((share) => (sum += total > 0 ? share / total : 1)),
    openHour,
    closeHour,
    isPooled: settings['service.isPooled'] === 1,
    waitThresholdHours: settings['service.waitThresholdHours'],
    starsLeast: settings['service.starsLeast'],
    starsMost: settings['service.starsMost'],
    scratch: {
      count: 0,
      packed: new Float64Array(64),
      counter: new Int32Array(64),
      product: new Int32Array(64),
      ticketClass: new Uint8Array(64),
    },
  }
}

/** What brings tickets besides the orders themselves, on a usual day: the staff is planned for it. */
function usualTroubles(base: ModelBase) {
  const { shop, settings, categoryOfProduct, productOfStock } = base
  const returnRatio = numbersOf(shop, 'categories', 'returnRatio')
  return {
    returnedUnits: expectedUnits(base).reduce(
      (sum, units, stock) => sum + units * returnRatio[categoryOfProduct[productOfStock[stock]!]!]!,
      0,
    ),
    stuckOrders: settings['fulfilment.stuckRatio'] * settings['fulfilment.cancelAfterDays'],
    complaintsPerOrder:
      settings['couriers.lateRatio'] * settings['complaints.perLateParcel'] +
      settings['couriers.damageRatio'] * settings['complaints.perDamagedParcel'],
  }
}

/** Hours are counted from the first hour of day 0. */
export interface TicketQueue {
  count: number
  // per waiting ticket: class by class, oldest first
  ticketClass: Uint8Array
  arrivedHour: Float64Array
  /** Time it will take an agent. */
  serviceHours: Float64Array
  /** When its buyer gives up; Infinity: never. */
  patienceHour: Float64Array
  isHard: Uint8Array
  /** Product it is about; −1: none in particular. */
  product: Int32Array
  counter: Int32Array
}

/** The agents of all pools, pool by pool, and the tickets in their hands. */
export interface Agents {
  count: number
  pool: Uint8Array
  /** When the agent is free. */
  freeHour: Float64Array
  /** Class of the ticket that was begun last; its arrival, and whether it will turn out to be hard. */
  ticketClass: Uint8Array
  arrivedHour: Float64Array
  isHard: Uint8Array
  product: Int32Array
  counter: Int32Array
  /** Quality of its answer, 0–1. */
  quality: Float64Array
  /** 1 while the ticket has not been closed in the books. */
  isOpen: Uint8Array
}

/** Tickets that the front line could not solve, oldest first. */
export interface HardTickets {
  count: number
  ticketClass: Uint8Array
  arrivedHour: Float64Array
  /** Day on which the front line tried. */
  triedDay: Int32Array
  product: Int32Array
  counter: Int32Array
}

export interface ServiceState {
  // per ticket class
  readonly ticketsOpen: Float64Array
  readonly ticketsOverdue: Float64Array
  readonly hardTickets: Float64Array
  /** Agents at work, extra ones included. */
  readonly agents: Float64Array
  readonly rank: Float64Array
  readonly extraAgents: Float64Array
  readonly extraUntilDay: Int32Array
  readonly nextExtraAgents: Float64Array
  readonly nextExtraFromDay: Int32Array
  readonly nextExtraUntilDay: Int32Array
  // per supplier, warehouse, channel
  /** On lead times, on the courier's fee, on the commission: 1, more after an unjust claim. */
  readonly supplierRelationFactor: Float64Array
  readonly warehouseRelationFactor: Float64Array
  readonly channelRelationFactor: Float64Array
  /** Last day of it; all parties in the order of `partyScopes`. */
  readonly relationUntilDay: Int32Array
  // `claimRows` rows of a column for all parties
  /** Complaints that the party truly caused, by day; those that were charged are taken out. */
  readonly causedByDay: Float64Array
  readonly bookedByDay: Float64Array
  /** How well buyers of recent days were answered, 0–1. */
  answerQuality: number
  readonly queue: TicketQueue
  readonly crew: Agents
  readonly hard: HardTickets
}

const firstRows = 32

export function createServiceState(model: Model): ServiceState {
  const classes = model.entities.ticketClass.ids.length
  const suppliers = model.entities.supplier.ids.length
  const warehouses = model.entities.warehouse.ids.length
  const channels = model.entities.channel.ids.length
  const parties = suppliers + warehouses + channels
  const days = (length: number) => new Int32Array(length).fill(-1_000_000)
  return {
    ticketsOpen: new Float64Array(classes),
    ticketsOverdue: new Float64Array(classes),
    hardTickets: new Float64Array(classes),
    agents: Float64Array.from(model.service.agents),
    rank: model.service.rank.slice(),
    extraAgents: new Float64Array(classes),
    extraUntilDay: days(classes),
    nextExtraAgents: new Float64Array(classes),
    nextExtraFromDay: new Int32Array(classes).fill(2_147_483_647),
    nextExtraUntilDay: days(classes),
    supplierRelationFactor: ones(suppliers),
    warehouseRelationFactor: ones(warehouses),
    channelRelationFactor: ones(channels),
    relationUntilDay: days(parties),
    causedByDay: new Float64Array(parties * claimRows),
    bookedByDay: new Float64Array(parties * claimRows),
    answerQuality: 1,
    queue: {
      count: 0,
      ticketClass: new Uint8Array(firstRows),
      arrivedHour: new Float64Array(firstRows),
      serviceHours: new Float64Array(firstRows),
      patienceHour: new Float64Array(firstRows),
      isHard: new Uint8Array(firstRows),
      product: new Int32Array(firstRows),
      counter: new Int32Array(firstRows),
    },
    crew: {
      count: 0,
      pool: new Uint8Array(firstRows),
      freeHour: new Float64Array(firstRows),
      ticketClass: new Uint8Array(firstRows),
      arrivedHour: new Float64Array(firstRows),
      isHard: new Uint8Array(firstRows),
      product: new Int32Array(firstRows),
      counter: new Int32Array(firstRows),
      quality: new Float64Array(firstRows),
      isOpen: new Uint8Array(firstRows),
    },
    hard: {
      count: 0,
      ticketClass: new Uint8Array(firstRows),
      arrivedHour: new Float64Array(firstRows),
      triedDay: new Int32Array(firstRows),
      product: new Int32Array(firstRows),
      counter: new Int32Array(firstRows),
    },
  }
}

/** What happened in one day. Cents are whole. */
export interface ServiceFlows {
  // per ticket class
  readonly openedTickets: Float64Array
  /** First answers given; of them after a wait, and within the threshold. */
  readonly startedTickets: Float64Array
  readonly waitedTickets: Float64Array
  readonly quickTickets: Float64Array
  /** Hours to the first answer, summed over the tickets started. */
  readonly waitHours: Float64Array
  readonly abandonedTickets: Float64Array
  readonly closedTickets: Float64Array
  /** Hours of agents on tickets and on other work of the desk, and paid hours. */
  readonly busyHours: Float64Array
  readonly paidHours: Float64Array
  /** Integrals over the day of the tickets that wait, and of those that wait or are being answered. */
  readonly queueHours: Float64Array
  readonly systemHours: Float64Array
  readonly starsGiven: Float64Array
  readonly ratedTickets: Float64Array
  // of the shop
  /** Hours of agents spent on calls to buyers. */
  readonly callHours: Float64Array
  readonly supervisorHours: Float64Array
  // per product
  readonly complaints: Float64Array
  /** Hard tickets given up today: bad reviews follow. */
  readonly givenUpTickets: Float64Array
  // per party
  readonly supplierComplaints: Float64Array
  readonly warehouseComplaints: Float64Array
  readonly channelComplaints: Float64Array
  // tickets closed, in the order they were booked
  readonly closedCount: Float64Array
  closedHours: Float64Array
  closedClass: Uint8Array
}

export function createServiceFlows(model: Model): ServiceFlows {
  const column = () => new Float64Array(model.entities.ticketClass.ids.length)
  const products = model.entities.product.ids.length
  return {
    openedTickets: column(),
    startedTickets: column(),
    waitedTickets: column(),
    quickTickets: column(),
    waitHours: column(),
    abandonedTickets: column(),
    closedTickets: column(),
    busyHours: column(),
    paidHours: column(),
    queueHours: column(),
    systemHours: column(),
    starsGiven: column(),
    ratedTickets: column(),
    callHours: new Float64Array(1),
    supervisorHours: new Float64Array(1),
    complaints: new Float64Array(products),
    givenUpTickets: new Float64Array(products),
    supplierComplaints: new Float64Array(model.entities.supplier.ids.length),
    warehouseComplaints: new Float64Array(model.entities.warehouse.ids.length),
    channelComplaints: new Float64Array(model.entities.channel.ids.length),
    closedCount: new Float64Array(1),
    closedHours: new Float64Array(firstRows),
    closedClass: new Uint8Array(firstRows),
  }
}
