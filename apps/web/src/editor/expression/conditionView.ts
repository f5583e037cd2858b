/** How this browser writes conditions: as rows where they fit, or as text. */
import { create } from 'zustand'
import { readStored, writeStored } from '../../ui/stored.ts'

export type ConditionView = 'rows' | 'text'

const storageKey = 'sandtable.conditionView'

export const useConditionView = create<{ readonly view: ConditionView }>(() => ({
  view: readStored(storageKey) === 'text' ? 'text' : 'rows',
}))

export function setConditionView(view: ConditionView): void {
  useConditionView.setState({ view })
  writeStored(storageKey, view)
}
