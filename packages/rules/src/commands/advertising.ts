/** Channels and advertising. */
import type { CommandDeclaration } from './command.ts'
import { cents, count, lastingDays, mostCents, ratio } from './parameters.ts'

export const advertisingCommands = {
  setChannelBudget: {
    label: { en: 'Set channel budget', zh: '设置渠道预算' },
    summary: { en: 'Sets what a channel may spend a day.', zh: '设定渠道每日预算。' },
    icon: 'wallet',
    family: 'advertising',
    targets: ['channel'],
    parameters: {
      budgetCents: cents({
        min: 0,
        max: mostCents,
        default: '1.1 * budgetCents',
        label: { en: 'Budget a day', zh: '日预算' },
        help: {
          en: 'Cents a day, kept between the minimum and maximum of the channel’s contract.',
          zh: '每日金额（分），限于渠道合同约定的上下限。',
        },
      }),
    },
    lever: 'budget',
    rule: 'none',
    lasts: 'untilChanged',
    effect: {
      en: 'Visits follow the channel’s response curve: each further yuan brings less.',
      zh: '访问量按渠道响应曲线变化，投入越多，边际效果越低。',
    },
    cost: {
      en: 'The money spent. A change of more than 30 % starts a learning phase: response × 0.8 for 3 days.',
      zh: '投放费用；变动超过 30% 进入学习期，效果为 0.8 倍，持续 3 天。',
    },
    receipts: ['clippedToBounds', 'contractBounds', 'unchanged'],
    writes: { budgetCents: 'set' },
    // a cut asks for nothing
    spend: { parameter: 'budgetCents', beyondMetric: 'budgetCents' },
    example: {
      config: { budgetCents: '1.2 * budgetCents', cooldown: '14d' },
      reads: {
        en: 'A fifth more for the channel, at most every 15 days.',
        zh: '渠道预算增加 20%，至少相隔 15 天。',
      },
    },
  },

  moveBudget: {
    label: { en: 'Move budget', zh: '转移预算' },
    summary: {
      en: 'Moves a share of a channel’s budget to another channel.',
      zh: '把渠道预算的一部分转给另一渠道。',
    },
    icon: 'move',
    family: 'advertising',
    targets: ['channel'],
    parameters: {
      shareRatio: ratio({
        min: 0,
        max: 1,
        default: '0.3',
        label: { en: 'Share of the budget', zh: '转移比例' },
        help: {
          en: '0 to 1 of the channel’s budget. Requests of equal priority add up, to the whole budget at most.',
          zh: '0 到 1，占本渠道预算；同优先级相加，至多为全部预算。',
        },
      }),
      to: {
        type: 'pick',
        scope: 'channel',
        default: { set: 'shop.channels', best: 'max', by: 'roi', where: 'isUp' },
        label: { en: 'To', zh: '转给' },
        help: {
          en: 'One other channel, such as the one with the highest return that is up.',
          zh: '另一渠道，例如可用且投产比较高的一个。',
        },
      },
    },
    lever: 'move',
    rule: 'sum',
    lasts: 'once',
    effect: {
      en: 'Taken after the budgets set in the same review; the total stays.',
      zh: '在同次检查设定的预算之后执行，总额不变。',
    },
    cost: {
      en: 'A learning phase at both channels when the change is more than 30 %.',
      zh: '变动超过 30% 时两个渠道都进入学习期。',
    },
    receipts: [
      'clippedToBounds',
      'noTarget',
      'sameChannel',
      'channelDown',
      'wholeBudget',
      'unchanged',
    ],
    writes: { budgetCents: 'set' },
    writesPicked: { to: { budgetCents: 'set' } },
    example: {
      config: {
        shareRatio: '0.3',
        to: { set: 'shop.channels', best: 'max', by: 'roi', where: 'kind == "social"' },
        cooldown: '7d',
      },
      reads: {
        en: 'Moves 30 % of a weak channel’s budget to the better social one.',
        zh: '把弱势渠道 30% 的预算转给投产比较高的社交渠道。',
      },
    },
  },

  setBid: {
    label: { en: 'Set bid', zh: '设置出价' },
    summary: {
      en: 'Sets the highest price paid for a click.',
      zh: '设定每次点击的出价上限。',
    },
    icon: 'gavel',
    family: 'advertising',
    targets: ['channel'],
    parameters: {
      bidCents: cents({
        min: 1,
        max: 1_000_000,
        default: '0.9 * bidCents',
        label: { en: 'Bid per click', zh: '每次点击出价' },
        help: {
          en: '1 to 1,000,000 cents, rounded down; never below the channel’s minimum bid.',
          zh: '1 到 1,000,000 分，向下取整；不低于渠道最低出价。',
        },
      }),
    },
    lever: 'bid',
    rule: 'none',
    lasts: 'untilChanged',
    effect: {
      en: 'An auction: a lower bid brings fewer and cheaper clicks.',
      zh: '竞价机制：出价越低，点击越少、单价越低。',
    },
    cost: {
      en: 'Bid too low, and the impressions go to others.',
      zh: '出价过低会失去曝光。',
    },
    receipts: ['clippedToBounds', 'noAuction', 'minimumBid', 'unchanged'],
    writes: { bidCents: 'set' },
    example: {
      config: {
        bidCents: 'params.shareRatio * shop.marginRatio * sum(gmvCents, 7d) / sum(visits, 7d)',
      },
      reads: {
        en: 'Bids a share of what a visit of the week has earned.',
        zh: '按一周内每次访问所赚毛利的一定比例出价。',
      },
    },
  },

  throttleSpend: {
    label: { en: 'Throttle spend', zh: '限制投放' },
    summary: {
      en: 'Caps what a channel, or all of them together, spend a day.',
      zh: '限制单个渠道或全部渠道的每日花费。',
    },
    icon: 'gauge',
    family: 'advertising',
    targets: ['shop', 'channel'],
    parameters: {
      capCents: cents({
        min: 0,
        max: mostCents,
        default: '0.7 * budgetCents',
        label: { en: 'Cap a day', zh: '每日上限' },
        help: {
          en: 'Cents a day; 0 stops all spending. Caps of shop and channel both hold.',
          zh: '每日金额（分）；0 表示停止投放；店铺与渠道的上限同时有效。',
        },
      }),
      days: lastingDays('7'),
    },
    lever: 'cap',
    rule: 'min',
    lasts: 'days',
    effect: {
      en: 'No spending above the cap; budgets stay as they are.',
      zh: '花费不超过上限，预算本身不变。',
    },
    cost: {
      en: 'Visits are lost late in the day, and the memory of the advertising fades.',
      zh: '当天后段失去流量，广告余效衰减。',
    },
    receipts: ['clippedToBounds'],
    writes: { adSpendCents: 'down' },
    example: {
      config: { capCents: 'params.keepRatio * budgetCents', days: '14' },
      reads: {
        en: 'Two weeks of advertising at a part of the budget.',
        zh: '两周内只花一部分预算。',
      },
    },
  },

  setChannelState: {
    label: { en: 'Open or rest channel', zh: '启停渠道' },
    summary: { en: 'Opens a channel or lets it rest.', zh: '启用或停用渠道。' },
    icon: 'door-open',
    family: 'advertising',
    targets: ['channel'],
    parameters: {
      state: {
        type: 'choice',
        options: {
          on: { label: { en: 'On', zh: '启用' } },
          off: { label: { en: 'Off', zh: '停用' } },
        },
        default: 'on',
        label: { en: 'State', zh: '状态' },
        help: {
          en: 'A channel that rests brings no visits and costs nothing.',
          zh: '停用的渠道没有流量，也没有费用。',
        },
      },
    },
    lever: 'channel',
    rule: 'none',
    lasts: 'untilChanged',
    effect: {
      en: 'Opened, it grows to its strength within 7 days.',
      zh: '启用后 7 天内逐步达到正常水平。',
    },
    cost: { en: 'A set-up fee each time it is opened.', zh: '每次启用都有开通费。' },
    receipts: ['channelDown', 'unchanged'],
    writes: {},
    example: {
      config: { state: 'on' },
      reads: {
        en: 'Opens the backup channel when the main one is down.',
        zh: '主渠道不可用时启用备用渠道。',
      },
    },
  },

  setReferral: {
    label: { en: 'Set referral', zh: '设置老带新' },
    summary: {
      en: 'Rewards customers who bring new ones, on both sides.',
      zh: '奖励邀请新客的老客，双方都有。',
    },
    icon: 'user-plus',
    family: 'advertising',
    targets: ['shop'],
    parameters: {
      rewardCents: cents({
        min: 0,
        max: 1_000_000,
        default: '500',
        label: { en: 'Reward', zh: '奖励' },
        help: {
          en: '0 to 1,000,000 cents for each side. 0 ends the programme.',
          zh: '每方 0 到 1,000,000 分；0 表示停止。',
        },
      }),
      invites: count({
        min: 1,
        max: 10,
        default: '3',
        label: { en: 'Invitations needed', zh: '需邀请人数' },
        help: {
          en: '1 to 10 whole persons to invite for one reward.',
          zh: '1 到 10 人（整数），达到才可得奖励。',
        },
      }),
      capPerDay: count({
        min: 1,
        max: 100_000,
        default: '50',
        label: { en: 'Rewards a day', zh: '每日奖励上限' },
        help: {
          en: '1 to 100,000 rewards a day at most, rounded down to whole ones.',
          zh: '每天至多 1 到 100,000 份，向下取整。',
        },
      }),
      days: lastingDays('28'),
    },
    lever: 'referral',
    rule: 'none',
    lasts: 'days',
    effect: {
      en: 'Invitations bring new customers, fewer as the circle is exhausted.',
      zh: '邀请带来新客，随人群饱和而减少。',
    },
    cost: {
      en: 'The reward to both sides; abuse grows with the reward and the cap.',
      zh: '双方奖励；奖励和上限越高，刷单越多。',
    },
    receipts: ['clippedToBounds'],
    writes: {},
    // at most, if the cap is reached; both sides are rewarded
    spend: { parameter: 'rewardCents', timesParameter: 'capPerDay', factor: 2 },
    example: {
      config: { rewardCents: '500', invites: '3', capPerDay: '50', days: '28' },
      reads: {
        en: 'Invite three, and both sides get ¥5; 50 rewards a day at most.',
        zh: '邀请三人，双方各得 5 元，每天至多 50 份。',
      },
    },
  },
} as const satisfies Record<string, CommandDeclaration>
