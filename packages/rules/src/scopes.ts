/** Kinds of things a shop has many of, and the desks that work in it. Shops announce which scopes they have. */
import type { Text } from './text.ts'

/** Who owns a playbook and reads its messages. */
export const desks = {
  operations: { label: { en: 'Operations', zh: '运营' } },
  supplyChain: { label: { en: 'Supply chain', zh: '供应链' } },
  customerService: { label: { en: 'Customer service', zh: '客服' } },
  finance: { label: { en: 'Finance', zh: '财务' } },
} as const satisfies Record<string, { label: Text }>
export type DeskId = keyof typeof desks
export const deskIds = Object.keys(desks) as [DeskId, ...DeskId[]]

/**
 * `parents` may be read as `product.rating`; `children` is the name of the set as seen from a parent,
 * `sum(products, …)`; `ids` are the stable ids of a scope whose entities are the same in every shop.
 */
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
  channel: { label: { en: 'Channel', zh: '渠道' }, parents: ['shop'], children: 'channels' },
  segment: {
    label: { en: 'Customer segment', zh: '客户分层' },
    parents: ['shop'],
    children: 'segments',
    ids: ['promising', 'active', 'champion', 'atRisk', 'dormant', 'lost'],
  },
  ticketClass: {
    label: { en: 'Ticket class', zh: '工单等级' },
    parents: ['shop'],
    children: 'ticketClasses',
    ids: ['normal', 'urgent', 'major'],
  },
  funnelStep: {
    label: { en: 'Funnel step', zh: '漏斗步骤' },
    parents: ['shop'],
    children: 'funnelSteps',
    ids: ['impression', 'visit', 'view', 'cart', 'checkout', 'pay'],
  },
  account: {
    label: { en: 'Business account', zh: '赊销客户' },
    parents: ['shop'],
    children: 'accounts',
  },
  desk: {
    label: { en: 'Desk', zh: '岗位' },
    parents: ['shop'],
    children: 'desks',
    ids: deskIds,
  },
} as const satisfies Record<
  string,
  { label: Text; parents: readonly string[]; children: string; ids?: readonly string[] }
>
export type ScopeId = keyof typeof scopes

/** A scope inside a sentence. */
export function scopeName(scope: ScopeId): Text {
  const { label } = scopes[scope]
  return { en: label.en.toLowerCase(), zh: label.zh }
}
export const scopeIds = Object.keys(scopes) as [ScopeId, ...ScopeId[]]

/** The ids of a scope whose entities are the same in every shop; undefined for any other scope. */
export function idsOf(scope: ScopeId): readonly string[] | undefined {
  const declared = scopes[scope]
  return 'ids' in declared ? declared.ids : undefined
}

/** The scope whose set a plural such as `products` names; undefined for any other word. */
export function scopeOfChildren(name: string): ScopeId | undefined {
  return scopeIds.find((scope) => scopes[scope].children === name)
}

/** True when every entity of `scope` belongs to one entity of `parent`. */
export function isParent(parent: ScopeId, scope: ScopeId): boolean {
  return (scopes[scope].parents as readonly ScopeId[]).includes(parent)
}

/** What part of the business a node or command belongs to: the groups of the palette and of the docs. */
export const families = {
  supply: { label: { en: 'Inventory and supply', zh: '库存与供应' } },
  conversion: { label: { en: 'Traffic and conversion', zh: '流量与转化' } },
  advertising: { label: { en: 'Channels and advertising', zh: '渠道与投放' } },
  price: { label: { en: 'Price and promotion', zh: '价格与促销' } },
  customers: { label: { en: 'Customers', zh: '客户' } },
  service: { label: { en: 'Service and reputation', zh: '服务与口碑' } },
  orders: { label: { en: 'Orders and logistics', zh: '订单与物流' } },
  finance: { label: { en: 'Finance', zh: '财务' } },
  compliance: { label: { en: 'Crisis and compliance', zh: '危机与合规' } },
  general: { label: { en: 'General', zh: '通用' } },
} as const satisfies Record<string, { label: Text }>
export type FamilyId = keyof typeof families
export const familyIds = Object.keys(families) as [FamilyId, ...FamilyId[]]
