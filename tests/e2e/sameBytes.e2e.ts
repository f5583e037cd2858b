/** Same playbooks, shop and seed: the same bytes on Node and in the browser. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { build } from 'vite'
import { reportOf } from '../support/sameBytes.ts'

const root = join(import.meta.dirname, '..', '..')
const files = [
  'inv-1-low-stock-reorder.json',
  'svc-1-bad-review-spike.json',
  'cus-1-rfm-segments.json',
]

/** The worker as one script. */
async function workerScript(): Promise<string> {
  const output = await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      rollupOptions: {
        input: join(root, 'tests/support/sameBytesWorker.ts'),
        output: { format: 'iife' },
      },
    },
  })
  const [bundle] = Array.isArray(output) ? output : [output]
  if (bundle === undefined || !('output' in bundle)) throw new Error('nothing was built')
  return bundle.output[0].code
}

for (const shop of ['fashion', 'home']) {
  test(`a report of the shop ${shop} has the same bytes in the browser as on Node`, async ({
    page,
  }) => {
    const playbooks = files.map((file) =>
      readFileSync(join(root, 'examples', 'playbooks', file), 'utf8'),
    )
    const script = await workerScript()
    await page.goto('about:blank')
    const inBrowser = await page.evaluate(
      ({ code, ...data }) =>
        new Promise<string>((resolve, reject) => {
          const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }))
          const worker = new Worker(url)
          worker.addEventListener('message', ({ data: text }) => resolve(text as string))
          worker.addEventListener('error', (event) => reject(new Error(event.message)))
          worker.postMessage(data, {})
        }),
      { code: script, playbooks, shop },
    )
    expect(inBrowser.length).toBeGreaterThan(10_000)
    expect(inBrowser).toBe(reportOf(playbooks, shop))
  })
}
