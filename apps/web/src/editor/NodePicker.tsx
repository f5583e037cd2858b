// A combobox whose options have an icon and a sentence: datalist and select cannot show them. The keys are
// handled by its input, which keeps the focus (ARIA combobox pattern).
/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-to-interactive-role */
import { useId, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import {
  families,
  textIn,
  type NodeCategory,
  type NodeDefinition,
  type Playbook,
} from '@sandtable/rules'
import { useI18n } from '../i18n/index.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useEditor, useEditorState, usePlaybook } from './context.ts'
import { titleById } from './describe.ts'
import { portsOf } from './graph.ts'
import { KindIcon } from './kindIcon.tsx'
import { groupKinds, nodeCategories, searchKinds } from './kindSearch.ts'
import { fittingKinds } from './placing.ts'
import { useRecentKinds } from './recentKinds.ts'
import type { PickerRequest } from './store.ts'

interface NodePickerProps {
  readonly onPick: (definition: NodeDefinition, request: PickerRequest) => void
}

/** Asks which kind of node to add; offers only what can be wired as asked. */
export function NodePicker({ onPick }: NodePickerProps) {
  const { store } = useEditor()
  const request = useEditorState((state) => state.picker)
  const close = () => store.setState({ picker: undefined })
  const input = useRef<HTMLInputElement>(null)
  const { t } = useI18n()
  return (
    <Dialog
      isOpen={request !== undefined}
      title={t.picker.title}
      onClose={close}
      initialFocus={input}
      className="picker"
    >
      {request !== undefined && (
        <PickerList
          request={request}
          input={input}
          onPick={(definition) => {
            close()
            onPick(definition, request)
          }}
        />
      )}
    </Dialog>
  )
}

interface Section {
  readonly title: string
  readonly kinds: readonly NodeDefinition[]
}

/** What is offered: for a search, one list with the best first; else recent kinds, then families. */
function useSections(
  fitting: readonly NodeDefinition[],
  search: string,
  category: NodeCategory | undefined,
): readonly Section[] {
  const { t, text } = useI18n()
  const recent = useRecentKinds()
  const offered =
    category === undefined ? fitting : fitting.filter((kind) => kind.category === category)
  if (search.trim() !== '') return [{ title: t.picker.list, kinds: searchKinds(offered, search) }]
  const last = recent.flatMap((kind) => offered.find((other) => other.kind === kind) ?? [])
  const rest = offered.filter((kind) => !last.includes(kind))
  return [
    { title: t.palette.recent, kinds: last },
    ...groupKinds(rest).flatMap((group) =>
      group.families.map(({ family, kinds }) => ({
        title: `${t.categories[group.category]} · ${text(families[family].label)}`,
        kinds,
      })),
    ),
  ].filter(({ kinds }) => kinds.length > 0)
}

interface PickerListProps {
  readonly request: PickerRequest
  readonly input: React.RefObject<HTMLInputElement | null>
  readonly onPick: (definition: NodeDefinition) => void
}

function PickerList({ request, input, onPick }: PickerListProps) {
  const { t } = useI18n()
  const playbook = usePlaybook()
  const [search, setSearch] = useState('')
  const [category, setCategory] = useState(request.category)
  const [chosen, setChosen] = useState(0)
  const listId = useId()
  const fitting = useMemo(() => fittingKinds(playbook, request), [playbook, request])
  const sections = useSections(fitting, search, category)
  const found = sections.flatMap(({ kinds }) => kinds)
  const active = Math.min(chosen, found.length - 1)
  const activeId = found.length > 0 ? `${listId}-${active}` : undefined
  useLayoutEffect(() => {
    if (activeId !== undefined)
      document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' })
  }, [activeId])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const turn = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (turn !== 0 && found.length > 0) {
      event.preventDefault()
      setChosen((active + turn + found.length) % found.length)
    }
    const definition = found[active]
    if (event.key === 'Enter' && definition !== undefined) {
      event.preventDefault()
      onPick(definition)
    }
  }
  const choose = (next: NodeCategory | undefined) => {
    setCategory(next)
    setChosen(0)
    input.current?.focus()
  }
  const offered = nodeCategories.filter((one) => fitting.some((kind) => kind.category === one))

  return (
    <>
      <Wiring playbook={playbook} request={request} />
      <input
        ref={input}
        className="input"
        role="combobox"
        aria-label={t.palette.search}
        placeholder={t.palette.searchExample}
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={activeId}
        aria-autocomplete="list"
        value={search}
        onChange={(event) => {
          setSearch(event.target.value)
          setChosen(0)
        }}
        onKeyDown={onKeyDown}
      />
      {offered.length > 1 && (
        <div className="picker-filter" role="group" aria-label={t.picker.filter}>
          <Button aria-pressed={category === undefined} onClick={() => choose(undefined)}>
            {t.picker.all}
          </Button>
          {offered.map((one) => (
            <Button key={one} aria-pressed={category === one} onClick={() => choose(one)}>
              {t.categoryPlurals[one]}
            </Button>
          ))}
        </div>
      )}
      {found.length === 0 && <p className="muted">{t.picker.none}</p>}
      <div role="listbox" id={listId} aria-label={t.picker.list} className="picker-list">
        {sections.map(({ title, kinds }) => (
          <div key={title} role="group" aria-label={title} className="picker-section">
            {sections.length > 1 && (
              <p className="picker-heading" aria-hidden="true">
                {title}
              </p>
            )}
            {kinds.map((definition) => {
              const index = found.indexOf(definition)
              return (
                <Option
                  key={definition.kind}
                  id={`${listId}-${index}`}
                  definition={definition}
                  isActive={index === active}
                  isUnderHeading={sections.length > 1}
                  onPoint={() => setChosen(index)}
                  onPick={onPick}
                />
              )
            })}
          </div>
        ))}
      </div>
    </>
  )
}

