import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describeIssue } from '@sandtable/rules'
import type { Log } from './log.ts'
import type { PlaybookLibrary } from './playbookLibrary.ts'

/** Stores every example playbook of a folder that was never stored before; a broken one is logged and left out. */
export async function addExamples(
  library: PlaybookLibrary,
  folder: string,
  log: Log,
): Promise<void> {
  for (const name of (await exampleNames(folder, log)).toSorted()) {
    const issues = await library.addExample(await readFile(join(folder, name), 'utf8'))
    for (const issue of issues) {
      log.info(`example ${name} was left out: ${describeIssue(issue, 'en').sentence}`)
    }
  }
}

async function exampleNames(folder: string, log: Log): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.json'))
  } catch (error) {
    log.failure(`the examples in ${folder} cannot be read`, error)
    return []
  }
}
