/** What happens to a shop, in words. Apart from `trial.ts`, which the editor loads at first. */
import type { ShockKindInfo } from '@sandtable/api'
import type { I18n } from '../i18n/index.ts'
import { entityName } from './figures.ts'
import type { RunShop } from './trial.ts'

/** One shock in words: its first day, what it is, whom it meets, and how long where the shop says so. */
export function shockText(
  { kind, target, startDay, days, variant }: RunShop['shocks'][number],
  names: RunShop['names'],
  kinds: readonly ShockKindInfo[],
  { t, text }: Pick<I18n, 't' | 'text'>,
): string {
  const known = kinds.find(({ id }) => id === kind)
  const form = known?.variants.find(({ id }) => id === variant)
  const what = [
    known === undefined ? kind : text(known.label),
    ...(form === undefined ? [] : [text(form.label)]),
  ].join(t.run.shockVariant)
  const whom = target === undefined ? undefined : entityName(target, names, { t, text })
  // one that began before the run has no day of it; how long it lasts in all says nothing then
  return startDay < 1 ? t.run.shockBefore(what, whom) : t.run.shock(startDay, what, whom, days)
}
