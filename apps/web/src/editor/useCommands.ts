/** What each command does. The table of names and keys is `commands.ts`. */
import { useCallback, useEffect, useMemo } from 'react'
import { useReactFlow, type ReactFlowInstance } from '@xyflow/react'
import { useI18n } from '../i18n/index.ts'
import { toast } from '../ui/toasts.tsx'
import { copyText, isCopied } from './clipboard.ts'
import { commandOf, type CommandId } from './commands.ts'
import { connectionStatus, connectionStep, startConnecting } from './connecting.ts'
import { useEditor } from './context.ts'
import { titleById } from './describe.ts'
import { place, remove, setDisabled } from './edits.ts'
import { cardSize, gridPx, type Point, type Size } from './geometry.ts'
import { neighbour, placeOf, readingOrder, type Direction } from './graph.ts'
import { loadPaste } from './later.ts'
import { tidy } from './layout.ts'

export interface CommandTargets {
  readonly onRun: () => void
  readonly onFit: () => void
  readonly measuredSizes: () => ReadonlyMap<string, Size>
}

const directions: Readonly<Record<Direction, Point>> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
}

/** Brings the keyboard to a node card, which may have to be rendered first. */
export function focusNode(nodeId: string, tries = 10): void {
  const element = document.querySelector<HTMLElement>(
    `.react-flow__node[data-id="${CSS.escape(nodeId)}"]`,
  )
  if (element !== null) element.focus({ preventScroll: true })
  else if (tries > 0) requestAnimationFrame(() => focusNode(nodeId, tries - 1))
}

/** Brings a node into view, with the canvas moved no more than needed to show it. */
export function revealNode(flow: ReactFlowInstance, nodeId: string): void {
  const node = flow.getInternalNode(nodeId)
  const pane = document.querySelector('.canvas')?.getBoundingClientRect()
  if (node === undefined || pane === undefined) return
  const { width = cardSize.width, height = cardSize.height } = node.measured
  const { zoom, x, y } = flow.getViewport()
  const start = flow.flowToScreenPosition(node.internals.positionAbsolute)
  const margin = 3 * gridPx
  const shift = (from: number, size: number, low: number, high: number) => {
    if (from < low + margin) return low + margin - from
    if (from + size > high - margin)
      return Math.max(low + margin - from, high - margin - from - size)
    return 0
  }
  const dx = shift(start.x, width * zoom, pane.left, pane.right)
  const dy = shift(start.y, height * zoom, pane.top, pane.bottom)
  if (dx !== 0 || dy !== 0) void flow.setViewport({ x: x + dx, y: y + dy, zoom })
}

