/**
 * Writes docs/shops/<template>.md, how each shop does when nobody touches it:
 * `npx node scripts/shops.ts [template …] [--replications 8] [--days 360] [--seed 42]`, all living shops by default.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { layOut } from './docs.ts'
import { livingTemplates } from './docs/templates.ts'
import { shopRunsPage } from './shops/page.ts'
import { runUntouched } from './shops/runs.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    replications: { type: 'string', default: '8' },
    days: { type: 'string', default: '360' },
    seed: { type: 'string', default: '42' },
  },
})
const size = {
  replications: Number(values.replications),
  days: Number(values.days),
  seed: Number(values.seed),
}
const known = livingTemplates.map(({ id }) => id)
const unknown = positionals.filter((id) => !known.includes(id))
const isWhole = (value: number, least: number) => Number.isSafeInteger(value) && value >= least
if (unknown.length > 0) {
  console.error(`no living shop ${unknown.join(', ')}; there are: ${known.join(', ')}`)
  process.exit(2)
}
if (!isWhole(size.replications, 1) || !isWhole(size.days, 2) || !isWhole(size.seed, 0)) {
  console.error('--replications, --days and --seed are whole numbers, at least 1, 2 and 0')
  process.exit(2)
}

const folder = fileURLToPath(new URL('../docs/shops/', import.meta.url))
mkdirSync(folder, { recursive: true })
for (const template of positionals.length > 0 ? positionals : known) {
  const started = performance.now()
  const { text, outside } = shopRunsPage(runUntouched(template, size), size)
  writeFileSync(`${folder}${template}.md`, await layOut(text))
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  const verdict = outside.length === 0 ? 'ok' : `outside: ${outside.join(', ')}`
  console.log(`wrote docs/shops/${template}.md in ${seconds} s; ${verdict}`)
}
