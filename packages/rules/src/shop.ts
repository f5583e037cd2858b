/**
 * The shop as the rules see it: a port. The simulator implements it; a real shop can take its place.
 *
 *   Shop.entities ─┐
 *   Shop.catalogue ┼─▶ check, compile ─▶ review(snapshot) ─▶ Command[] ─▶ Shop.apply ─▶ Receipt[]
 *   Snapshot.column┘
 */
import type { Text } from './text.ts'
import type { Unit } from './units.ts'

/** Kinds of things a shop has many of. `children` is the name of the set as seen from a parent. */
export const scopes = {
  shop: { label: { en: 'Shop', zh: '店铺' }, parents: [], children: 'shops' },
  category: { label: { en: 'Category', zh: '类目' }, parents: ['shop'], children: 'categories' },
  supplier: { label: { en: 'Supplier', zh: '供应商' }, parents: ['shop'], children: 'suppliers' },
  warehouse: { label: { en: 'Warehouse', zh: '仓库' }, parents: ['shop'], children: 'warehouses' },
  product: {
    label: { en: 'Product', zh: '商品' },
    parents: ['category', 'supplier', 'shop'],
    children: 'products',
  },
  stock: {
    label: { en: 'Stock (product × warehouse)', zh: '库存（商品 × 仓库）' },
    parents: ['product', 'warehouse', 'shop', 'category', 'supplier'],
    children: 'stocks',
  },
} as const satisfies Record<string, { label: Text; parents: readonly string[]; children: string }>
export type ScopeId = keyof typeof scopes
/** A scope inside a sentence. */
export function scopeName(scope: ScopeId): Text {
  const { label } = scopes[scope]
  return { en: label.en.toLowerCase(), zh: label.zh }
}
export const scopeIds = Object.keys(scopes) as [ScopeId, ...ScopeId[]]

/** Who owns a playbook and reads its messages. */
export const desks = {
  operations: { label: { en: 'Operations', zh: '运营' } },
  supplyChain: { label: { en: 'Supply chain', zh: '供应链' } },
  customerService: { label: { en: 'Customer service', zh: '客服' } },
  finance: { label: { en: 'Finance', zh: '财务' } },
} as const satisfies Record<string, { label: Text }>
export type DeskId = keyof typeof desks
export const deskIds = Object.keys(desks) as [DeskId, ...DeskId[]]

/** Higher is better, lower is better, or neither. */
export type Direction = 'up' | 'down' | 'neither'

/** What a figure covers: the flow of the closed day, the state at the review, or a fixed trailing window. */
export type MetricWindow = 'day' | 'now' | `${number}d`

/** A named figure that the shop announces for every entity of the scopes listed. Plain data: it crosses HTTP. */
export interface MetricInfo {
  readonly id: string
  readonly scopes: readonly ScopeId[]
  readonly type: 'number' | 'bool' | 'enum'
  /** Values of an enum, in the order of their codes in a column. */
  readonly values?: readonly string[]
  readonly unit: Unit
  readonly window: MetricWindow
  readonly direction: Direction
  /** True when the figure may be missing for an entity (a ratio with denominator 0, a state that does not exist). */
  readonly mayBeMissing: boolean
  /** False when the shop announces the figure but cannot compute it yet: it is then always missing. */
  readonly isSimulated: boolean
  readonly label: Text
  /** Definition, as a formula where there is one. */
  readonly help: Text
}

/** Everything a playbook may name. Plain data: it crosses HTTP. */
export interface Catalogue {
  readonly metrics: readonly MetricInfo[]
  /** Commands the shop carries out; others are rejected with `notSimulated`. */
  readonly commands: readonly CommandId[]
}

/** A number parameter of a command. Bounds are inclusive; the shop clips to them. */
export interface NumberParameter {
  readonly type: 'number'
  readonly unit: Unit
  readonly min: number
  readonly max: number
  /** Whole units and cents are rounded: up for orders (a part of a unit is a unit), down otherwise. */
  readonly rounding: 'up' | 'down'
  readonly isOptional?: boolean
  readonly label: Text
  readonly help: Text
}
/** One of a fixed list of values. */
export interface ChoiceParameter {
  readonly type: 'choice'
  readonly options: Readonly<Record<string, { readonly label: Text }>>
  readonly default: string
  readonly label: Text
  readonly help: Text
}
/** A text that people read. */
export interface TextParameter {
  readonly type: 'text'
  readonly maxLength: number
  readonly label: Text
  readonly help: Text
}
export type CommandParameter = NumberParameter | ChoiceParameter | TextParameter

