/** Demand of a day: traffic, the funnel, and what comes of it per channel. */
import type { Luck } from '../../luck.ts'
import type { Model } from '../../model.ts'
import type { State } from '../../state.ts'
import { serveSubstitutes } from '../shelves/substitution.ts'
import { attributeToChannels } from './attribution.ts'
import { drawUnitsDirectly } from './directUnits.ts'
import { runFunnel } from './funnel.ts'
import { demandLaws } from './laws.ts'
import { meanUnitsPerOrder } from './orderSize.ts'
import { emptyTally } from './streamTally.ts'
import { countSwitchers } from './switchers.ts'

export { drawDrift, startDrift } from './drift.ts'

/** The day's customers come, buy what is on the shelf, and leave without what is not. */
export function sell(model: Model, state: State, luck: Luck): void {
  const tally = emptyTally()
  if (drawsUnits(model)) drawUnitsDirectly(model, state, luck)
  else runFunnel(model, state, luck, tally)
  switchProducts(model, state, luck)
  attributeToChannels(model, state, luck, tally)
}

/** Who found nothing looks at other products: those who buy there pass every step of that product's funnel. */
function switchProducts(model: Model, state: State, luck: Luck): void {
  if (!state.today.shelves.poolUnits.some((units) => units > 0)) return
  const { orders } = state.today.demand
  const before = orders.slice()
  serveSubstitutes(model, state, luck)
  for (let product = 0; product < orders.length; product++) {
    const switched = orders[product]! - before[product]!
    if (switched > 0) countSwitchers(state, product, switched)
  }
}

function drawsUnits({ settings }: Model): boolean {
  const law = settings['demand.law']
  return law >= demandLaws.poissonUnits && law <= demandLaws.constantUnits
}

/** Units a day that a product sells in the mean over luck and year at the list price, when never out of stock. */
export function expectedUnitsPerDay(model: Model, product: number): number {
  const { settings } = model
  const conversion = model.conversionRatio[product]! * settings['demand.conversionFactor']
  return (
    model.visitsPerDay[product]! *
    settings['demand.visitsFactor'] *
    (drawsUnits(model) ? conversion : Math.min(1, conversion)) *
    meanUnitsPerOrder(settings)
  )
}
