/** Short ways to declare the numbers that commands ask for; every id says its unit, so each unit has one way. */
import type { ChoiceParameter, NumberParameter } from './command.ts'

type Declared = Omit<NumberParameter, 'type' | 'unit' | 'rounding'>

/** An amount of money in cents, rounded down to whole ones. */
export function cents(declared: Declared): NumberParameter {
  return { type: 'number', unit: 'money', rounding: 'down', ...declared }
}

/** A share of 1, taken as it is. */
export function ratio(declared: Declared): NumberParameter {
  return { type: 'number', unit: 'percent', rounding: 'none', ...declared }
}

/** A number of things, rounded down to whole ones; `up` where a part of one already needs the whole. */
export function count(declared: Declared, rounding: 'up' | 'down' = 'down'): NumberParameter {
  return { type: 'number', unit: 'count', rounding, ...declared }
}

/** A number of whole days. */
export function days(declared: Declared): NumberParameter {
  return { type: 'number', unit: 'day', rounding: 'down', ...declared }
}

/** How long a command holds; given again while it holds, it is renewed and never stacked. */
export function lastingDays(preset: string): NumberParameter {
  return days({
    min: 1,
    max: 365,
    default: preset,
    label: { en: 'For how many days', zh: '持续天数' },
    help: {
      en: '1 to 365 whole days, beginning with the next one. Given again before the end, it is renewed, not stacked.',
      zh: '1 到 365 天（整数），从次日开始；未到期再次执行只续期，不叠加。',
    },
  })
}

/** The till that pays for an order. */
export const fundedBy = {
  type: 'choice',
  isOptional: true,
  options: {
    cash: { label: { en: 'Cash', zh: '现金' } },
    reserve: { label: { en: 'Emergency reserve', zh: '应急准备金' } },
  },
  label: { en: 'Paid from', zh: '付款来源' },
  help: {
    en: 'Left empty, cash pays. The reserve pays only as far as it reaches.',
    zh: '留空则用现金支付；准备金不够时不下单。',
  },
} as const satisfies ChoiceParameter

/** Money beyond what any shop turns over in a year: 100 million yuan. */
export const mostCents = 10_000_000_000
/** A price beyond that of any product: 1 million yuan. */
export const mostPriceCents = 100_000_000
