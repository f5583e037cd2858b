import { memo } from 'react'
import { X } from 'lucide-react'
import { BaseEdge, EdgeLabelRenderer, getBezierPath, type EdgeProps } from '@xyflow/react'
import { useStore } from 'zustand'
import { useI18n } from '../i18n/index.ts'
import { useEditor } from './context.ts'
import { remove } from './edits.ts'
import type { FlowEdge } from './flow.ts'

function Line({ id, data, selected, ...ends }: EdgeProps<FlowEdge>) {
  const { t, number } = useI18n()
  const { store, overlay } = useEditor()
  const passed = useStore(overlay, ({ edges }) => edges?.get(id))
  const isStale = useStore(overlay, (state) => state.isStale)
  const [path, x, y] = getBezierPath(ends)
  const state =
    data?.isPreview === true
      ? 'is-preview'
      : data?.isBroken === true
        ? 'is-broken'
        : data?.isElse === true
          ? 'is-else'
          : ''
  return (
    <>
      <BaseEdge id={id} path={path} interactionWidth={24} className={`line ${state}`} />
      {(passed !== undefined || selected === true) && (
        <EdgeLabelRenderer>
          <div
            className={`line-label nodrag nopan ${isStale ? 'is-stale' : ''}`}
            style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
          >
            {passed !== undefined && (
              <span
                className="numeric"
                title={t.canvas.passed(number(passed, 1))}
                data-testid={`passed-${id}`}
              >
                {number(passed, 1)}
              </span>
            )}
            {selected === true && (
              <button
                type="button"
                className="line-delete"
                aria-label={t.canvas.deleteEdge}
                title={t.canvas.deleteEdge}
                onClick={() =>
                  store.edit('delete', (playbook) => remove(playbook, new Set(), new Set([id])))
                }
              >
                <X size={14} />
              </button>
            )}
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  )
}

export const EdgeLine = memo(Line)
