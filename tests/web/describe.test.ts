import { describe, expect, it } from 'vitest'
import { nodeDefinitions } from '@sandtable/rules'
import { catalogue } from '@sandtable/sim'
import { cardLines, plainNumber, setInWords, titleOf } from '../../apps/web/src/editor/describe.ts'
import { en } from '../../apps/web/src/i18n/en.ts'
import { zh } from '../../apps/web/src/i18n/zh.ts'

/** What two lines of a card hold; more is cut on the card and whole in its hint. */
const mostCharacters = 80
const wordings = [
  { language: 'en', t: en, catalogue },
  { language: 'zh', t: zh, catalogue },
] as const

describe('what a card says of every kind', () => {
  it.each(nodeDefinitions.map((definition) => [definition.kind, definition] as const))(
    '%s',
    (kind, { v, example, fields }) => {
      const node = { id: 'n_1', type: kind, v, config: example.config as never }
      for (const wording of wordings) {
        expect(titleOf(node, wording.language)).not.toBe('')
        const { main, rest } = cardLines(node, wording)
        const lines = [...main, ...rest]
        expect(lines.length).toBeLessThanOrEqual(Object.keys(fields).length)
        for (const { label, value, isCode } of lines) {
          expect(label).not.toBe('')
          expect(`${label} ${value}`).not.toMatch(/undefined|null|NaN|Infinity|\[object/)
          if (!isCode) expect(`${label} ${value}`.length).toBeLessThanOrEqual(mostCharacters)
          // values that are the user's own are not translated
          if (wording.language === 'zh') expect(label).toMatch(/\p{Script=Han}/u)
        }
      }
    },
  )
})

describe('values in words', () => {
  it('writes an expression that is only a number in the unit of its field', () => {
    const node = {
      id: 'n_1',
      type: 'action.discount',
      v: 1,
      config: { depth: '0.15', days: 'params.days' },
    }
    const { main } = cardLines(node, wordings[0])
    expect(main).toMatchObject([
      { value: '15.0%', isCode: false },
      { value: 'params.days', isCode: true },
    ])
    expect(plainNumber(' 14 ')).toBe(14)
    expect(plainNumber('1 + 1')).toBeUndefined()
    expect(plainNumber(undefined)).toBeUndefined()
  })

  it('names a set from the whole to the part, and keeps what it does not know', () => {
    expect(setInWords('shop.channels', ['channel'], 'zh')).toContain('›')
    expect(setInWords('nowhere.things', ['channel'], 'en')).toBe('nowhere.things')
  })
})
