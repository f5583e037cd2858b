/** The gallery is the test suite: a file dropped into `examples/` is tested with no further edit. */
import { describe, expect, it } from 'vitest'
import { checkPlaybook, compile, formatPlaybook, runCases, systemIds } from '@sandtable/rules'
import { catalogue } from '@sandtable/sim'
import { galleryFiles, readGalleryFile } from '../../scripts/gallery/files.ts'

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
