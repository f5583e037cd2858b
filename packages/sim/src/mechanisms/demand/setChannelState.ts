import type { CommandHandler } from '../../commands/handler.ts'
import { firstDayOf } from '../../commands/terms.ts'
import { postChannelCost } from './channelCost.ts'

/** Opens a channel for a fee, to grow to its strength within some days, or lets it rest. */
export const setChannelState: CommandHandler = (context, command) => {
  const { model, state, view } = context
  const { channelIsOn, channelOpenedDay } = state.demand
  const [channel] = command.entities as [number]
  if (state.world.channelIsDown[channel] === 1) return { fate: 'rejected', reason: 'channelDown' }
  const isOn = command.values['state'] === 'on' ? 1 : 0
  if (channelIsOn[channel] === isOn) return { fate: 'rejected', reason: 'unchanged' }
  channelIsOn[channel] = isOn
  if (isOn === 1) {
    channelOpenedDay[channel] = firstDayOf(context)
    postChannelCost(state, channel, model.settings['advertising.openingFeeCents'])
  }
  view.refresh()
  return { fate: 'applied' }
}
