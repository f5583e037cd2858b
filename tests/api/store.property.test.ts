/** The playbook store against a model of a few lines: any history of clients gives what the model says. */
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { openDatabase } from '../../apps/api/src/db/open.ts'
import { createPlaybookStore } from '../../apps/api/src/store/playbookStore.ts'
import { temporaryFolder } from './support/server.ts'

const at = '2026-01-01T00:00:00.000Z'
const id = fc.constantFrom('a', 'b')
/** How far the client's revision is behind. */
const behind = fc.constantFrom(0, 0, 1)
const step = fc.oneof(
  fc.record({ kind: fc.constant('create' as const), id }),
  fc.record({ kind: fc.constant('createOnce' as const), id }),
  fc.record({ kind: fc.constant('save' as const), id, behind }),
  fc.record({ kind: fc.constant('remove' as const), id, behind }),
)

it('keeps every acknowledged change, repeats no revision, and refuses what is based on an old one', async () => {
  const folder = await temporaryFolder()
  let database = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const { orm, close } = openDatabase(join(folder, `${database++}.db`))
      const store = createPlaybookStore(orm)
      const model = new Map<string, { revision: number; body: string | undefined }>()
      for (const [index, action] of steps.entries()) {
        const body = `body ${index}`
        const known = model.get(action.id)
        const revision = (known?.revision ?? 0) + 1
        const put = (text: string | undefined) => model.set(action.id, { revision, body: text })
        switch (action.kind) {
          case 'create': {
            const isFree = known?.body === undefined
            expect(await store.create(action.id, body, at)).toBe(isFree ? revision : undefined)
            if (isFree) put(body)
            break
          }
          case 'createOnce':
            expect(await store.createOnce(action.id, body, at)).toBe(known === undefined)
            if (known === undefined) put(body)
            break
          case 'save':
          case 'remove': {
            const base = revision - 1 - action.behind
            const result =
              action.kind === 'save'
                ? await store.save(action.id, base, body, at)
                : await store.remove(action.id, base)
            if (known?.body === undefined) {
              expect(result).toEqual({ status: 'missing' })
            } else if (action.behind > 0) {
              expect(result).toEqual({ status: 'stale', currentRevision: known.revision })
            } else {
              expect(result).toEqual({ status: 'changed', revision })
              put(action.kind === 'save' ? body : undefined)
            }
          }
        }
        const now = model.get(action.id)
        const stored = await store.get(action.id)
        expect(stored?.body).toBe(now?.body)
        if (stored !== undefined) expect(stored.revision).toBe(now?.revision)
      }
      const alive = [...model].filter(([, { body }]) => body !== undefined).map(([key]) => key)
      expect((await store.list()).map((head) => head.id)).toEqual(alive.toSorted())
      close()
    }),
    { numRuns: 60 },
  )
})
