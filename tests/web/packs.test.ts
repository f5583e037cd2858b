import { describe, expect, it } from 'vitest'
import { formatNumber, formatPack, formatPlaybook, type Pack } from '@sandtable/rules'
import type { PackDetail, PackSummary, RunSummary } from '@sandtable/api'
import { sortFiles } from '../../apps/web/src/gallery/packFiles.ts'
import { searchPacks } from '../../apps/web/src/gallery/search.ts'
import { en } from '../../apps/web/src/i18n/en.ts'
import {
  checkPackSettings,
  defaultPackSettings,
  packRequest,
  packSettingsOf,
  withDrill,
} from '../../apps/web/src/packs/packForm.ts'
import { alertWhen } from '../support/playbooks.ts'

const summary = (id: string, systems: readonly string[]): PackSummary => ({
  id,
  name: { en: `Pack ${id}`, zh: `包 ${id}` },
  systems,
  desks: id === 'a' ? ['finance'] : ['operations'],
  playbooks: 2,
  missing: 0,
  updatedAt: '2026-01-01',
})

describe('packs in the gallery', () => {
  const all = [summary('a', ['TRN-1']), summary('b', ['MON-2'])]
  const find = (filter: Partial<Parameters<typeof searchPacks>[1]>) =>
    searchPacks(all, { search: '', desk: undefined, topic: undefined, ...filter }).map(
      ({ id }) => id,
    )
  it('are found by words in either language, by desk and by topic', () => {
    expect(find({})).toEqual(['a', 'b'])
    expect(find({ search: '包 B' })).toEqual(['b'])
    expect(find({ search: 'trn-1 pack' })).toEqual(['a'])
    expect(find({ desk: 'finance' })).toEqual(['a'])
    expect(find({ topic: 'MON' })).toEqual(['b'])
    expect(find({ topic: 'own' })).toEqual([])
  })
})

describe('dropped files', () => {
  const one = alertWhen('onHandUnits < 10')
  const pack: Pack = {
    format: 'pack/1',
    id: 'pk_a',
    name: 'A',
    shops: [{ id: 's', name: 'S', shop: 'fashion', days: 9 }],
    playbooks: [one],
  }
  const named = (name: string, text: string) => ({ name, text })
  it('are packs with the files they name, and playbooks that no pack names', () => {
    const index = named('pack.json', formatPack({ ...pack, playbooks: ['one.json', 'gone.json'] }))
    const whole = named('whole.json', formatPack(pack))
    const [mine, other] = ['one.json', 'other.json'].map((name) => named(name, formatPlaybook(one)))
    const broken = named('broken.json', '{')
    const { packs, playbooks } = sortFiles([other!, index, whole, mine!, broken])
    expect(packs).toEqual([
      { ...index, files: [mine] },
      { ...whole, files: [] },
    ])
    expect(playbooks).toEqual([other, broken])
  })
})

describe('the run form of a pack', () => {
  const shop = { products: 10, currency: 'CNY' }
  const pack = {
    shops: [
      { id: 'first', name: 'First', days: 60, ...shop },
      { id: 'long', name: 'Long', days: 900, ...shop },
    ],
    drills: ['x', 'y', 'z'].map((id) => ({ id, name: id, shocks: [], playbooks: [] })),
  } satisfies Pick<PackDetail, 'shops' | 'drills'>
  const server = {
    runDefaults: { shop: 'fashion', days: 90, replications: 30, seed: 42 },
    runLimits: { days: 730, replications: 1000, leastReplications: 2, seed: 1e9, productDays: 5e4 },
  }
  const settings = defaultPackSettings(pack, server)
  const check = (changed: Partial<typeof settings>) =>
    checkPackSettings({ ...settings, ...changed }, pack, server, en, (value) =>
      formatNumber(value, 'en'),
    )

  it('begins with the first shop and all drills, and holds them in the order of the pack', () => {
    expect(settings).toEqual({
      shop: 'first',
      drills: ['x', 'y', 'z'],
      replications: '30',
      seed: '42',
    })
    const less = withDrill(settings, pack, 'x', false)
    expect(less.drills).toEqual(['y', 'z'])
    expect(withDrill(less, pack, 'x', true).drills).toEqual(['x', 'y', 'z'])
  })
  it('asks for what is typed, and names what is wrong', () => {
    expect(check({}).ok).toBe(true)
    expect(packRequest('pk_a', settings)).toEqual({
      packId: 'pk_a',
      shop: 'first',
      drills: ['x', 'y', 'z'],
      replications: 30,
      seed: 42,
    })
    const problems = (changed: Partial<typeof settings>) => {
      const checked = check(changed)
      return checked.ok ? [] : [...checked.problems.keys()]
    }
    expect(problems({ replications: 'many', seed: '' })).toEqual(['replications', 'seed'])
    expect(problems({ shop: 'long' })).toEqual(['days'])
    expect(problems({ replications: '900' })).toEqual(['all'])
  })
  it('takes the settings of an earlier run', () => {
    const run = { shop: 'long', drills: ['y'], replications: 4, seed: 7 } as unknown as RunSummary
    expect(packSettingsOf(run)).toEqual({
      shop: 'long',
      drills: ['y'],
      replications: '4',
      seed: '7',
    })
  })
})
