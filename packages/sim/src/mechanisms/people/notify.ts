import { textOrEmpty } from '@sandtable/rules'
import type { CommandHandler } from '../../commands/handler.ts'
import { chargeDeskWork, deskOf } from './desks.ts'

/** Minutes a desk takes to read a message, by severity. */
const readingMinutes: Readonly<Record<string, number>> = { info: 3, warn: 6, urgent: 15 }
/** Entities that a message lists; the rest is only counted. */
const mostListed = 50

/** One message, however many entities it lists; the desk's reading time is paid. */
export const notify: CommandHandler = ({ model, state, view }, command) => {
  const severity = textOrEmpty(command.values['severity'])
  const minutes = readingMinutes[severity]
  if (minutes === undefined) throw new Error(`notify: unknown severity "${severity}"`)
  const desk = deskOf(model, command)
  state.today.people.alerts[desk]! += 1
  chargeDeskWork(model, state, minutes, desk)
  view.refresh()
  return command.entities.length > mostListed
    ? { fate: 'adjusted', reason: 'listLimit' }
    : { fate: 'applied' }
}
