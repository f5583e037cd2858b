import { numberValue, type CommandHandler } from '../../commands/handler.ts'

/** Sets how long and how much an account may owe from its next order on; what it owes already stays as agreed. */
export const setCreditTerms: CommandHandler = ({ state, view }, command) => {
  const [account] = command.entities as [number]
  const termsDays = numberValue(command, 'termsDays')
  const limitCents = numberValue(command, 'limitCents')
  const { accountTermsDays, accountLimitCents } = state.money
  if (accountTermsDays[account] === termsDays && accountLimitCents[account] === limitCents) {
    return { fate: 'rejected', reason: 'unchanged' }
  }
  accountTermsDays[account] = termsDays
  accountLimitCents[account] = limitCents
  view.refresh()
  return { fate: 'applied' }
}
