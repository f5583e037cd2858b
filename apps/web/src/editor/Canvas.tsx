import { use, useCallback, useMemo, useState, type DragEvent, type FocusEvent } from 'react'
import {
  Background,
  BackgroundVariant,
  ConnectionLineType,
  Controls,
  MiniMap,
  ReactFlow,
  SelectionMode,
  useReactFlow,
  useStore as useFlowStore,
  type Connection,
  type EdgeChange,
  type NodeChange,
  type OnConnectEnd,
  type ReactFlowState,
} from '@xyflow/react'
import { canConnect, nodeDefinition } from '@sandtable/rules'
import { useI18n } from '../i18n/index.ts'
import { ConnectionReason, EmptyCanvas } from './CanvasOverlays.tsx'
import { IssuesContext, useEditor, useEditorState } from './context.ts'
import { connectionStatus } from './connecting.ts'
import { titleById } from './describe.ts'
import { connect, place } from './edits.ts'
import { EdgeLine } from './EdgeLine.tsx'
import {
  canvasHelpId,
  createFlowMapper,
  fromConnection,
  type FlowEdge,
  type FlowInput,
  type FlowNode,
} from './flow.ts'
import { cardSize, gridPx, type Point, type Size } from './geometry.ts'
import { readingOrder } from './graph.ts'
import { HighlightContext, type Highlight } from './highlight.ts'
import { NodeCard } from './NodeCard.tsx'
import { paletteDragType } from './Palette.tsx'
import { problemCounts } from './problems.ts'
import { minZoom } from './useFitting.ts'
import './canvas.css'

const nodeTypes = { card: NodeCard }
const edgeTypes = { line: EdgeLine }
const noPlaces: ReadonlyMap<string, Point> = new Map()
/** Above this many nodes, cards outside the window are not rendered. */
const manyNodes = 200

/** Nodes of the overview map in the colour of their category. */
const colourOf = ({ data }: FlowNode) => `var(--${data.category})`

interface CanvasProps {
  /** Sizes of the cards on screen; filled here, read by "tidy up". */
  readonly sizes: Map<string, Size>
  readonly onDropKind: (kind: string, at: Point) => void
}

