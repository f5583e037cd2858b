import { useState, type ToggleEvent } from 'react'
import { Copy, Trash2, X } from 'lucide-react'
import {
  resolvedConfig,
  textIn,
  type ConfigValue,
  type Issue,
  type Playbook,
  type PlaybookNode,
  type ScopeId,
} from '@sandtable/rules'
import { useI18n } from '../i18n/index.ts'
import { IconButton } from '../ui/Button.tsx'
import { Connections } from './Connections.tsx'
import { useEditor, useEditorState } from './context.ts'
import { categoryOf, titleOf } from './describe.ts'
import { renameNode, setDisabled, setField } from './edits.ts'
import { FieldRow } from './FieldRow.tsx'
import { definitionOf } from './graph.ts'
import type { ChangeOptions } from './fields/fieldProps.ts'
import { showsProblem, widgetOf } from './fields/index.ts'
import { KindIcon } from './kindIcon.tsx'
import { StandsFor } from './StandsFor.tsx'

interface NodeFormProps {
  readonly node: PlaybookNode
  readonly issues: readonly Issue[]
  readonly scope: ScopeId | undefined
  readonly params: Playbook['params']
  readonly onDelete: () => void
  readonly onDuplicate: () => void
}

/** The form of one node, made from the fields its kind declares. */
export function NodeForm({ node, issues, scope, params, onDelete, onDuplicate }: NodeFormProps) {
  const { t, language, text } = useI18n()
  const { store } = useEditor()
  const definition = definitionOf(node)
  const category = categoryOf(node)
  const fields = Object.entries(definition?.fields ?? {})
  const config = definition === undefined ? node.config : resolvedConfig(definition, node.config)
  const own = issues.filter(
    (issue) => issue.field === undefined || !(issue.field in (definition?.fields ?? {})),
  )
  const unknownFields = Object.keys(node.config).filter((id) => !(id in (definition?.fields ?? {})))
  const basic = fields.filter(([, field]) => field.isAdvanced !== true)
  const advanced = fields.filter(([, field]) => field.isAdvanced === true)
  const isAdvanced = (field: string | undefined) => advanced.some(([id]) => id === field)
  const isWanted = useEditorState(({ jump }) => jump?.nodeId === node.id && isAdvanced(jump.field))
  const more = useOpening(
    advanced.some(([id, field]) => config[id] !== undefined && config[id] !== field.default),
    isWanted || issues.some((issue) => isAdvanced(issue.field)),
  )

  const rows = (some: typeof fields) =>
    some.map(([id, field]) => {
      const Widget = widgetOf(field)
      const fieldIssues = issues.filter((issue) => issue.field === id)
      return (
        <FieldRow
          key={id}
          label={text(field.label)}
          help={text(field.help)}
          issues={fieldIssues.filter((issue) => !showsProblem(field, issue))}
          place={{ nodeId: node.id, field: id }}
          hasOwnLabel={field.type === 'boolean'}
        >
          {(control) => (
            <Widget
              {...control}
              field={field}
              label={text(field.label)}
              value={config[id]}
              issues={fieldIssues}
              scope={scope}
              params={params}
              config={config}
              onChange={(
                value: ConfigValue | undefined,
                { part = '', isStep }: ChangeOptions = {},
              ) =>
                store.edit(
                  'field',
                  (playbook) => setField(playbook, node.id, id, value),
                  isStep === true ? {} : { gesture: `field:${node.id}:${id}:${part}` },
                )
              }
            />
          )}
        </FieldRow>
      )
    })

  return (
    <div className="form" data-testid="node-form">
      <header className={`form-head tone-${category}`}>
        <span className="palette-icon">
          <KindIcon name={definition?.icon ?? ''} />
        </span>
        <div>
          <p className="form-kind">
            {t.categories[category]}
            {definition !== undefined && ` · ${text(definition.label)}`}
          </p>
          <h2>{titleOf(node, language)}</h2>
        </div>
        <span className="form-tools">
          <IconButton
            label={t.inspector.duplicateNode}
            icon={<Copy size={16} />}
            onClick={onDuplicate}
          />
          <IconButton
            label={t.inspector.deleteNode}
            icon={<Trash2 size={16} />}
            onClick={onDelete}
          />
        </span>
      </header>
      <p className="muted">
        {definition === undefined ? t.canvas.unknown : text(definition.summary)}
      </p>
      <FieldRow
        label={t.inspector.nodeName}
        issues={own}
        place={{ nodeId: node.id, field: 'name' }}
      >
        {({ id, describedBy }) => (
          <input
            className="input"
            id={id}
            aria-describedby={describedBy}
            maxLength={200}
            placeholder={definition === undefined ? node.type : text(definition.label)}
            value={node.name === undefined ? '' : textIn(node.name, language)}
            onChange={({ target }) =>
              store.edit(
                'name',
                (playbook) => renameNode(playbook, node.id, language, target.value),
                {
                  gesture: `name:${node.id}`,
                },
              )
            }
          />
        )}
      </FieldRow>
      {definition !== undefined && unknownFields.length > 0 && (
        <ul>
          {unknownFields.map((id) => (
            <li key={id} className="connection">
              <code>
                {id}: {JSON.stringify(node.config[id])}
              </code>
              <IconButton
                label={t.inspector.removeField(id)}
                icon={<X size={14} />}
                onClick={() =>
                  store.edit('field', (playbook) => setField(playbook, node.id, id, undefined))
                }
              />
            </li>
          ))}
        </ul>
      )}
      {rows(basic)}
      {advanced.length > 0 && (
        <details className="form-more" open={more.isOpen} onToggle={more.onToggle}>
          <summary>{t.inspector.more}</summary>
          <div className="form">{rows(advanced)}</div>
        </details>
      )}
      <FieldRow label={t.inspector.disabled} help={t.inspector.disabledHelp} hasOwnLabel>
        {({ id, describedBy }) => (
          <label className="check">
            <input
              type="checkbox"
              id={id}
              aria-describedby={describedBy}
              checked={node.isDisabled === true}
              onChange={({ target }) =>
                store.edit('disable', (playbook) =>
                  setDisabled(playbook, new Set([node.id]), target.checked),
                )
              }
            />
            <span className="field-label">{t.inspector.disabled}</span>
          </label>
        )}
      </FieldRow>
      <StandsFor node={node} />
      <Connections node={node} />
    </div>
  )
}

/** Open at first when something in it is set; opened again by what must be seen, closed only by the user. */
function useOpening(isOpenAtFirst: boolean, mustBeSeen: boolean) {
  const [isOpen, setIsOpen] = useState(isOpenAtFirst || mustBeSeen)
  const [wasSeen, setWasSeen] = useState(mustBeSeen)
  if (wasSeen !== mustBeSeen) {
    setWasSeen(mustBeSeen)
    if (mustBeSeen) setIsOpen(true)
  }
  return {
    isOpen,
    onToggle: ({ currentTarget }: ToggleEvent<HTMLDetailsElement>) => setIsOpen(currentTarget.open),
  }
}
