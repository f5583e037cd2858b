import { memo } from 'react'
import { ListTree, Plus } from 'lucide-react'
import type { NodeDefinition } from '@sandtable/rules'
import { useI18n } from '../i18n/index.ts'
import { Button } from '../ui/Button.tsx'
import { useEditor, useEditorState } from './context.ts'
import { Outline } from './Outline.tsx'
import { Palette } from './Palette.tsx'

interface LeftPanelProps {
  readonly onAdd: (definition: NodeDefinition) => void
}

/** What can be added, or what is there. Not again for every change of the playbook. */
export const LeftPanel = memo(function LeftPanel({ onAdd }: LeftPanelProps) {
  const { t } = useI18n()
  const { store } = useEditor()
  const left = useEditorState((state) => state.panels.left)
  return (
    <aside className="panel panel-left" aria-label={t.editor.leftPanel}>
      <div className="panel-tabs">
        {(['palette', 'outline'] as const).map((tab) => (
          <Button
            key={tab}
            look="plain"
            aria-pressed={left === tab}
            onClick={() => store.show({ left: tab })}
          >
            {tab === 'palette' ? <Plus size={14} /> : <ListTree size={14} />}
            {t.editor[tab]}
          </Button>
        ))}
      </div>
      {left === 'palette' ? <Palette onAdd={onAdd} /> : <Outline />}
    </aside>
  )
})
