/** The gallery is the test suite: a file dropped into `examples/` is tested with no further edit. */
import { describe, expect, it } from 'vitest'
import {
  checkPack,
  checkPlaybook,
  compile,
  formatPack,
  formatPlaybook,
  parsePack,
  runCases,
  systemIds,
  type PackOf,
} from '@sandtable/rules'
import { catalogue, packShop, parseShopFile } from '@sandtable/sim'
import {
  galleryFiles,
  galleryPacks,
  readGalleryFile,
  readGalleryPack,
} from '../../scripts/gallery/files.ts'

const files = galleryFiles()

/** Room that a card takes on the canvas. */
const [cardWidth, cardHeight] = [260, 120]

describe.each(files)('$name', (file) => {
  const playbook = readGalleryFile(file)

  it('is canonical, checks clean and compiles', () => {
    expect(formatPlaybook(playbook)).toBe(file.text)
    expect(checkPlaybook(playbook, catalogue)).toEqual([])
    expect(compile([playbook], catalogue).ok).toBe(true)
  })

  it('says what it is for in both languages', () => {
    const { params = {}, nodes } = playbook
    const texts = [
      playbook.name,
      playbook.description,
      playbook.question,
      ...Object.values(params).flatMap(({ label, help }) => [label, help]),
      ...nodes.flatMap(({ name }) => (name === undefined ? [] : [name])),
    ]
    for (const text of texts) {
      expect(text).toMatchObject({
        en: expect.stringMatching(/^[^\u4e00-\u9fff]+$/),
        zh: expect.stringMatching(/[\u4e00-\u9fff]|^[\dA-Z]+$/),
      })
    }
  })

  it('names the system that it builds, a desk, and how much it may do a day', () => {
    const [system] = playbook.systems ?? []
    expect(systemIds).toContain(system)
    expect(file.name.startsWith(`${system!.toLowerCase()}-`)).toBe(true)
    expect(playbook.desk).toBeDefined()
    expect(playbook.guards?.actionsPerDay).toBeGreaterThan(0)
  })

  it('reads from left to right, with no card on another', () => {
    const { edges, nodes, layout = {} } = playbook
    const places = nodes.map(({ id }) => layout[id]!)
    expect(places).not.toContain(undefined)
    for (const { from, to } of edges) {
      expect(layout[to[0]]![0]).toBeGreaterThanOrEqual(layout[from[0]]![0] + cardWidth)
    }
    const overlaps = places.flatMap(([x, y], index) =>
      places
        .slice(0, index)
        .filter(([a, b]) => Math.abs(x - a) < cardWidth && Math.abs(y - b) < cardHeight),
    )
    expect(overlaps).toEqual([])
  })

  it('acts in one of its unit cases, rests in another, and meets all of them', () => {
    const result = runCases(playbook, catalogue)
    if (!result.ok) throw new Error(JSON.stringify(result.issues))
    const nodes = result.cases.flatMap((unitCase) => unitCase.nodes)
    const unmet = result.cases.flatMap(({ index, nodes: outcomes }) =>
      outcomes
        .filter(({ isMet }) => !isMet)
        .map(({ nodeId, expected, got }) => ({ case: index, nodeId, expected, got })),
    )
    expect(unmet).toEqual([])
    // a case has one entity of each kind, so that what asks for another one is held back
    expect(nodes.some(({ got }) => ['proposes', 'suppressed', 'rejected'].includes(got.did))).toBe(
      true,
    )
    expect(nodes.some(({ got }) => got.did === 'quiet')).toBe(true)
  })
})

/** Hash of the shop that a file, or the id of a template, stands for. */
function hashOf(shop: unknown): string {
  const result = parseShopFile(
    typeof shop === 'string' ? { format: 'shop/1', template: shop } : shop,
  )
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.shopHash
}

describe.each(galleryPacks())('pack $name', (file) => {
  const pack = readGalleryPack(file)
  const { playbooks, drills = [], shops } = pack

  it('is canonical, holds every playbook of its folder, checks clean and compiles as one arm', () => {
    const index = JSON.parse(file.text) as PackOf<string>
    expect(formatPack(index)).toBe(file.text)
    expect(index.playbooks.toSorted()).toEqual([...file.files.keys()].toSorted())
    expect(checkPack(pack, catalogue)).toEqual([])
    expect(compile(playbooks, catalogue)).toMatchObject({ ok: true, issues: [] })
  })

  it('says what it is for in both languages', () => {
    const named = [...shops, ...(pack.periods ?? []), ...drills].map(({ name }) => name)
    const described = drills.map(({ description }) => description)
    for (const text of [pack.name, pack.description, pack.question, ...named, ...described]) {
      expect(text).toMatchObject({
        en: expect.stringMatching(/^[^\u4e00-\u9fff]+$/),
        zh: expect.stringMatching(/[\u4e00-\u9fff]/),
      })
    }
  })

  it('runs where the trials of its playbooks run: with all drills, or with those that a playbook answers', () => {
    for (const { id, trial } of playbooks) {
      const answered = drills.filter((drill) => drill.playbooks?.includes(id)).map((one) => one.id)
      const hashes = [undefined, answered].map((chosen) => {
        const made = packShop(pack, chosen === undefined ? {} : { drills: chosen })
        if (!made.ok) throw new Error(JSON.stringify(made.problems))
        return { hash: hashOf(made.shop), days: made.days }
      })
      expect(hashes, id).toContainEqual({ hash: hashOf(trial!.shop), days: trial!.days })
      // a course is held with all its drills
      if (pack.periods !== undefined) expect(hashOf(trial!.shop)).toBe(hashes[0]!.hash)
    }
  })

  it('travels as one file and comes back the same', () => {
    const whole = formatPack(pack)
    const again = parsePack(whole)
    expect(again.ok && formatPack(again.pack)).toBe(whole)
    for (const playbook of playbooks) {
      const same = again.ok && again.pack.playbooks.find(({ id }) => id === playbook.id)
      expect(same && formatPlaybook(same)).toBe(formatPlaybook(playbook))
    }
  })
})

describe('the gallery', () => {
  it('has a playbook for every system', () => {
    const built = new Set(files.flatMap((file) => readGalleryFile(file).systems ?? []))
    expect(systemIds.filter((id) => !built.has(id))).toEqual([])
  })
  it('has every id once', () => {
    const ids = files.map((file) => readGalleryFile(file).id)
    expect(new Set(ids).size).toBe(ids.length)
  })
})
