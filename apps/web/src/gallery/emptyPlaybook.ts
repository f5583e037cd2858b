import { playbookFormat, type Playbook } from '@sandtable/rules'

/** What "New playbook" begins with. */
export function emptyPlaybook(id: string, name: string): Playbook {
  return { format: playbookFormat, id, name, nodes: [], edges: [] }
}
