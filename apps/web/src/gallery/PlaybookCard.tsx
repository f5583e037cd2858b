import type { ReactNode } from 'react'
import {
  CircleAlert,
  CircleCheck,
  Download,
  Ellipsis,
  Store,
  Trash2,
  TriangleAlert,
} from 'lucide-react'
import { desks } from '@sandtable/rules'
import type { PlaybookSummary } from '@sandtable/api'
import { useI18n } from '../i18n/index.ts'
import { formatAgo } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'
import { Menu } from '../ui/Menu.tsx'
import { SystemChip } from './SystemChip.tsx'

interface PlaybookCardProps {
  readonly playbook: PlaybookSummary
  readonly now: number
  /** The name as a link to the editor. */
  readonly renderLink: (name: string) => ReactNode
  readonly onExport: () => void
  readonly onRemove: () => void
}

export function PlaybookCard({ playbook, now, renderLink, onExport, onRemove }: PlaybookCardProps) {
  const { t, text, language } = useI18n()
  const name = text(playbook.name) || t.untitled
  const { errors, warnings, trial } = playbook
  return (
    <li className="playbook-card" data-testid={`playbook-${playbook.id}`}>
      <header>
        <h3 title={name}>{renderLink(name)}</h3>
        <Menu
          trigger={
            <Button look="plain" className="button-icon" aria-label={t.gallery.more(name)}>
              <Ellipsis size={16} />
            </Button>
          }
          entries={[
            { label: t.gallery.exportFile, icon: <Download size={16} />, onChoose: onExport },
            null,
            { label: t.gallery.remove, icon: <Trash2 size={16} />, onChoose: onRemove },
          ]}
        />
      </header>
      {playbook.question !== undefined && (
        <p className="playbook-question">{text(playbook.question)}</p>
      )}
      {playbook.question === undefined && playbook.description !== undefined && (
        <p className="playbook-question">{text(playbook.description)}</p>
      )}
      <p className="playbook-chips">
        {playbook.desk !== undefined && (
          <span className="chip">{text(desks[playbook.desk].label)}</span>
        )}
        {playbook.systems.map((system) => (
          <SystemChip key={system} id={system} />
        ))}
      </p>
      {trial !== undefined && (
        <p className="playbook-trial muted">
          <Store size={14} aria-hidden="true" />
          {t.gallery.trial(text(trial.shop), t.units.days(trial.days))}
        </p>
      )}
      <footer className="playbook-foot">
        {errors > 0 && (
          <span className="playbook-state is-error">
            <CircleAlert size={14} aria-hidden="true" />
            {t.gallery.errors(errors)}
          </span>
        )}
        {warnings > 0 && (
          <span className="playbook-state is-warning">
            <TriangleAlert size={14} aria-hidden="true" />
            {t.gallery.warnings(warnings)}
          </span>
        )}
        {errors + warnings === 0 && (
          <span className="playbook-state is-good">
            <CircleCheck size={14} aria-hidden="true" />
            {t.gallery.noProblems}
          </span>
        )}
        <span className="muted">{t.gallery.nodes(playbook.nodes)}</span>
        <time className="muted" dateTime={playbook.updatedAt}>
          {t.gallery.updated(formatAgo(playbook.updatedAt, now, language))}
        </time>
      </footer>
    </li>
  )
}
