/** Which figures of the page are of another version of playbook, shop or model, or do not fulfil what is asked. */
import { hashOfAll, playbookHash } from '@sandtable/rules'
import { modelVersion } from '@sandtable/sim'
import { galleryPacks, readGalleryFile, type GalleryFile } from './files.ts'
import { headlines } from './headlines.ts'
import { shopHashOf, trialOf, wholePack, type Measured } from './measure.ts'
import { playbooksOf } from './measureHeadline.ts'

/** One sentence for each, effects that were not met among them; none when the page is true. */
export function staleEntries(files: readonly GalleryFile[], measured: Measured): string[] {
  const lines = files.flatMap((file): string[] => {
    const entry = measured.entries[file.name]
    if (entry === undefined) return [`${file.name} was never measured`]
    const playbook = readGalleryFile(file)
    const trial = trialOf(playbook)
    const others = [
      ...(entry.playbookHash === playbookHash(playbook) ? [] : ['another playbook']),
      ...(entry.shopHash === shopHashOf(trial.shop) ? [] : ['another shop']),
      ...(entry.days === trial.days ? [] : ['another number of days']),
      ...(entry.modelVersion === modelVersion ? [] : ['another model']),
    ]
    return [
      ...others.map((what) => `${file.name} was measured with ${what}`),
      ...entry.unmet.map((line) => `${file.name} does not do what it is tested for: ${line}`),
    ]
  })
  const heads = headlines.flatMap(({ id, playbooks, against, days }): string[] => {
    const found = measured.headlines[id]
    if (found === undefined) return [`the headline ${id} was never measured`]
    const arms = [playbooks, ...(against === undefined ? [] : [against])]
    const [first] = playbooksOf(playbooks, files)
    const trial = trialOf(first!)
    const isSame =
      found.shopHash === shopHashOf(trial.shop) &&
      found.days === (days ?? trial.days) &&
      found.modelVersion === modelVersion &&
      arms.every(
        (names, arm) =>
          found.arms[arm]?.playbookHash ===
          hashOfAll(playbooksOf(names, files).map((one) => playbookHash(one))),
      )
    return isSame ? [] : [`the headline ${id} was measured with another version`]
  })
  const known = new Set(files.map(({ name }) => name))
  const gone = Object.keys(measured.entries).filter((name) => !known.has(name))
  const packs = galleryPacks().flatMap((file) => {
    const { name } = file
    const { pack, shop, days } = wholePack(file)
    const found = measured.packs[name]
    const isSame =
      found !== undefined &&
      found.playbookHash === hashOfAll(pack.playbooks.map((one) => playbookHash(one))) &&
      found.shopHash === shopHashOf(shop) &&
      found.days === days &&
      found.modelVersion === modelVersion
    return isSame ? [] : [`the pack ${name} was never measured, or with another version`]
  })
  return [
    ...lines,
    ...heads,
    ...packs,
    ...gone.map((name) => `${name} is measured, but not in the gallery`),
  ]
}
