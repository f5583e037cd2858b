/** Cash, reserve, receivables. */
import type { CommandDeclaration } from './command.ts'
import { cents, days, lastingDays, mostCents } from './parameters.ts'

export const financeCommands = {
  capPurchases: {
    label: { en: 'Cap purchases', zh: '限制采购' },
    summary: {
      en: 'Caps what the shop orders from suppliers a week.',
      zh: '限制店铺每周采购金额。',
    },
    icon: 'lock',
    family: 'finance',
    targets: ['shop'],
    parameters: {
      weeklyCents: cents({
        min: 0,
        max: mostCents,
        default: '0.7 * sum(purchaseSpendCents, 28d) / 4',
        label: { en: 'Cap a week', zh: '每周上限' },
        help: {
          en: 'Cents a week, at cost; 0 stops purchasing.',
          zh: '每周采购金额（分，按成本）；0 表示停止采购。',
        },
      }),
      days: lastingDays('14'),
    },
    lever: 'purchaseCap',
    rule: 'min',
    lasts: 'days',
    effect: {
      en: 'Orders above the cap wait, those of the house routine too.',
      zh: '超出部分的采购（含日常订货）延后。',
    },
    cost: { en: 'Stockouts later.', zh: '之后可能缺货。' },
    receipts: ['clippedToBounds'],
    writes: { purchaseSpendCents: 'down' },
    example: {
      config: { weeklyCents: 'params.keepRatio * sum(purchaseSpendCents, 28d) / 4', days: '14' },
      reads: {
        en: 'Two weeks of buying only a part of what is usual.',
        zh: '两周内只采购平时的一部分。',
      },
    },
  },

  fundReserve: {
    label: { en: 'Fund reserve', zh: '调拨准备金' },
    summary: {
      en: 'Puts cash into the emergency reserve, or takes it out.',
      zh: '将现金存入应急准备金，或从中取出。',
    },
    icon: 'piggy-bank',
    family: 'finance',
    targets: ['shop'],
    parameters: {
      amountCents: cents({
        min: -mostCents,
        max: mostCents,
        default: '0.05 * sum(revenueCents, 7d)',
        label: { en: 'Amount', zh: '金额' },
        help: {
          en: 'Cents; negative amounts take money out. At most the cash above the floor, or what the reserve holds.',
          zh: '金额以分计；负数表示取出；以底线以上现金或准备金余额为限。',
        },
      }),
    },
    lever: 'reserve',
    rule: 'sum',
    lasts: 'once',
    effect: {
      en: 'Cash and reserve change places; the reserve pays orders marked so.',
      zh: '现金与准备金互转；准备金用于支付指定的采购。',
    },
    cost: {
      en: 'Money in the reserve cannot be used for anything else.',
      zh: '准备金不能用于其他支出。',
    },
    receipts: ['clippedToBounds', 'cashAboveFloor', 'noReserve', 'unchanged'],
    writes: { reserveCents: 'up', cashCents: 'down' },
    example: {
      config: { amountCents: '0.05 * sum(revenueCents, 7d)' },
      reads: {
        en: 'Lays back 5 % of the week’s revenue.',
        zh: '将一周收入的 5% 存入准备金。',
      },
    },
  },

  collect: {
    label: { en: 'Collect', zh: '催收' },
    summary: {
      en: 'Takes the next step against an overdue account.',
      zh: '对逾期客户采取下一步催收。',
    },
    icon: 'hand-coins',
    family: 'finance',
    targets: ['account'],
    parameters: {
      step: {
        type: 'choice',
        // from mild to hard: of two requests of equal priority the harder one wins
        options: {
          remind: { label: { en: 'Reminder', zh: '提醒' } },
          call: { label: { en: 'Call', zh: '电话催收' } },
          stopSupply: { label: { en: 'Stop supply', zh: '停止供货' } },
        },
        default: 'remind',
        label: { en: 'Step', zh: '步骤' },
        help: {
          en: 'Each step makes payment likelier than the one before.',
          zh: '每一步的回款可能性都高于前一步。',
        },
      },
    },
    lever: 'collect',
    rule: 'max',
    lasts: 'once',
    effect: {
      en: 'The account is likelier to pay, the more so the harder the step.',
      zh: '步骤越强，回款可能性越高。',
    },
    cost: {
      en: '0.2, 1 or 2 hours of the finance desk. With supply stopped its orders stop, and it may leave for good.',
      zh: '占用财务 0.2、1、2 小时；停止供货后其订单中断，可能永久流失。',
    },
    receipts: ['nothingOverdue'],
    writes: {},
    example: {
      config: { step: 'remind' },
      reads: {
        en: 'Reminds an account on its first overdue day.',
        zh: '逾期首日发送提醒。',
      },
    },
  },

  setCreditTerms: {
    label: { en: 'Set credit terms', zh: '设置账期' },
    summary: {
      en: 'Sets how long and how much an account may owe.',
      zh: '设定赊销客户的账期与额度。',
    },
    icon: 'credit-card',
    family: 'finance',
    targets: ['account'],
    parameters: {
      termsDays: days({
        min: 0,
        max: 90,
        default: '30',
        label: { en: 'Days to pay', zh: '账期天数' },
        help: {
          en: '0 to 90 whole days; 0 means paid in advance.',
          zh: '0 到 90 天（整数）；0 表示先款后货。',
        },
      }),
      limitCents: cents({
        min: 0,
        max: mostCents,
        default: 'receivablesCents',
        label: { en: 'Credit limit', zh: '信用额度' },
        help: {
          en: 'Cents it may owe at most; orders beyond it are paid at once.',
          zh: '可欠款上限（分）；超出部分须即时付款。',
        },
      }),
    },
    lever: 'terms',
    rule: 'min',
    lasts: 'untilChanged',
    effect: {
      en: 'Less is owed, and for a shorter time.',
      zh: '欠款减少，占用时间缩短。',
    },
    cost: {
      en: 'Its orders fall by 2–5 % for each week the terms are shorter.',
      zh: '账期每缩短一周，其订单减少 2–5%。',
    },
    receipts: ['clippedToBounds', 'unchanged'],
    writes: {},
    example: {
      config: { termsDays: '30', limitCents: 'receivablesCents' },
      reads: {
        en: 'A month to pay, and no more debt than now.',
        zh: '账期一个月，额度不超过当前欠款。',
      },
    },
  },
} as const satisfies Record<string, CommandDeclaration>
