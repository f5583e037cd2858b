/**
 * The text of a cell, taken apart: S-FEEL unary tests (SPEC D2).
 *
 *   cell   = "-" | tests | "not" "(" tests ")"
 *   tests  = test { "," test }
 *   test   = ("<" | "<=" | ">" | ">=") value | ("[" | "(") value ".." value ("]" | ")") | value
 *   value  = an expression of the language, looked at by `cells.ts`
 */

/** Characters of the cell's text, end exclusive. */
export type Place = readonly [start: number, end: number]

export type CellTest =
  | { readonly kind: 'compare'; readonly operator: '<' | '<=' | '>' | '>='; readonly value: Place }
  | {
      readonly kind: 'interval'
      readonly low: Place
      readonly high: Place
      readonly hasLow: boolean
      readonly hasHigh: boolean
    }
  | { readonly kind: 'equal'; readonly value: Place }

export type CellSyntax =
  /** Asks nothing, not even that there is a value. */
  | { readonly kind: 'any' }
  | { readonly kind: 'tests'; readonly isNegated: boolean; readonly tests: readonly CellTest[] }
  | { readonly kind: 'broken'; readonly place: Place }

/** Reads a cell; never throws. */
export function readCell(text: string): CellSyntax {
  const content = text.trim()
  if (content === '' || content === '-') return { kind: 'any' }
  const end = text.trimEnd().length
  const negation = /^\s*not\s*\(/.exec(text)
  const begin = negation === null ? 0 : negation[0].length
  if (negation !== null && text[end - 1] !== ')') return { kind: 'broken', place: [end - 1, end] }
  const limit = negation === null ? end : end - 1
  const tests: CellTest[] = []
  let at = begin
  do {
    const read = readTest(text, at, limit)
    if ('broken' in read) return { kind: 'broken', place: read.broken }
    tests.push(read.test)
    at = read.end + 1
  } while (text[at - 1] === ',' && at - 1 < limit)
  return { kind: 'tests', isNegated: negation !== null, tests }
}

/** What a cell in the notation of other languages means, such as `5..6` or `>5 && <7`; undefined for any other. */
export function meantCell(text: string): string | undefined {
  const content = text.trim()
  const range = /^([^.,[\]()&|<>=!]+(?:\.\d+)?)\.\.\.?([^,[\]()&|<>=!]+)$/.exec(content)
  if (range !== null) return `[${range[1]!.trim()}..${range[2]!.trim()}]`
  const both = /^([<>]=?)([^&|<>=!,]+)(?:&&?|\band\b)\s*([<>]=?)([^&|<>=!,]+)$/i.exec(content)
  if (both !== null && both[1]![0] !== both[3]![0]) {
    const sides = [both.slice(1, 3), both.slice(3, 5)] as [string, string][]
    const [low, high] = both[1]!.startsWith('>') ? sides : sides.toReversed()
    const open = low![0] === '>=' ? '[' : '('
    return `${open}${low![1].trim()}..${high![1].trim()}${high![0] === '<=' ? ']' : ')'}`
  }
  const equal = /^(===?|=|!==?|<>|≠)([^&|<>=!]+)$/.exec(content)
  if (equal === null) return undefined
  const value = equal[2]!.trim()
  return equal[1]!.startsWith('=') ? value : `not(${value})`
}

/** One test, from `from` on; `end` is the place of the comma behind it, or `limit`. */
function readTest(
  text: string,
  from: number,
  limit: number,
): { readonly test: CellTest; readonly end: number } | { readonly broken: Place } {
  let at = from
  while (at < limit && /\s/.test(text[at]!)) at++
  const operator = /^(?:<=|>=|<|>)/.exec(text.slice(at, limit))?.[0] as
    '<' | '<=' | '>' | '>=' | undefined
  if (operator === undefined && (text[at] === '[' || text[at] === '(')) {
    const interval = readInterval(text, at, limit)
    if (interval !== undefined) return interval
  }
  const start = at + (operator?.length ?? 0)
  const end = find(text, ',', start, limit) ?? limit
  const value: Place = [start, end]
  if (text.slice(start, end).trim() === '') return { broken: [from, Math.max(from + 1, end)] }
  return {
    test: operator === undefined ? { kind: 'equal', value } : { kind: 'compare', operator, value },
    end,
  }
}

/** Undefined when it is none: a parenthesis may begin an expression such as `(params.x + 1) * 2`. */
function readInterval(
  text: string,
  start: number,
  limit: number,
): ReturnType<typeof readTest> | undefined {
  const dots = find(text, '..', start + 1, limit)
  if (dots === undefined) return undefined
  const close = find(text, /[)\]]/, dots + 2, limit)
  if (close === undefined) return { broken: [start, limit] }
  let end = close + 1
  while (end < limit && /\s/.test(text[end]!)) end++
  if (end < limit && text[end] !== ',') return { broken: [end, limit] }
  const test: CellTest = {
    kind: 'interval',
    low: [start + 1, dots],
    high: [dots + 2, close],
    hasLow: text[start] === '[',
    hasHigh: text[close] === ']',
  }
  return { test, end }
}

/** Where something begins that is inside no bracket and no text; a comma or a closing bracket ends the search. */
function find(
  text: string,
  sought: string | RegExp,
  from: number,
  limit: number,
): number | undefined {
  let depth = 0
  for (let at = from; at < limit; at++) {
    const character = text[at]!
    if (depth === 0) {
      const isFound =
        typeof sought === 'string' ? text.startsWith(sought, at) : sought.test(character)
      if (isFound) return at
      if (character === ',') return undefined
    }
    if (character === '(') depth++
    else if (character === ')') depth = Math.max(0, depth - 1)
    else if (character === '"' || character === "'") at = endOfText(text, at, limit)
  }
  return undefined
}

/** Place of the quote that ends the text which begins at `start`. */
function endOfText(text: string, start: number, limit: number): number {
  for (let at = start + 1; at < limit; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === text[start]) return at
  }
  return limit
}

/** The cell as a condition over its column's expression; undefined where it asks nothing or cannot be read. */
export function cellCondition(cell: string, expression: string): string | undefined {
  const syntax = readCell(cell)
  if (syntax.kind !== 'tests') return undefined
  const value = (place: Place) => `(${cell.slice(...place).trim()})`
  const tests = syntax.tests.map((test) => {
    if (test.kind === 'equal') return `(${expression}) == ${value(test.value)}`
    if (test.kind === 'compare') return `(${expression}) ${test.operator} ${value(test.value)}`
    const low = `(${expression}) ${test.hasLow ? '>=' : '>'} ${value(test.low)}`
    const high = `(${expression}) ${test.hasHigh ? '<=' : '<'} ${value(test.high)}`
    return `(${low} && ${high})`
  })
  const condition = tests.length === 1 ? tests[0]! : `(${tests.join(' || ')})`
  return syntax.isNegated ? `!(${condition})` : condition
}
