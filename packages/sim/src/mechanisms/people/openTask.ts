import { taskKind, textOrEmpty, type TaskKindId } from '@sandtable/rules'
import { numberValue, type CommandHandler } from '../../commands/handler.ts'
import { firstDayOf } from '../../commands/terms.ts'
import { needsCertificate } from '../compliance/certificates.ts'
import { deskOf } from './desks.ts'
import { addTask, isTaskOpen, taskKindIds } from './taskList.ts'

/**
 * Gives a desk a task; its first day is today in the morning review and tomorrow in the evening one. Refused
 * when the same task is open already, or the kind does not fit what it is opened on.
 */
export const openTask: CommandHandler = ({ model, state, view, isAfterClose }, command) => {
  const { scope } = command
  const [entity] = command.entities as [number]
  const kind = textOrEmpty(command.values['kind']) as TaskKindId
  if (!taskKindIds.includes(kind)) throw new Error(`openTask: unknown kind "${kind}"`)
  const fits =
    taskKind(kind).targets.includes(scope) &&
    (kind !== 'certificateRenewal' || needsCertificate(state, entity))
  if (!fits) return { fate: 'rejected', reason: 'wrongTarget' }
  if (isTaskOpen(state, { kind, scope, entity })) return { fate: 'rejected', reason: 'alreadyOpen' }
  const firstDay = firstDayOf({ state, isAfterClose })
  const desk = deskOf(model, command)
  addTask(state, {
    kind,
    scope,
    entity,
    desk,
    dueDay: firstDay + numberValue(command, 'dueDays') - 1,
  })
  view.refresh()
  return { fate: 'applied' }
}
