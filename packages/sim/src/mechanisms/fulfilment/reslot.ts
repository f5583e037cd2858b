import { choicePlace, type CommandHandler } from '../../commands/handler.ts'
import { chargeDeskWork } from '../people/desks.ts'
import { mendIncidents } from '../world/incidents.ts'
import { takenPlaces, zones } from './zones.ts'

/** Moves a stock to a zone; the work is paid, and the pick zone takes only so many products. */
export const reslot: CommandHandler = ({ model, state, view }, command) => {
  const [stock] = command.entities as [number]
  const own = state.fulfilment
  const zone = choicePlace(command, 'zone', zones)
  if (own.pickZone[stock] === zone) return { fate: 'rejected', reason: 'unchanged' }
  const warehouse = model.fulfilment.warehouseOfStock[stock]!
  const isFull = takenPlaces(model, state, warehouse) >= model.fulfilment.pickPlaces[warehouse]!
  if (zones[zone] === 'pick' && isFull) return { fate: 'rejected', reason: 'pickZoneFull' }
  own.pickZone[stock] = zone
  own.hasMovedGoods = 1
  if (zone === model.fulfilment.usualZone[stock]) {
    mendIncidents(model, state, { scope: 'stock', entity: stock, kinds: ['misslot'], share: 1 })
  }
  const minutes = model.settings['fulfilment.reslotMinutes']
  chargeDeskWork(model, state, minutes, model.people.desks.supplyChain)
  view.refresh()
  return { fate: 'applied' }
}
