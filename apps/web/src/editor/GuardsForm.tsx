import { use } from 'react'
import { Plus, Trash2 } from 'lucide-react'
import { useI18n } from '../i18n/index.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { IssuesContext, useEditor, usePlaybook } from './context.ts'
import { ExpressionInput } from './expression/ExpressionInput.tsx'
import { FieldRow } from './FieldRow.tsx'
import { setGuard, type Guards } from './settings.ts'
import { UnitNumber } from './UnitNumber.tsx'

const maxActionsPerDay = 1_000_000
const maxCents = 1e12
const maxWindows = 50
const day = { min: 1, isInteger: true, isRequired: true }

/** Limits that every action of the playbook keeps to. */
export function GuardsForm() {
  const { t } = useI18n()
  const { store } = useEditor()
  const { guards = {}, params } = usePlaybook()
  const issues = use(IssuesContext).filter(({ path }) => path[0] === 'guards')
  const issuesOf = (guard: keyof Guards) => issues.filter(({ path }) => path[1] === guard)
  const set = <K extends keyof Guards>(guard: K, value: Guards[K] | undefined, part = '') =>
    store.edit('settings', (now) => setGuard(now, guard, value), {
      gesture: `settings:${guard}:${part}`,
    })
  const bound = (guard: 'priceFloorCents' | 'priceCeilingCents', label: string, help: string) => (
    <FieldRow label={label} help={help} issues={issuesOf(guard)}>
      {({ id, describedBy }) => (
        <ExpressionInput
          id={id}
          describedBy={describedBy}
          label={label}
          value={guards[guard] ?? ''}
          issues={issuesOf(guard)}
          scope="product"
          params={params}
          onChange={(text) => set(guard, text === '' ? undefined : text)}
        />
      )}
    </FieldRow>
  )
  return (
    <section className="params" aria-label={t.settings.guards}>
      <h3>{t.settings.guards}</h3>
      <p className="field-help">{t.settings.guardsHelp}</p>
      <FieldRow label={t.settings.actionsPerDay} help={t.settings.actionsPerDayHelp}>
        {({ id, describedBy }) => (
          <UnitNumber
            id={id}
            describedBy={describedBy}
            unit="none"
            min={0}
            max={maxActionsPerDay}
            isInteger
            refuses={{ min: 0, max: maxActionsPerDay, isInteger: true }}
            value={guards.actionsPerDay}
            onChange={(limit) => set('actionsPerDay', limit)}
          />
        )}
      </FieldRow>
      <FieldRow label={t.settings.spendCap} help={t.settings.spendCapHelp}>
        {({ id, describedBy }) => (
          <UnitNumber
            id={id}
            describedBy={describedBy}
            unit="money"
            min={0}
            refuses={{ min: 0, max: maxCents }}
            value={guards.spendCapCents}
            onChange={(cents) => set('spendCapCents', cents)}
          />
        )}
      </FieldRow>
      {bound('priceFloorCents', t.settings.priceFloor, t.settings.priceFloorHelp)}
      {bound('priceCeilingCents', t.settings.priceCeiling, t.settings.priceCeilingHelp)}
      <Freeze windows={guards.freeze ?? []} issues={issuesOf('freeze')} onChange={set} />
    </section>
  )
}

type Window = NonNullable<Guards['freeze']>[number]

interface FreezeProps {
  readonly windows: readonly Window[]
  readonly issues: React.ComponentProps<typeof FieldRow>['issues']
  readonly onChange: (guard: 'freeze', windows: Window[] | undefined, part?: string) => void
}

/** Spans of days on which the playbook rests. */
function Freeze({ windows, issues = [], onChange }: FreezeProps) {
  const { t } = useI18n()
  const change = (next: readonly Window[], part?: string) =>
    onChange('freeze', next.length === 0 ? undefined : [...next], part)
  const set = (at: number, key: keyof Window, value: number | undefined) => {
    if (value === undefined) return
    change(
      windows.map((window, index) => (index === at ? { ...window, [key]: value } : window)),
      `${at}/${key}`,
    )
  }
  const add = () => {
    const fromDay = (windows.at(-1)?.toDay ?? 0) + 1
    change([...windows, { fromDay, toDay: fromDay + 6 }], `${windows.length}/new`)
  }
  return (
    <FieldRow label={t.settings.freeze} help={t.settings.freezeHelp} issues={issues} hasOwnLabel>
      {({ describedBy }) => (
        <fieldset className="tiers" aria-label={t.settings.freeze} aria-describedby={describedBy}>
          <span className="field-label">{t.settings.freeze}</span>
          {windows.map(({ fromDay, toDay }, at) => (
            // windows have no identity but their place
            <div key={at} className="tier">
              <span>{t.settings.freezeDays}</span>
              <UnitNumber
                label={t.settings.freezeFrom(at + 1)}
                unit="none"
                isInteger
                value={fromDay}
                refuses={day}
                onChange={(value) => set(at, 'fromDay', value)}
              />
              <span>{t.settings.freezeUntil}</span>
              <UnitNumber
                label={t.settings.freezeTo(at + 1)}
                unit="none"
                isInteger
                value={toDay}
                refuses={day}
                onChange={(value) => set(at, 'toDay', value)}
              />
              <IconButton
                label={t.settings.removeFreeze(at + 1)}
                icon={<Trash2 size={14} />}
                onClick={() =>
                  change(
                    windows.filter((_, index) => index !== at),
                    `${at}/gone`,
                  )
                }
              />
            </div>
          ))}
          {windows.length < maxWindows && (
            <Button onClick={add}>
              <Plus size={14} />
              {t.settings.addFreeze}
            </Button>
          )}
        </fieldset>
      )}
    </FieldRow>
  )
}