/**
 * How equal priorities on one lever of one target are settled: the larger or smaller value of the
 * first parameter wins, or all go through (SPEC R3).
 */
export type LeverRule = 'max' | 'min' | 'all'

interface CommandDeclaration {
  readonly label: Text
  readonly summary: Text
  readonly targets: readonly ScopeId[]
  readonly parameters: Readonly<Record<string, CommandParameter>>
  readonly lever: string
  readonly rule: LeverRule
  /** Cost and side effects, so that nobody takes a lever for free. */
  readonly cost: Text
}

/** What an action may ask of a shop. One member here, one handler in the simulator: the compiler names the missing one. */
export const commands = {
  reorder: {
    label: { en: 'Reorder', zh: '补货' },
    summary: {
      en: 'Raises a purchase order with the current supplier.',
      zh: '向当前供应商下采购单。',
    },
    targets: ['product', 'stock'],
    parameters: {
      units: {
        type: 'number',
        unit: 'count',
        min: 1,
        max: 100_000,
        rounding: 'up',
        label: { en: 'Units to order', zh: '订购数量' },
        help: {
          en: 'Rounded up to whole units, then raised to the supplier’s minimum order quantity. Zero or less proposes nothing.',
          zh: '向上取整，再提高到供应商的最小起订量；小于等于零则不下单。',
        },
      },
    },
    lever: 'order',
    rule: 'max',
    cost: {
      en: 'Order cost, then unit cost per unit received, payable by the supplier’s terms.',
      zh: '每单固定费用，加上到货数量 × 单位成本，按供应商账期支付。',
    },
  },
  setPrice: {
    label: { en: 'Set price', zh: '改价' },
    summary: { en: 'Charges another price from the next day on.', zh: '从次日起按新价格销售。' },
    targets: ['product'],
    parameters: {
      priceCents: {
        type: 'number',
        unit: 'money',
        min: 1,
        max: 100_000_000,
        rounding: 'down',
        label: { en: 'New price', zh: '新价格' },
        help: {
          en: 'An amount in cents, such as 0.9 * listPriceCents. The shop keeps prices between 0.4 and 2.5 times the list price.',
          zh: '金额以分计，例如 0.9 * listPriceCents。店铺把价格限制在标价的 0.4 到 2.5 倍之间。',
        },
      },
      days: {
        type: 'number',
        unit: 'day',
        min: 1,
        max: 365,
        rounding: 'down',
        isOptional: true,
        label: { en: 'For how many days', zh: '持续天数' },
        help: {
          en: 'After that the price before it returns. Left empty, the new price stays.',
          zh: '到期恢复原价；留空则一直有效。',
        },
      },
    },
    lever: 'price',
    rule: 'min',
    cost: {
      en: 'Relabelling takes 0.2 hours of the operations desk.',
      zh: '改价占用运营 0.2 小时。',
    },
  },
  notify: {
    label: { en: 'Notify', zh: '通知' },
    summary: { en: 'Sends one message a day to a desk.', zh: '每天向岗位发送一条消息。' },
    targets: ['shop', 'category', 'supplier', 'warehouse', 'product', 'stock'],
    parameters: {
      desk: {
        type: 'choice',
        options: desks,
        default: 'operations',
        label: { en: 'Desk', zh: '岗位' },
        help: {
          en: 'Who reads the message. In the simulated shop every desk has the same wage, so the choice matters only where the playbook is used for real.',
          zh: '由谁阅读。模拟店铺中各岗位工资相同，该选择只在策略实际使用时有区别。',
        },
      },
      severity: {
        type: 'choice',
        options: {
          info: { label: { en: 'Information', zh: '提示' } },
          warn: { label: { en: 'Warning', zh: '警告' } },
          urgent: { label: { en: 'Urgent', zh: '紧急' } },
        },
        default: 'info',
        label: { en: 'Severity', zh: '级别' },
        help: {
          en: 'Reading takes 3, 6 or 15 minutes of the desk.',
          zh: '阅读分别占用岗位 3、6、15 分钟。',
        },
      },
      message: {
        type: 'text',
        maxLength: 500,
        label: { en: 'Message', zh: '内容' },
        help: { en: 'What the desk reads.', zh: '岗位看到的内容。' },
      },
    },
    lever: 'notify',
    rule: 'all',
    cost: {
      en: 'Reading time at the desk’s wage, once per message; a message lists all its entities.',
      zh: '按岗位工资计阅读时间，每条消息一次；一条消息列出所有对象。',
    },
  },
} as const satisfies Record<string, CommandDeclaration>

