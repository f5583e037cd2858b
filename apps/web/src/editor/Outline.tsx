import { use } from 'react'
import { Ellipsis } from 'lucide-react'
import { useI18n } from '../i18n/index.ts'
import { Button } from '../ui/Button.tsx'
import { Menu } from '../ui/Menu.tsx'
import type { CommandId } from './commands.ts'
import { IssuesContext, PerformContext, useEditor, useEditorState, usePlaybook } from './context.ts'
import { categoryOf, titleOf } from './describe.ts'
import { depths, readingOrder } from './graph.ts'
import { KindIcon } from './kindIcon.tsx'
import { problemCounts } from './problems.ts'
import { nodeDefinition } from '@sandtable/rules'
import { focusNode } from './useCommands.ts'

const menuCommands: readonly CommandId[] = [
  'openInspector',
  'connect',
  'duplicate',
  'disable',
  'deleteSelection',
]
/** Deeper nodes are not indented further, so that their names stay readable. */
const maxIndent = 6

/** The same playbook as a list: independent of what the canvas renders, for keyboard and screen reader. */
export function Outline() {
  const { t, language } = useI18n()
  const { store } = useEditor()
  const perform = use(PerformContext)
  const playbook = usePlaybook()
  const selected = useEditorState((state) => state.selectedNodes)
  const { byNode } = problemCounts(use(IssuesContext))
  const depth = depths(playbook)
  const nodes = new Map(playbook.nodes.map((node) => [node.id, node]))
  if (playbook.nodes.length === 0) return <p className="muted outline">{t.outline.empty}</p>
  return (
    <ul className="outline" aria-label={t.outline.label}>
      {readingOrder(playbook).map((id) => {
        const node = nodes.get(id)
        if (node === undefined) return null
        const title = titleOf(node, language)
        const category = categoryOf(node)
        const problems = byNode.get(id)
        return (
          <li
            key={id}
            className="outline-row"
            style={{ paddingInlineStart: Math.min(depth.get(id) ?? 0, maxIndent) * 14 }}
          >
            <button
              type="button"
              className={`outline-item tone-${category}`}
              aria-current={selected.has(id)}
              // the focus stays, so that the arrow and Tab keys go on from here
              onClick={() => store.goTo(id)}
              onDoubleClick={() => store.goTo(id, { isEditing: true })}
            >
              <span className="palette-icon">
                <KindIcon name={nodeDefinition(node.type)?.icon ?? ''} size={14} />
              </span>
              <span className="outline-title">
                <span className="visually-hidden">{t.categories[category]}: </span>
                {title}
              </span>
              {problems !== undefined && (
                <span className={`chip ${problems.errors > 0 ? 'chip-error' : 'chip-warning'}`}>
                  {t.canvas.problems(problems.errors, problems.warnings)}
                </span>
              )}
            </button>
            <Menu
              trigger={
                <Button look="plain" className="button-icon" aria-label={t.outline.menu(title)}>
                  <Ellipsis size={16} />
                </Button>
              }
              entries={menuCommands.map((command) => ({
                label: t.commands[command],
                onChoose: () => {
                  store.select([id])
                  perform(command)
                  // the keys of "connect" work on the canvas
                  if (command === 'connect') setTimeout(() => focusNode(id), 50)
                },
              }))}
            />
          </li>
        )
      })}
    </ul>
  )
}
