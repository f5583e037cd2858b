import { useEditor } from '../editor/context.ts'
import { RunPanel, type RunPanelProps } from '../runs/RunPanel.tsx'

/** The run panel inside the editor: what it names can be gone to on the canvas. */
export function EditorRunPanel(props: Omit<RunPanelProps, 'onNode'>) {
  const { store } = useEditor()
  return (
    <RunPanel
      {...props}
      onNode={(nodeId, field) => {
        store.goTo(nodeId, { isEditing: true, ...(field === undefined ? {} : { field }) })
      }}
    />
  )
}
