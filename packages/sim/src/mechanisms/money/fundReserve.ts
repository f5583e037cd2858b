import { numberValue, type CommandHandler } from '../../commands/handler.ts'
import { postReserve } from '../../ledger.ts'

/** Puts cash into the reserve, as far as it lies above the floor, or takes out what the reserve holds. */
export const fundReserve: CommandHandler = ({ model, state, view }, command) => {
  const askedCents = numberValue(command, 'amountCents')
  if (askedCents === 0) return { fate: 'rejected', reason: 'unchanged' }
  const isIn = askedCents > 0
  const reason = isIn ? 'cashAboveFloor' : 'noReserve'
  const { cashCents, reserveCents } = state.money
  const thereCents = isIn ? cashCents - model.settings['money.cashFloorCents'] : reserveCents
  if (thereCents <= 0) return { fate: 'rejected', reason }
  const cents = Math.min(Math.abs(askedCents), thereCents)
  postReserve(state, isIn ? cents : -cents)
  view.refresh()
  return cents === Math.abs(askedCents) ? { fate: 'applied' } : { fate: 'adjusted', reason }
}
