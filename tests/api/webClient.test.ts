import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startTestServer, temporaryFolder } from './support/server.ts'

async function serverWithClient() {
  const webFolder = await temporaryFolder()
  await mkdir(join(webFolder, 'assets'))
  await writeFile(join(webFolder, 'index.html'), '<meta name="csp-nonce" content="__CSP_NONCE__">')
  await writeFile(join(webFolder, 'assets', 'index-a1b2c3.js'), 'export {}')
  await writeFile(join(webFolder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  const server = await startTestServer({ webFolder })
  const get = (path: string) => fetch(server.url + path, { headers: { cookie: server.cookie } })
  return { ...server, get }
}

describe('the web client', () => {
  it.for(['/', '/index.html', '/playbooks/pb_note', '/runs/run_1?tab=nodes'])(
    'is the page at %s, with the nonce of its policy, kept by no browser',
    async (path) => {
      const { get } = await serverWithClient()
      const response = await get(path)
      expect(response.status).toBe(200)
      expect(response.headers.get('cache-control')).toBe('no-store')
      const policy = response.headers.get('content-security-policy') ?? ''
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1]
      expect(nonce).toMatch(/^[\w+/]{22}==$/)
      expect(await response.text()).toBe(`<meta name="csp-nonce" content="${nonce}">`)
    },
  )

  it('has another nonce every time', async () => {
    const { get } = await serverWithClient()
    expect(await (await get('/')).text()).not.toBe(await (await get('/')).text())
  })

  it('has files with hashed names that browsers keep, and others that they ask for again', async () => {
    const { get } = await serverWithClient()
    const script = await get('/assets/index-a1b2c3.js')
    expect(script.headers.get('content-type')).toContain('javascript')
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect((await get('/icon.svg')).headers.get('cache-control')).toBe('public, max-age=0')
    expect((await get('/assets/index-other.js')).status).toBe(404)
  })

  it('says so when it is not built', async () => {
    const server = await startTestServer({ webFolder: await temporaryFolder() })
    const response = await fetch(server.url, { headers: { cookie: server.cookie } })
    expect(response.status).toBe(503)
    const text = await response.text()
    expect(text.match(/npm run build/g)).toHaveLength(2)
  })
})
