/** What the client shows of a pack's shops and drills, in words: the shop knows them, the client does not. */
import { sameText, type PackOf, type Text } from '@sandtable/rules'
import { packShop, parseShopFile, shockKinds, type ResolvedShop } from '@sandtable/sim'
import type { PackDrillInfo, PackShockInfo, PackShopInfo } from './contract.ts'

type Parts = Pick<PackOf<string>, 'shops' | 'periods' | 'drills'>

export function shopInfos(pack: Parts): readonly PackShopInfo[] {
  return pack.shops.map(({ id, name, days }) => {
    const shop = resolvedOf(pack, id)
    const { products = [], currency = 'CNY' } = shop ?? {}
    return { id, name, days, products: products.length, currency }
  })
}

export function drillInfos(pack: Parts): readonly PackDrillInfo[] {
  const [first] = pack.shops
  const shop = first === undefined ? undefined : resolvedOf(pack, first.id)
  return (pack.drills ?? []).map(({ id, name, description, shocks, playbooks = [] }) => ({
    id,
    name,
    ...(description === undefined ? {} : { description }),
    shocks: shocks.map((shock) => shockInfo(shock, shop)),
    playbooks,
  }))
}

function resolvedOf(pack: Parts, shop: string): ResolvedShop | undefined {
  const made = packShop(pack, { shop })
  const resolved = made.ok ? parseShopFile(made.shop) : undefined
  return resolved?.ok === true ? resolved.shop : undefined
}

function shockInfo(
  shock: Readonly<Record<string, unknown>>,
  shop: ResolvedShop | undefined,
): PackShockInfo {
  const { kind, target, startDay, days } = shock
  const label = shockKinds.find(({ id }) => id === kind)?.label
  return {
    label: label ?? sameText(typeof kind === 'string' ? kind : '?'),
    ...(typeof target === 'string' ? { target: nameOf(target, shop) } : {}),
    startDay: typeof startDay === 'number' ? startDay : 1,
    ...(typeof days === 'number' ? { days } : {}),
  }
}

/** The name of an entity of the shop that has one; else its id. */
function nameOf(id: string, shop: ResolvedShop | undefined): Text {
  const named =
    shop === undefined ? [] : [...shop.suppliers, ...shop.warehouses, ...shop.categories]
  return named.find((one) => one.id === id)?.label ?? sameText(id)
}
