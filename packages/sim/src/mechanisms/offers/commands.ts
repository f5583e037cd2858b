/** The commands this mechanism carries out. */
import type { CommandHandlers } from '../../commands/handler.ts'
import { bundle } from './bundle.ts'
import { discount } from './discount.ts'
import { closePresale, openPresale, setListing } from './listingCommands.ts'
import { addGift, setWasPrice, showScarcity } from './pageOffers.ts'
import { setCampaign } from './setCampaign.ts'
import { setPrice } from './setPrice.ts'
import { setSpendTiers } from './setSpendTiers.ts'
import { endTest, startTest } from './testCommands.ts'

export const offersCommands = {
  setPrice,
  discount,
  setWasPrice,
  addGift,
  bundle,
  setSpendTiers,
  setCampaign,
  showScarcity,
  startTest,
  endTest,
  setListing,
  openPresale,
  closePresale,
} satisfies CommandHandlers
