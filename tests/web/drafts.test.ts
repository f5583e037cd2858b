import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { parsePlaybookValue, textIn, type Playbook } from '@sandtable/rules'
import {
  createDraftKeeper,
  readDraft as readDraftBy,
  writeDraft,
  type Draft,
} from '../../apps/web/src/pages/drafts.ts'
import { playbookOf } from './playbookOf.ts'

const readDraft = (text: string | null) => readDraftBy(text, parsePlaybookValue)
const named = (name: string): Playbook => ({ ...playbookOf([]), name })
const draft = (name: string): Draft => ({ playbook: named(name), baseRevision: 4 })

describe('the text of a draft', () => {
  it('holds what was sent only once when nothing was changed since', () => {
    const playbook = named('a')
    const text = writeDraft({ playbook, baseRevision: 4, sent: { playbook, saveId: 'x' } })
    expect(text.match(/"name"/g)).toHaveLength(1)
    const read = readDraft(text)
    expect(read).toEqual({ playbook, baseRevision: 4, sent: { playbook, saveId: 'x' } })
    expect(read?.sent?.playbook).toBe(read?.playbook)
  })

  it('holds both what was sent and what was changed since', () => {
    const both = { ...draft('b'), sent: { playbook: named('a'), saveId: 'x' } }
    expect(readDraft(writeDraft(both))).toEqual(both)
  })

  it('of an earlier version, or broken, is read as far as it goes', () => {
    expect(readDraft(JSON.stringify(draft('a')))).toEqual(draft('a'))
    expect(readDraft('{"playbook":')).toBeUndefined()
    expect(readDraft(null)).toBeUndefined()
  })
})

describe('keeping drafts', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  function harness(hasRoom = true) {
    const written: (string | undefined)[] = []
    const room: boolean[] = []
    const keeper = createDraftKeeper({
      write: (kept) => {
        written.push(kept === undefined ? undefined : textIn(kept.playbook.name, 'en'))
        return hasRoom
      },
      onRoom: (has) => room.push(has),
    })
    return { keeper, written, room }
  }

  it('writes the newest at most every 250 ms, and at once when the page goes', () => {
    const { keeper, written } = harness()
    for (const name of ['a', 'b', 'c']) keeper.keep(draft(name))
    expect(written).toEqual([])
    vi.advanceTimersByTime(250)
    expect(written).toEqual(['c'])
    keeper.keep(draft('d'))
    keeper.flush()
    expect(written).toEqual(['c', 'd'])
    vi.advanceTimersByTime(1_000)
    expect(written).toHaveLength(2)
  })

  it('writes a save on its way and an acknowledged one without delay', () => {
    const { keeper, written } = harness()
    const a = named('a')
    keeper.keep(draft('a'))
    keeper.keep({ ...draft('a'), sent: { playbook: a, saveId: 'x' } })
    expect(written).toEqual(['a'])
    keeper.keep({ ...draft('b'), sent: { playbook: a, saveId: 'x' } })
    keeper.keep(undefined)
    expect(written).toEqual(['a', undefined])
    vi.advanceTimersByTime(1_000)
    expect(written).toHaveLength(2)
  })

  it('says when the browser has no room', () => {
    const { keeper, room } = harness(false)
    keeper.keep(draft('a'))
    vi.advanceTimersByTime(250)
    expect(room).toEqual([false])
  })
})
