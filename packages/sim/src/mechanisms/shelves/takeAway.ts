/** Stock leaves unsold: back to its maker, donated, liquidated, scrapped, opened by a check, blocked. */
import type { Command } from '@sandtable/rules'
import { numberValue, type CommandContext, type CommandHandler } from '../../commands/handler.ts'
import { accounts, postCost, postSendBack, postWriteOff } from '../../ledger.ts'
import type { Model } from '../../model.ts'
import type { State } from '../../state.ts'
import { chargeDeskWork } from '../people/desks.ts'
import { blockStock, drawDefects, noQuarantine, noteShare } from './quality.ts'

interface Part {
  readonly stock: number
  readonly units: number
}

/** Units of a product in open warehouses. */
function unitsThere(model: Model, state: State, product: number): number {
  return openStocksOf(model, state, product).reduce(
    (sum, stock) => sum + state.shelves.onHandUnits[stock]!,
    0,
  )
}

function openStocksOf(model: Model, state: State, product: number): number[] {
  const { firstStock, stocksOfProduct } = model
  const { warehouseOfStock } = model.shelves
  return Array.from(stocksOfProduct.subarray(firstStock[product], firstStock[product + 1])).filter(
    (stock) => state.world.warehouseIsClosed[warehouseOfStock[stock]!] === 0,
  )
}

/** Shares units out over the open stocks of a product in proportion to what they have, by rounded running totals. */
function takeFrom(model: Model, state: State, product: number, units: number): Part[] {
  const stocks = openStocksOf(model, state, product)
  const total = unitsThere(model, state, product)
  let unitsBefore = 0
  let partsBefore = 0
  return stocks.map((stock) => {
    unitsBefore += state.shelves.onHandUnits[stock]!
    const upTo = Math.floor((units * unitsBefore) / total + 0.5)
    const part = { stock, units: upTo - partsBefore }
    partsBefore = upTo
    return part
  })
}

/** Whole units that a command asks for, clipped to what is there. */
function clipped(context: CommandContext, command: Command, name: string) {
  const { model, state } = context
  const [product] = command.entities as [number]
  const asked = Math.floor(numberValue(command, name))
  const there = unitsThere(model, state, product)
  return { product, there, units: Math.min(asked, there), isClipped: asked > there }
}

function answer(context: CommandContext, isClipped: boolean) {
  context.view.refresh()
  return isClipped
    ? ({ fate: 'adjusted', reason: 'onHand' } as const)
    : ({ fate: 'applied' } as const)
}

/** Sends units back for a part of their cost; perishable and old goods are not taken. */
export const returnToSupplier: CommandHandler = (context, command) => {
  const { model, state } = context
  const { settings } = model
  const { product, there, units, isClipped } = clipped(context, command, 'units')
  if (model.shelves.shelfLifeDays[product]! > 0) return { fate: 'rejected', reason: 'perishable' }
  if (there === 0) return { fate: 'rejected', reason: 'noStock' }
  if (meanAgeDays(model, state, product) > settings['disposal.supplierMaxAgeDays']) {
    return { fate: 'rejected', reason: 'tooOld' }
  }
  let costCents = 0
  for (const part of takeFrom(model, state, product, units)) {
    costCents += postSendBack(state, part.stock, part.units)
  }
  const refundCents = Math.floor(costCents * settings['disposal.supplierRefundRatio'] + 0.5)
  const freightCents = Math.floor(units * settings['disposal.supplierFreightCentsPerUnit'] + 0.5)
  postCost(state, accounts.disposal, -refundCents, product)
  postCost(state, accounts.freight, freightCents, product)
  return answer(context, isClipped)
}

function meanAgeDays(model: Model, state: State, product: number): number {
  let sum = 0
  for (const stock of openStocksOf(model, state, product)) {
    sum += state.shelves.onHandUnits[stock]! * state.shelves.ageDays[stock]!
  }
  return sum / unitsThere(model, state, product)
}

/** Donates, liquidates or scraps units: only liquidation brings money, only a donation is noticed. */
export const dispose: CommandHandler = (context, command) => {
  const { model, state } = context
  const { product, there, units, isClipped } = clipped(context, command, 'units')
  if (there === 0) return { fate: 'rejected', reason: 'noStock' }
  let costCents = 0
  for (const part of takeFrom(model, state, product, units)) {
    costCents += postWriteOff(state, part.stock, part.units)
  }
  const how = command.values['how']
  if (how === 'liquidate') {
    const ratio = model.settings['disposal.liquidationRatio']
    postCost(state, accounts.disposal, -Math.floor(costCents * ratio + 0.5), product)
  }
  if (how === 'donate') state.today.shelves.donations[0]! += 1
  return answer(context, isClipped)
}

/** Opens a sample; what was opened cannot be sold, and the result is announced on the next day. */
export const spotCheck: CommandHandler = (context, command) => {
  const { model, state, luck } = context
  const { product, there, units, isClipped } = clipped(context, command, 'sampleUnits')
  if (there === 0) return { fate: 'rejected', reason: 'noStock' }
  const { shelves } = state
  let defective = 0
  for (const part of takeFrom(model, state, product, units)) {
    defective += drawDefects(model, state, luck, 'shelves.check', part.stock, part.units)
    postWriteOff(state, part.stock, part.units)
  }
  if (shelves.checkSampleUnits[product] === 0) shelves.openChecks += 1
  shelves.checkSampleUnits[product]! += units
  shelves.checkDefectUnits[product]! += defective
  shelves.checkDueDay[product] = state.day + 1
  const minutes = units * model.settings['quality.checkMinutesPerUnit']
  chargeDeskWork(model, state, minutes, model.people.desks.supplyChain)
  return answer(context, isClipped)
}

/**
 * Blocks the units on hand, as nobody can tell the batches apart; while a quarantine lasts it is renewed, and
 * what has arrived since is blocked too.
 */
export const quarantine: CommandHandler = (context, command) => {
  const { model, state, view, luck, isAfterClose } = context
  const { shelves } = state
  const [product] = command.entities as [number]
  const isBlocked = shelves.quarantineUntilDay[product] !== noQuarantine
  const stocks = openStocksOf(model, state, product)
  const units = unitsThere(model, state, product)
  if (units === 0 && !isBlocked) return { fate: 'rejected', reason: 'noStock' }
  for (const stock of stocks) blockStock(model, state, luck, stock)
  noteShare(model, state, product)
  if (!isBlocked) shelves.quarantinedProducts += 1
  const firstDay = isAfterClose ? state.day + 1 : state.day
  shelves.quarantineUntilDay[product] = firstDay + Math.floor(numberValue(command, 'days')) - 1
  view.refresh()
  return { fate: 'applied' }
}
