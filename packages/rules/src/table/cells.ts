/** Cells of a decision table: which values of their column pass (SPEC D2, D3). */
import { issue, type Issue } from '../issues.ts'
import { checkExpression, type ExpressionContext } from '../language/checkExpression.ts'
import { interpret, type Row } from '../language/interpret.ts'
import { parseExpression } from '../language/parseExpression.ts'
import { nearest } from '../suggest.ts'
import { sameText, type Text } from '../text.ts'
import { meantCell, readCell, type CellTest, type Place } from './cellSyntax.ts'
import { codeSet, domainOf, type ColumnType } from './columns.ts'
import {
  above,
  atLeast,
  atMost,
  below,
  differenceOf,
  exactly,
  intersectionOf,
  unionOf,
  type NumberSet,
} from './numberSets.ts'

/** The values that pass a cell; `any` asks nothing, not even that there is a value. */
export type CellValues = 'any' | NumberSet

/** Where constants of cells are looked up. */
export type CellContext = Pick<ExpressionContext, 'scope' | 'catalogue' | 'params'>

export interface ParsedCell {
  readonly values: CellValues
  /** With ranges in the cell's text and without a place in the playbook. */
  readonly issues: readonly Issue[]
  readonly usedParams: ReadonlySet<string>
}

const comparisons = { '<': below, '<=': atMost, '>': above, '>=': atLeast } as const

/** A constant expression reads no figure, so that there is no row behind it. */
const noRow = {} as Row

/** Reads one cell of a column; never throws. What cannot be read admits nothing. */
export function parseCell(text: string, type: ColumnType, context: CellContext): ParsedCell {
  const reader = new CellReader(text, type, context)
  const values = reader.read()
  return { values, issues: reader.issues, usedParams: reader.usedParams }
}

class CellReader {
  readonly issues: Issue[] = []
  readonly usedParams = new Set<string>()
  readonly #text: string
  readonly #type: ColumnType
  readonly #context: CellContext

  constructor(text: string, type: ColumnType, context: CellContext) {
    this.#text = text
    this.#type = type
    this.#context = context
  }

  read(): CellValues {
    const syntax = readCell(this.#text)
    if (syntax.kind === 'any') return 'any'
    const meant = meantCell(this.#text)
    if (meant !== undefined) {
      const whole: Place = [0, this.#text.length]
      const { issues } = parseCell(meant, this.#type, this.#context)
      return this.#fail(whole, issues.length === 0 ? sameText(meant) : undefined) ?? []
    }
    if (syntax.kind === 'broken') return this.#fail(syntax.place) ?? []
    const sets = syntax.tests.map((test) => this.#valuesOf(test) ?? [])
    if (this.issues.some(({ severity }) => severity === 'error')) return []
    const domain = domainOf(this.#type)
    const values = unionOf(sets)
    return syntax.isNegated ? differenceOf(domain, values) : intersectionOf(domain, values)
  }

  #valuesOf(test: CellTest): NumberSet | undefined {
    switch (test.kind) {
      case 'compare': {
        const bound = this.#number(test.value)
        return bound === undefined ? undefined : comparisons[test.operator](bound)
      }
      case 'interval': {
        const low = this.#number(test.low)
        const high = this.#number(test.high)
        if (low === undefined || high === undefined) return undefined
        return intersectionOf(
          test.hasLow ? atLeast(low) : above(low),
          test.hasHigh ? atMost(high) : below(high),
        )
      }
      case 'equal':
        return this.#type.base === 'number'
          ? this.#equalNumber(test.value)
          : this.#named(test.value)
    }
  }

  #equalNumber(place: Place): NumberSet | undefined {
    const value = this.#number(place)
    return value === undefined ? undefined : exactly(value)
  }

  /** The value of a constant number expression. */
  #number(place: Place): number | undefined {
    if (this.#type.base !== 'number') return this.#fail(place)
    const { typed, issues, usedParams } = checkExpression(
      this.#text.slice(...place),
      { ...this.#context, isConstant: true },
      { base: 'number', unit: this.#type.unit },
    )
    for (const name of usedParams) this.usedParams.add(name)
    const [start] = place
    for (const { range, ...problem } of issues) {
      const inCell: Place = range === undefined ? place : [start + range.start, start + range.end]
      this.issues.push({ ...problem, range: this.#rangeOf(inCell) })
    }
    if (typed === undefined) return undefined
    const value = interpret(typed, noRow)
    return Number.isFinite(value) ? value : this.#fail(place)
  }

  /** A text or a choice parameter; true or false in a column of conditions. */
  #named(place: Place): NumberSet | undefined {
    const name = this.#nameAt(place)
    if (name === undefined) return this.#fail(place)
    const { values, known = values } = this.#type as ColumnType & { base: 'values' }
    const code = known.includes(name) ? values.indexOf(name) : -1
    if (code >= 0) return codeSet(code)
    const suggestion = nearest(name, known)
    const facts = {
      value: name,
      known,
      ...(suggestion === undefined ? {} : { suggestion }),
    }
    this.issues.push(issue('unknownCellValue', facts, { path: [], range: this.#rangeOf(place) }))
    return undefined
  }

  #nameAt(place: Place): string | undefined {
    const source = this.#text.slice(...place)
    const { expression } = parseExpression(source)
    const { isText } = this.#type as ColumnType & { base: 'values' }
    if (expression.kind === 'string') return isText ? expression.value : undefined
    if (expression.kind === 'boolean') return isText ? undefined : String(expression.value)
    const parameter = /^\s*params\s*\.\s*(\w+)\s*$/.exec(source)?.[1] ?? ''
    const chosen = this.#context.params.get(parameter)
    if (!isText || typeof chosen !== 'string') return undefined
    this.usedParams.add(parameter)
    return chosen
  }

  #fail(place: Place, expected = cellExamples(this.#type)): undefined {
    const range = this.#rangeOf(place)
    const found = this.#text.slice(range.start, range.end).trim()
    const facts = { found, expected }
    this.issues.push(issue('cellSyntax', facts, { path: [], range }))
  }

  /** Without spaces around; at least one character, of the text. */
  #rangeOf([start, end]: Place): { readonly start: number; readonly end: number } {
    const text = this.#text.slice(start, end)
    const first = start + (text.length - text.trimStart().length)
    const from = Math.max(0, Math.min(first, this.#text.length - 1))
    return { start: from, end: Math.max(from + 1, start + text.trimEnd().length) }
  }
}

/** What may be written in the cells of a column, by example. */
export function cellExamples(type: ColumnType): Text {
  if (type.base === 'number') {
    return {
      en: '< 10, >= params.x, [5..10), 3, not(0), or - for any value',
      zh: '< 10、>= params.x、[5..10)、3、not(0)，或用 - 表示任意值',
    }
  }
  const values = type.values.slice(0, 6).map((value) => (type.isText ? `"${value}"` : value))
  const list = values.length === 0 ? ['"A"'] : values
  return {
    en: `${list.join(', ')}, not(${list[0]}), or - for any value`,
    zh: `${list.join('、')}、not(${list[0]})，或用 - 表示任意值`,
  }
}
