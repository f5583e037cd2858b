/**
 * `node scripts/mutations/sample.ts LINES SEED`: so many lines of code drawn from what Stryker is to change, as its
 * `--mutate` takes them. The share of their mutants that the tests find estimates that of all; mutants that
 * span lines are left out, and those are the easier to find.
 */
import { globSync, readFileSync } from 'node:fs'
import config from '../../stryker.config.json' with { type: 'json' }
import { deriveKey, drawUniform } from '../../packages/sim/src/random.ts'

const [count = 100, seed = 1] = process.argv.slice(2).map(Number)
const isLeftOut = (pattern: string) => pattern.startsWith('!')
const files = globSync(
  config.mutate.filter((pattern) => !isLeftOut(pattern)),
  { exclude: config.mutate.filter(isLeftOut).map((pattern) => pattern.slice(1)) },
)
const lines = files.toSorted().flatMap((file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((text, index) =>
      /^\s*($|\*|\/[/*]|import |export (type|interface)|readonly )/.test(text)
        ? []
        : [`${file}:${index + 1}-${index + 1}`],
    ),
)
const key = deriveKey(seed, 0, 'stryker.lines', 0)
const drawn = new Set<string>()
for (let i = 0; drawn.size < Math.min(count, lines.length); i++) {
  drawn.add(lines[Math.floor(drawUniform(key, i) * lines.length)]!)
}
console.log([...drawn].join())
