import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findJsonError } from '../../packages/rules/src/jsonError.ts'

describe('the place of a JSON error', () => {
  it.each([
    ['{"a": }', 'value', '}', 1, 7],
    ['{"a" 1}', 'colon', '1', 1, 6],
    ['{a: 1}', 'key', 'a', 1, 2],
    ['{"a": 1,}', 'key', '}', 1, 9],
    ['[1 2]', 'commaOrClose', '2', 1, 4],
    ['[1,\n 2', 'commaOrClose', '', 2, 3],
    ['{} x', 'end', 'x', 1, 4],
    ['["abc', 'closingQuote', '"', 1, 2],
    ['', 'value', '', 1, 1],
    ['[01]', 'value', '01', 1, 2],
    ['[tru]', 'value', 'tru', 1, 2],
  ] as const)('of %j', (source, expected, found, line, column) => {
    expect(findJsonError(source)).toEqual({ expected, found, line, column })
  })
  it('agrees with JSON.parse on any text whether there is one', () => {
    const parts = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"',
      '1',
      '-0.5e3',
      '01',
      'true',
      'null',
      ' ',
      '\n',
      '\\u0041',
    )
    const source = fc.oneof(
      fc.json(),
      fc.array(parts, { maxLength: 12 }).map((list) => list.join('')),
    )
    fc.assert(
      fc.property(source, (text) => {
        let isJson = true
        try {
          JSON.parse(text)
        } catch {
          isJson = false
        }
        expect(findJsonError(text) === undefined).toBe(isJson)
      }),
      { numRuns: 3000 },
    )
  })
})
