/** What a run of a pack may be asked for; every problem named before the server sees it. Pure. */
import type { PackDetail, PackRunRequest, RunSummary, ShopCatalogue } from '@sandtable/api'
import type { Messages } from '../i18n/en.ts'
import { checkSettings, type CheckedSettings } from '../runs/runForm.ts'

export interface PackSettings {
  /** Id of a shop of the pack. */
  readonly shop: string
  /** Ids of the drills that are held. */
  readonly drills: readonly string[]
  /** As typed. */
  readonly replications: string
  readonly seed: string
}

/** The first shop and all drills. */
export function defaultPackSettings(
  { shops, drills }: Pick<PackDetail, 'shops' | 'drills'>,
  { runDefaults }: Pick<ShopCatalogue, 'runDefaults'>,
): PackSettings {
  return {
    shop: shops[0]?.id ?? '',
    drills: drills.map(({ id }) => id),
    replications: String(runDefaults.replications),
    seed: String(runDefaults.seed),
  }
}

/** The form filled in as for this run. */
export function packSettingsOf({
  shop,
  drills = [],
  replications,
  seed,
}: RunSummary): PackSettings {
  return { shop, drills, replications: String(replications), seed: String(seed) }
}

/** The drills with one more, or one less, in the order of the pack. */
export function withDrill(
  settings: PackSettings,
  { drills }: Pick<PackDetail, 'drills'>,
  id: string,
  isHeld: boolean,
): PackSettings {
  const held = drills
    .map((drill) => drill.id)
    .filter((other) => (other === id ? isHeld : settings.drills.includes(other)))
  return { ...settings, drills: held }
}

/** As for a run of one playbook; the days are those of the shop. */
export function checkPackSettings(
  { shop, replications, seed }: PackSettings,
  { shops }: Pick<PackDetail, 'shops'>,
  { runLimits }: Pick<ShopCatalogue, 'runLimits'>,
  t: Messages,
  format: (value: number) => string,
): CheckedSettings {
  const days = String(shops.find(({ id }) => id === shop)?.days ?? '')
  return checkSettings({ shop, days, replications, seed }, { runLimits, shops }, t, format)
}

/** What is asked of the server, once checked. */
export function packRequest(
  packId: string,
  { shop, drills, replications, seed }: PackSettings,
): PackRunRequest {
  return { packId, shop, drills, replications: Number(replications), seed: Number(seed) }
}
