import { describe, expect, it } from 'vitest'
import {
  formatPlaybook,
  nodeDefinitions,
  parsePlaybook,
  type ConfigValue,
  type DecisionTable,
  type Playbook,
} from '@sandtable/rules'
import { openPreset, setField } from '../../apps/web/src/editor/edits.ts'
import { iconNames } from '../../apps/web/src/editor/kindIcons.ts'
import { groupKinds, searchKinds } from '../../apps/web/src/editor/kindSearch.ts'
import { edit, startHistory, undo } from '../../apps/web/src/editor/model.ts'
import { parametersOfUnit } from '../../apps/web/src/editor/parameterUse.ts'
import { readRule, writeRule } from '../../apps/web/src/editor/recurrenceRule.ts'
import { optionsIn, setGuard, setParam, withOptions } from '../../apps/web/src/editor/settings.ts'
import {
  addRow,
  moveRow,
  pasteCells,
  removeColumn,
  removeRow,
  setCell,
} from '../../apps/web/src/editor/table/tableEdits.ts'
import { isGrid, parseTsv } from '../../apps/web/src/editor/table/tsv.ts'
import { playbookOf } from './playbookOf.ts'

const edgeIds = ({ edges }: Playbook) => edges.map(({ id }) => id)
const change = (playbook: Playbook, field: string, value: ConfigValue | undefined) =>
  setField(playbook, playbook.nodes[1]!.id, field, value)

describe('edges follow the ports of their source', () => {
  const table: DecisionTable = {
    columns: [{ id: 'c1', expression: 'abcClass' }],
    rows: [
      { id: 'r1', cells: { c1: '"A"' } },
      { id: 'r2', cells: { c1: '"B"' } },
    ],
  }
  const asValue = (value: DecisionTable) => value as unknown as ConfigValue
  const decided = change(
    playbookOf(
      ['t:trigger.metric', 'd:condition.table', 'a:action.notify', 'b:action.notify@600,300'],
      ['t.out>d.in', 'd.r1>a.in', 'd.r2>b.in', 'd.default>b.in'],
    ),
    'table',
    asValue(table),
  )

  it('takes the edges of a deleted row along, in one step that undo gives back', () => {
    const start = startHistory(decided)
    const next = change(decided, 'table', asValue(removeRow(table, 1)))
    const after = edit(start, next, { label: 'field', at: 0 })
    expect(edgeIds(after.present)).toEqual(['e_t_out_d', 'e_d_r1_a', 'e_d_default_b'])
    expect(parsePlaybook(formatPlaybook(after.present)).ok).toBe(true)
    expect(undo(after)?.history.present).toBe(decided)
  })

  it('keeps the edges of a row that is moved, renamed or emptied', () => {
    const changed = [
      moveRow(table, 0, 1),
      setCell(table, 0, -1, 'Best sellers', 'en'),
      setCell(table, 0, 0, '', 'en'),
    ]
    for (const value of changed) {
      const next = change(decided, 'table', asValue(value))
      const after = edit(startHistory(decided), next, { label: 'field', at: 0 })
      expect(edgeIds(after.present)).toEqual(edgeIds(decided))
    }
  })

  const escalating = playbookOf(
    ['t:trigger.metric', 'l:flow.ladder', 'a:action.notify', 'b:action.notify@600,300'],
    ['t.out>l.in', 'l.stage1>a.in', 'l.stage3>b.in'],
  )

  it('gives edges back while a number is still being typed', () => {
    const options = { label: 'field', gesture: 'field:l:stages' } as const
    const typed = ['2', '4'].reduce(
      (history, text, index) =>
        edit(history, change(history.present, 'stages', Number(text)), { ...options, at: index }),
      startHistory(escalating),
    )
    expect(edgeIds(typed.present).toSorted()).toEqual(edgeIds(escalating).toSorted())
    const stopped = edit(startHistory(escalating), change(escalating, 'stages', 2), {
      ...options,
      at: 0,
    })
    expect(edgeIds(stopped.present)).toEqual(['e_t_out_l', 'e_l_stage1_a'])
  })

  it('follows a parameter that gives the number of ports', () => {
    const tuned = change(setParam(escalating, 'stages', { default: 3 }), 'stages', 'params.stages')
    const fewer = edit(startHistory(tuned), setParam(tuned, 'stages', { default: 2 }), {
      label: 'settings',
      at: 0,
    })
    expect(edgeIds(fewer.present)).toEqual(['e_t_out_l', 'e_l_stage1_a'])
  })

  it('leaves alone what it does not know, and edges that were broken before', () => {
    const strange = playbookOf(['x:flow.tomorrow', 'a:action.notify'], ['x.later>a.in'])
    const renamed = setField(strange, 'a', 'severity', 'critical')
    expect(edit(startHistory(strange), renamed, { label: 'field', at: 0 }).present).toBe(renamed)
    const broken = playbookOf(['l:flow.ladder', 'a:action.notify'], ['l.gone>a.in'])
    const touched = setField(broken, 'l', 'stages', 2)
    expect(edit(startHistory(broken), touched, { label: 'field', at: 0 }).present).toBe(touched)
  })
})

