import { CircleCheck, CircleHelp, CircleX } from 'lucide-react'
import type { EffectTestResult } from '@sandtable/api'
import { useI18n } from '../i18n/index.ts'

const signs = {
  met: { Icon: CircleCheck, className: 'claim-claimed' },
  unmet: { Icon: CircleX, className: 'claim-opposite' },
  unknown: { Icon: CircleHelp, className: 'claim-unclear' },
} as const

/** The effect tests of the playbook against this run, line by line. */
export function Effects({ effects }: { readonly effects: readonly EffectTestResult[] }) {
  const { t, text } = useI18n()
  return (
    <section aria-label={t.results.effects} data-testid="effects">
      <h2>{t.results.effects}</h2>
      <p className="muted">{t.results.effectsHelp}</p>
      {effects.map(({ name, lines }, index) => (
        // tests have no identity but their place
        <div key={index} className="effects">
          {name !== undefined && <h3>{text(name)}</h3>}
          <ul className="claims">
            {lines.map(({ line, outcome }) => {
              const { Icon, className } = signs[outcome.status]
              return (
                <li key={line} className="claim" data-status={outcome.status}>
                  <code className="effect-line">{line}</code>
                  <span className={`claim-verdict ${className}`}>
                    <Icon size={14} aria-hidden="true" />
                    {t.results.effectStatuses[outcome.status]}
                  </span>
                  <span className="claim-figures muted">
                    {text(outcome.status === 'unknown' ? outcome.why : outcome.found)}
                  </span>
                </li>
              )
            })}
          </ul>
        </div>
      ))}
    </section>
  )
}
