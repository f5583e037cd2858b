import { createServer } from 'node:net'
import { once } from 'node:events'
import { access, chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { formatPlaybook } from '@sandtable/rules'
import { requestOpenLink, StartError, startServer } from '@sandtable/api'
import { defaultDataFolder, readConfig } from '../../apps/api/src/config.ts'
import { startChildServer } from './support/childServer.ts'
import { draft, weeklyNote } from './support/playbooks.ts'
import { signIn, startTestServer, temporaryFolder } from './support/server.ts'

/** The sentence a start is refused with. */
async function startRefusal(options: Parameters<typeof startServer>[0]): Promise<string> {
  try {
    const server = await startServer({ env: {}, log: () => {}, ...options })
    await server.stop()
  } catch (error) {
    if (error instanceof StartError) return error.message
    throw error
  }
  throw new Error('the server started')
}

describe('starting', () => {
  it('says that the port is in use and what to do, and leaves the folder free', async () => {
    const blocker = createServer().listen(0, '127.0.0.1')
    await once(blocker, 'listening')
    onTestFinished(() => void blocker.close())
    const { port } = blocker.address() as AddressInfo
    const data = await temporaryFolder()
    const sentence = await startRefusal({ port, data, examplesFolder: data })
    expect(sentence).toContain(`Port ${port} is in use`)
    expect(sentence).toContain('--port')
    await startTestServer({ data })
  })

  it('refuses a second server on one data folder and names the first', async () => {
    const first = await startTestServer()
    const sentence = await startRefusal({ port: 0, data: first.dataFolder })
    expect(sentence).toContain(first.dataFolder)
    expect(sentence).toContain(first.url)
    expect(sentence).toContain('npx sandtable open')
    // and leaves the first alone
    expect(await first.client.playbooks.list.query()).toEqual([])
    await first.stop()
    await startTestServer({ data: first.dataFolder })
  })

  it('refuses a data folder that a server in another process uses', async () => {
    const data = await temporaryFolder()
    const other = await startChildServer(data)
    expect(await startRefusal({ port: 0, data })).toContain(`process ${other.process.pid}`)
  })

  it('says that the data folder is a file', async () => {
    const folder = await temporaryFolder()
    const file = join(folder, 'file')
    await writeFile(file, '')
    const data = join(file, 'data')
    const sentence = await startRefusal({ port: 0, data })
    expect(sentence).toContain(`${data} is a file, or lies in one`)
    expect(sentence).toContain('--data')
  })

  it.skipIf(process.getuid?.() === 0)('says that the data folder is read-only', async () => {
    const data = await temporaryFolder()
    await chmod(data, 0o500)
    expect(await startRefusal({ port: 0, data })).toContain('cannot be written (EACCES)')
  })

  it('says that the database is not one, and leaves the file as it is', async () => {
    const data = await temporaryFolder()
    const path = join(data, 'sandtable.db')
    await writeFile(path, 'not a database, but long enough to be looked at '.repeat(20))
    expect(await startRefusal({ port: 0, data })).toContain(`The database ${path} cannot be opened`)
    expect(await readFile(path, 'utf8')).toContain('not a database')
  })

  it('names all wrong settings at once', async () => {
    const sentence = await startRefusal({ port: 70_000, workers: 'many', data: '' })
    expect(sentence).toContain('--port')
    expect(sentence).toContain('70000')
    expect(sentence).toContain('--workers')
    expect(sentence).toContain('--data')
  })

  it('takes settings from options before the environment, and has defaults', () => {
    const env = { SANDTABLE_PORT: '5000', SANDTABLE_DATA: '/tmp/a', XDG_DATA_HOME: '/tmp/x' }
    expect(readConfig({}, env)).toMatchObject({ port: 5000, dataFolder: '/tmp/a' })
    expect(readConfig({ port: '5001', data: '/tmp/b' }, env)).toMatchObject({
      port: 5001,
      dataFolder: '/tmp/b',
    })
    expect(readConfig({}, { XDG_DATA_HOME: '/tmp/x' })).toMatchObject({
      port: 4600,
      dataFolder: '/tmp/x/sandtable',
    })
    expect(defaultDataFolder({ XDG_DATA_HOME: 'relative' })).toMatch(/\/\.local\/share\/sandtable$/)
  })

  it('makes the data folder for this user only', async () => {
    const data = join(await temporaryFolder(), 'deep', 'data')
    await startTestServer({ data })
    expect((await stat(data)).mode & 0o777).toBe(0o700)
    expect((await stat(join(data, 'server.json'))).mode & 0o777).toBe(0o600)
  })
})

describe('stopping', () => {
  it('folds the log into the database, takes server.json away, and may be asked twice', async () => {
    const server = await startTestServer()
    await server.client.playbooks.create.mutate({ playbook: weeklyNote() })
    await Promise.all([server.stop(), server.stop()])
    await expect(access(join(server.dataFolder, 'server.json'))).rejects.toThrow()
    await expect(access(join(server.dataFolder, 'sandtable.db-wal'))).rejects.toThrow()
    await expect(fetch(server.url)).rejects.toThrow()
  })
})

describe('a fresh link', () => {
  it('comes from the running server and opens a browser', async () => {
    const server = await startTestServer()
    const link = await requestOpenLink(server.dataFolder)
    const cookie = await signIn(link)
    expect((await fetch(`${server.url}/trpc/playbooks.list`, { headers: { cookie } })).status).toBe(
      200,
    )
  })

  it('is not to be had when no server runs, or when the last one was killed', async () => {
    const data = await temporaryFolder()
    await expect(requestOpenLink(data)).rejects.toThrow(/No Sandtable server runs/)
    await (await startChildServer(data)).end('SIGKILL')
    await access(join(data, 'server.json'))
    await expect(requestOpenLink(data)).rejects.toThrow(StartError)
  })
})

describe('examples', () => {
  it('are there at the first start; a deleted one stays deleted, a new one appears, a broken one is logged', async () => {
    const examplesFolder = await temporaryFolder()
    const put = (name: string, text: string) => writeFile(join(examplesFolder, name), text)
    await put('note.json', formatPlaybook(weeklyNote()))
    await put('bad.json', '{')
    await mkdir(join(examplesFolder, 'folder'))
    const first = await startTestServer({ examplesFolder })
    expect((await first.client.playbooks.list.query()).map(({ id }) => id)).toEqual(['pb_note'])
    expect(first.log.filter((line) => line.includes('bad.json'))).toHaveLength(1)
    await first.client.playbooks.remove.mutate({ id: 'pb_note', baseRevision: 1 })
    await first.stop()

    await put('draft.json', formatPlaybook(draft()))
    const second = await startTestServer({ examplesFolder, data: first.dataFolder })
    expect((await second.client.playbooks.list.query()).map(({ id }) => id)).toEqual(['pb_draft'])
  })

  it('never overwrite what the user made of them', async () => {
    const examplesFolder = await temporaryFolder()
    await writeFile(join(examplesFolder, 'note.json'), formatPlaybook(weeklyNote()))
    const first = await startTestServer({ examplesFolder })
    const playbook = { ...weeklyNote(), name: 'mine' }
    await first.client.playbooks.save.mutate({ id: 'pb_note', baseRevision: 1, playbook })
    await first.stop()
    const second = await startTestServer({ examplesFolder, data: first.dataFolder })
    expect((await second.client.playbooks.get.query({ id: 'pb_note' })).playbook.name).toBe('mine')
  })
})
