import { textOrEmpty } from '@sandtable/rules'
import type { CommandHandler } from '../../commands/handler.ts'
import { firstDayOf } from '../../commands/terms.ts'
import { deriveKey, drawUniform } from '../../random.ts'
import type { SettingPath } from '../../settings.ts'
import { chargeDeskWork } from '../people/desks.ts'
import { overdueDaysOf, promiseOverdue } from './invoices.ts'

interface Step {
  /** Work of the finance desk. */
  readonly minutes: number
  /** Chance that the account promises to pay. */
  readonly chance: SettingPath & `accounts.${string}Ratio`
}

const steps: Readonly<Record<string, Step>> = {
  remind: { minutes: 12, chance: 'accounts.remindRatio' },
  call: { minutes: 60, chance: 'accounts.callRatio' },
  stopSupply: { minutes: 120, chance: 'accounts.stopSupplyRatio' },
}

/**
 * Asks an account for what is overdue: it may promise to pay all of it in a few days, the likelier the harder the
 * step, and half as likely in distress. With supply stopped nothing is sold to it until nothing is overdue, and it
 * may leave for good.
 */
export const collect: CommandHandler = ({ model, state, view, luck, isAfterClose }, command) => {
  const [account] = command.entities as [number]
  const name = textOrEmpty(command.values['step'])
  const step = steps[name]
  if (step === undefined) throw new Error(`collect: unknown step "${name}"`)
  const count = model.entities.account.ids.length
  if (overdueDaysOf(state, count)[account] === 0)
    return { fate: 'rejected', reason: 'nothingOverdue' }
  chargeDeskWork(model, state, step.minutes, model.people.desks.finance)
  const { settings } = model
  const draw = (purpose: 'money.collect' | 'money.leave') =>
    drawUniform(
      deriveKey(luck.seed, luck.replication, purpose, state.day),
      model.money.accountHash[account]!,
    )
  const isInDistress = state.world.accountDelayDays[account]! > 0
  const chance = settings[step.chance] * (isInDistress ? settings['accounts.distressFactor'] : 1)
  if (draw('money.collect') < chance) {
    const firstDay = firstDayOf({ state, isAfterClose })
    promiseOverdue(state, account, firstDay + settings['accounts.collectedDays'])
  }
  if (name === 'stopSupply') {
    state.money.accountIsStopped[account] = 1
    if (draw('money.leave') < settings['accounts.leaveRatio']) {
      state.money.accountHasLeft[account] = 1
    }
  }
  view.refresh()
  return { fate: 'applied' }
}
