import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react'
import { ReactFlowProvider, useReactFlow } from '@xyflow/react'
import { nodeDefinition, type Issue, type NodeDefinition } from '@sandtable/rules'
import { useI18n } from '../i18n/index.ts'
import { BottomPanel } from './BottomPanel.tsx'
import { Canvas } from './Canvas.tsx'
import {
  EditorContext,
  IssuesContext,
  PerformContext,
  useEditor,
  useEditorState,
  usePlaybook,
  type Editor,
} from './context.ts'
import type { Point, Size } from './geometry.ts'
import { Inspector, loadWhenIdle, NodePicker, ShortcutsSheet } from './later.ts'
import { LeftPanel } from './LeftPanel.tsx'
import { placeNode, wiringAfter } from './placing.ts'
import { Problems } from './Problems.tsx'
import { rememberKind } from './recentKinds.ts'
import { narrowPx, type PickerRequest } from './store.ts'
import { focusNode, revealNode, useCommands } from './useCommands.ts'
import { useFitting } from './useFitting.ts'
import { TopBar } from './TopBar.tsx'
import { useEditorIssues } from './useEditorIssues.ts'
import './editor.css'

interface EditorViewProps {
  readonly editor: Editor
  /** Save state, at the end of the top bar. */
  readonly saveChip: ReactNode
  /** Language, appearance. */
  readonly topBarEnd: ReactNode
  readonly brand: ReactNode
  readonly runPanel: ReactNode
  readonly isRunning: boolean
  readonly onRun: () => void
  readonly onExport: () => void
}

/** The whole editor: canvas, panels, commands. Knows nothing of the server. */
export function EditorView(props: EditorViewProps) {
  return (
    <EditorContext value={props.editor}>
      <ReactFlowProvider>
        <Workbench {...props} />
      </ReactFlowProvider>
    </EditorContext>
  )
}

function Workbench({
  saveChip,
  topBarEnd,
  brand,
  runPanel,
  isRunning,
  onRun,
  onExport,
}: EditorViewProps) {
  const { store, newId, catalogue } = useEditor()
  const { t, text } = useI18n()
  const flow = useReactFlow()
  const playbook = usePlaybook()
  const panels = useEditorState((state) => state.panels)
  const hasShortcuts = useEditorState((state) => state.hasShortcuts)
  const issues = useEditorIssues(playbook, catalogue)
  const [measured] = useState(() => new Map<string, Size>())
  const measuredSizes = useCallback(() => measured, [measured])
  // on an empty canvas, the first node stays where it is dropped
  const [hadNodes] = useState(playbook.nodes.length > 0)
  const onFit = useFitting(hadNodes)
  const perform = useCommands({ onRun, onFit, measuredSizes })

  const add = useCallback(
    (definition: NodeDefinition, { at, category: _, ...wiring }: PickerRequest) => {
      const pane = document.querySelector('.canvas')?.getBoundingClientRect()
      const centre = flow.screenToFlowPosition({
        x: pane === undefined ? 0 : pane.left + pane.width / 2,
        y: pane === undefined ? 0 : pane.top + pane.height / 3,
      })
      const placing = {
        definition,
        centre,
        sizes: measured,
        ...wiring,
        ...(at === undefined ? {} : { at }),
      }
      const placed = placeNode(store.playbook(), placing, newId)
      store.edit('add', () => placed.playbook, { select: [placed.nodeId] })
      rememberKind(definition.kind)
      store.announce(t.canvas.added(text(definition.label)))
      // after the dialog has given the focus back
      setTimeout(() => {
        revealNode(flow, placed.nodeId)
        focusNode(placed.nodeId)
      }, 60)
    },
    [store, newId, flow, measured, t, text],
  )
  /** From the palette: behind the selected node where that fits. */
  const onAdd = useCallback(
    (definition: NodeDefinition) => {
      const selected = [...store.getState().selectedNodes]
      const after = selected.length === 1 ? selected[0] : undefined
      add(definition, after === undefined ? {} : wiringAfter(store.playbook(), after, definition))
    },
    [store, add],
  )
  const onDropKind = (kind: string, at: Point) => {
    const definition = nodeDefinition(kind)
    if (definition !== undefined) add(definition, { at })
  }
  const onJump = ({ nodeId, field, edgeId }: Issue) => {
    if (nodeId === undefined) {
      store.select([], edgeId === undefined ? [] : [edgeId])
      store.show({
        hasInspector: true,
        ...(panels.bottomSize === 'full' ? { bottomSize: 'normal' } : {}),
      })
      return
    }
    store.goTo(nodeId, { isEditing: true, ...(field === undefined ? {} : { field }) })
  }
  useNarrow()
  useGoingTo()
  useEffect(loadWhenIdle, [])
  const errors = useMemo(
    () => issues.filter(({ severity }) => severity === 'error').length,
    [issues],
  )

  return (
    <IssuesContext value={issues}>
      <PerformContext value={perform}>
        <div className="editor">
          <TopBar
            brand={brand}
            saveChip={saveChip}
            end={topBarEnd}
            isRunning={isRunning}
            onRun={onRun}
            onExport={onExport}
          />
          <div className="editor-body" hidden={panels.bottomSize === 'full'}>
            {panels.left !== undefined && <LeftPanel onAdd={onAdd} />}
            <main className="editor-main" id="content" tabIndex={-1}>
              <Canvas sizes={measured} onDropKind={onDropKind} />
            </main>
            {panels.hasInspector && (
              <aside className="panel panel-right" aria-label={t.editor.inspector}>
                <Inspector />
              </aside>
            )}
          </div>
          <BottomPanel
            errors={errors}
            count={issues.length}
            problems={<Problems onJump={onJump} />}
            run={runPanel}
          />
          <NodePicker onPick={add} />
          <ShortcutsSheet
            isOpen={hasShortcuts}
            onClose={() => store.setState({ hasShortcuts: false })}
          />
          <Announcer />
        </div>
      </PerformContext>
    </IssuesContext>
  )
}

/** On a window that shrinks, one side panel stays open. */
function useNarrow(): void {
  const { store } = useEditor()
  useEffect(() => {
    const query = window.matchMedia(`(max-width: ${narrowPx}px)`)
    const onChange = () => store.setNarrow(query.matches)
    onChange()
    query.addEventListener('change', onChange)
    return () => query.removeEventListener('change', onChange)
  }, [store])
}

/** Brings into view what the store was told to go to, once it is laid out. */
function useGoingTo(): void {
  const flow = useReactFlow()
  const goingTo = useEditorState((state) => state.goingTo)
  useEffect(() => {
    if (goingTo === undefined) return undefined
    // panels that opened or closed have given the canvas its size by then
    const timer = setTimeout(() => revealNode(flow, goingTo.nodeId), 50)
    return () => clearTimeout(timer)
  }, [goingTo, flow])
}

/** Says what happened to those who do not see it. */
function Announcer() {
  const { text, serial } = useEditorState((state) => state.announcement)
  return (
    <output
      className="visually-hidden"
      aria-live="polite"
      data-serial={serial}
      data-testid="announcer"
    >
      {text}
    </output>
  )
}