export function Canvas({ sizes, onDropKind }: CanvasProps) {
  const { store, newId } = useEditor()
  const { t, language } = useI18n()
  const flow = useReactFlow()
  const playbook = useEditorState((state) => state.history.present)
  const selectedNodes = useEditorState((state) => state.selectedNodes)
  const selectedEdges = useEditorState((state) => state.selectedEdges)
  const connecting = useEditorState((state) => state.connecting)
  const issues = use(IssuesContext)
  const [moving, setMoving] = useState(noPlaces)
  // places of a drag count for the playbook it began on
  const [movedPlaybook, setMovedPlaybook] = useState(playbook)
  if (movedPlaybook !== playbook) {
    setMovedPlaybook(playbook)
    setMoving(noPlaces)
  }
  // a new map for every measurement, so that the memo below sees it
  const [measured, setMeasured] = useState<ReadonlyMap<string, Size>>(sizes)

  const highlight = useMemo<Highlight | undefined>(
    () =>
      connecting === undefined
        ? undefined
        : {
            from: [connecting.nodeId, connecting.portId],
            to: connecting.targets[connecting.chosen],
          },
    [connecting],
  )
  // not again for every frame of a drag
  const problems = useMemo(() => problemCounts(issues), [issues])
  const first = useMemo(() => readingOrder(playbook)[0], [playbook])
  const input = useMemo<FlowInput>(() => {
    return {
      playbook,
      selectedNodes,
      selectedEdges,
      tabStop: [...selectedNodes][0] ?? first,
      sizes: measured,
      moving,
      problems: problems.byNode,
      brokenEdges: problems.brokenEdges,
      preview: highlight?.to === undefined ? undefined : { from: highlight.from, to: highlight.to },
      language,
      t,
    }
  }, [
    playbook,
    selectedNodes,
    selectedEdges,
    first,
    measured,
    moving,
    problems,
    highlight,
    language,
    t,
  ])
  const [toFlow] = useState(createFlowMapper)
  const { nodes, edges } = useMemo(() => toFlow(input), [toFlow, input])

  const onNodesChange = useCallback(
    (changes: NodeChange<FlowNode>[]) => {
      const places = new Map<string, Point>()
      const selection = new Set(store.getState().selectedNodes)
      let isMeasured = false
      for (const change of changes) {
        if (change.type === 'dimensions' && change.dimensions !== undefined) {
          sizes.set(change.id, change.dimensions)
          isMeasured = true
        } else if (change.type === 'position' && change.position !== undefined) {
          places.set(change.id, change.position)
        } else if (change.type === 'select') {
          if (change.selected) selection.add(change.id)
          else selection.delete(change.id)
        }
      }
      if (isMeasured) setMeasured(new Map(sizes))
      if (places.size > 0) setMoving((now) => new Map([...now, ...places]))
      store.select(selection, store.getState().selectedEdges)
    },
    [store, sizes],
  )
  const onEdgesChange = useCallback(
    (changes: EdgeChange<FlowEdge>[]) => {
      const selection = new Set(store.getState().selectedEdges)
      for (const change of changes) {
        if (change.type !== 'select') continue
        if (change.selected) selection.add(change.id)
        else selection.delete(change.id)
      }
      store.select(store.getState().selectedNodes, selection)
    },
    [store],
  )
  /** One drag, one step of the history, however many frames it took. */
  const onDragStop = useCallback(
    (_: unknown, __: unknown, dragged: FlowNode[]) => {
      const ids = new Set(store.playbook().nodes.map(({ id }) => id))
      const places = new Map(
        dragged.filter(({ id }) => ids.has(id)).map(({ id, position }) => [id, position]),
      )
      store.setState({ isDragging: false })
      store.edit('move', (now) => place(now, places))
      setMoving(noPlaces)
    },
    [store],
  )
  const onDragStart = useCallback(() => {
    store.setState({ isDragging: true })
    // a drag whose node went away has no end of its own
    const end = () => store.setState({ isDragging: false })
    window.addEventListener('pointerup', end, { once: true })
  }, [store])
  const onConnect = useCallback(
    (connection: Connection) => {
      const ends = fromConnection(connection)
      if (ends === undefined || canConnect(store.playbook(), ends.from, ends.to) !== undefined)
        return
      store.edit('connect', (now) => connect(now, newId('e'), ends.from, ends.to))
      const title = (id: string) => titleById(store.playbook(), id, language)
      store.announce(t.canvas.connected(title(ends.from[0]), title(ends.to[0])))
    },
    [store, newId, language, t],
  )
  const isValidConnection = useCallback(
    (connection: Connection | FlowEdge) => {
      const ends = fromConnection(connection)
      return ends !== undefined && canConnect(store.playbook(), ends.from, ends.to) === undefined
    },
    [store],
  )
  /** A connection dropped on the empty canvas asks for a new node there. */
  const onConnectEnd = useCallback<OnConnectEnd>(
    (event, { toNode, fromHandle }) => {
      if (toNode !== null || fromHandle === null || fromHandle.id == null) return
      const point = 'changedTouches' in event ? event.changedTouches[0] : event
      if (point === undefined) return
      const { x, y } = flow.screenToFlowPosition({ x: point.clientX, y: point.clientY })
      const end: [string, string] = [fromHandle.nodeId, fromHandle.id]
      store.setState({
        picker:
          fromHandle.type === 'source'
            ? { from: end, at: { x, y: y - 4 * gridPx } }
            : { to: end, at: { x: x - cardSize.width, y: y - 4 * gridPx } },
      })
    },
    [store, flow],
  )
  const onDrop = (event: DragEvent) => {
    const kind = event.dataTransfer.getData(paletteDragType)
    if (nodeDefinition(kind) === undefined) return
    event.preventDefault()
    const { x, y } = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY })
    onDropKind(kind, { x: x - cardSize.width / 2, y: y - 3 * gridPx })
  }
  const onDragOver = (event: DragEvent) => {
    if (event.dataTransfer.types.includes(paletteDragType)) event.preventDefault()
  }
  /** Tab into the canvas selects the node it comes to. */
  const onFocus = (event: FocusEvent) => {
    const id = event.target.matches('.react-flow__node:focus-visible')
      ? event.target.getAttribute('data-id')
      : null
    if (id !== null && !store.getState().selectedNodes.has(id)) store.select([id])
  }
  /** Connecting by keyboard ends where its keys no longer arrive. */
  const onBlur = ({ relatedTarget, currentTarget }: FocusEvent) => {
    const isOtherWindow = relatedTarget === null && !document.hasFocus()
    if (isOtherWindow || currentTarget.contains(relatedTarget)) return
    if (store.getState().connecting !== undefined) store.setState({ connecting: undefined })
  }

  return (
    <HighlightContext value={highlight}>
      <div
        className="canvas"
        ref={takeOutOfTabOrder}
        tabIndex={-1}
        onDrop={onDrop}
        onDragOver={onDragOver}
        onFocus={onFocus}
        onBlur={onBlur}
      >
        <p id={canvasHelpId} className="visually-hidden">
          {t.canvas.help}
        </p>
        <FarAway>
          <ReactFlow<FlowNode, FlowEdge>
            nodes={nodes}
            edges={edges}
            nodeTypes={nodeTypes}
            edgeTypes={edgeTypes}
            onNodesChange={onNodesChange}
            onEdgesChange={onEdgesChange}
            onNodeDragStart={onDragStart}
            onNodeDragStop={onDragStop}
            onSelectionDragStart={onDragStart}
            onSelectionDragStop={(event, dragged) => onDragStop(event, undefined, dragged)}
            onNodeDoubleClick={(_, { id }) => {
              store.show({ hasInspector: true })
              store.setState({ jump: { nodeId: id } })
            }}
            onConnect={onConnect}
            onConnectEnd={onConnectEnd}
            isValidConnection={isValidConnection}
            connectionLineType={ConnectionLineType.Bezier}
            connectionRadius={28}
            deleteKeyCode={null}
            multiSelectionKeyCode={['Shift', 'Meta', 'Control']}
            disableKeyboardA11y
            edgesFocusable={false}
            selectionMode={SelectionMode.Partial}
            snapToGrid
            snapGrid={[gridPx, gridPx]}
            minZoom={minZoom}
            maxZoom={2}
            onlyRenderVisibleElements={playbook.nodes.length > manyNodes}
            attributionPosition="bottom-left"
            aria-label={t.canvas.label}
            ariaLabelConfig={{
              'node.a11yDescription.default': t.canvas.reactFlow.node,
              'node.a11yDescription.keyboardDisabled': t.canvas.reactFlow.node,
              'edge.a11yDescription.default': t.canvas.reactFlow.edge,
              'controls.ariaLabel': t.canvas.reactFlow.controls,
              'controls.zoomIn.ariaLabel': t.commands.zoomIn,
              'controls.zoomOut.ariaLabel': t.commands.zoomOut,
              'controls.fitView.ariaLabel': t.commands.fit,
              'minimap.ariaLabel': t.canvas.reactFlow.minimap,
              'handle.ariaLabel': t.canvas.reactFlow.handle,
            }}
          >
            <Background variant={BackgroundVariant.Dots} gap={3 * gridPx} />
            <Controls showInteractive={false} position="bottom-left" />
            <Overview />
          </ReactFlow>
        </FarAway>
        <ConnectionReason />
        {connecting !== undefined && (
          <p className="canvas-status">{connectionStatus(playbook, connecting, language, t)}</p>
        )}
        {playbook.nodes.length === 0 && <EmptyCanvas />}
      </div>
    </HighlightContext>
  )
}

