/**
 * The whole test run: generated files, types, lint, format, unit + property + API tests, browser tests.
 * Every part runs, whatever the others say; the last line is the sum over all of them.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBrowser } from './browser.ts'

interface Count {
  readonly passed: number
  readonly failed: number
}

const scratch = mkdtempSync(join(tmpdir(), 'sandtable-test-'))
const bin = (name: string) => join(import.meta.dirname, '..', 'node_modules', '.bin', name)

function command(name: string, args: readonly string[], env: Record<string, string> = {}): boolean {
  console.log(`\n▶ ${[name, ...args].join(' ')}`)
  const { status } = spawnSync(bin(name), args, {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
  return status === 0
}

/** A part without tests of its own counts as one: it passed or failed. */
const one = (passed: boolean): Count => ({ passed: Number(passed), failed: Number(!passed) })

/** A runner's counts, read from its JSON report; a runner that fails without a failed test counts one failure. */
function counted(passed: boolean, count: () => Count): Count {
  try {
    const result = count()
    return !passed && result.failed === 0 ? { ...result, failed: 1 } : result
  } catch (error) {
    console.error(`no test report: ${String(error)}`)
    return { passed: 0, failed: 1 }
  }
}

function vitest(): Count {
  const file = join(scratch, 'vitest.json')
  const passed = command('vitest', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ])
  return counted(passed, () => {
    const report = JSON.parse(readFileSync(file, 'utf8')) as {
      numPassedTests: number
      numFailedTests: number
    }
    return { passed: report.numPassedTests, failed: report.numFailedTests }
  })
}

function playwright(): Count {
  const file = join(scratch, 'playwright.json')
  let path: string
  try {
    path = ensureBrowser(console.log)
  } catch (error) {
    console.error((error as Error).message)
    return { passed: 0, failed: 1 }
  }
  const passed = command('playwright', ['test', '--reporter=list,json'], {
    CHROMIUM_PATH: path,
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  })
  return counted(passed, () => {
    const { stats } = JSON.parse(readFileSync(file, 'utf8')) as {
      stats: { expected: number; unexpected: number; flaky: number }
    }
    return { passed: stats.expected, failed: stats.unexpected + stats.flaky }
  })
}

const parts: readonly (() => Count)[] = [
  () => one(command('node', ['scripts/generate.ts', '--check'])),
  () => one(command('tsc', ['-b'])),
  () => one(command('oxlint', ['--type-aware', '--deny-warnings'])),
  () => one(command('prettier', ['--check', '--log-level=warn', '.'])),
  () => one(command('vite', ['build', 'apps/web', '--logLevel=warn'])),
  vitest,
  playwright,
]
const counts = parts.map((part) => part())
rmSync(scratch, { recursive: true })
const sum = (key: keyof Count) => counts.reduce((total, count) => total + count[key], 0)
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`)
process.exitCode = sum('failed') === 0 ? 0 : 1