export function useCommands({
  onRun,
  onFit,
  measuredSizes,
}: CommandTargets): (id: CommandId) => void {
  const { store, newId } = useEditor()
  const { t, language } = useI18n()
  const flow = useReactFlow()

  const actions = useMemo(() => {
    const selected = () => store.getState().selectedNodes
    const title = (id: string) => titleById(store.playbook(), id, language)
    const single = () => (selected().size === 1 ? [...selected()][0] : undefined)

    const walk = (direction: Direction) => () => {
      const playbook = store.playbook()
      const from = single() ?? [...selected()][0]
      const next =
        from === undefined ? readingOrder(playbook)[0] : neighbour(playbook, from, direction)
      if (next === undefined) return
      store.select([next])
      revealNode(flow, next)
      focusNode(next)
    }
    const move = (direction: Direction) => () => {
      const ids = [...selected()]
      if (ids.length === 0) return
      const { x, y } = directions[direction]
      store.edit(
        'move',
        (playbook) =>
          place(
            playbook,
            new Map(
              ids.map((id) => {
                const at = placeOf(playbook, id)
                return [id, { x: at.x + x * gridPx, y: at.y + y * gridPx }]
              }),
            ),
          ),
        { gesture: `move:${ids.join()}` },
      )
      const [first] = ids
      if (first === undefined) return
      const at = placeOf(store.playbook(), first)
      store.announce(t.canvas.moved(title(first), at.x, at.y))
    }
    const deleteSelection = () => {
      const { selectedNodes, selectedEdges } = store.getState()
      const count = selectedNodes.size + selectedEdges.size
      if (count === 0) return
      store.edit('delete', (playbook) => remove(playbook, selectedNodes, selectedEdges))
      store.announce(t.canvas.deleted(count))
      // the focus was on what is gone; the arrow keys go on from the canvas
      document.querySelector<HTMLElement>('.canvas')?.focus()
    }
    const pasteCopied = async (text: string, at: Point | undefined) => {
      const { paste } = await loadPaste()
      const result = paste(store.playbook(), text, newId, {
        ...(at === undefined ? {} : { at }),
        sizes: measuredSizes(),
      })
      if (result.status === 'foreign') return
      if (result.status === 'refused') return toast({ title: t.canvas.pasteRefused, isError: true })
      store.edit('paste', () => result.playbook, { select: result.nodeIds })
      store.announce(t.canvas.pasted(result.nodeIds.size))
      const [first] = result.nodeIds
      if (first !== undefined) {
        focusNode(first)
        // React Flow knows the place of a new node only after it was rendered
        requestAnimationFrame(() => revealNode(flow, first))
      }
    }
    /** False for a text that is no piece of a playbook. */
    const pasteText = (text: string, at?: Point): boolean => {
      if (!isCopied(text)) return false
      pasteCopied(text, at).catch(() => toast({ title: t.gallery.offline, isError: true }))
      return true
    }
    const copy = (): string | undefined => {
      if (selected().size === 0) return undefined
      store.announce(t.canvas.copied(selected().size))
      return copyText(store.playbook(), selected())
    }
    const blocked = () => toast({ title: t.canvas.clipboardBlocked, isError: true })
    const step = (
      go: () => keyof typeof t.edits | undefined,
      done: (what: string) => string,
      none: string,
    ) => {
      const label = go()
      store.announce(label === undefined ? none : done(t.edits[label]))
    }
    const openInspector = (field?: string) => {
      const nodeId = single()
      if (nodeId === undefined) return store.announce(t.canvas.selectFirst)
      store.show({ hasInspector: true })
      store.setState({ jump: { nodeId, ...(field === undefined ? {} : { field }) } })
    }

    const run: Readonly<Record<CommandId, () => void>> = {
      addNode: () => {
        const from = single()
        const open = from === undefined ? undefined : startConnecting(store.playbook(), from)
        store.setState({
          picker: open === undefined ? {} : { from: [open.nodeId, open.portId] },
        })
      },
      connect: () => {
        const nodeId = single()
        if (nodeId === undefined) return store.announce(t.canvas.selectFirst)
        const connecting = startConnecting(store.playbook(), nodeId)
        store.setState({ connecting })
        store.announce(
          connecting === undefined
            ? t.canvas.noOutputs(title(nodeId))
            : connectionStatus(store.playbook(), connecting, language, t),
        )
      },
      openInspector: () => openInspector(),
      rename: () => openInspector('name'),
      disable: () => {
        const ids = selected()
        if (ids.size === 0) return
        const isOn = store
          .playbook()
          .nodes.some((node) => ids.has(node.id) && node.isDisabled !== true)
        store.edit('disable', (playbook) => setDisabled(playbook, ids, isOn))
        const names = [...ids].map(title).join(', ')
        store.announce(isOn ? t.canvas.disabled(names) : t.canvas.enabled(names))
      },
      deleteSelection,
      undo: () => step(store.undo, t.editor.undone, t.editor.nothingToUndo),
      redo: () => step(store.redo, t.editor.redone, t.editor.nothingToRedo),
      copy: () => {
        const text = copy()
        if (text !== undefined) navigator.clipboard.writeText(text).catch(blocked)
      },
      cut: () => {
        const text = copy()
        if (text !== undefined) navigator.clipboard.writeText(text).then(deleteSelection, blocked)
      },
      paste: () => {
        navigator.clipboard.readText().then((text) => pasteText(text), blocked)
      },
      duplicate: () => {
        if (selected().size > 0) pasteText(copyText(store.playbook(), selected()))
      },
      selectAll: () => store.select(store.playbook().nodes.map(({ id }) => id)),
      walkLeft: walk('left'),
      walkRight: walk('right'),
      walkUp: walk('up'),
      walkDown: walk('down'),
      moveLeft: move('left'),
      moveRight: move('right'),
      moveUp: move('up'),
      moveDown: move('down'),
      tidy: () => {
        store.edit('tidy', (playbook) => place(playbook, tidy(playbook, measuredSizes())))
        store.announce(t.canvas.tidied)
        requestAnimationFrame(onFit)
      },
      fit: onFit,
      zoomReset: () => void flow.zoomTo(1),
      zoomIn: () => void flow.zoomIn(),
      zoomOut: () => void flow.zoomOut(),
      showProblems: () => store.show({ bottomTab: 'problems', bottomSize: 'normal' }),
      shortcuts: () => store.setState({ hasShortcuts: true }),
      run: onRun,
    }
    return { run, copy, pasteText, deleteSelection }
  }, [store, newId, t, language, flow, onRun, onFit, measuredSizes])

  useEffect(() => {
    /** Where the pointer rests on the canvas: pasted nodes go there. */
    let pointer: Point | undefined
    const onPointerMove = ({ target, clientX, clientY }: PointerEvent) => {
      const isOnCanvas = target instanceof Element && target.closest('.react-flow') !== null
      pointer = isOnCanvas ? { x: clientX, y: clientY } : undefined
    }
    const onKeyDown = (event: KeyboardEvent) => {
      const focus = placeOfFocus(event.target)
      if (event.defaultPrevented || focus === undefined) return
      if (focus.isInCanvas && !focus.isControl && connectBy(event.key)) {
        event.preventDefault()
        return
      }
      // Enter and Space belong to the button that has the focus
      if (
        focus.isControl &&
        (event.key === 'Enter' || event.key === ' ') &&
        !event.ctrlKey &&
        !event.metaKey
      )
        return
      const id = commandOf(event, focus)
      if (id === undefined) {
        if (event.key === 'Escape' && focus.isInCanvas) store.select([])
        else if (event.key === 'Escape' && !event.isComposing) leaveForm(event.target)
        return
      }
      event.preventDefault()
      // a key held down asks for one run
      if (id === 'run' && event.repeat) return
      // what is held by the pointer is let go first
      if (!store.getState().isDragging) actions.run[id]()
    }
    /** From a node's form back to the node, unless something in the form had a use for the key. */
    const leaveForm = (target: EventTarget | null) => {
      const [nodeId] = store.getState().selectedNodes
      const isInForm = target instanceof Element && target.closest('.inspector') !== null
      if (isInForm && nodeId !== undefined) focusNode(nodeId)
    }
    /** True when the key meant something for the connection under way. */
    const connectBy = (key: string): boolean => {
      const { connecting } = store.getState()
      if (connecting === undefined) return false
      const step = connectionStep(store.playbook(), connecting, key, newId)
      if (step === undefined) return false
      const title = (id: string) => titleById(store.playbook(), id, language)
      switch (step.kind) {
        case 'go':
          store.setState({ connecting: step.connecting })
          store.announce(connectionStatus(store.playbook(), step.connecting, language, t))
          break
        case 'connected':
          store.edit('connect', () => step.playbook)
          store.announce(t.canvas.connected(title(connecting.nodeId), title(step.to[0])))
          break
        case 'pick':
          store.setState({ connecting: undefined, picker: { from: step.from } })
          break
        case 'stopped':
          store.setState({ connecting: undefined })
          store.announce(t.canvas.connectStopped)
      }
      return true
    }
    const onCopy = (event: ClipboardEvent) => {
      const focus = placeOfFocus(event.target)
      if (focus === undefined || focus.isTyping || hasTextSelection()) return
      const text = actions.copy()
      if (text === undefined) return
      event.clipboardData?.setData('text/plain', text)
      event.preventDefault()
      if (event.type === 'cut' && !store.getState().isDragging) actions.deleteSelection()
    }
    const onPaste = (event: ClipboardEvent) => {
      const focus = placeOfFocus(event.target)
      if (focus === undefined || focus.isTyping) return
      const at = pointer === undefined ? undefined : flow.screenToFlowPosition(pointer)
      if (actions.pasteText(event.clipboardData?.getData('text/plain') ?? '', at))
        event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    window.addEventListener('pointermove', onPointerMove, { passive: true })
    document.addEventListener('copy', onCopy)
    document.addEventListener('cut', onCopy)
    document.addEventListener('paste', onPaste)
    return () => {
      window.removeEventListener('keydown', onKeyDown)
      window.removeEventListener('pointermove', onPointerMove)
      document.removeEventListener('copy', onCopy)
      document.removeEventListener('cut', onCopy)
      document.removeEventListener('paste', onPaste)
    }
  }, [store, actions, newId, flow, language, t])

  return useCallback((id: CommandId) => actions.run[id](), [actions])
}

function hasTextSelection(): boolean {
  return (document.getSelection()?.toString() ?? '') !== ''
}

/** Where the keyboard is; undefined inside menus and dialogs, which have keys of their own. */
function placeOfFocus(
  target: EventTarget | null,
): { isInCanvas: boolean; isTyping: boolean; isControl: boolean } | undefined {
  if (!(target instanceof Element)) return undefined
  if (
    target.closest('[role="menu"], [role="dialog"], [role="alertdialog"], [role="listbox"]') !==
    null
  ) {
    return undefined
  }
  return {
    isInCanvas: target === document.body || target.closest('.canvas') !== null,
    isTyping: target.closest('input, textarea, select, [contenteditable="true"]') !== null,
    isControl: target.closest('button, a, summary, [role="tab"]') !== null,
  }
}
