/** How often chance brings each kind of shock. */
import type { Setting } from '../../setting.ts'
import { shockKinds, type ShockId } from '../../shocks/index.ts'
import type { ShockKind } from '../../shocks/shock.ts'

type Kind = (typeof shockKinds)[number]
/** Kinds that chance brings. */
export type RandomShockId = Extract<Kind, { readonly rate: object }>['id']
export type RateSetting = `shocks.${RandomShockId}PerYear`

type Declared = Setting & { readonly default: number }

const perEntity: Readonly<Record<string, { readonly en: string; readonly zh: string }>> = {
  shop: { en: 'the shop', zh: '全店' },
  product: { en: 'a product', zh: '每商品' },
  category: { en: 'a category', zh: '每类目' },
  supplier: { en: 'a supplier', zh: '每供应商' },
  warehouse: { en: 'a warehouse', zh: '每仓库' },
  channel: { en: 'a channel', zh: '每渠道' },
  funnelStep: { en: 'a funnel step', zh: '每漏斗环节' },
  account: { en: 'a business account', zh: '每企业客户' },
  stock: { en: 'a stock', zh: '每库存' },
}

function rateSetting({ id, label, rate }: ShockKind): Declared {
  const whom = perEntity[rate!.scope]!
  const times =
    id === 'demandEffect'
      ? { en: 'Weather and holiday signals', zh: '天气与节日信号' }
      : { en: label.en, zh: label.zh }
  return {
    label: { en: `${times.en}: times a year, ${whom.en}`, zh: `${times.zh}：${whom.zh}每年次数` },
    unit: 'none',
    min: 0,
    max: 50,
    default: rate!.perYear,
    source: 'assumption',
  }
}

/** `shocks.<kind>PerYear` of every kind that chance brings. */
export const shockRateSettings = Object.fromEntries(
  (shockKinds as readonly ShockKind[])
    .filter(({ rate }) => rate !== undefined)
    .map((kind) => [rateSettingOf(kind.id as ShockId), rateSetting(kind)]),
) as unknown as Readonly<Record<RateSetting, Declared>>

/** Path of the rate of a kind; of no meaning for one that chance does not bring. */
export function rateSettingOf(kind: ShockId): RateSetting {
  return `shocks.${kind as RandomShockId}PerYear`
}
