/**
 * Parts that the first paint of the editor does without. Each loads when it is first shown, or else as soon as
 * the browser has time: a connection that is lost afterwards finds them there.
 */
import { later } from '../ui/later.tsx'
import { whenIdle } from '../ui/whenIdle.ts'

export const loadChecks = () => import('./checks.ts')
export const loadPaste = () => import('./paste.ts')

const inspector = later(async () => (await import('./Inspector.tsx')).Inspector)
const picker = later(async () => (await import('./NodePicker.tsx')).NodePicker)
const shortcuts = later(async () => (await import('./ShortcutsSheet.tsx')).ShortcutsSheet)
const conflict = later(async () => (await import('./ConflictDialog.tsx')).ConflictDialog)
const run = later(async () => (await import('../runs/RunPanel.tsx')).RunPanel)

export const Inspector = inspector.Part
export const NodePicker = picker.Part
export const ShortcutsSheet = shortcuts.Part
export const ConflictDialog = conflict.Part
export const RunPanel = run.Part

/** Loads what is not there yet, once the browser has nothing better to do. Answers how to call it off. */
export function loadWhenIdle(): () => void {
  const parts = [picker, conflict, run, inspector, shortcuts].map(({ load }) => load)
  return whenIdle(() => {
    // what does not come now is asked for again where it is needed
    for (const load of [...parts, loadChecks, loadPaste]) load().catch(() => {})
  })
}
