import { defineAction } from '../../node.ts'

export const notify = defineAction({
  kind: 'action.notify',
  v: 1,
  icon: 'bell',
  command: 'notify',
  defaults: {},
  example: {
    config: {
      desk: 'supplyChain',
      severity: 'warn',
      message: 'Cover is under a week',
      priority: 0,
    },
    reads: {
      en: 'One warning a day to the supply-chain desk.',
      zh: '每天向供应链岗位发一条警告。',
    },
  },
})
