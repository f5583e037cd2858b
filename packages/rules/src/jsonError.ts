/** Where and why a text is not JSON. Engines word this differently and often without a place; this does not. */

export type JsonExpectation = 'value' | 'key' | 'colon' | 'commaOrClose' | 'end' | 'closingQuote'

export type JsonError = {
  readonly expected: JsonExpectation
  /** What stands there instead; empty at the end of the text. */
  readonly found: string
  /** Both from 1. */
  readonly line: number
  readonly column: number
}

const space = /[ \t\n\r]*/y
// oxlint-disable-next-line no-control-regex -- JSON forbids control characters in texts
const text = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const scalar = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])/y

/** The first place at which a text stops being JSON (RFC 8259); undefined when it is JSON. Takes any depth. */
export function findJsonError(source: string): JsonError | undefined {
  const open: ('{' | '[')[] = []
  let expected: JsonExpectation = 'value'
  /** Right after an opening bracket, where it may be closed at once. */
  let mayClose = false
  let at = 0
  const match = (pattern: RegExp): boolean => {
    pattern.lastIndex = at
    if (!pattern.test(source)) return false
    at = pattern.lastIndex
    return true
  }
  for (;;) {
    match(space)
    const next = source[at]
    if (expected === 'end' && next === undefined) return undefined
    const isClose =
      next !== undefined && next === (open.at(-1) === '{' ? '}' : open.at(-1) === '[' ? ']' : '')
    if (isClose && (mayClose || expected === 'commaOrClose')) {
      at++
      open.pop()
      mayClose = false
      expected = open.length === 0 ? 'end' : 'commaOrClose'
    } else if (expected === 'value' && (next === '{' || next === '[')) {
      at++
      open.push(next)
      mayClose = true
      expected = next === '{' ? 'key' : 'value'
    } else if (expected === 'value' && (match(text) || match(scalar))) {
      mayClose = false
      expected = open.length === 0 ? 'end' : 'commaOrClose'
    } else if (expected === 'key' && match(text)) {
      mayClose = false
      expected = 'colon'
    } else if (expected === 'colon' && next === ':') {
      at++
      expected = 'value'
    } else if (expected === 'commaOrClose' && next === ',') {
      at++
      expected = open.at(-1) === '{' ? 'key' : 'value'
    } else {
      const isText = next === '"' && (expected === 'value' || expected === 'key')
      return errorAt(source, at, isText ? 'closingQuote' : expected)
    }
  }
}

function errorAt(source: string, at: number, expected: JsonExpectation): JsonError {
  const before = source.slice(0, at)
  const found = /^[^\s,:[\]{}"]+|^./u.exec(source.slice(at, at + 40))?.[0] ?? ''
  return {
    expected,
    found,
    line: before.split('\n').length,
    column: at - before.lastIndexOf('\n'),
  }
}
