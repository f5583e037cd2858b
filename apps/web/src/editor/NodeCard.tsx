import { memo, use, useEffect } from 'react'
import { Ban, CircleAlert, Plus, TriangleAlert, Zap } from 'lucide-react'
import { Handle, Position, useUpdateNodeInternals, type NodeProps } from '@xyflow/react'
import { useStore } from 'zustand'
import { reasonText } from '@sandtable/rules'
import { useI18n } from '../i18n/index.ts'
import { useEditor } from './context.ts'
import { cardLines, type CardLine } from './describe.ts'
import type { FlowNode } from './flow.ts'
import { definitionOf } from './graph.ts'
import { KindIcon } from './kindIcon.tsx'
import { HighlightContext } from './highlight.ts'
import './nodeCard.css'

function Line({ lines }: { readonly lines: readonly CardLine[] }) {
  const plain = lines.map(({ label, value }) => `${label} ${value}`).join(' · ')
  return (
    <p className="card-line" title={plain}>
      {lines.map(({ label, value, isCode }, index) => (
        <span key={label}>
          {index > 0 && ' · '}
          <span className="card-line-label">{label}</span> {isCode ? <code>{value}</code> : value}
        </span>
      ))}
    </p>
  )
}

function Badges({ data }: { readonly data: FlowNode['data'] }) {
  const { t } = useI18n()
  return (
    <span className="card-badges">
      {data.node.isDisabled === true && (
        <span className="card-badge" title={t.canvas.off}>
          <Ban size={14} aria-hidden="true" />
          <span className="visually-hidden">{t.canvas.off}</span>
        </span>
      )}
      {data.errors > 0 && (
        <span className="card-badge is-error" title={t.canvas.problems(data.errors, data.warnings)}>
          <CircleAlert size={14} aria-hidden="true" />
          <span aria-hidden="true">{data.errors}</span>
          <span className="visually-hidden">{t.canvas.problems(data.errors, data.warnings)}</span>
        </span>
      )}
      {data.errors === 0 && data.warnings > 0 && (
        <span className="card-badge is-warning" title={t.canvas.problems(0, data.warnings)}>
          <TriangleAlert size={14} aria-hidden="true" />
          <span aria-hidden="true">{data.warnings}</span>
          <span className="visually-hidden">{t.canvas.problems(0, data.warnings)}</span>
        </span>
      )}
    </span>
  )
}

/** How often the node fired, and what became of its proposals. */
function RunBadge({ nodeId }: { readonly nodeId: string }) {
  const { t, number, text } = useI18n()
  const { overlay } = useEditor()
  const counts = useStore(overlay, ({ nodes }) => nodes?.get(nodeId))
  const isStale = useStore(overlay, (state) => state.isStale)
  if (counts === undefined) return null
  const fates = (['applied', 'adjusted', 'suppressed', 'rejected'] as const).filter(
    (fate) => counts[fate] > 0,
  )
  const times = number(counts.fired, 1)
  const reasons = counts.reasons
    .map(({ reason, count }) => `${number(count, 1)} × ${text(reasonText(reason))}`)
    .join('\n')
  const fired = counts.fired === 0 ? t.canvas.neverFired : t.canvas.firedShort(times)
  return (
    <div className={`card-run ${isStale ? 'is-stale' : ''}`} data-testid={`fired-${nodeId}`}>
      <span
        className="chip numeric"
        title={counts.fired === 0 ? t.canvas.neverFired : t.canvas.fired(times)}
      >
        <Zap size={12} aria-hidden="true" />
        {fired}
      </span>
      {fates.map((fate) => (
        <span
          key={fate}
          className={`chip numeric fate-${fate}`}
          title={fate === 'applied' ? undefined : reasons}
        >
          {t.canvas.fates[fate]} {number(counts[fate], 1)}
        </span>
      ))}
    </div>
  )
}

function Card({ id, data, selected }: NodeProps<FlowNode>) {
  const { t, language, text } = useI18n()
  const { store, catalogue } = useEditor()
  const highlight = use(HighlightContext)
  const definition = definitionOf(data.node)
  const lines = cardLines(data.node, { language, t, catalogue })
  const openOutputs = new Set(data.openOutputs.split(' '))
  const { outputs } = data
  const remeasure = useUpdateNodeInternals()
  useEffect(() => {
    // ports that come, go or change places move without a change of the card's size
    if (outputs.length > 0) remeasure(id)
  }, [id, outputs, remeasure])
  const isTarget = highlight?.to?.[0] === id
  const classes = [
    'card',
    `card-${data.category}`,
    selected ? 'is-selected' : '',
    isTarget ? 'is-target' : '',
    data.node.isDisabled === true || definition === undefined ? 'is-off' : '',
  ]
  return (
    <div className={classes.join(' ')}>
      {data.inputs.map((port) => (
        <Handle
          key={port.id}
          id={port.id}
          type="target"
          position={Position.Left}
          className="card-input"
          data-testid={`handle-${id}-${port.id}`}
          // a place to draw from, named; React Flow renders it as a div
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
          role="img"
          aria-label={t.canvas.input(text(port.label))}
        />
      ))}
      <header className="card-head">
        <span className="card-icon">
          <KindIcon name={definition?.icon ?? ''} />
        </span>
        <span className="card-titles">
          <span className="card-category">{t.categories[data.category]}</span>
          <strong className="card-title" title={data.title}>
            {data.title}
          </strong>
        </span>
        <Badges data={data} />
      </header>
      <div className="card-body">
        {definition === undefined && <p className="card-line">{t.canvas.unknown}</p>}
        {lines.main.length > 0 && <Line lines={lines.main} />}
        {lines.rest.length > 0 && <Line lines={lines.rest} />}
      </div>
      {data.outputs.length > 0 && (
        <ul className="card-outputs">
          {data.outputs.map((port) => (
            <li
              key={port.id}
              className={`card-output ${port.isElse === true ? 'is-else' : ''} ${highlight?.from[0] === id && highlight.from[1] === port.id ? 'is-source' : ''}`}
            >
              <span className="card-output-label" title={text(port.label)}>
                {text(port.label)}
              </span>
              <Handle
                id={port.id}
                type="source"
                position={Position.Right}
                data-testid={`handle-${id}-${port.id}`}
                // a place to draw from, named; React Flow renders it as a div
                // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
                role="img"
                aria-label={t.canvas.output(text(port.label))}
              />
              {openOutputs.has(port.id) && (
                <button
                  type="button"
                  className="card-plus nodrag nopan"
                  // by keyboard: N and C, which name the node they start from
                  tabIndex={-1}
                  aria-label={t.canvas.addAfter(text(port.label))}
                  title={t.canvas.addAfter(text(port.label))}
                  onClick={(event) => {
                    event.stopPropagation()
                    store.setState({ picker: { from: [id, port.id] } })
                  }}
                >
                  <Plus size={14} />
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      <RunBadge nodeId={id} />
    </div>
  )
}

// positions change with every frame of a drag; what a card shows does not
export const NodeCard = memo(
  Card,
  (before, after) =>
    before.id === after.id && before.data === after.data && before.selected === after.selected,
)
