/** A/B tests: begin and end. */
import type { CommandHandler } from '../../commands/handler.ts'
import { numberValue } from '../../commands/handler.ts'
import { noEnd } from '../../rings.ts'
import { discountedCents } from './priceEffects.ts'
import { isOnSale } from './rank.ts'
import { testLevers } from './parts.ts'
import { firstDayOf } from '../../commands/terms.ts'
import { drawPageLift } from './tests.ts'

const pageCode = testLevers.indexOf('page')
const discountCode = testLevers.indexOf('discount')

/** Shows a variant B to a part of the visitors until the test is ended; a page's true lift is drawn now. */
export const startTest: CommandHandler = (context, command) => {
  const { model, state, view, luck } = context
  const { tests, isMoving } = state.offers
  const [product] = command.entities as [number]
  if (!isOnSale(state, product)) return { fate: 'rejected', reason: 'delisted' }
  if (tests.lever[product] !== 0) return { fate: 'rejected', reason: 'alreadyRunning' }
  const lever = command.values['lever'] === 'discount' ? discountCode : pageCode
  const ratio = command.values['ratio']
  if (lever === discountCode && typeof ratio !== 'number') {
    return { fate: 'rejected', reason: 'ratioMissing' }
  }
  tests.running += 1
  tests.started[product]! += 1
  tests.lever[product] = lever
  tests.ratio[product] = lever === discountCode ? (ratio as number) : 0
  tests.splitRatio[product] = numberValue(command, 'splitRatio')
  tests.startDay[product] = firstDayOf(context)
  tests.trueLiftRatio[product] = lever === pageCode ? drawPageLift(model, state, luck, product) : 0
  tests.visitsA[product] = 0
  tests.visitsB[product] = 0
  tests.ordersA[product] = 0
  tests.ordersB[product] = 0
  tests.contributionCentsA[product] = 0
  tests.contributionCentsB[product] = 0
  isMoving[product] = 1
  view.refresh()
  return { fate: 'applied' }
}

/** Ends a test; B is adopted as the page of all visitors, or as the lasting price. */
export const endTest: CommandHandler = ({ model, state, view }, command) => {
  const { offers } = state
  const { tests } = offers
  const [product] = command.entities as [number]
  const lever = tests.lever[product]!
  if (lever === 0) return { fate: 'rejected', reason: 'notRunning' }
  if (command.values['adopt'] === 'B') {
    if (lever === pageCode) offers.pageFactor[product]! *= 1 + tests.trueLiftRatio[product]!
    else {
      const cents = discountedCents(
        offers.lastingPriceCents[product]!,
        tests.ratio[product]!,
        model.listPriceCents[product]!,
      )
      offers.priceCents[product] = cents
      offers.lastingPriceCents[product] = cents
      offers.priceUntilDay[product] = noEnd
    }
  }
  tests.running -= 1
  tests.lever[product] = 0
  offers.isMoving[product] = 1
  view.refresh()
  return { fate: 'applied' }
}