describe('presets', () => {
  it('become what they stand for in one step, with their edges', () => {
    const chain = playbookOf(['t:trigger.lowStock', 'a:action.notify'], ['t.out>a.in'])
    const opened = edit(startHistory(chain), openPreset(chain, 't'), { label: 'field', at: 0 })
    expect(opened.present.nodes[0]).toMatchObject({
      type: 'trigger.metric',
      config: { expression: expect.stringContaining('safetyStockUnits') as string },
    })
    expect(edgeIds(opened.present)).toEqual(edgeIds(chain))
    expect(undo(opened)?.history.present).toBe(chain)
    expect(openPreset(chain, 'a')).toBe(chain)
  })
})

describe('decision tables', () => {
  const ids = () => {
    let next = 0
    return (prefix: string) => `${prefix}_new${(next += 1)}`
  }
  const table: DecisionTable = {
    columns: [
      { id: 'c1', expression: 'abcClass' },
      { id: 'c2', expression: 'coverDays' },
    ],
    rows: [{ id: 'r1', name: 'Best', cells: { c1: '"A"', c2: '< 7' } }],
  }

  it('reads what a spreadsheet copies', () => {
    expect(parseTsv('a\tb\r\nc\td\r\n')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
    expect(parseTsv('"two\nlines"\t"a ""quote"""')).toEqual([['two\nlines', 'a "quote"']])
    // the texts of a test are no quoting
    expect(parseTsv('"A"\t"A", "B"\n')).toEqual([['"A"', '"A", "B"']])
    expect(parseTsv('a\n\nb')).toEqual([['a'], [''], ['b']])
    expect([isGrid('one'), isGrid('one\n'), isGrid('a\tb'), isGrid('a\nb')]).toEqual([
      false,
      false,
      true,
      true,
    ])
  })

  it('pastes from a cell on, adding rows and leaving out what has no column', () => {
    const grid = parseTsv('"B"\t>= 7\tlost\n"C"\t[3..7)')
    const pasted = pasteCells(table, { row: 0, column: 0 }, grid, 'en', ids())
    expect(pasted.rows).toEqual([
      { id: 'r1', name: 'Best', cells: { c1: '"B"', c2: '>= 7' } },
      { id: 'r_new1', cells: { c1: '"C"', c2: '[3..7)' } },
    ])
    const named = pasteCells(table, { row: 0, column: -1 }, [['Top', '"X"']], 'en', ids())
    expect(named.rows[0]).toEqual({ id: 'r1', name: 'Top', cells: { c1: '"X"', c2: '< 7' } })
  })

  it('drops empty cells, and the cells of a column that goes', () => {
    expect(setCell(table, 0, 0, '', 'en').rows[0]?.cells).toEqual({ c2: '< 7' })
    expect(removeColumn(table, 0)).toEqual({
      columns: [{ id: 'c2', expression: 'coverDays' }],
      rows: [{ id: 'r1', name: 'Best', cells: { c2: '< 7' } }],
    })
    expect(addRow(table, 0, ids()).rows.map(({ id }) => id)).toEqual(['r_new1', 'r1'])
    expect(moveRow(table, 0, 1)).toBe(table)
  })
})

describe('parameters in fields', () => {
  const params = {
    floorCents: { default: 3_000 },
    factor: { default: 2 },
    coverDays: { default: 14 },
    class: { default: 'A', options: ['A', 'B'] },
  }

  it('offers numbers of the unit, exact ones first, and never choices', () => {
    expect(parametersOfUnit(params, 'day')).toEqual(['coverDays', 'factor'])
    expect(parametersOfUnit(params, 'money')).toEqual(['floorCents', 'factor'])
    expect(parametersOfUnit(undefined, 'day')).toEqual([])
  })

  it('reads and writes a recurrence whose interval is a parameter', () => {
    const text = 'FREQ=WEEKLY;INTERVAL=params.everyWeeks;BYDAY=MO,TH'
    const rule = readRule(text)
    expect(rule).toEqual({
      recurrence: { freq: 'weekly', intervalWeeks: 1, weekdays: [0, 3] },
      parameter: 'everyWeeks',
    })
    expect(writeRule(rule!)).toBe(text)
    expect(readRule('FREQ=DAILY;INTERVAL=7')).toEqual({
      recurrence: { freq: 'daily', intervalDays: 7 },
    })
    expect(readRule('FREQ=DAILY;INTERVAL=params.')).toBeUndefined()
  })

  it('reads choices between commas, and keeps a value that is still one', () => {
    expect(optionsIn(' A, B，C,, A ')).toEqual(['A', 'B', 'C'])
    expect(withOptions(params.class, ['B', 'C']).default).toBe('B')
    expect(withOptions(params.class, ['X', 'A']).default).toBe('A')
  })

  it('leaves no empty guards behind', () => {
    const plain = playbookOf(['t:trigger.metric'])
    const capped = setGuard(plain, 'spendCapCents', 500)
    expect(capped.guards).toEqual({ spendCapCents: 500 })
    expect(setGuard(setGuard(capped, 'actionsPerDay', 3), 'actionsPerDay', undefined)).toEqual(
      capped,
    )
    expect(setGuard(capped, 'spendCapCents', undefined)).toEqual(plain)
  })
})

describe('the palette', () => {
  const kinds = (text: string) => searchKinds(nodeDefinitions, text).map(({ kind }) => kind)

  it('finds kinds by words of either language and by kind, best first', () => {
    expect(kinds('补货')).toContain('action.reorder')
    expect(kinds('purchase')).toContain('action.reorder')
    expect(kinds('reorder')[0]).toBe('action.reorder')
    expect(kinds('ACTION.REORDER')).toEqual(['action.reorder'])
    expect(kinds('flow ladder')[0]).toBe('flow.ladder')
    expect(kinds('nothing like it')).toEqual([])
    expect(kinds(' ')).toHaveLength(nodeDefinitions.length)
  })

  it('shows every kind once, in its category and family', () => {
    const shown = groupKinds(nodeDefinitions).flatMap(({ category, families }) =>
      families.flatMap(({ family, kinds: members }) =>
        members.map((definition) => {
          expect([definition.category, definition.family]).toEqual([category, family])
          return definition.kind
        }),
      ),
    )
    expect(shown.toSorted()).toEqual(nodeDefinitions.map(({ kind }) => kind).toSorted())
  })

  it('has an icon for every kind', () => {
    const missing = nodeDefinitions.filter(({ icon }) => !iconNames.includes(icon))
    expect(missing.map(({ kind, icon }) => `${kind}: ${icon}`)).toEqual([])
  })
})
