/** The commands this mechanism carries out. */
import type { CommandHandlers } from '../../commands/handler.ts'
import { contactBuyers } from './contactBuyers.ts'
import { publishStatement, setOpinionLevel } from './opinionCommands.ts'
import { rewardReviews } from './rewardReviews.ts'

export const reviewsCommands = {
  contactBuyers,
  publishStatement,
  rewardReviews,
  setOpinionLevel,
} satisfies CommandHandlers
