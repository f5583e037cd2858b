import { useMemo } from 'react'
import { SquareFunction } from 'lucide-react'
import { openAsExpression, resolvedConfig, type PlaybookNode } from '@sandtable/rules'
import { useI18n } from '../i18n/index.ts'
import { Button } from '../ui/Button.tsx'
import { asText } from './configText.ts'
import { useEditor } from './context.ts'
import { titleOf, valueInWords } from './describe.ts'
import { openPreset } from './edits.ts'
import { definitionOf } from './graph.ts'

/** What a preset stands for, and the way to make it that; nothing for other kinds. */
export function StandsFor({ node }: { readonly node: PlaybookNode }) {
  const { t, language, text } = useI18n()
  const { store, catalogue } = useEditor()
  const opened = useMemo(() => openAsExpression(node), [node])
  const preset = definitionOf(node)
  const general = definitionOf(opened)
  if (opened === node || preset === undefined || general === undefined) return null
  const config = resolvedConfig(general, opened.config)
  // what the preset has fields of its own for is to be seen there
  const lines = Object.entries(general.fields).filter(
    ([id]) => config[id] !== undefined && !(id in preset.fields),
  )
  const open = () => {
    store.edit('field', (now) => openPreset(now, node.id))
    store.announce(t.standsFor.opened(titleOf(opened, language), text(general.label)))
  }
  return (
    <section className="stands-for" aria-label={t.standsFor.title}>
      <h3>{t.standsFor.title}</h3>
      <dl>
        {lines.map(([id, field]) => (
          <div key={id}>
            <dt>{text(field.label)}</dt>
            <dd>
              {field.type === 'expression' ? (
                <code>{asText(config[id])}</code>
              ) : (
                valueInWords(field, config[id] ?? '', { language, t, catalogue })
              )}
            </dd>
          </div>
        ))}
      </dl>
      <Button onClick={open}>
        <SquareFunction size={14} />
        {t.standsFor.open}
      </Button>
      <p className="field-help">{t.standsFor.help}</p>
    </section>
  )
}
