/** Options that every node of a category has (SPEC T1–T8, G2, A1–A4). */
import type { Field } from './field.ts'

export const triggerOptions = {
  when: {
    type: 'choice',
    options: {
      becomesTrue: { label: { en: 'when it becomes true', zh: '变为真时' } },
      whileTrue: { label: { en: 'every day while it is true', zh: '为真期间每天' } },
      becomesFalse: { label: { en: 'when it becomes false', zh: '变为假时' } },
    },
    default: 'becomesTrue',
    label: { en: 'Fires', zh: '触发方式' },
    help: {
      en: 'True at the first review counts as becoming true.',
      zh: '首次检查即为真，视为“变为真”。',
    },
  },
  for: {
    type: 'duration',
    minDays: 1,
    maxDays: 365,
    isOptional: true,
    label: { en: 'Must hold for', zh: '持续满足' },
    help: {
      en: 'With 3 days it fires at the third review in a row at which it is true.',
      zh: '填 3 天：连续第三次检查仍为真时触发。',
    },
  },
  keepFor: {
    type: 'duration',
    minDays: 0,
    maxDays: 365,
    isOptional: true,
    isAdvanced: true,
    label: { en: 'Keep true for', zh: '保持' },
    help: {
      en: 'Stays active for so many reviews after the condition stopped being true.',
      zh: '条件不再成立后，仍保持激活这么多次检查。',
    },
  },
  recover: {
    type: 'expression',
    result: 'bool',
    isOptional: true,
    isAdvanced: true,
    label: { en: 'Recovers when', zh: '恢复条件' },
    help: {
      en: 'Once active, stays active until this is true. Prevents flapping around one threshold.',
      zh: '激活后，直到该条件成立才恢复，避免在阈值附近反复。',
    },
  },
  cooldown: {
    type: 'duration',
    minDays: 0,
    maxDays: 365,
    isOptional: true,
    label: { en: 'Cooldown', zh: '冷却' },
    help: {
      en: 'With 7 days, the next 7 reviews of an entity are skipped after it fired.',
      zh: '填 7 天：触发后跳过该对象接下来的 7 次检查。',
    },
  },
  onMissing: {
    type: 'choice',
    options: {
      hold: { label: { en: 'stay as it is', zh: '保持原状' } },
      false: { label: { en: 'count as false', zh: '视为假' } },
      true: { label: { en: 'count as true', zh: '视为真' } },
    },
    default: 'hold',
    isAdvanced: true,
    label: { en: 'If a figure is missing', zh: '数据缺失时' },
    help: {
      en: 'Nothing fires because a figure is missing, unless you say so here.',
      zh: '除非在此指定，缺失数据不会触发。',
    },
  },
} as const satisfies Record<string, Field>

export const conditionOptions = {
  onMissing: {
    type: 'choice',
    options: {
      missing: { label: { en: 'leave by “missing”', zh: '走“缺失”出口' } },
      false: { label: { en: 'leave by “false”', zh: '走“否”出口' } },
      true: { label: { en: 'leave by “true”', zh: '走“是”出口' } },
    },
    default: 'missing',
    isAdvanced: true,
    label: { en: 'If a figure is missing', zh: '数据缺失时' },
    help: {
      en: 'Where entities go for which the condition cannot be decided.',
      zh: '无法判断的对象从哪个出口离开。',
    },
  },
} as const satisfies Record<string, Field>

export const actionOptions = {
  cooldown: {
    type: 'duration',
    minDays: 0,
    maxDays: 365,
    isOptional: true,
    label: { en: 'Cooldown', zh: '冷却' },
    help: {
      en: 'With 7 days, the action is suppressed for the entity at the next 7 reviews.',
      zh: '填 7 天：对同一对象接下来 7 次检查内不再执行。',
    },
  },
  maxPerDay: {
    type: 'number',
    unit: 'none',
    min: 1,
    max: 100_000,
    isInteger: true,
    isOptional: true,
    isAdvanced: true,
    label: { en: 'At most per day', zh: '每日上限' },
    help: {
      en: 'Further entities of the day are suppressed, in entity order.',
      zh: '超出的对象按顺序被拦截。',
    },
  },
  priority: {
    type: 'number',
    unit: 'none',
    min: -1000,
    max: 1000,
    isInteger: true,
    isAdvanced: true,
    default: 0,
    label: { en: 'Priority', zh: '优先级' },
    help: {
      en: 'When two actions pull one lever of one target, the higher priority wins.',
      zh: '两个动作作用于同一对象的同一调控项时，优先级高者生效。',
    },
  },
} as const satisfies Record<string, Field>
