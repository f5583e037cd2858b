/** What holds for an entity that leaves a table by a port, as text, for analyses of paths. */
import type { DecisionTable } from '../field.ts'
import { playbookLimits } from '../playbook.ts'
import type { HitPolicy } from './analyse.ts'
import { cellCondition } from './cellSyntax.ts'
import { isIdColumn } from './columns.ts'

/** By port. Where the whole truth would be longer than an expression may be, a part of it stands. */
export function tableConditions(
  { columns, rows }: DecisionTable,
  policy: HitPolicy,
  isMissingDefault: boolean,
): Readonly<Record<string, string>> {
  const conditions = rows.map(({ cells }) => {
    const parts = columns.flatMap(
      ({ id, expression }) => cellCondition(cells[id] ?? '-', expression) ?? [],
    )
    return parts.length === 0 ? 'true' : parts.join(' && ')
  })
  const ports: Record<string, string> = {}
  let others = ''
  rows.forEach(({ id }, index) => {
    const own = `(${conditions[index]!})`
    ports[id] = policy === 'first' && isShort(others + own) ? others + own : own
    others += `!${own} && `
  })
  const noRow = others.replace(/ && $/, '')
  // what is missing may leave by `default` too: then nothing is known of it
  if (!isMissingDefault && noRow !== '' && isShort(noRow)) ports['default'] = noRow
  const isThere = columns
    .filter(({ expression }) => !isIdColumn(expression))
    .map(({ expression }) => `has(${expression})`)
    .join(' && ')
  if (isMissingDefault) ports['missing'] = 'false'
  else if (isShort(isThere) && isThere !== '') ports['missing'] = `!(${isThere})`
  return ports
}

function isShort(text: string): boolean {
  return text.length <= playbookLimits.expressionCharacters
}
