import { useReactFlow } from '@xyflow/react'
import { useEditor } from '../editor/context.ts'
import { revealNode } from '../editor/useCommands.ts'
import { RunPanel, type RunPanelProps } from '../runs/RunPanel.tsx'

/** The run panel inside the editor: what it names can be gone to on the canvas. */
export function EditorRunPanel(props: Omit<RunPanelProps, 'onNode'>) {
  const { store } = useEditor()
  const flow = useReactFlow()
  return (
    <RunPanel
      {...props}
      onNode={(nodeId, field) => {
        store.select([nodeId])
        store.show({ hasInspector: true })
        // over the whole window the panel would hide what it leads to
        if (store.getState().panels.bottomSize === 'full') store.show({ bottomSize: 'normal' })
        store.setState({ jump: { nodeId, ...(field === undefined ? {} : { field }) } })
        revealNode(flow, nodeId)
      }}
    />
  )
}
