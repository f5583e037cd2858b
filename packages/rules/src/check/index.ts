/** Every analysis of a playbook. A new one is one file and one line here. */
import { capped, type Issue } from '../issues.ts'
import type { Playbook } from '../playbook.ts'
import type { Catalogue } from '../shop.ts'
import { unsupportedCommands } from './commands.ts'
import { checkContext, type Analysis } from './context.ts'
import { fields } from './fields.ts'
import { connections, structure } from './structure.ts'

const analyses: readonly Analysis[] = [structure, connections, fields, unsupportedCommands]

/**
 * Every problem of a structurally valid playbook, against the figures and commands a shop announces.
 * Pure and quick enough for every key press; nothing is thrown, whatever the playbook holds.
 */
export function checkPlaybook(playbook: Playbook, catalogue: Catalogue): readonly Issue[] {
  const context = checkContext(playbook, catalogue)
  return capped(analyses.flatMap((analysis) => analysis(context)))
}
