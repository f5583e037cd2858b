// A combobox whose options have an icon and a sentence: datalist and select cannot show them. The keys are
// handled by its input, which keeps the focus (ARIA combobox pattern).
/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-to-interactive-role */
import { useId, useRef, useState, type KeyboardEvent } from 'react'
import { textIn, type NodeDefinition } from '@sandtable/rules'
import { useI18n } from '../i18n/index.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { useEditor, useEditorState, usePlaybook } from './context.ts'
import { titleById } from './describe.ts'
import { portsOf } from './graph.ts'
import { KindIcon } from './kindIcon.tsx'
import { fittingKinds } from './placing.ts'
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

interface PickerListProps {
  readonly request: PickerRequest
  readonly input: React.RefObject<HTMLInputElement | null>
  readonly onPick: (definition: NodeDefinition) => void
}

function PickerList({ request, input, onPick }: PickerListProps) {
  const { t, language, text } = useI18n()
  const playbook = usePlaybook()
  const [search, setSearch] = useState('')
  const [chosen, setChosen] = useState(0)
  const listId = useId()
  const found = fittingKinds(playbook, request, search, language, t.categories).filter(
    ({ category }) => request.category === undefined || category === request.category,
  )
  const active = Math.min(chosen, found.length - 1)

  const onKeyDown = (event: KeyboardEvent) => {
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

  let wiring: string | undefined
  if (request.from !== undefined) {
    const [nodeId, portId] = request.from
    const node = playbook.nodes.find(({ id }) => id === nodeId)
    const ports = node === undefined ? [] : portsOf(playbook, node).outputs
    const port = ports.find(({ id }) => id === portId)
    wiring = t.picker.after(
      titleById(playbook, nodeId, language),
      port === undefined ? portId : textIn(port.label, language),
    )
  } else if (request.to !== undefined) {
    wiring = t.picker.before(titleById(playbook, request.to[0], language))
  }

  return (
    <>
      {wiring !== undefined && <p className="muted">{wiring}</p>}
      <input
        ref={input}
        className="input"
        role="combobox"
        aria-label={t.palette.search}
        placeholder={t.palette.search}
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={found.length > 0 ? `${listId}-${active}` : undefined}
        aria-autocomplete="list"
        value={search}
        onChange={(event) => {
          setSearch(event.target.value)
          setChosen(0)
        }}
        onKeyDown={onKeyDown}
      />
      {found.length === 0 && <p className="muted">{t.picker.none}</p>}
      <ul role="listbox" id={listId} aria-label={t.picker.list} className="picker-list">
        {found.map((definition, index) => (
          <li
            key={definition.kind}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === active}
            className={`palette-item tone-${definition.category}`}
            data-testid={`pick-${definition.kind}`}
            // scrolling under a resting pointer moves nothing
            onPointerMove={({ movementX, movementY }) => {
              if (movementX !== 0 || movementY !== 0) setChosen(index)
            }}
            onClick={() => onPick(definition)}
          >
            <span className="palette-icon">
              <KindIcon name={definition.icon} />
            </span>
            <span>
              <strong>{text(definition.label)}</strong>
              <span className="palette-summary">
                {t.categories[definition.category]} · {text(definition.summary)}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