export type CommandId = keyof typeof commands
export const commandIds = Object.keys(commands) as [CommandId, ...CommandId[]]
/** The declaration of a command, with the literal types widened. */
export function commandDeclaration(id: CommandId): CommandDeclaration {
  return commands[id]
}

/** The entities of one scope, sorted by stable id. The order is the order of every column of the scope. */
export interface Entities {
  readonly scope: ScopeId
  /** Stable ids, ascending by code unit. */
  readonly ids: readonly string[]
  /** For each parent scope, the index of every entity's parent. */
  readonly parents: Readonly<Partial<Record<ScopeId, Int32Array>>>
}

/** One immutable view of the closed figures that every playbook of a review reads. */
export interface Snapshot {
  /** Day of the review; day 1 is the first day of the run, history has days ≤ 0. */
  readonly day: number
  /** 0 = Monday … 6 = Sunday. */
  readonly weekday: number
  /** Days closed so far, history included: no window reaches farther back. */
  readonly closedDays: number
  /**
   * The column of a metric at the review: a flow of the newest closed day, a state as it is now.
   * One number per entity: enum columns hold codes, bool columns 0 or 1, missing is NaN.
   * Undefined when there is no such figure yet: then every value is missing.
   */
  now(scope: ScopeId, metricId: string): Float64Array | undefined
  /**
   * The column of a metric at the close of a day: the newest closed one (`daysAgo` 0) or an earlier one.
   * Called only as far back as `closedDays` and the history needs of the program reach.
   */
  atClose(scope: ScopeId, metricId: string, daysAgo: number): Float64Array | undefined
}

/** How far back a program reads a metric: the shop must keep the newest closed day of it and `days` before that. */
export interface HistoryNeed {
  readonly scope: ScopeId
  readonly metricId: string
  readonly days: number
}

/** A request to the shop, after conflicts and guards. Number values are rounded, not yet clipped. */
export interface Command {
  readonly command: CommandId
  readonly scope: ScopeId
  /** Indices into the entities of `scope`. One, except for commands whose rule is `all` (one message, many entities). */
  readonly entities: readonly number[]
  readonly values: Readonly<Record<string, number | string>>
}

/** Why a shop changed or refused a command. One code, one meaning. */
export const receiptReasons = {
  raisedToMoq: { en: 'raised to the minimum order quantity', zh: '提高到最小起订量' },
  clippedToBounds: { en: 'clipped to the bounds of the command', zh: '截到允许范围' },
  clippedToPriceRange: { en: 'clipped to 0.4–2.5 × list price', zh: '截到标价的 0.4–2.5 倍' },
  split: { en: 'split over warehouses', zh: '按仓库拆分' },
  delisted: { en: 'the product is not on sale', zh: '商品已下架' },
  noCash: { en: 'not enough cash', zh: '现金不足' },
  unchanged: { en: 'nothing would change', zh: '没有变化' },
  notSimulated: { en: 'this shop cannot do that yet', zh: '该店铺尚不支持' },
} as const satisfies Record<string, Text>
export type ReceiptReason = keyof typeof receiptReasons

/** Why a proposal never reached the shop. */
export const suppressReasons = {
  cooldown: { en: 'the action was cooling down', zh: '动作冷却中' },
  maxPerDay: { en: 'over the action’s limit per day', zh: '超出动作每日上限' },
  conflict: { en: 'another action won the same lever', zh: '同一杠杆被其他动作占用' },
  actionsPerDay: { en: 'over the playbook’s actions per day', zh: '超出策略每日动作上限' },
} as const satisfies Record<string, Text>
export type SuppressReason = keyof typeof suppressReasons

/** Why a proposal was not applied as asked. */
export type FateReason = ReceiptReason | SuppressReason
/** The words for a reason. */
export function reasonText(reason: FateReason): Text {
  return { ...receiptReasons, ...suppressReasons }[reason]
}

/** The shop's answer to one command. */
export interface Receipt {
  readonly fate: 'applied' | 'adjusted' | 'rejected'
  /** Present unless applied as asked. */
  readonly reason?: ReceiptReason
}

/** What the rules need of a shop besides snapshots and receipts. */
export interface Shop {
  readonly catalogue: Catalogue
  /** Empty entities for a scope the shop does not have. */
  entities(scope: ScopeId): Entities
}
