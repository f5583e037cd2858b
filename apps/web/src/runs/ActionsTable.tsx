import { commandDeclaration, commandIds } from '@sandtable/rules'
import { useI18n } from '../i18n/index.ts'
import type { Report } from './report.ts'

/** How busy the playbook is: what the shop carried out for it, by command. */
export function ActionsTable({ actions }: { readonly actions: NonNullable<Report['actions']> }) {
  const { t, text, number } = useI18n()
  const labelOf = (command: string) => {
    const id = commandIds.find((known) => known === command)
    return id === undefined ? command : text(commandDeclaration(id).label)
  }
  return (
    <section aria-label={t.results.actions} data-testid="actions">
      <h2>{t.results.actions}</h2>
      <p className="muted">{t.results.actionsHelp}</p>
      <div className="kpi-scroll">
        <table className="kpis actions-table">
          <thead>
            <tr>
              <th scope="col">{t.results.action}</th>
              <th scope="col" className="is-number">
                {t.results.mean}
              </th>
              <th scope="col" className="is-number">
                {t.results.spread}
              </th>
            </tr>
          </thead>
          <tbody>
            {actions.map(({ command, perWeek }) => (
              <tr key={command}>
                <th scope="row">{labelOf(command)}</th>
                <td className="is-number">{number(perWeek.mean, 1)}</td>
                <td className="is-number">
                  {t.results.between(number(perWeek.p5, 1), number(perWeek.p95, 1))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
