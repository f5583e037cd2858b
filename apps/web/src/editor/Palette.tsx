import { useId, useState } from 'react'
import { Plus } from 'lucide-react'
import type { NodeDefinition } from '@sandtable/rules'
import { useI18n } from '../i18n/index.ts'
import { useEditor } from './context.ts'
import { KindIcon } from './kindIcon.tsx'
import { fittingKinds } from './placing.ts'

/** Type of the dragged data: a kind of node. */
export const paletteDragType = 'application/x-sandtable-kind'

/** All kinds of nodes: drag onto the canvas, click or press Enter to add. */
export function Palette({ onAdd }: { readonly onAdd: (definition: NodeDefinition) => void }) {
  const { t, language, text } = useI18n()
  const { store } = useEditor()
  const [search, setSearch] = useState('')
  const hintId = useId()
  const found = fittingKinds(store.playbook(), {}, search, language, t.categories)
  const groups = Map.groupBy(found, ({ category }) => category)
  return (
    <div className="palette">
      <input
        className="input"
        type="search"
        value={search}
        aria-label={t.palette.search}
        placeholder={t.palette.search}
        onChange={(event) => setSearch(event.target.value)}
      />
      {found.length === 0 && <p className="muted">{t.palette.none(search)}</p>}
      {[...groups].map(([category, definitions]) => (
        <section key={category} aria-label={t.categories[category]}>
          <h2 className={`palette-group tone-${category}`}>{t.categories[category]}</h2>
          <ul>
            {definitions.map((definition) => (
              <li key={definition.kind}>
                <button
                  type="button"
                  className={`palette-item tone-${category}`}
                  data-testid={`palette-${definition.kind}`}
                  aria-describedby={hintId}
                  draggable
                  onDragStart={(event) => {
                    event.dataTransfer.setData(paletteDragType, definition.kind)
                    event.dataTransfer.effectAllowed = 'copy'
                  }}
                  onClick={() => onAdd(definition)}
                >
                  <span className="palette-icon">
                    <KindIcon name={definition.icon} />
                  </span>
                  <span>
                    <strong>{text(definition.label)}</strong>
                    <span className="palette-summary">{text(definition.summary)}</span>
                  </span>
                  <Plus size={14} className="palette-plus" aria-hidden="true" />
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <p className="muted palette-hint" id={hintId}>
        {t.palette.hint}
      </p>
    </div>
  )
}
