/** Whatever text is imported: an answer, never an exception; and what is stored comes out as canonical text. */
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it, onTestFinished } from 'vitest'
import { formatPlaybook, parsePlaybook } from '@sandtable/rules'
import { openDatabase } from '../../apps/api/src/db/open.ts'
import { PlaybookLibrary } from '../../apps/api/src/playbookLibrary.ts'
import { createSqliteStore } from '../../apps/api/src/store/sqliteStore.ts'
import { weeklyNote } from './support/playbooks.ts'
import { temporaryFolder } from './support/server.ts'

const honest = formatPlaybook(weeklyNote())

/** An honest file with one piece replaced by another text, or by a piece of itself. */
const damaged = fc
  .record({
    from: fc.nat(honest.length),
    length: fc.nat(40),
    put: fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.constantFrom(
        '"__proto__": {}, ',
        '{',
        '[]',
        'null',
        '1e999',
        '\u0000',
        '\ud800',
        '"id": "n_note"',
      ),
    ),
  })
  .map(({ from, length, put }) => honest.slice(0, from) + put + honest.slice(from + length))

/** An honest file with another message: no damage to the structure. */
const reworded = fc
  .string({ maxLength: 20 })
  .map((message) => honest.replace('"Look at the week"', () => JSON.stringify(message)))

it('answers every text, stores only what it can give back, and leaves prototypes alone', async () => {
  const database = openDatabase(join(await temporaryFolder(), 'test.db'))
  onTestFinished(() => database.close())
  const library = new PlaybookLibrary(createSqliteStore(database.orm).playbooks)
  const prototype = Object.getOwnPropertyNames(Object.prototype).toSorted()
  let imported = 0
  await fc.assert(
    fc.asyncProperty(fc.oneof(damaged, reworded, fc.json(), fc.string()), async (text) => {
      const count = (await library.list()).length
      const result = await library.import(text)
      if (result.status === 'refused') {
        expect(result.issues.length).toBeGreaterThan(0)
        expect(await library.list()).toHaveLength(count)
        return
      }
      imported++
      const file = await library.export(result.id)
      const again = parsePlaybook(file?.text ?? '')
      expect(again.ok && formatPlaybook(again.playbook)).toBe(file?.text)
      await library.remove(result.id, result.revision)
    }),
    { numRuns: 300 },
  )
  expect(imported).toBeGreaterThan(0)
  expect(Object.getOwnPropertyNames(Object.prototype).toSorted()).toEqual(prototype)
})
