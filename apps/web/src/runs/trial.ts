/** The trial of a playbook as people read it: one more shop to run on, and what happens in it. Pure. */
import type { ShopInfo, trialShop as declaredTrialShop } from '@sandtable/api'
import { sameText, textOrEmpty, type Trial } from '@sandtable/rules'

/** Asked for as a shop: that of the playbook's own trial. */
export const trialShop: typeof declaredTrialShop = 'trial'

/** A shop a run can be asked for. */
export type RunShop = Pick<
  ShopInfo,
  'id' | 'label' | 'description' | 'products' | 'names' | 'shocks'
> & {
  /** Numbers of a trial's shop that differ from its template. */
  readonly changes?: number
}

/** The shops to choose from: first that of the trial, where the playbook has one. */
export function shopsFor(trial: Trial | undefined, shops: readonly RunShop[]): readonly RunShop[] {
  return trial === undefined ? shops : [shopOfTrial(trial, shops), ...shops]
}

/** A run of the trial, whether it was asked for by that name or by the template that the trial is. */
export function isOnTrial(
  { shop, days }: { readonly shop: string; readonly days: number },
  trial: Trial | undefined,
): boolean {
  return trial !== undefined && days === trial.days && [trialShop, trial.shop].includes(shop)
}

/** What is wrong with a shop file is the server's to say: here it is read as far as it can be. */
function shopOfTrial({ shop }: Trial, shops: readonly RunShop[]): RunShop {
  const file = typeof shop === 'string' ? { template: shop } : shop
  const { template, keep, overrides, shocks }: Readonly<Record<string, unknown>> = file
  const known = shops.find(({ id }) => id === template)
  const kept = isRecord(keep) ? keep['products'] : undefined
  const products = known?.products ?? 0
  return {
    id: trialShop,
    label: known?.label ?? sameText(textOrEmpty(template)),
    description: known?.description ?? sameText(''),
    products: typeof kept === 'number' ? Math.min(kept, products) : products,
    names: known?.names ?? {},
    shocks: [
      ...(known?.shocks ?? []),
      ...(Array.isArray(shocks) ? shocks.filter(isRecord).flatMap(shockOf) : []),
    ],
    changes: isRecord(overrides) ? Object.keys(overrides).length : 0,
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function shockOf(entry: Readonly<Record<string, unknown>>): RunShop['shocks'] {
  const { kind, target, startDay, days, variant } = entry
  if (typeof kind !== 'string' || typeof startDay !== 'number') return []
  return [
    {
      kind,
      startDay,
      ...(typeof target === 'string' ? { target } : {}),
      ...(typeof days === 'number' ? { days } : {}),
      ...(typeof variant === 'string' ? { variant } : {}),
    },
  ]
}
