import { issue } from '../issues.ts'
import type { Analysis } from './context.ts'

/** Actions whose command the shop cannot carry out yet. */
export const unsupportedCommands: Analysis = ({ graph, catalogue }) =>
  [...graph.nodes.values()].flatMap(({ node, index, definition, isActive }) =>
    isActive &&
    definition?.category === 'action' &&
    !catalogue.commands.includes(definition.command)
      ? [
          issue(
            'notSimulated',
            { name: definition.command, what: 'command' },
            { path: ['nodes', index], nodeId: node.id },
            'info',
          ),
        ]
      : [],
  )
