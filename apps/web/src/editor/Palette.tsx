import { useDeferredValue, useId, useState, type KeyboardEvent } from 'react'
import { families, nodeDefinition, nodeDefinitions, type NodeDefinition } from '@sandtable/rules'
import { ChevronRight, Plus } from 'lucide-react'
import { useI18n } from '../i18n/index.ts'
import { useEditor, useEditorState } from './context.ts'
import { KindIcon } from './kindIcon.tsx'
import { groupKinds, searchKinds, type CategoryGroup } from './kindSearch.ts'
import { useRecentKinds } from './recentKinds.ts'

/** Type of the data that a drag from the palette carries. */
export const paletteDragType = 'application/x-sandtable-kind'

/** Shown of a search; nobody reads further, and a longer word finds what is not among them. */
const mostFound = 40

interface PaletteProps {
  readonly onAdd: (definition: NodeDefinition) => void
}

/** Every kind of node: a tree by category and family, or what a search finds. */
export function Palette({ onAdd }: PaletteProps) {
  const { t } = useI18n()
  const [search, setSearch] = useState('')
  const wanted = useDeferredValue(search)
  const hintId = useId()
  const isSearching = wanted.trim() !== ''
  const found = isSearching ? searchKinds(nodeDefinitions, wanted) : []
  const item = (definition: NodeDefinition, testId = `palette-${definition.kind}`) => (
    <PaletteItem
      key={definition.kind}
      definition={definition}
      testId={testId}
      hintId={hintId}
      onAdd={onAdd}
    />
  )
  return (
    // the arrow keys go from one control inside to the next: a shortcut beside Tab
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className="palette" onKeyDown={walk}>
      <input
        className="input"
        type="search"
        value={search}
        aria-label={t.palette.search}
        placeholder={t.palette.searchExample}
        onChange={(event) => setSearch(event.target.value)}
        onKeyDown={({ key, nativeEvent }) => {
          const best = searchKinds(nodeDefinitions, search)[0]
          if (key !== 'Enter' || nativeEvent.isComposing || search.trim() === '') return
          if (best !== undefined) onAdd(best)
        }}
      />
      <div className="palette-list">
        {isSearching ? (
          <>
            <p className="palette-count" aria-live="polite">
              {found.length === 0 ? t.palette.none(wanted) : t.palette.found(found.length)}
            </p>
            <ul>{found.slice(0, mostFound).map((definition) => item(definition))}</ul>
            {found.length > mostFound && (
              <p className="muted palette-hint">{t.palette.more(found.length - mostFound)}</p>
            )}
          </>
        ) : (
          <>
            <Recent item={item} />
            {groupKinds(nodeDefinitions).map((group) => (
              <Category key={group.category} group={group} item={item} />
            ))}
          </>
        )}
        <p className="muted palette-hint" id={hintId}>
          {t.palette.hint}
        </p>
      </div>
    </div>
  )
}

type RenderItem = (definition: NodeDefinition, testId?: string) => React.ReactNode

function Recent({ item }: { readonly item: RenderItem }) {
  const { t } = useI18n()
  const recent = useRecentKinds()
  const known = recent.flatMap((kind) => nodeDefinition(kind) ?? [])
  if (known.length === 0) return null
  return (
    <Group id="recent" label={t.palette.recent} count={known.length} className="palette-category">
      <ul>{known.map((definition) => item(definition, `recent-${definition.kind}`))}</ul>
    </Group>
  )
}

function Category({ group, item }: { readonly group: CategoryGroup; readonly item: RenderItem }) {
  const { t, text } = useI18n()
  const { category, count, families: groups } = group
  const [only] = groups
  return (
    <Group
      id={category}
      label={t.categoryPlurals[category]}
      count={count}
      className={`palette-category tone-${category}`}
    >
      {groups.length === 1 && only !== undefined ? (
        <ul>{only.kinds.map((definition) => item(definition))}</ul>
      ) : (
        groups.map(({ family, kinds }) => (
          <Group
            key={family}
            id={`${category}/${family}`}
            label={text(families[family].label)}
            count={kinds.length}
            className="palette-family"
          >
            <ul>{kinds.map((definition) => item(definition))}</ul>
          </Group>
        ))
      )}
    </Group>
  )
}

interface GroupProps {
  readonly id: string
  readonly label: string
  readonly count: number
  readonly className: string
  readonly children: React.ReactNode
}

/** A part of the tree that opens and closes; which are open, the editor remembers. */
function Group({ id, label, count, className, children }: GroupProps) {
  const { store } = useEditor()
  const isOpen = useEditorState((state) => state.openGroups.has(id))
  return (
    <details
      className={className}
      open={isOpen}
      onToggle={({ currentTarget }) => store.openGroup(id, currentTarget.open)}
    >
      <summary data-testid={`palette-group-${id}`}>
        <ChevronRight size={14} className="palette-chevron" aria-hidden="true" />
        <span>{label}</span>
        <span className="palette-number numeric">{count}</span>
      </summary>
      {/* what is closed need not be there */}
      {isOpen && children}
    </details>
  )
}

interface PaletteItemProps extends PaletteProps {
  readonly definition: NodeDefinition
  readonly testId: string
  readonly hintId: string
}

function PaletteItem({ definition, testId, hintId, onAdd }: PaletteItemProps) {
  const { text } = useI18n()
  return (
    <li>
      <button
        type="button"
        className={`palette-item tone-${definition.category}`}
        data-testid={testId}
        aria-describedby={hintId}
        title={text(definition.summary)}
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
  )
}

/** Up and down go to the control before and after; right and left open and close, or go to the group. */
function walk(event: KeyboardEvent<HTMLDivElement>): void {
  const { target, currentTarget, key } = event
  if (!(target instanceof HTMLElement)) return
  const isTyping = target instanceof HTMLInputElement
  const stops = [...currentTarget.querySelectorAll<HTMLElement>('input, summary, button')]
  const go = (element: HTMLElement | null | undefined) => {
    event.preventDefault()
    element?.focus()
  }
  if (key === 'ArrowDown') go(stops[stops.indexOf(target) + 1])
  else if (key === 'ArrowUp') go(stops[stops.indexOf(target) - 1])
  else if (isTyping) return
  else if (key === 'ArrowRight' || key === 'ArrowLeft') {
    const group = target.closest('details')
    const isSummary = target.matches('summary')
    if (group === null) return
    if (isSummary && group.open !== (key === 'ArrowRight')) {
      event.preventDefault()
      group.open = key === 'ArrowRight'
    } else if (key === 'ArrowLeft') {
      const owner = isSummary ? group.parentElement?.closest('details') : group
      go(owner?.querySelector('summary'))
    }
  }
}
