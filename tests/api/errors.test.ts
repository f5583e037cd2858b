import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { weeklyNote } from './support/playbooks.ts'
import { refusalOf, startTestServer, temporaryFolder } from './support/server.ts'

const post = (body: string) => ({ method: 'POST', body })
const input = (value: unknown) => `?input=${encodeURIComponent(JSON.stringify(value))}`

describe('an error over HTTP', () => {
  const requests: [
    name: string,
    status: number,
    path: string,
    init?: { method: string; body: string },
  ][] = [
    ['an unknown procedure', 404, '/trpc/playbooks.format'],
    ['a record that is not there', 404, `/trpc/playbooks.get${input({ id: 'nowhere' })}`],
    ['an input of the wrong shape', 400, `/trpc/playbooks.get${input({ id: 7 })}`],
    ['an unknown key', 400, `/trpc/playbooks.get${input({ id: 'a', path: '/etc/passwd' })}`],
    [
      'a __proto__ key',
      400,
      `/trpc/playbooks.get?input=${encodeURIComponent('{"id":"a","__proto__":{}}')}`,
    ],
    ['broken JSON', 400, '/trpc/playbooks.import', post('{')],
    ['broken JSON in the address', 400, '/trpc/playbooks.get?input=%7B'],
    ['a broken address', 400, '/trpc/%E0%A4%A'],
    ['a query sent as a mutation', 405, '/trpc/playbooks.list', post('{}')],
    ['a refused playbook', 400, '/trpc/playbooks.create', post('{"playbook":{}}')],
    [
      'too many calls in one request',
      400,
      `/trpc/${Array(21).fill('playbooks.list').join(',')}?batch=1&input=%7B%7D`,
    ],
    ['a file that is not there', 404, '/assets/nothing.js'],
    ['a way out of the folder', 404, '/assets/..%2f..%2fpackage.json'],
  ]
  it.for(requests)(
    'says what is wrong, without a stack trace: %s',
    async ([, status, path, init]) => {
      const server = await startTestServer()
      const headers = { cookie: server.cookie, 'content-type': 'application/json' }
      const response = await fetch(server.url + path, { ...init, headers })
      const text = await response.text()
      expect(response.status, text).toBe(status)
      expect(text).not.toMatch(/"stack"|\n\s+at |node_modules|\.ts\b|file:\/\//)
      expect(server.log).toEqual([])
    },
  )

  it('hides what broke inside, and logs it under the id of the answer', async () => {
    const data = await temporaryFolder()
    const server = await startTestServer({ data })
    await server.client.playbooks.create.mutate({ playbook: weeklyNote() })
    // behind the back of the server
    const database = new Database(join(data, 'sandtable.db'))
    database.exec("UPDATE playbook_revisions SET body = 'customer 4711'")
    database.close()
    const refusal = await refusalOf(server.client.playbooks.get.query({ id: 'pb_note' }))
    expect(refusal.data).toEqual({
      code: 'INTERNAL_SERVER_ERROR',
      httpStatus: 500,
      path: 'playbooks.get',
    })
    const id = /under (\w{8})\.$/.exec(refusal.message)?.[1]
    expect(server.log).toHaveLength(1)
    expect(server.log[0]).toContain(`${id}: playbooks.get failed`)
    expect(server.log[0]).toContain('pb_note cannot be read')
    expect(server.log[0]).not.toContain('4711')
    // the gallery shows the others, and this one as broken
    expect(await server.client.playbooks.list.query()).toMatchObject([{ id: 'pb_note', errors: 1 }])
  })
})
