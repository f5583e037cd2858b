import type { Config, DecisionTable } from '../../field.ts'
import { defineCondition, type Port } from '../../node.ts'
import { isTable } from '../../config.ts'
import type { HitPolicy } from '../../table/analyse.ts'
import { columnExpression, columnType } from '../../table/columns.ts'
import { createLookup } from '../../table/lookup.ts'
import { parseTable } from '../../table/parseTable.ts'
import { tableConditions } from '../../table/tableConditions.ts'

/** The table of a config; an empty one while it is none, for `check` to report. */
function tableOf({ table }: Config): DecisionTable {
  return isTable(table) ? table : { columns: [], rows: [] }
}

/** Sends every entity out by the row that fits its figures. */
export const table = defineCondition({
  kind: 'condition.table',
  v: 1,
  label: { en: 'Decision table', zh: '决策表' },
  summary: {
    en: 'Sends each entity out by the row that fits its figures; gaps and overlaps are found beforehand.',
    zh: '按行分流：每个对象从符合其数据的行离开；空缺与重叠会事先指出。',
  },
  icon: 'table-2',
  family: 'general',
  fields: {
    table: {
      type: 'table',
      hitPolicyField: 'hitPolicy',
      defaultPort: 'default',
      default: {
        columns: [{ id: 'c1', expression: 'abcClass' }],
        rows: [
          { id: 'r1', name: 'A', cells: { c1: '"A"' } },
          { id: 'r2', name: 'B', cells: { c1: '"B"' } },
          { id: 'r3', name: 'C', cells: { c1: '"C"' } },
        ],
      },
      label: { en: 'Table', zh: '表' },
      help: {
        en: 'A column is an expression; a cell tests it: < 10, [5..10), "A", "B", not("A"), or - for any value. Every row is an output.',
        zh: '列是表达式；单元格是对它的检验：< 10、[5..10)、"A", "B"、not("A")，或用 - 表示任意值。每行一个出口。',
      },
    },
    hitPolicy: {
      type: 'choice',
      options: {
        unique: { label: { en: 'one: rows may not overlap', zh: '唯一：各行不得重叠' } },
        first: { label: { en: 'the first from the top', zh: '自上而下第一条' } },
        collect: { label: { en: 'all of them', zh: '全部' } },
      },
      default: 'unique',
      label: { en: 'If several rows match', zh: '多行符合时' },
      help: {
        en: 'Whether rows overlap is proved while you edit.',
        zh: '编辑时即证明各行是否重叠。',
      },
    },
    onMissing: {
      type: 'choice',
      options: {
        missing: { label: { en: 'leave by “missing”', zh: '走“缺失”出口' } },
        default: { label: { en: 'leave by “no row”', zh: '走“无匹配”出口' } },
      },
      default: 'missing',
      isAdvanced: true,
      label: { en: 'If a figure is missing', zh: '数据缺失时' },
      help: {
        en: 'Where entities go for which a missing figure leaves open which row matches.',
        zh: '因数据缺失而无法确定行的对象从哪个出口离开。',
      },
    },
  },
  outputs: (config) => [
    ...tableOf(config).rows.map(({ id, name }, index): Port => {
      const text = name === undefined || name === '' ? `${index + 1}` : name
      return { id, label: typeof text === 'string' ? { en: text, zh: text } : text }
    }),
    { id: 'default', label: { en: 'no row', zh: '无匹配' }, isElse: true },
    { id: 'missing', label: { en: 'missing', zh: '缺失' }, isElse: true },
  ],
  expressions: (config) => {
    const decisions = tableOf(config)
    return Object.fromEntries(
      decisions.columns.map((column) => [
        column.id,
        { text: columnExpression(decisions, column), result: 'any' },
      ]),
    )
  },
  portConditions: (config) =>
    tableConditions(
      tableOf(config),
      config['hitPolicy'] as HitPolicy,
      config['onMissing'] === 'default',
    ),
  start: ({ config, params, shop, entities, selections, type, number }) => {
    const decisions = tableOf(config)
    const types = decisions.columns.map((column) =>
      columnType(decisions, column, type(column.id), entities.scope)!,
    )
    const { table: parsed } = parseTable(decisions, types, {
      scope: entities.scope,
      catalogue: shop.catalogue,
      params,
    })
    const lookup = createLookup({
      table: parsed,
      policy: config['hitPolicy'] as HitPolicy,
      onMissing: config['onMissing'] === 'default' ? 'default' : 'missing',
      size: entities.ids.length,
    })
    const columns = decisions.columns.map(({ id }) => number(id))
    const values: Float64Array[] = columns.map(() => new Float64Array(0))
    return (selected, snapshot) => {
      for (let column = 0; column < columns.length; column++) {
        values[column] = columns[column]!(snapshot)
      }
      return lookup(selected, values, selections)
    }
  },
  example: {
    config: {
      table: {
        columns: [
          { id: 'c1', expression: 'abcClass' },
          { id: 'c2', expression: 'coverDays' },
        ],
        rows: [
          {
            id: 'r1',
            name: { en: 'A, short', zh: 'A 类，偏少' },
            cells: { c1: '"A"', c2: '< 15' },
          },
          {
            id: 'r2',
            name: { en: 'A, enough', zh: 'A 类，足够' },
            cells: { c1: '"A"', c2: '>= 15' },
          },
          { id: 'r3', name: { en: 'others', zh: '其他' }, cells: { c1: 'not("A")' } },
        ],
      },
      hitPolicy: 'unique',
    },
    reads: {
      en: 'Class A leaves by the first row with less than 15 days of cover, by the second with more; B and C leave by the third.',
      zh: 'A 类可售不足 15 天的从第一行离开，其余从第二行离开；B、C 类从第三行离开。',
    },
  },
})
