/** Sets of a table's values in words. */
import type { Text } from '../text.ts'
import type { ParsedColumn } from './analyse.ts'
import { domainOf, type ColumnType } from './columns.ts'
import { differenceOf, nextDown, type Interval, type NumberSet } from './numberSets.ts'

const longestName = 60

/** Which combinations a box holds, such as `coverDays < 7 and abcClass is "A"`. */
export function boxWords(columns: readonly ParsedColumn[], sets: readonly NumberSet[]): Text {
  const parts = sets.flatMap((set, index) => {
    const { name, type } = columns[index]!
    return differenceOf(domainOf(type), set).length === 0 ? [] : [setWords(nameOf(name), type, set)]
  })
  if (parts.length === 0) return { en: 'always', zh: '任何情况' }
  return {
    en: parts.map(({ en }) => en).join(' and '),
    zh: parts.map(({ zh }) => zh).join('，且 '),
  }
}

function nameOf(expression: string): string {
  return expression.length > longestName ? `${expression.slice(0, longestName)}…` : expression
}

function setWords(name: string, type: ColumnType, set: NumberSet): Text {
  if (type.base === 'number') {
    const intervals = set.map((interval) => intervalWords(interval))
    return {
      en: intervals.map((words) => name + words).join(' or '),
      zh: set.map((interval) => name + chineseInterval(interval)).join(' 或 '),
    }
  }
  const quote = (value: string) => (type.isText ? `"${value}"` : value)
  const { values } = type
  const isIn = (code: number) => set.some(([from, to]) => from <= code && code < to)
  const named = values.filter((_, code) => isIn(code)).map(quote)
  if (type.isOpen && isIn(values.length)) {
    const others = values.filter((_, code) => !isIn(code)).map(quote)
    return {
      en: `${name} is none of ${others.join(', ')}`,
      zh: `${name} 不是 ${others.join('、')}`,
    }
  }
  return { en: `${name} is ${named.join(' or ')}`, zh: `${name} 是 ${named.join(' 或 ')}` }
}

/** ` 小于 5`, ` 在 5（含）到 10（不含）之间`. */
function chineseInterval([from, to]: Interval): string {
  if (from === -Infinity) return isJustAbove(to) ? ` 不大于 ${nextDown(to)}` : ` 小于 ${to}`
  if (to === Infinity) return isJustAbove(from) ? ` 大于 ${nextDown(from)}` : ` 不小于 ${from}`
  const words = intervalWords([from, to])
  if (words.startsWith(' ==')) return ` 等于 ${from}`
  const low = isJustAbove(from) ? `${nextDown(from)}（不含）` : `${from}（含）`
  const high = isJustAbove(to) ? `${nextDown(to)}（含）` : `${to}（不含）`
  return ` 在 ${low}到 ${high}之间`
}

/** ` < 5`, ` in [5..10)`: bounds as they were written, see `numberSets.ts`. */
function intervalWords([from, to]: Interval): string {
  if (from === -Infinity) return isJustAbove(to) ? ` <= ${nextDown(to)}` : ` < ${to}`
  if (to === Infinity) return isJustAbove(from) ? ` > ${nextDown(from)}` : ` >= ${from}`
  const low = isJustAbove(from) ? `(${nextDown(from)}` : `[${from}`
  const high = isJustAbove(to) ? `${nextDown(to)}]` : `${to})`
  return low === `[${high.slice(0, -1)}` ? ` == ${from}` : ` in ${low}..${high}`
}

/** True when a bound came from the number below it: that one takes fewer digits to write. */
function isJustAbove(bound: number): boolean {
  return String(nextDown(bound)).length < String(bound).length
}
