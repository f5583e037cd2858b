import { textOrEmpty } from '@sandtable/rules'
import { numberValue, type CommandHandler } from '../../commands/handler.ts'
import { noProduct, postRefund } from '../../ledger.ts'
import { endCrisis } from './opinion.ts'
import { concernedDays, concernedRows, opinionLevels } from './state.ts'

/** The level of alarm, until it is stood down; its desk hours are due from the next desk work on. */
export const setOpinionLevel: CommandHandler = ({ state, view }, command) => {
  const name = textOrEmpty(command.values['level'])
  const level = opinionLevels.findIndex((one) => one === name)
  if (level < 0) throw new Error(`setOpinionLevel: unknown level "${name}"`)
  if (state.reviews.opinionLevel === level) return { fate: 'rejected', reason: 'unchanged' }
  state.reviews.opinionLevel = level
  view.refresh()
  return { fate: 'applied' }
}

/**
 * A statement in public, with compensation for every buyer who wrote a bad review or complained in the last four
 * weeks. It ends half of a crisis; where there was none, people begin to ask.
 */
export const publishStatement: CommandHandler = (context, command) => {
  const { model, state, view, isAfterClose } = context
  const cents = numberValue(command, 'compensationCents')
  const isWhole = ['factsCopy', 'progressCopy'].every(
    (part) => textOrEmpty(command.values[part]).trim() !== '',
  )
  if (!isWhole || cents === 0) return { fate: 'rejected', reason: 'statementIncomplete' }
  const newestDay = isAfterClose ? state.day : state.day - 1
  let concerned = 0
  for (let i = 0; i < concernedDays; i++) {
    concerned += state.reviews.concernedByDay[(newestDay - i) & (concernedRows - 1)]!
  }
  if (concerned > 0) postRefund(state, noProduct, concerned * cents)
  if (!endCrisis(model, state, model.settings['opinion.statementRatio'])) {
    state.reviews.attentionFactor = Math.max(
      state.reviews.attentionFactor,
      model.settings['opinion.attentionFactor'],
    )
  }
  view.refresh()
  return { fate: 'applied' }
}
