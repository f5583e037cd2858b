/**
 * Saving by itself: one save in flight, changes in between coalesced, the server's revision as base.
 *
 *   saved ──change──▶ pending ──delay──▶ saving ──ok──▶ saved (or pending again, when it changed meanwhile)
 *                        ▲                 ├─ no connection ─▶ offline ──later──▶ saving
 *                        └──change─────────┼─ refused ───────▶ failed
 *                                          └─ conflict ──────▶ conflict or deleted: stops until `adopt`
 *
 * A save without an answer may have been stored all the same. It is sent again exactly as it was, under the
 * same id, until the server says; only then what was changed since.
 *
 * Time and network come in through the door, so that tests need neither.
 */
import type { Playbook } from '@sandtable/rules'

export type SaveStatus =
  'saved' | 'pending' | 'saving' | 'offline' | 'failed' | 'conflict' | 'deleted'

export interface SaveState {
  readonly status: SaveStatus
  /** Revision of the server that this document continues. */
  readonly revision: number
  /** Changes not yet acknowledged. */
  readonly changes: number
  /** For `failed`: what the server said. */
  readonly message?: string
}

export type SaveAnswer =
  | { readonly kind: 'ok'; readonly revision: number }
  | { readonly kind: 'offline' }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'deleted' }
  /** `mayBeStored`: an earlier try under this id may have come through, so this one settles nothing. */
  | { readonly kind: 'failed'; readonly message: string; readonly mayBeStored?: boolean }

/** What was sent and not answered. */
export interface SentSave {
  readonly playbook: Playbook
  readonly saveId: string
}

/** What the server has not acknowledged. */
export interface Unsaved {
  readonly playbook: Playbook
  readonly baseRevision: number
  readonly sent?: SentSave
}

export interface AutosaveOptions {
  readonly revision: number
  /** What an earlier session sent on this revision without getting an answer. */
  readonly sent?: SentSave | undefined
  readonly save: (playbook: Playbook, baseRevision: number, saveId: string) => Promise<SaveAnswer>
  readonly newSaveId: () => string
  readonly onState: (state: SaveState) => void
  /** Keeps what is not acknowledged where a crash cannot reach it; undefined: all is acknowledged. */
  readonly keep: (unsaved: Unsaved | undefined) => void
  delayMs?: number
  retryMs?: readonly number[]
}

export interface Autosave {
  state(): SaveState
  changed(playbook: Playbook): void
  /** Saves now what is not saved; answers when nothing is left to do or it cannot be done. */
  flush(): Promise<SaveState>
  /** Continues from another revision, with all changes acknowledged: after loading the server's version. */
  adopt(revision: number): void
  stop(): void
}

export function startAutosave({
  revision,
  sent: sentBefore,
  save,
  newSaveId,
  onState,
  keep,
  delayMs = 800,
  retryMs = [2_000, 5_000, 10_000, 30_000],
}: AutosaveOptions): Autosave {
  let state: SaveState = { status: 'saved', revision, changes: 0 }
  let latest: Playbook | undefined
  let sent = sentBefore
  let inFlight: Promise<void> | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  let isStopped = false

  const isHalted = () => state.status === 'conflict' || state.status === 'deleted'

  function keepUnsaved(): void {
    keep(
      latest === undefined
        ? undefined
        : {
            playbook: latest,
            baseRevision: state.revision,
            ...(sent === undefined ? {} : { sent }),
          },
    )
  }

  function become(next: SaveState): void {
    state = next
    if (!isStopped) onState(state)
  }

  function wait(ms: number): void {
    clearTimeout(timer)
    timer = isStopped ? undefined : setTimeout(() => void send(), ms)
  }

  function send(): Promise<void> {
    clearTimeout(timer)
    inFlight ??= attempt().finally(() => {
      inFlight = undefined
    })
    return inFlight
  }

  async function attempt(): Promise<void> {
    if (latest === undefined || isHalted()) return
    if (sent === undefined) {
      sent = { playbook: latest, saveId: newSaveId() }
      keepUnsaved()
    }
    const { playbook, saveId } = sent
    const { revision: baseRevision, changes } = state
    become({ status: 'saving', revision: baseRevision, changes })
    const answer = await save(playbook, baseRevision, saveId)
    const isUnchanged = latest === playbook
    if (answer.kind !== 'offline' && !(answer.kind === 'failed' && answer.mayBeStored === true)) {
      sent = undefined
    }
    switch (answer.kind) {
      case 'ok': {
        failures = 0
        const left = isUnchanged ? 0 : Math.max(1, state.changes - changes)
        if (isUnchanged) latest = undefined
        become({
          status: isUnchanged ? 'saved' : 'pending',
          revision: answer.revision,
          changes: left,
        })
        keepUnsaved()
        if (!isUnchanged) wait(delayMs)
        return
      }
      case 'offline':
        become({ status: 'offline', revision: baseRevision, changes: state.changes })
        wait(retryMs[Math.min(failures, retryMs.length - 1)] ?? delayMs)
        failures += 1
        return
      case 'conflict':
      case 'deleted':
        become({ status: answer.kind, revision: baseRevision, changes: state.changes })
        return
      case 'failed':
        become({
          status: 'failed',
          revision: baseRevision,
          changes: state.changes,
          message: answer.message,
        })
        // what was typed while it was refused may be what mends it
        if (!isUnchanged) wait(delayMs)
    }
  }

  return {
    state: () => state,
    changed(playbook) {
      latest = playbook
      keepUnsaved()
      const changes = state.changes + 1
      if (isHalted() || state.status === 'saving') become({ ...state, changes })
      else {
        become({ status: 'pending', revision: state.revision, changes })
        wait(delayMs)
      }
    },
    async flush() {
      // a save in flight may leave a newer change behind: that one goes too
      for (let round = 0; round < 3; round += 1) {
        if (inFlight !== undefined) await inFlight
        if (latest === undefined || isHalted()) break
        await send()
        if (state.status !== 'pending') break
      }
      return state
    },
    adopt(adopted) {
      latest = undefined
      sent = undefined
      clearTimeout(timer)
      keepUnsaved()
      become({ status: 'saved', revision: adopted, changes: 0 })
    },
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
  }
}
