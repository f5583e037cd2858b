import { numberValue, type CommandHandler } from '../../commands/handler.ts'
import { postRefund } from '../../ledger.ts'
import { deriveKey, drawUniform } from '../../random.ts'
import { binomialQuantile } from '../../samplers.ts'
import { freeAgentHours } from '../service/staff.ts'
import { badRow } from './day.ts'
import { raiseReviews, updateConversion } from './rating.ts'

/**
 * Agents call the buyers who wrote bad reviews in the last two days, newest first. Some soften what they wrote, more
 * of them for a compensation; the bad review is still counted.
 */
export const contactBuyers: CommandHandler = (context, command) => {
  const { model, state, luck, view, isAfterClose } = context
  const { settings } = model
  const [product] = command.entities as [number]
  const { badByDay, contactedByDay } = state.reviews
  const newestDay = isAfterClose ? state.day : state.day - 1
  const rows = [badRow(model, newestDay) + product, badRow(model, newestDay - 1) + product]
  let there = 0
  for (const row of rows) there += badByDay[row]! - contactedByDay[row]!
  if (there === 0) return { fate: 'rejected', reason: 'unchanged' }
  const asked = numberValue(command, 'maxBuyers')
  const wanted = Math.min(asked, there)
  const hoursEach = settings['reviews.contactHours']
  const free = hoursEach > 0 ? Math.floor(freeAgentHours(model, state) / hoursEach + 1e-9) : wanted
  const contacted = Math.min(wanted, free)
  if (contacted === 0) return { fate: 'rejected', reason: 'agentsFree' }
  let left = contacted
  for (const row of rows) {
    const called = Math.min(left, badByDay[row]! - contactedByDay[row]!)
    contactedByDay[row]! += called
    left -= called
  }
  state.today.service.callHours[0]! += contacted * hoursEach
  const cents = numberValue(command, 'compensationCents')
  if (cents > 0) postRefund(state, product, contacted * cents)

  const full = settings['reviews.softenFullRatio'] * model.listPriceCents[product]!
  const least = settings['reviews.softenLeastRatio']
  const share = full > 0 ? Math.min(1, cents / full) : 1
  const softenRatio = least + (settings['reviews.softenMostRatio'] - least) * share
  const purpose = isAfterClose ? 'reviews.softenEvening' : 'reviews.softenMorning'
  const key = deriveKey(luck.seed, luck.replication, purpose, state.day)
  const u = drawUniform(key, model.productHash[product]!)
  const softened = binomialQuantile(u, contacted, softenRatio)
  if (softened > 0) {
    raiseReviews(model, state, product, softened, settings['reviews.softenedStars'])
    updateConversion(model, state, product)
  }
  view.refresh()
  if (contacted < wanted) return { fate: 'adjusted', reason: 'agentsFree' }
  return wanted < asked ? { fate: 'adjusted', reason: 'buyersThere' } : { fate: 'applied' }
}
