/** The service desk as M/M/c: one class of tickets, open without a break, nobody gives up. */
import { meanOfReplications, ratioOfSums, type Family } from './families.ts'
import { demand, labShop, numberOf } from './laboratory.ts'
import { observe } from './observe.ts'
import { NotExpressed } from './policy.ts'

/** Sums over the days of one replication. */
interface DeskSums {
  started: number
  waited: number
  quick: number
  waitHours: number
  busyHours: number
  paidHours: number
  queueHours: number
  systemHours: number
  hours: number
}

const hoursPerDay = 24

export const service: Family = (_reference, runs, effort) => {
  const { inputs } = runs[0]!
  if (inputs['discipline'] !== 'fifo') throw new NotExpressed('only first come, first served')
  const arrivalsPerHour = numberOf(inputs, 'ticketArrivalsPerHour')
  const ticketsPerAgentHour = numberOf(inputs, 'ticketsPerAgentHour')
  const warmupDays = Math.ceil(numberOf(inputs, 'warmupTickets') / (hoursPerDay * arrivalsPerHour))
  const empty = (): DeskSums => ({
    started: 0,
    waited: 0,
    quick: 0,
    waitHours: 0,
    busyHours: 0,
    paidHours: 0,
    queueHours: 0,
    systemHours: 0,
    hours: 0,
  })
  const desks = new Map<number, DeskSums>()
  observe(
    {
      shop: labShop(
        {
          ...demand({ law: 'constant', mean: 0 }, 1),
          'service.openHour': 0,
          'service.openHours': hoursPerDay,
          'service.waitThresholdHours': numberOf(inputs, 'waitThresholdHours'),
          'ticketClasses.normal.ticketsPerHour': arrivalsPerHour,
          'ticketClasses.normal.ticketsPerAgentHour': ticketsPerAgentHour,
          'ticketClasses.normal.agents': numberOf(inputs, 'agents'),
          'ticketClasses.normal.patienceHours': 0,
          'ticketClasses.normal.hardTicketRatio': 0,
        },
        1,
      ),
      playbooks: [],
      firingNodes: [],
      warmupDays,
      days: effort.days,
      replications: effort.replications,
    },
    {},
    effort.seed,
    () => undefined,
    ({ model, flows }, replication) => {
      let desk = desks.get(replication)
      if (desk === undefined) desks.set(replication, (desk = empty()))
      const own = flows.service
      const normal = model.entities.ticketClass.ids.indexOf('normal')
      desk.started += own.startedTickets[normal]!
      desk.waited += own.waitedTickets[normal]!
      desk.quick += own.quickTickets[normal]!
      desk.waitHours += own.waitHours[normal]!
      desk.busyHours += own.busyHours[normal]!
      desk.paidHours += own.paidHours[normal]!
      desk.queueHours += own.queueHours[normal]!
      desk.systemHours += own.systemHours[normal]!
      desk.hours += hoursPerDay
    },
  )
  const all = [...desks.values()]
  const tickets = all.reduce((total, desk) => total + desk.started, 0)
  const days = all.reduce((total, desk) => total + desk.hours / hoursPerDay, 0)
  const ratio = (above: keyof DeskSums, below: keyof DeskSums) => ({
    ...ratioOfSums(
      all.map((desk) => [desk[above], desk[below]]),
      days,
    ),
    observations: tickets,
  })
  return (metric) => {
    switch (metric) {
      case 'utilisation':
        return ratio('busyHours', 'paidHours')
      case 'p_wait_erlang_c':
        return ratio('waited', 'started')
      case 'mean_wait_in_queue':
        return ratio('waitHours', 'started')
      case 'mean_queue_length':
        return ratio('queueHours', 'hours')
      // time in the system by Little's law: what is there ÷ what arrives
      case 'mean_time_in_system':
        return meanOfReplications(
          all.map((desk) => desk.systemHours / desk.started),
          days,
          tickets,
        )
      case 'mean_number_in_system':
        return ratio('systemHours', 'hours')
      case 'p_wait_le_T':
        return ratio('quick', 'started')
      default:
        throw new NotExpressed(`no reading of ${metric}`)
    }
  }
}
