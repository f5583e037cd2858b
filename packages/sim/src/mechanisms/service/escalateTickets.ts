import { numberValue, type CommandHandler } from '../../commands/handler.ts'
import { firstDayOf } from '../../commands/terms.ts'
import { accounts, postCost, postRefund } from '../../ledger.ts'
import { deriveKey, drawUniform32 } from '../../random.ts'
import { keepHardTickets, noteClosed, rate } from './closing.ts'
import { countOpen } from './day.ts'

/** A supervisor solves hard tickets of a class, the oldest first, as far as the hours of the day go. */
export const escalateTickets: CommandHandler = (context, command) => {
  const { model, state, luck, view, isAfterClose } = context
  const { settings } = model
  const [ticketClass] = command.entities as [number]
  const { hard, hardTickets } = state.service
  const { supervisorHours } = state.today.service
  const wanted = Math.min(numberValue(command, 'maxTickets'), hardTickets[ticketClass]!)
  if (wanted === 0) return { fate: 'rejected', reason: 'unchanged' }
  const hoursEach = settings['service.supervisorHoursPerTicket']
  const freeHours = settings['service.supervisorHoursPerDay'] - supervisorHours[0]!
  const solved = Math.min(wanted, Math.max(0, Math.floor(freeHours / hoursEach + 1e-9)))
  if (solved === 0) return { fate: 'rejected', reason: 'supervisorHours' }
  const nowHour = 24 * firstDayOf({ state, isAfterClose }) + model.service.openHour
  const key = deriveKey(luck.seed, luck.replication, 'service.goodwill', 0)
  let left = solved
  keepHardTickets(state, (row) => {
    if (left === 0 || hard.ticketClass[row] !== ticketClass) return true
    left -= 1
    noteClosed(state, ticketClass, nowHour - hard.arrivedHour[row]!)
    rate(state, ticketClass, settings['service.starsEscalated'])
    // the luck of a ticket: the same on whatever day it is escalated
    const counter = hard.counter[row]! ^ Math.imul(hard.triedDay[row]!, 0x85ebca6b)
    if (drawUniform32(key, counter) < settings['service.goodwillRatio']) {
      postRefund(state, hard.product[row]!, settings['service.goodwillCents'])
    }
    return false
  })
  supervisorHours[0]! += solved * hoursEach
  const wages = solved * hoursEach * settings['service.supervisorWageCentsPerHour']
  postCost(state, accounts.wages, Math.floor(wages + 0.5))
  countOpen(model, state, isAfterClose ? state.day : state.day - 1)
  view.refresh()
  return solved < wanted ? { fate: 'adjusted', reason: 'supervisorHours' } : { fate: 'applied' }
}
