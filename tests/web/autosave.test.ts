import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Playbook } from '@sandtable/rules'
import {
  startAutosave,
  type SaveAnswer,
  type SaveState,
  type SentSave,
  type Unsaved,
} from '../../apps/web/src/editor/autosave.ts'
import { playbookOf } from './playbookOf.ts'

const named = (name: string): Playbook => ({ ...playbookOf([]), name })

/** A server that answers when it is told to. */
function harness(sent?: SentSave) {
  const calls: {
    playbook: Playbook
    base: number
    saveId: string
    answer: (answer: SaveAnswer) => void
  }[] = []
  const states: SaveState[] = []
  let draft: Unsaved | undefined
  let ids = 0
  const autosave = startAutosave({
    revision: 1,
    sent,
    save: (playbook, base, saveId) =>
      new Promise((answer) => {
        calls.push({ playbook, base, saveId, answer })
      }),
    newSaveId: () => `id ${++ids}`,
    onState: (state) => states.push(state),
    keep: (kept) => {
      draft = kept
    },
  })
  return { autosave, calls, states, draft: () => draft }
}
const settle = () => vi.advanceTimersByTimeAsync(0)

describe('autosave', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('saves once, 800 ms after the last change, on the revision it knows', async () => {
    const { autosave, calls } = harness()
    autosave.changed(named('a'))
    await vi.advanceTimersByTimeAsync(500)
    autosave.changed(named('b'))
    await vi.advanceTimersByTimeAsync(799)
    expect(calls).toHaveLength(0)
    await vi.advanceTimersByTimeAsync(1)
    expect(calls.map(({ playbook, base }) => [playbook.name, base])).toEqual([['b', 1]])
  })

  it('has one save in flight and sends what changed meanwhile on the new revision', async () => {
    const { autosave, calls, draft } = harness()
    autosave.changed(named('a'))
    await vi.advanceTimersByTimeAsync(800)
    autosave.changed(named('b'))
    await vi.advanceTimersByTimeAsync(5_000)
    expect(calls).toHaveLength(1)
    calls[0]?.answer({ kind: 'ok', revision: 2 })
    await settle()
    expect(autosave.state()).toMatchObject({ status: 'pending', revision: 2, changes: 1 })
    expect(draft()).toMatchObject({ baseRevision: 2, playbook: { name: 'b' } })
    await vi.advanceTimersByTimeAsync(800)
    expect(calls[1]).toMatchObject({ base: 2, playbook: { name: 'b' } })
    calls[1]?.answer({ kind: 'ok', revision: 3 })
    await settle()
    expect(autosave.state()).toEqual({ status: 'saved', revision: 3, changes: 0 })
    expect(draft()).toBeUndefined()
  })

  it('keeps changes while offline, counts them, and tries again', async () => {
    const { autosave, calls, draft } = harness()
    autosave.changed(named('a'))
    autosave.changed(named('b'))
    await vi.advanceTimersByTimeAsync(800)
    calls[0]?.answer({ kind: 'offline' })
    await settle()
    expect(autosave.state()).toMatchObject({ status: 'offline', changes: 2 })
    expect(draft()?.playbook.name).toBe('b')
    await vi.advanceTimersByTimeAsync(2_000)
    calls[1]?.answer({ kind: 'ok', revision: 2 })
    await settle()
    expect(autosave.state().status).toBe('saved')
  })

  it('sends a save without an answer again as it was, under the same id', async () => {
    const { autosave, calls, draft } = harness()
    autosave.changed(named('a'))
    await vi.advanceTimersByTimeAsync(800)
    expect(draft()).toMatchObject({ sent: { saveId: 'id 1' }, baseRevision: 1 })
    calls[0]?.answer({ kind: 'offline' })
    await vi.advanceTimersByTimeAsync(2_000)
    expect(calls[1]).toMatchObject({ saveId: 'id 1', base: 1, playbook: { name: 'a' } })
    calls[1]?.answer({ kind: 'ok', revision: 2 })
    await settle()
    autosave.changed(named('b'))
    await vi.advanceTimersByTimeAsync(800)
    expect(calls[2]).toMatchObject({ saveId: 'id 2', base: 2 })
  })

  it('sends what was not answered before what was changed since', async () => {
    const { autosave, calls, draft } = harness()
    autosave.changed(named('a'))
    await vi.advanceTimersByTimeAsync(800)
    calls[0]?.answer({ kind: 'offline' })
    await settle()
    autosave.changed(named('b'))
    expect(draft()).toMatchObject({ playbook: { name: 'b' }, sent: { playbook: { name: 'a' } } })
    await vi.advanceTimersByTimeAsync(2_000)
    expect(calls[1]).toMatchObject({ saveId: 'id 1', base: 1, playbook: { name: 'a' } })
    calls[1]?.answer({ kind: 'ok', revision: 2 })
    await vi.advanceTimersByTimeAsync(800)
    expect(calls[2]).toMatchObject({ saveId: 'id 2', base: 2, playbook: { name: 'b' } })
    calls[2]?.answer({ kind: 'ok', revision: 3 })
    await settle()
    expect(autosave.state()).toEqual({ status: 'saved', revision: 3, changes: 0 })
  })

  it('after a reload, sends what the earlier session sent first, then what it had changed since', async () => {
    const { autosave, calls, draft } = harness({ playbook: named('a'), saveId: 'before' })
    autosave.changed(named('b'))
    const flushed = autosave.flush()
    expect(calls[0]).toMatchObject({ saveId: 'before', base: 1, playbook: { name: 'a' } })
    calls[0]?.answer({ kind: 'ok', revision: 2 })
    await settle()
    expect(calls[1]).toMatchObject({ saveId: 'id 1', base: 2, playbook: { name: 'b' } })
    calls[1]?.answer({ kind: 'ok', revision: 3 })
    expect((await flushed).status).toBe('saved')
    expect(draft()).toBeUndefined()
  })

  it('keeps the id over a refusal that settles nothing, and drops it with one that does', async () => {
    const { autosave, calls } = harness()
    autosave.changed(named('a'))
    await vi.advanceTimersByTimeAsync(800)
    calls[0]?.answer({ kind: 'failed', message: 'Signed out.', mayBeStored: true })
    await settle()
    void autosave.flush()
    expect(calls[1]?.saveId).toBe('id 1')
    calls[1]?.answer({ kind: 'failed', message: 'Too large.' })
    await settle()
    void autosave.flush()
    expect(calls[2]?.saveId).toBe('id 2')
  })

  it('stops when the playbook was deleted elsewhere', async () => {
    const { autosave, calls, draft } = harness()
    autosave.changed(named('mine'))
    await vi.advanceTimersByTimeAsync(800)
    calls[0]?.answer({ kind: 'deleted' })
    await settle()
    autosave.changed(named('mine too'))
    await autosave.flush()
    expect(calls).toHaveLength(1)
    expect(autosave.state().status).toBe('deleted')
    expect(draft()?.playbook.name).toBe('mine too')
  })

  it('never saves again after a conflict until the newer revision is adopted', async () => {
    const { autosave, calls, draft } = harness()
    autosave.changed(named('mine'))
    await vi.advanceTimersByTimeAsync(800)
    calls[0]?.answer({ kind: 'conflict' })
    await settle()
    autosave.changed(named('mine too'))
    await autosave.flush()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(calls).toHaveLength(1)
    expect(autosave.state().status).toBe('conflict')
    expect(draft()?.playbook.name).toBe('mine too')
    autosave.adopt(7)
    autosave.changed(named('theirs and mine'))
    await vi.advanceTimersByTimeAsync(800)
    expect(calls[1]).toMatchObject({ base: 7 })
  })

  it('says what the server refused and saves the next change', async () => {
    const { autosave, calls } = harness()
    autosave.changed(named('bad'))
    await vi.advanceTimersByTimeAsync(800)
    calls[0]?.answer({ kind: 'failed', message: 'Too large.' })
    await settle()
    expect(autosave.state()).toMatchObject({ status: 'failed', message: 'Too large.' })
    autosave.changed(named('good'))
    await vi.advanceTimersByTimeAsync(800)
    expect(calls).toHaveLength(2)
  })

  it('flushes at once, with the change that came while a save was in flight', async () => {
    const { autosave, calls } = harness()
    autosave.changed(named('a'))
    const flushed = autosave.flush()
    expect(calls).toHaveLength(1)
    autosave.changed(named('b'))
    calls[0]?.answer({ kind: 'ok', revision: 2 })
    await settle()
    calls[1]?.answer({ kind: 'ok', revision: 3 })
    expect(await flushed).toMatchObject({ status: 'saved', revision: 3 })
  })

  it('reports nothing after it was stopped, but still saves what it was flushed with', async () => {
    const { autosave, calls, states, draft } = harness()
    autosave.changed(named('a'))
    void autosave.flush()
    autosave.stop()
    const seen = states.length
    calls[0]?.answer({ kind: 'ok', revision: 2 })
    await settle()
    expect(states).toHaveLength(seen)
    expect(draft()).toBeUndefined()
  })
})
