/** Goods move between own warehouses: what a transfer asks, and its arrival. */
import type { EntityRef } from '@sandtable/rules'
import { accounts, postCost, postTransferIn, postTransferOut } from '../../ledger.ts'
import { numberValue, type CommandHandler } from '../../commands/handler.ts'
import type { Model } from '../../model.ts'
import { deriveKey, drawUniform } from '../../random.ts'
import type { State } from '../../state.ts'
import { noteCohort } from './perishing.ts'
import { mixQuality } from './quality.ts'
import { addTransfer, moveTransfer } from './transferTable.ts'

/**
 * Takes units from another stock of the product; they arrive after the days drawn for the receiver and day.
 * Several transfers from one giver are served in the order of the commands.
 */
export const transfer: CommandHandler = (context, command) => {
  const { model, state, view, luck, isAfterClose } = context
  const { warehouseOfStock } = model.shelves
  const [stock] = command.entities as [number]
  const from = command.values['from'] as EntityRef | undefined
  if (
    from?.scope !== 'stock' ||
    model.productOfStock[from.entity] !== model.productOfStock[stock]
  ) {
    return { fate: 'rejected', reason: 'noTarget' }
  }
  const giver = from.entity
  if (giver === stock) return { fate: 'rejected', reason: 'sameWarehouse' }
  const { warehouseIsClosed } = state.world
  if (
    warehouseIsClosed[warehouseOfStock[giver]!] === 1 ||
    warehouseIsClosed[warehouseOfStock[stock]!] === 1
  ) {
    return { fate: 'rejected', reason: 'warehouseDown' }
  }
  const askedUnits = Math.floor(numberValue(command, 'units'))
  const spareUnits =
    state.shelves.onHandUnits[giver]! - Math.floor(numberValue(command, 'keepUnits'))
  const units = Math.min(askedUnits, spareUnits)
  if (units <= 0) return { fate: 'rejected', reason: 'donorStock' }
  const { shelves } = state
  const product = model.productOfStock[stock]!
  const cents = postTransferOut(state, giver, units)
  shelves.inTransferUnits[stock]! += units
  shelves.inTransferCents[stock]! += cents
  const { settings } = model
  const fewest = settings['transfers.minDays']
  const most = Math.max(fewest, settings['transfers.maxDays'])
  const key = deriveKey(luck.seed, luck.replication, 'shelves.transferDays', state.day)
  const u = drawUniform(key, model.stockHash[stock]!)
  const days = fewest + Math.floor(u * (most - fewest + 1))
  addTransfer(shelves.transfers, {
    stock,
    units,
    cents,
    dueDay: state.day + (isAfterClose ? Math.max(1, days) : days),
    bornDay: state.day - shelves.ageDays[giver]!,
    defectRatio: shelves.stockDefectRatio[giver]!,
  })
  const freightCents = Math.floor(units * settings['transfers.freightCentsPerUnit'] + 0.5)
  postCost(state, accounts.freight, freightCents, product)
  if (days === 0 && !isAfterClose) arriveTransfers(model, state)
  view.refresh()
  return units < askedUnits ? { fate: 'adjusted', reason: 'donorStock' } : { fate: 'applied' }
}

/** Takes in the transfers due today or before; those to a closed warehouse wait. */
export function arriveTransfers(model: Model, state: State): void {
  const { shelves, day } = state
  const { transfers } = shelves
  let kept = 0
  for (let row = 0; row < transfers.count; row++) {
    const stock = transfers.stock[row]!
    const isClosed = state.world.warehouseIsClosed[model.shelves.warehouseOfStock[stock]!] === 1
    if (isClosed || transfers.dueDay[row]! > day) {
      moveTransfer(transfers, row, kept)
      kept += 1
      continue
    }
    const units = transfers.units[row]!
    const cents = transfers.cents[row]!
    const bornDay = transfers.bornDay[row]!
    shelves.inTransferUnits[stock]! -= units
    shelves.inTransferCents[stock]! -= cents
    postTransferIn(state, stock, units, cents)
    state.today.shelves.transferInAgeDays[stock]! += units * (day - bornDay)
    noteCohort(model, state, stock, Math.floor(bornDay), units)
    mixQuality(model, state, stock, units, transfers.defectRatio[row]!)
  }
  transfers.count = kept
}
