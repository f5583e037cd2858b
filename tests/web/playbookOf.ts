import { defaultConfig, nodeDefinition, type Playbook } from '@sandtable/rules'

/**
 * A small playbook: nodes as `id:kind@x,y`, edges as `a.true>b.in`. Nodes without a place stand in a
 * row, 300 px apart.
 */
export function playbookOf(nodes: readonly string[], edges: readonly string[] = []): Playbook {
  const layout: Record<string, [number, number]> = {}
  return {
    format: 'playbook/1',
    id: 'pb_test',
    name: 'Test',
    nodes: nodes.map((text, index) => {
      const [, id = '', type = '', x, y] = /^(\w+):([\w.]+)(?:@(-?\d+),(-?\d+))?$/.exec(text) ?? []
      layout[id] = [Number(x ?? index * 300), Number(y ?? 0)]
      const definition = nodeDefinition(type)
      return {
        id,
        type,
        v: 1,
        config: definition === undefined ? {} : { ...defaultConfig(definition) },
      }
    }),
    edges: edges.map((text) => {
      const [, from = '', out = '', to = '', into = ''] =
        /^(\w+)\.(\w+)>(\w+)\.(\w+)$/.exec(text) ?? []
      return { id: `e_${from}_${out}_${to}`, from: [from, out], to: [to, into] }
    }),
    layout,
  }
}
