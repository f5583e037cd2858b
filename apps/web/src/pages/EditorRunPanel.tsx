import { useEditor } from '../editor/context.ts'
import { RunPanel } from '../editor/later.ts'
import { useI18n } from '../i18n/index.ts'
import type { RunPanelProps } from '../runs/RunPanel.tsx'

/** The run panel inside the editor: what it names can be gone to on the canvas. */
export function EditorRunPanel(props: Omit<RunPanelProps, 'onNode'>) {
  const { store } = useEditor()
  const { t } = useI18n()
  return (
    <RunPanel
      {...props}
      waiting={<p className="muted">{t.loading}</p>}
      onNode={(nodeId, field) => {
        store.goTo(nodeId, { isEditing: true, ...(field === undefined ? {} : { field }) })
      }}
    />
  )
}
