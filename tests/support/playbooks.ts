/** Short ways to write playbooks in tests. */
import { compile, type Catalogue, type Config, type Playbook, type Program } from '@sandtable/rules'
import { fakeCatalogue } from './fakeShop.ts'

/** A playbook whose nodes are given as `id: [type, config]` and whose edges as `from.port>to`. */
export function playbook(
  nodes: Record<string, readonly [type: string, config: Config]>,
  edges: readonly string[],
  more: Partial<Playbook> = {},
): Playbook {
  return {
    format: 'playbook/1',
    id: 'pb_test',
    name: 'Test',
    nodes: Object.entries(nodes).map(([id, [type, config]]) => ({ id, type, v: 1, config })),
    edges: edges.map((edge, index) => {
      const [from, to] = edge.split('>') as [string, string]
      const [node, port] = from.split('.') as [string, string]
      return { id: `e${index}`, from: [node, port], to: [to, 'in'] }
    }),
    ...more,
  }
}

/** Compiles, or fails the test with the issues. */
export function program(
  playbooks: Playbook | readonly Playbook[],
  catalogue: Catalogue = fakeCatalogue,
): Program {
  const result = compile(Array.isArray(playbooks) ? playbooks : [playbooks as Playbook], catalogue)
  if (!result.ok) throw new Error(JSON.stringify(result.issues, null, 1))
  return result.program
}

/** trigger.metric → action.notify, the smallest playbook that does something. */
export function alertWhen(expression: string, trigger: Config = {}, action: Config = {}): Playbook {
  return playbook(
    {
      n_t: ['trigger.metric', { scope: 'product', expression, ...trigger }],
      n_a: ['action.notify', { desk: 'operations', severity: 'info', message: 'look', ...action }],
    },
    ['n_t.out>n_a'],
  )
}
