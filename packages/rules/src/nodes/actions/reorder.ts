import { defineAction } from '../../node.ts'

export const reorder = defineAction({
  kind: 'action.reorder',
  v: 1,
  icon: 'truck',
  command: 'reorder',
  defaults: { units: '14 * mean(soldUnits, 28d)' },
  example: {
    config: { units: 'params.targetDays * mean(soldUnits, 28d)', cooldown: '7d', priority: 0 },
    reads: {
      en: 'Orders the sales of the target days, at most once in eight days.',
      zh: '按目标天数的销量订货，八天内最多一次。',
    },
  },
})
