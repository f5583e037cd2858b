/** What a run may be asked for; every problem named before the server sees it. Pure. */
import type { ShopCatalogue } from '@sandtable/api'
import type { Trial } from '@sandtable/rules'
import type { Messages } from '../i18n/en.ts'
import { trialShop, type RunShop } from './trial.ts'

export interface RunSettings {
  readonly shop: string
  /** As typed: an empty or broken number is named, not guessed. */
  readonly days: string
  readonly replications: string
  readonly seed: string
}

export interface RunNumbers {
  readonly shop: string
  readonly days: number
  readonly replications: number
  readonly seed: number
}

export type RunField = 'days' | 'replications' | 'seed'

/** What a form says that nobody has filled in: the playbook's own trial, where it has one. */
export function defaultSettings(
  { runDefaults }: Pick<ShopCatalogue, 'runDefaults'>,
  trial?: Pick<Trial, 'days'>,
): RunSettings {
  return settingsOf(
    trial === undefined ? runDefaults : { ...runDefaults, shop: trialShop, days: trial.days },
  )
}

/** The form with another shop; the trial brings its days along. */
export function withShop(
  settings: RunSettings,
  shop: string,
  trial: Pick<Trial, 'days'> | undefined,
): RunSettings {
  const days = shop === trialShop && trial !== undefined ? String(trial.days) : settings.days
  return { ...settings, shop, days }
}

/** The form filled in as for this run. */
export function settingsOf({ shop, days, replications, seed }: RunNumbers): RunSettings {
  return { shop, days: String(days), replications: String(replications), seed: String(seed) }
}

/** What is known of shops that may be chosen. */
type ShopSizes = readonly Pick<RunShop, 'id' | 'products'>[]

/** How large a run is: products × days × replications. */
export function productDaysOf({ shop, days, replications }: RunNumbers, shops: ShopSizes): number {
  const products = shops.find(({ id }) => id === shop)?.products ?? 0
  return products * days * replications
}

/** From here on a run takes longer than people wait without having been told. */
export const largeProductDays = 2_000_000

export type CheckedSettings =
  | { readonly ok: true; readonly numbers: RunNumbers }
  | { readonly ok: false; readonly problems: ReadonlyMap<RunField | 'all', string> }

export function checkSettings(
  settings: RunSettings,
  { runLimits, shops }: Pick<ShopCatalogue, 'runLimits'> & { readonly shops: ShopSizes },
  t: Messages,
  format: (value: number) => string,
): CheckedSettings {
  const problems = new Map<RunField | 'all', string>()
  const whole = (field: RunField, min: number, max: number): number => {
    const text = settings[field].trim()
    const label = t.run[field]
    if (!/^-?\d+$/.test(text)) problems.set(field, t.run.needsWhole(label))
    const value = Number(text)
    if (!problems.has(field) && (value < min || value > max)) {
      problems.set(field, t.run.needsRange(label, format(min), format(max)))
    }
    return value
  }
  const numbers = {
    shop: settings.shop,
    days: whole('days', 1, runLimits.days),
    replications: whole('replications', runLimits.leastReplications, runLimits.replications),
    seed: whole('seed', 0, runLimits.seed),
  }
  // shown is a run on a trial that the playbook no longer has
  if (numbers.shop === trialShop && !shops.some(({ id }) => id === trialShop)) {
    problems.set('all', t.run.noTrial)
  }
  const asked = productDaysOf(numbers, shops)
  if (problems.size === 0 && asked > runLimits.productDays) {
    problems.set('all', t.run.tooLarge(format(asked), format(runLimits.productDays)))
  }
  return problems.size === 0 ? { ok: true, numbers } : { ok: false, problems }
}
