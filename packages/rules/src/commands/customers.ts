/** Customer segments: offers, membership, contact. */
import type { CommandDeclaration } from './command.ts'
import { cents, days, lastingDays, mostPriceCents, ratio } from './parameters.ts'

export const customerCommands = {
  sendOffer: {
    label: { en: 'Send offer', zh: '发放优惠' },
    summary: {
      en: 'Sends the customers of a segment a coupon, a privilege or a gift.',
      zh: '向分层客户发放优惠券、权益或礼品。',
    },
    icon: 'ticket',
    family: 'customers',
    targets: ['segment'],
    parameters: {
      kind: {
        type: 'choice',
        options: {
          coupon: { label: { en: 'Coupon', zh: '优惠券' } },
          privilege: { label: { en: 'Privilege', zh: '权益' } },
          gift: { label: { en: 'Gift', zh: '礼品' } },
        },
        default: 'coupon',
        label: { en: 'Kind', zh: '类型' },
        help: {
          en: 'A coupon lowers what is paid; a privilege or a gift comes with the order.',
          zh: '优惠券减少实付；权益或礼品随单赠送。',
        },
      },
      valueCents: cents({
        min: 0,
        max: 10_000_000,
        default: '1000',
        label: { en: 'Value', zh: '面值' },
        help: {
          en: '0 to 10,000,000 cents per order that uses it.',
          zh: '每个使用的订单 0 到 10,000,000 分。',
        },
      }),
      minOrderCents: cents({
        min: 0,
        max: mostPriceCents,
        default: '10000',
        label: { en: 'From an order of', zh: '使用门槛' },
        help: {
          en: 'Cents; 0 for any order.',
          zh: '金额以分计；0 表示无门槛。',
        },
      }),
      validDays: days({
        min: 1,
        max: 90,
        default: '14',
        label: { en: 'Valid for', zh: '有效天数' },
        help: { en: '1 to 90 whole days.', zh: '1 到 90 天（整数）。' },
      }),
      textCopy: {
        type: 'text',
        maxLength: 200,
        isCopy: true,
        default: '',
        label: { en: 'Text', zh: '文案' },
        help: {
          en: 'Sent to customers, up to 200 characters; must pass the advertising-law word list. Left empty, only the value is shown.',
          zh: '发送给客户，最长 200 字；须通过广告法词表检查。留空则只显示面值。',
        },
      },
    },
    lever: 'offer',
    rule: 'none',
    lasts: 'days',
    effect: {
      en: 'Some open it, some of these order: by segment, and less the more the customers have been written to.',
      zh: '部分客户打开并下单，比例因分层而异，触达越多效果越低。',
    },
    cost: {
      en: 'The value is also given to those who would have ordered anyway; some close the contact.',
      zh: '本来就会下单的人也使用优惠；部分客户会退订。',
    },
    receipts: ['clippedToBounds', 'offerToday', 'copyForbidden'],
    writes: {},
    example: {
      config: {
        kind: 'coupon',
        valueCents: 'params.wakeCents',
        minOrderCents: '10000',
        validDays: '14',
        textCopy: 'We miss you',
      },
      reads: {
        en: 'Sends a wake-up coupon for orders from ¥100, valid for two weeks.',
        zh: '发放唤醒券，满 100 元可用，两周有效。',
      },
    },
  },

  setMembership: {
    label: { en: 'Set membership', zh: '设置会员等级' },
    summary: {
      en: 'Gives the customers of a segment a tier and points.',
      zh: '为分层客户设定会员等级与积分。',
    },
    icon: 'crown',
    family: 'customers',
    targets: ['segment'],
    parameters: {
      tier: {
        type: 'choice',
        options: {
          none: { label: { en: 'None', zh: '无' } },
          silver: { label: { en: 'Silver', zh: '银卡' } },
          gold: { label: { en: 'Gold', zh: '金卡' } },
        },
        default: 'silver',
        label: { en: 'Tier', zh: '等级' },
        help: {
          en: 'None takes the membership back; points already earned stay.',
          zh: '“无”表示取消；已得积分保留。',
        },
      },
      pointsRatio: ratio({
        min: 0,
        max: 0.1,
        default: '0.01',
        label: { en: 'Points', zh: '积分比例' },
        help: {
          en: '0 to 0.1 of what is paid comes back as points; 0.01 gives one cent per yuan.',
          zh: '0 到 0.1，实付金额返还为积分的比例；0.01 即每元返 1 分。',
        },
      }),
      days: lastingDays('28'),
    },
    lever: 'tier',
    rule: 'none',
    lasts: 'days',
    effect: {
      en: 'Customers come back more often, by tier and points.',
      zh: '复购率随等级与积分上升。',
    },
    cost: {
      en: 'Points are a debt until they are redeemed; each tier costs its service.',
      zh: '未兑换的积分是负债；等级服务也有成本。',
    },
    receipts: ['clippedToBounds'],
    writes: {},
    example: {
      config: { tier: 'gold', pointsRatio: '2 * params.pointsRatio', days: '28' },
      reads: {
        en: 'Gold with double points for four weeks.',
        zh: '四周金卡，双倍积分。',
      },
    },
  },

  inviteToGroup: {
    label: { en: 'Invite to private domain', zh: '邀请入群' },
    summary: {
      en: 'Invites the customers of a segment into the shop’s own group.',
      zh: '邀请分层客户进入私域社群。',
    },
    icon: 'users-round',
    family: 'customers',
    targets: ['segment'],
    parameters: {
      incentiveCents: cents({
        min: 0,
        max: 1_000_000,
        default: '300',
        label: { en: 'Incentive', zh: '入群奖励' },
        help: {
          en: '0 to 1,000,000 cents for each customer who joins.',
          zh: '每位入群客户 0 到 1,000,000 分。',
        },
      }),
    },
    lever: 'invite',
    rule: 'max',
    lasts: 'once',
    effect: {
      en: 'About 5–15 % of those who are not members yet join.',
      zh: '尚未入群的客户约 5–15% 会加入。',
    },
    cost: {
      en: 'The incentive; an invitation counts as a contact and tires.',
      zh: '奖励成本；邀请也算一次触达，会带来疲劳。',
    },
    receipts: ['clippedToBounds', 'notYetMembers', 'unchanged'],
    writes: {},
    example: {
      config: { incentiveCents: '300', cooldown: '28d' },
      reads: {
        en: 'Invites recent customers with ¥3, at most every 29 days.',
        zh: '以 3 元奖励邀请近期客户，至少相隔 29 天。',
      },
    },
  },

  setContactRate: {
    label: { en: 'Set contact rate', zh: '设置触达频率' },
    summary: {
      en: 'Sets how many messages a customer of a segment gets a week.',
      zh: '设定分层客户每周收到的消息数。',
    },
    icon: 'message-circle',
    family: 'customers',
    targets: ['segment'],
    parameters: {
      perWeek: {
        type: 'number',
        unit: 'count',
        // a rate, not a number of things: 0.5 is a message every two weeks
        rounding: 'none',
        min: 0,
        max: 7,
        default: '1',
        label: { en: 'Messages a week', zh: '每周消息数' },
        help: {
          en: '0 to 7; 0.5 is one message every two weeks, 0 none at all.',
          zh: '0 到 7；0.5 即两周一条，0 表示不发送。',
        },
      },
    },
    lever: 'contact',
    rule: 'min',
    lasts: 'untilChanged',
    effect: {
      en: 'More messages, more orders from them, for as long as customers read them.',
      zh: '消息越多，带来的订单越多，前提是客户仍愿意阅读。',
    },
    cost: {
      en: 'Fatigue and unsubscribes grow with the rate.',
      zh: '频率越高，疲劳与退订越多。',
    },
    receipts: ['clippedToBounds', 'unchanged'],
    writes: { contactsPerWeek: 'set' },
    example: {
      config: { perWeek: 'max(0, contactsPerWeek - 1)' },
      reads: {
        en: 'One message a week fewer where too many unsubscribe.',
        zh: '退订过多时每周少发一条。',
      },
    },
  },
} as const satisfies Record<string, CommandDeclaration>
