import type { CommandHandler } from '../../commands/handler.ts'
import { bestBackup, noSupplier, sourceCount, useSupplier } from './sources.ts'

/**
 * Sends all later orders of a product to its main or to a backup supplier, the one that works with the best
 * score. Refused when no backup is listed (`notListed`), none works (`supplierDown`) or orders go there already
 * (`unchanged`); a backup that works is not changed for another one.
 */
export const switchSupplier: CommandHandler = ({ model, state, view }, command) => {
  const [product] = command.entities as [number]
  const { supplierOfProduct, mainSupplierOfProduct } = state.supply
  const { supplierIsDown } = state.world
  const main = mainSupplierOfProduct[product]!
  const current = supplierOfProduct[product]!
  const toMain = command.values['to'] === 'main'
  if (!toMain && sourceCount(model, product) === 1) {
    return { fate: 'rejected', reason: 'notListed' }
  }
  const isThere = toMain ? current === main : current !== main && supplierIsDown[current] === 0
  if (isThere) return { fate: 'rejected', reason: 'unchanged' }
  const supplier = toMain ? main : bestBackup(view, product)
  if (supplier === noSupplier || supplierIsDown[supplier] === 1) {
    return { fate: 'rejected', reason: 'supplierDown' }
  }
  useSupplier(model, state, product, supplier)
  view.refresh()
  return { fate: 'applied' }
}
