/** `npm run bench -- <name> [options]`: runs one benchmark. */
import { benchRules } from './rules.ts'
import { benchSim } from './sim.ts'

const benchmarks: Readonly<Record<string, (options: readonly string[]) => Promise<void>>> = {
  rules: benchRules,
  sim: benchSim,
}

const [name = '', ...options] = process.argv.slice(2)
const run = benchmarks[name]
if (run === undefined) {
  console.error(`Which benchmark? There is: ${Object.keys(benchmarks).join(', ')}.`)
  process.exitCode = 2
} else {
  await run(options)
}
