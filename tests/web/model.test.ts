import { describe, expect, it } from 'vitest'
import { edit, redo, startHistory, undo } from '../../apps/web/src/editor/model.ts'
import { renameNode, setField } from '../../apps/web/src/editor/edits.ts'
import { playbookOf } from './playbookOf.ts'

const start = playbookOf(['t:trigger.metric'])
const rename = (name: string) => (playbook: typeof start) => renameNode(playbook, 't', 'en', name)

describe('history of the document', () => {
  it('goes back to the very same playbook and forward again', () => {
    const named = rename('A')(start)
    const history = edit(startHistory(start), named, { label: 'name', at: 0 })
    const back = undo(history)
    expect(back?.history.present).toBe(start)
    expect(back?.label).toBe('name')
    expect(redo(back!.history)?.history.present).toBe(named)
  })

  it('makes one step of typing in one field, and a new one after a pause', () => {
    let history = startHistory(start)
    const type = (text: string, at: number) => {
      history = edit(history, setField(history.present, 't', 'expression', text), {
        label: 'field',
        at,
        gesture: 'field:t:expression',
      })
    }
    type('c', 0)
    type('co', 200)
    type('cov', 900)
    expect(history.past).toHaveLength(1)
    type('cove', 2_500)
    expect(history.past).toHaveLength(2)
  })

  it('makes two steps of quick edits in two fields', () => {
    let history = edit(startHistory(start), rename('A')(start), {
      label: 'name',
      at: 0,
      gesture: 'a',
    })
    history = edit(history, rename('B')(history.present), { label: 'name', at: 10, gesture: 'b' })
    expect(history.past).toHaveLength(2)
  })

  it('begins a new step after an undo, even within the same gesture', () => {
    let history = edit(startHistory(start), rename('A')(start), {
      label: 'name',
      at: 0,
      gesture: 'a',
    })
    history = undo(history)!.history
    history = edit(history, rename('B')(history.present), { label: 'name', at: 10, gesture: 'a' })
    expect(undo(history)?.history.present).toBe(start)
    expect(history.future).toHaveLength(0)
  })

  it('records nothing for an edit that changes nothing', () => {
    const history = startHistory(start)
    expect(edit(history, rename('')(start), { label: 'name', at: 0 })).toBe(history)
  })

  it('has nothing to undo at the start', () => {
    expect(undo(startHistory(start))).toBeUndefined()
    expect(redo(startHistory(start))).toBeUndefined()
  })
})
