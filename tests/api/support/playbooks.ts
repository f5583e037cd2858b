import type { Playbook } from '@sandtable/rules'

/** Runs without a problem in any shop: one message a week. */
export function weeklyNote(id = 'pb_note'): Playbook {
  return {
    format: 'playbook/1',
    id,
    name: { en: 'Weekly note', zh: '每周提醒' },
    nodes: [
      {
        id: 'n_note',
        type: 'action.notify',
        v: 1,
        config: { desk: 'operations', severity: 'info', message: 'Look at the week' },
      },
      {
        id: 'n_week',
        type: 'trigger.schedule',
        v: 1,
        config: { scope: 'shop', recurrence: 'FREQ=WEEKLY;BYDAY=MO' },
      },
    ],
    edges: [{ id: 'e_1', from: ['n_week', 'out'], to: ['n_note', 'in'] }],
    layout: { n_week: [0, 0], n_note: [240, 0] },
  }
}

/** A valid structure that cannot run: its recurrence means nothing. */
export function draft(id = 'pb_draft'): Playbook {
  const note = weeklyNote(id)
  return {
    ...note,
    nodes: note.nodes.map((node) => ({
      ...node,
      config: { ...node.config, recurrence: 'sometimes' },
    })),
  }
}

export function renamed(playbook: Playbook, name: string): Playbook {
  return { ...playbook, name }
}
