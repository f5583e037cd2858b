import type { ReactNode } from 'react'
import { TriangleAlert } from 'lucide-react'
import { desks } from '@sandtable/rules'
import type { PackSummary } from '@sandtable/api'
import { useI18n } from '../i18n/index.ts'
import { SystemChip } from './SystemChip.tsx'

interface PackCardsProps {
  readonly packs: readonly PackSummary[]
  /** The name as a link to the page of the pack. */
  readonly renderLink: (pack: PackSummary, name: string) => ReactNode
}

/** The packs of the gallery; nothing when there are none. */
export function PackCards({ packs, renderLink }: PackCardsProps) {
  const { t, text } = useI18n()
  if (packs.length === 0) return null
  return (
    <section aria-labelledby="packs" className="gallery-topic">
      <h2 id="packs">
        {t.packs.title} <span className="muted">{packs.length}</span>
      </h2>
      <p className="muted">{t.packs.intro}</p>
      <ul className="gallery-list">
        {packs.map((pack) => {
          const name = text(pack.name)
          const about = pack.question ?? pack.description
          return (
            <li key={pack.id} className="playbook-card" data-testid={`pack-${pack.id}`}>
              <header>
                <h3 title={name}>{renderLink(pack, name)}</h3>
              </header>
              {about !== undefined && <p className="playbook-question">{text(about)}</p>}
              <p className="playbook-chips">
                {pack.desks.map((desk) => (
                  <span key={desk} className="chip">
                    {text(desks[desk].label)}
                  </span>
                ))}
                {pack.systems.map((system) => (
                  <SystemChip key={system} id={system} />
                ))}
              </p>
              <footer className="playbook-foot">
                <span className="muted">{t.packs.playbookCount(pack.playbooks)}</span>
                {pack.missing > 0 && (
                  <span className="playbook-state is-warning">
                    <TriangleAlert size={14} aria-hidden="true" />
                    {t.packs.missing(pack.missing)}
                  </span>
                )}
              </footer>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
