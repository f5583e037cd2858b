import { use, useDeferredValue, useEffect, useMemo, useRef } from 'react'
import { graphOf, scopesOf } from '@sandtable/rules'
import { Trash2 } from 'lucide-react'
import { useI18n } from '../i18n/index.ts'
import { Button } from '../ui/Button.tsx'
import { IssuesContext, PerformContext, useEditor, useEditorState, usePlaybook } from './context.ts'
import { titleById } from './describe.ts'
import { portsOf } from './graph.ts'
import { NodeForm } from './NodeForm.tsx'
import { PlaybookForm } from './PlaybookForm.tsx'
import './inspector.css'

/** The form of what is selected; of the playbook when nothing is. */
export function Inspector() {
  const { t, text, language } = useI18n()
  const { store } = useEditor()
  const perform = use(PerformContext)
  const playbook = usePlaybook()
  // walking over nodes with the arrow keys stays quick: the form follows when there is time
  const selectedNodes = useDeferredValue(useEditorState((state) => state.selectedNodes))
  const selectedEdges = useEditorState((state) => state.selectedEdges)
  const jump = useEditorState((state) => state.jump)
  const issues = use(IssuesContext)
  const panel = useRef<HTMLDivElement>(null)
  const scopes = useMemo(() => scopesOf(graphOf(playbook)), [playbook])

  const [only] = selectedNodes
  const node = selectedNodes.size === 1 ? playbook.nodes.find(({ id }) => id === only) : undefined
  const nodeIssues = useMemo(
    () => issues.filter(({ nodeId }) => nodeId !== undefined && nodeId === node?.id),
    [issues, node?.id],
  )

  useEffect(() => {
    // a jump to the node itself goes to its first field
    if (jump === undefined || jump.field !== undefined || jump.nodeId !== node?.id) return
    panel.current?.querySelector<HTMLElement>('input, select, textarea')?.focus()
    store.setState({ jump: undefined })
  }, [jump, node?.id, store])

  const [edgeId] = selectedEdges
  const edge = selectedEdges.size === 1 ? playbook.edges.find(({ id }) => id === edgeId) : undefined
  let form = <PlaybookForm />
  if (node !== undefined) {
    form = (
      <NodeForm
        key={node.id}
        node={node}
        issues={nodeIssues}
        scope={scopes.get(node.id)?.[0]}
        params={playbook.params}
        onDelete={() => perform('deleteSelection')}
        onDuplicate={() => perform('duplicate')}
      />
    )
  } else if (selectedNodes.size > 1) {
    form = (
      <div className="form">
        <h2>{t.inspector.several(selectedNodes.size)}</h2>
        <p className="muted">{t.inspector.severalHelp}</p>
      </div>
    )
  } else if (edge !== undefined) {
    const source = playbook.nodes.find(({ id }) => id === edge.from[0])
    const ports = source === undefined ? [] : portsOf(playbook, source).outputs
    const port = ports.find(({ id }) => id === edge.from[1])
    const portTitle = port === undefined ? edge.from[1] : text(port.label)
    form = (
      <div className="form">
        <h2>{t.inspector.edgeTitle}</h2>
        <p>
          {t.inspector.edgeText(
            titleById(playbook, edge.from[0], language),
            portTitle,
            titleById(playbook, edge.to[0], language),
          )}
        </p>
        <p>
          <Button look="danger" onClick={() => perform('deleteSelection')}>
            <Trash2 size={14} aria-hidden="true" />
            {t.canvas.deleteEdge}
          </Button>
        </p>
      </div>
    )
  }
  return (
    <div className="inspector" ref={panel}>
      {form}
    </div>
  )
}