/** Which port the new node is to be wired to. */
function Wiring({
  playbook,
  request,
}: {
  readonly playbook: Playbook
  readonly request: PickerRequest
}) {
  const { t, language } = useI18n()
  const { from, to } = request
  if (from !== undefined) {
    const [nodeId, portId] = from
    const node = playbook.nodes.find(({ id }) => id === nodeId)
    const ports = node === undefined ? [] : portsOf(playbook, node).outputs
    const port = ports.find(({ id }) => id === portId)
    return (
      <p className="muted">
        {t.picker.after(
          titleById(playbook, nodeId, language),
          port === undefined ? portId : textIn(port.label, language),
        )}
      </p>
    )
  }
  if (to === undefined) return null
  return <p className="muted">{t.picker.before(titleById(playbook, to[0], language))}</p>
}

interface OptionProps {
  readonly id: string
  readonly definition: NodeDefinition
  readonly isActive: boolean
  /** The heading says its category already. */
  readonly isUnderHeading: boolean
  readonly onPoint: () => void
  readonly onPick: (definition: NodeDefinition) => void
}

function Option({ id, definition, isActive, isUnderHeading, onPoint, onPick }: OptionProps) {
  const { t, text } = useI18n()
  return (
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      tabIndex={-1}
      className={`palette-item tone-${definition.category}`}
      data-testid={`pick-${definition.kind}`}
      // scrolling under a resting pointer moves nothing
      onPointerMove={({ movementX, movementY }) => {
        if (movementX !== 0 || movementY !== 0) onPoint()
      }}
      onClick={() => onPick(definition)}
    >
      <span className="palette-icon">
        <KindIcon name={definition.icon} />
      </span>
      <span>
        <strong>{text(definition.label)}</strong>
        <span className="palette-summary">
          {!isUnderHeading && `${t.categories[definition.category]} · `}
          {text(definition.summary)}
        </span>
      </span>
    </div>
  )
}
