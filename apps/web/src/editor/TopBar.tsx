import { use, type ReactNode } from 'react'
import {
  Download,
  Ellipsis,
  PanelLeft,
  PanelRight,
  Play,
  Plus,
  Redo2,
  Undo2,
  WandSparkles,
} from 'lucide-react'
import { textIn } from '@sandtable/rules'
import { useI18n } from '../i18n/index.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { Menu } from '../ui/Menu.tsx'
import { keysInWords, type CommandId } from './commands.ts'
import { PerformContext, useEditor, useEditorState } from './context.ts'
import { isMac } from './platform.ts'
import { setName } from './settings.ts'

interface TopBarProps {
  readonly brand: ReactNode
  readonly saveChip: ReactNode
  readonly end: ReactNode
  readonly isRunning: boolean
  readonly onRun: () => void
  readonly onExport: () => void
}

/** Name, save state and the commands that are always at hand. */
export function TopBar({ brand, saveChip, end, isRunning, onRun, onExport }: TopBarProps) {
  const { t, text } = useI18n()
  const { store } = useEditor()
  const name = useEditorState(({ history }) => history.present.name)
  const panels = useEditorState((state) => state.panels)
  return (
    <header className="top-bar">
      <h1 className="visually-hidden">{text(name) || t.untitled}</h1>
      {brand}
      <NameInput />
      {saveChip}
      <div className="top-bar-end">
        <CommandButton id="undo" icon={<Undo2 size={16} />} />
        <CommandButton id="redo" icon={<Redo2 size={16} />} />
        <CommandButton id="addNode" icon={<Plus size={16} />} />
        <CommandButton id="tidy" icon={<WandSparkles size={16} />} />
        <Button
          look="primary"
          onClick={onRun}
          disabled={isRunning}
          title={keysInWords('run', isMac)}
          aria-keyshortcuts="Control+Enter Meta+Enter"
        >
          <Play size={14} aria-hidden="true" />
          {t.commands.run}
        </Button>
        <IconButton
          label={panels.left === undefined ? t.editor.showPalette : t.editor.hidePalette}
          aria-expanded={panels.left !== undefined}
          icon={<PanelLeft size={16} />}
          onClick={() => store.show({ left: panels.left === undefined ? 'palette' : undefined })}
        />
        <IconButton
          label={panels.hasInspector ? t.editor.hideInspector : t.editor.showInspector}
          aria-expanded={panels.hasInspector}
          icon={<PanelRight size={16} />}
          onClick={() => store.show({ hasInspector: !panels.hasInspector })}
        />
        <EditorMenu onExport={onExport} />
        {end}
      </div>
    </header>
  )
}

function CommandButton({ id, icon }: { readonly id: CommandId; readonly icon: ReactNode }) {
  const { t } = useI18n()
  const perform = use(PerformContext)
  const canUndo = useEditorState(({ history }) => history.past.length > 0)
  const canRedo = useEditorState(({ history }) => history.future.length > 0)
  const isDisabled = (id === 'undo' && !canUndo) || (id === 'redo' && !canRedo)
  return (
    <IconButton
      label={t.commands[id]}
      keys={keysInWords(id, isMac)}
      icon={icon}
      // stays focusable, so that the keyboard does not lose its place when the last step is undone
      aria-disabled={isDisabled}
      onClick={() => perform(id)}
    />
  )
}

function NameInput() {
  const { store } = useEditor()
  const { t, language } = useI18n()
  const name = useEditorState(({ history }) => history.present.name)
  return (
    <input
      className="input editor-name"
      aria-label={t.editor.name}
      placeholder={t.untitled}
      title={textIn(name, language)}
      maxLength={200}
      value={textIn(name, language)}
      onChange={({ target }) =>
        store.edit('settings', (now) => setName(now, language, target.value), {
          gesture: 'settings:name',
        })
      }
    />
  )
}

function EditorMenu({ onExport }: { readonly onExport: () => void }) {
  const { t } = useI18n()
  const perform = use(PerformContext)
  const entry = (id: CommandId) => ({
    label: t.commands[id],
    keys: keysInWords(id, isMac),
    onChoose: () => perform(id),
  })
  return (
    <Menu
      trigger={
        <Button
          look="plain"
          className="button-icon"
          aria-label={t.editor.menu}
          title={t.editor.menu}
        >
          <Ellipsis size={16} />
        </Button>
      }
      entries={[
        entry('copy'),
        entry('cut'),
        entry('paste'),
        entry('duplicate'),
        entry('selectAll'),
        null,
        entry('tidy'),
        entry('fit'),
        entry('zoomReset'),
        null,
        { label: t.editor.exportFile, icon: <Download size={16} />, onChoose: onExport },
        entry('shortcuts'),
      ]}
    />
  )
}
