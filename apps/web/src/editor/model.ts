/**
 * The document being edited: a playbook and its history. Pure; the store in `store.ts` wraps it.
 *
 *   edit(history, next) ─▶ history with one more step back      (or merged into the last step)
 *   undo / redo         ─▶ history with another present
 *
 * Only the playbook is here. Selection, measured sizes and run results are not, so they can neither
 * be undone nor saved.
 */
import type { Playbook } from '@sandtable/rules'
import { withoutLostPorts, withRegainedPorts } from './livePorts.ts'

interface Step {
  readonly playbook: Playbook
  /** What was done to leave this state, as a key of `t.edits`. */
  readonly label: EditLabel
}

/** Every kind of edit, named for the announcement "Undone: …". */
export type EditLabel =
  | 'add'
  | 'delete'
  | 'move'
  | 'connect'
  | 'paste'
  | 'field'
  | 'name'
  | 'disable'
  | 'tidy'
  | 'settings'
  | 'load'

export interface History {
  readonly present: Playbook
  readonly past: readonly Step[]
  readonly future: readonly Step[]
  /** The gesture the last step belongs to; a further edit of it makes no new step. */
  readonly gesture?: { readonly key: string; readonly at: number }
}

/** Steps kept; the oldest go first. */
const maxSteps = 200
/** Typing or arrow keys pause longer than this: a new step begins. */
const mergeMs = 1_000

export function startHistory(playbook: Playbook): History {
  return { present: playbook, past: [], future: [] }
}

export interface EditOptions {
  readonly label: EditLabel
  /** Time of the edit, in ms. */
  readonly at: number
  /** Edits with the same key in quick succession make one step: `field:n1:threshold`, `move:n1,n2`. */
  readonly gesture?: string
}

/**
 * Makes `changed` the present, without edges from ports that the edit took away. An edit that changes nothing
 * leaves the history as it is.
 */
export function edit(
  history: History,
  changed: Playbook,
  { label, at, gesture }: EditOptions,
): History {
  if (changed === history.present) return history
  const continues =
    gesture !== undefined && gesture === history.gesture?.key && at - history.gesture.at <= mergeMs
  const pruned = withoutLostPorts(changed, history.present)
  const start = continues ? history.past.at(-1)?.playbook : undefined
  const present = start === undefined ? pruned : withRegainedPorts(pruned, history.present, start)
  return {
    present,
    past: continues
      ? history.past
      : [...history.past, { playbook: history.present, label }].slice(-maxSteps),
    future: [],
    ...(gesture === undefined ? {} : { gesture: { key: gesture, at } }),
  }
}

/** One step back; undefined when there is none. */
export function undo(history: History): { history: History; label: EditLabel } | undefined {
  const step = history.past.at(-1)
  if (step === undefined) return undefined
  return {
    label: step.label,
    history: {
      present: step.playbook,
      past: history.past.slice(0, -1),
      future: [...history.future, { playbook: history.present, label: step.label }],
    },
  }
}

/** One step forward again; undefined when there is none. */
export function redo(history: History): { history: History; label: EditLabel } | undefined {
  const step = history.future.at(-1)
  if (step === undefined) return undefined
  return {
    label: step.label,
    history: {
      present: step.playbook,
      past: [...history.past, { playbook: history.present, label: step.label }],
      future: history.future.slice(0, -1),
    },
  }
}
