import { textOrEmpty } from '@sandtable/rules'
import { chargeDeskWork } from '../mechanisms/money.ts'
import type { CommandHandler } from './handler.ts'

/** Minutes a desk takes to read a message, by severity. */
const readingMinutes: Readonly<Record<string, number>> = { info: 3, warn: 6, urgent: 15 }

/** One message, however many entities it lists; the desk's reading time is paid. */
export const notify: CommandHandler = ({ model, state, view }, command) => {
  const severity = textOrEmpty(command.values['severity'])
  const minutes = readingMinutes[severity]
  if (minutes === undefined) throw new Error(`notify: unknown severity "${severity}"`)
  state.today.alerts[0]! += 1
  chargeDeskWork(model, state, minutes)
  view.refresh()
  return { fate: 'applied' }
}
