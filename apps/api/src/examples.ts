import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  describeIssue,
  packFileName,
  packFileNames,
  parsePlaybook,
  type Issue,
} from '@sandtable/rules'
import type { Log } from './log.ts'
import type { PackLibrary } from './packLibrary.ts'
import type { PlaybookLibrary } from './playbookLibrary.ts'

/** Stores every example playbook of a folder that was never stored before; a broken one is logged and left out. */
export async function addExamples(
  library: PlaybookLibrary,
  folder: string,
  log: Log,
): Promise<void> {
  const names = await namesIn(folder, log)
  for (const name of names.filter((one) => one.endsWith('.json'))) {
    const parsed = parsePlaybook(await readFile(join(folder, name), 'utf8'))
    if (parsed.ok) await library.addExample(parsed.playbook)
    else leftOut(name, parsed.issues, log)
  }
}

/** The same for packs, each a folder of its own. */
export async function addExamplePacks(
  library: PackLibrary,
  folder: string,
  log: Log,
): Promise<void> {
  for (const name of await namesIn(folder, log)) {
    const text = await readFile(join(folder, name, packFileName), 'utf8').catch(() => '')
    const files = new Map<string, string>()
    for (const file of packFileNames(text)) {
      const beside = await readFile(join(folder, name, file), 'utf8').catch(() => undefined)
      if (beside !== undefined) files.set(file, beside)
    }
    leftOut(name, await library.addExample(text, files), log)
  }
}

function leftOut(name: string, issues: readonly Issue[], log: Log): void {
  for (const issue of issues) {
    log.info(`example ${name} was left out: ${describeIssue(issue, 'en').sentence}`)
  }
}

async function namesIn(folder: string, log: Log): Promise<string[]> {
  try {
    return (await readdir(folder)).toSorted()
  } catch (error) {
    log.failure(`the examples in ${folder} cannot be read`, error)
    return []
  }
}
