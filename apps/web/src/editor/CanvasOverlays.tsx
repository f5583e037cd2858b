import { useConnection } from '@xyflow/react'
import { Plus } from 'lucide-react'
import { canConnect, describeIssue } from '@sandtable/rules'
import { useI18n } from '../i18n/index.ts'
import { Button } from '../ui/Button.tsx'
import { useEditor } from './context.ts'

/** Why the port under the pointer does not accept the connection that is being drawn. */
export function ConnectionReason() {
  const { store } = useEditor()
  const { t, language } = useI18n()
  const connection = useConnection()
  if (!connection.inProgress || connection.isValid !== false) return null
  const { fromHandle, toHandle } = connection
  if (toHandle === null || fromHandle.id == null || toHandle.id == null) return null
  const drawn: [string, string] = [fromHandle.nodeId, fromHandle.id]
  const other: [string, string] = [toHandle.nodeId, toHandle.id]
  const [from, to] = fromHandle.type === 'source' ? [drawn, other] : [other, drawn]
  const reason = canConnect(store.playbook(), from, to)
  if (reason === undefined) return null
  const { sentence, suggestion } = describeIssue(reason, language)
  return (
    <output className="canvas-status is-error">
      {reason.code === 'duplicateEdge'
        ? t.canvas.alreadyConnected
        : `${sentence} ${suggestion ?? ''}`}
    </output>
  )
}

/** An empty canvas says how to begin. */
export function EmptyCanvas() {
  const { t } = useI18n()
  const { store } = useEditor()
  return (
    <div className="canvas-empty">
      <h2>{t.canvas.emptyTitle}</h2>
      <p className="muted">{t.canvas.empty}</p>
      <Button look="primary" onClick={() => store.setState({ picker: { category: 'trigger' } })}>
        <Plus size={16} />
        {t.canvas.addFirst}
      </Button>
    </div>
  )
}