/** The link in the corner is for the pointer; Tab goes from the canvas to the inspector. */
function takeOutOfTabOrder(canvas: HTMLElement | null): void {
  canvas?.querySelector('.react-flow__attribution a')?.setAttribute('tabindex', '-1')
}

/** From far away, cards show only what can still be read. */
function FarAway({ children }: { readonly children: React.ReactNode }) {
  const isFar = useFlowStore(({ transform }) => transform[2] < 0.3)
  return <div className={`canvas-flow ${isFar ? 'is-far' : ''}`}>{children}</div>
}

/** A map of the playbook while part of it is out of view; it would only cover what it shows otherwise. */
function Overview() {
  const isWanted = useFlowStore(hasMoreThanShown)
  if (!isWanted) return null
  return <MiniMap pannable zoomable className="canvas-map" nodeColor={colourOf} />
}

function hasMoreThanShown({ nodeLookup, transform, width, height }: ReactFlowState): boolean {
  const [left, top, zoom] = transform
  for (const { internals, measured } of nodeLookup.values()) {
    const x = internals.positionAbsolute.x * zoom + left
    const y = internals.positionAbsolute.y * zoom + top
    if (x < 0 || y < 0) return true
    if (x + (measured.width ?? 0) * zoom > width || y + (measured.height ?? 0) * zoom > height)
      return true
  }
  return false
}
