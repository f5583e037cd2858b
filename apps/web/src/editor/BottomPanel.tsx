import { useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'
import { ChevronDown, ChevronUp, Maximize2, Minimize2 } from 'lucide-react'
import { useI18n } from '../i18n/index.ts'
import { IconButton } from '../ui/Button.tsx'
import { useEditor, useEditorState } from './context.ts'

interface BottomPanelProps {
  readonly errors: number
  readonly count: number
  readonly problems: ReactNode
  readonly run: ReactNode
}

const heightStepPx = 40
const heightPx = { least: 140, start: 360, most: 900 }

/** Problems and results, below the canvas; its height can be dragged or set with the arrow keys. */
export function BottomPanel({ errors, count, problems, run }: BottomPanelProps) {
  const { t } = useI18n()
  const { store } = useEditor()
  const tab = useEditorState((state) => state.panels.bottomTab)
  const size = useEditorState((state) => state.panels.bottomSize)
  const [height, setHeight] = useState(heightPx.start)
  const resize = (next: number) =>
    setHeight(Math.min(heightPx.most, Math.max(heightPx.least, next)))

  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    resize(window.innerHeight - event.clientY)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const by =
      event.key === 'ArrowUp' ? heightStepPx : event.key === 'ArrowDown' ? -heightStepPx : 0
    if (by === 0) return
    event.preventDefault()
    resize(height + by)
  }
  const tabs = [
    { id: 'problems', label: t.editor.problems },
    { id: 'run', label: t.editor.results },
  ] as const
  return (
    <section
      className={`drawer drawer-${size}`}
      aria-label={t.editor.bottomPanel}
      style={size === 'normal' ? { height } : {}}
    >
      {size === 'normal' && (
        // a separator that can be moved is a widget (ARIA window splitter), which hr is not
        <div
          className="drawer-handle"
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
          role="separator"
          aria-orientation="horizontal"
          aria-label={t.editor.resize}
          aria-valuenow={height}
          aria-valuemin={heightPx.least}
          aria-valuemax={heightPx.most}
          tabIndex={0}
          onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
          onPointerMove={onPointerMove}
          onKeyDown={onKeyDown}
        />
      )}
      <div className="drawer-bar">
        <div role="tablist" aria-label={t.editor.bottomPanel} className="drawer-tabs">
          {tabs.map(({ id, label }) => (
            <button
              key={id}
              type="button"
              role="tab"
              id={`tab-${id}`}
              aria-selected={tab === id}
              aria-controls={size === 'collapsed' ? undefined : 'bottom-content'}
              className="drawer-tab"
              onClick={() =>
                store.show({ bottomTab: id, bottomSize: size === 'collapsed' ? 'normal' : size })
              }
            >
              {label}
              {id === 'problems' && count > 0 && (
                <span className={`chip ${errors > 0 ? 'chip-error' : 'chip-warning'}`}>
                  {count}
                </span>
              )}
            </button>
          ))}
        </div>
        <span className="drawer-tools">
          {size !== 'collapsed' && (
            <IconButton
              label={size === 'full' ? t.editor.restore : t.editor.maximise}
              icon={size === 'full' ? <Minimize2 size={16} /> : <Maximize2 size={16} />}
              onClick={() => store.show({ bottomSize: size === 'full' ? 'normal' : 'full' })}
            />
          )}
          <IconButton
            label={size === 'collapsed' ? t.editor.expand : t.editor.collapse}
            aria-expanded={size !== 'collapsed'}
            icon={size === 'collapsed' ? <ChevronUp size={16} /> : <ChevronDown size={16} />}
            onClick={() =>
              store.show({ bottomSize: size === 'collapsed' ? 'normal' : 'collapsed' })
            }
          />
        </span>
      </div>
      {size !== 'collapsed' && (
        <div
          id="bottom-content"
          role="tabpanel"
          aria-labelledby={`tab-${tab}`}
          // it scrolls, so the keyboard must reach it
          tabIndex={0}
          className="drawer-content"
        >
          {tab === 'problems' ? problems : run}
        </div>
      )}
    </section>
  )
}
