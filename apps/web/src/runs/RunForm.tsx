import { useId } from 'react'
import type { ShockKindInfo } from '@sandtable/api'
import type { Trial } from '@sandtable/rules'
import { useI18n } from '../i18n/index.ts'
import {
  productDaysOf,
  withShop,
  type CheckedSettings,
  type RunField,
  type RunSettings,
} from './runForm.ts'
import { RunFields } from './RunFields.tsx'
import { shockText } from './shockText.ts'
import { trialShop, type RunShop } from './trial.ts'

interface RunFormProps {
  readonly settings: RunSettings
  readonly checked: CheckedSettings
  /** The trial's first, where the playbook has one. */
  readonly shops: readonly RunShop[]
  readonly shockKinds: readonly ShockKindInfo[]
  readonly trial: Trial | undefined
  readonly isBusy: boolean
  readonly onChange: (settings: RunSettings) => void
  readonly onRun: () => void
}

const fields: readonly RunField[] = ['days', 'replications', 'seed']

/** Shop, horizon, replications and seed of the next run. */
export function RunForm(props: RunFormProps) {
  const { settings, checked, shops, shockKinds, trial, isBusy, onChange, onRun } = props
  const { t, text } = useI18n()
  const id = useId()
  const chosen = shops.find((shop) => shop.id === settings.shop)
  return (
    <form
      className="run-form"
      aria-label={t.run.title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onRun()
      }}
    >
      <div className="field">
        <label className="field-label" htmlFor={`${id}-shop`}>
          {t.run.shop}
        </label>
        <select
          className="select"
          id={`${id}-shop`}
          value={settings.shop}
          aria-describedby={chosen === undefined ? undefined : `${id}-shop-help`}
          onChange={({ target }) => onChange(withShop(settings, target.value, trial))}
        >
          {chosen === undefined && (
            <option value={settings.shop} disabled>
              {settings.shop === trialShop ? t.run.trialGone : settings.shop}
            </option>
          )}
          {shops.map((shop) => (
            <option key={shop.id} value={shop.id}>
              {shop.id === trialShop
                ? t.run.trial(text(shop.label))
                : `${text(shop.label)} (${t.run.products(shop.products)})`}
            </option>
          ))}
        </select>
        {chosen !== undefined && (
          <div className="field-help" id={`${id}-shop-help`}>
            {chosen.id === trialShop && trial !== undefined ? (
              <TrialFacts shop={chosen} days={trial.days} shockKinds={shockKinds} />
            ) : (
              <p>{text(chosen.description)}</p>
            )}
          </div>
        )}
      </div>
      <RunFields
        id={id}
        fields={fields}
        settings={settings}
        checked={checked}
        productDays={checked.ok ? productDaysOf(checked.numbers, shops) : 0}
        isBusy={isBusy}
        onChange={(field, value) => onChange({ ...settings, [field]: value })}
      />
    </form>
  )
}

interface TrialFactsProps {
  readonly shop: RunShop
  readonly days: number
  readonly shockKinds: readonly ShockKindInfo[]
}

/** What the shop of the trial is, and what happens in it, in plain sentences. */
function TrialFacts({ shop, days, shockKinds }: TrialFactsProps) {
  const i18n = useI18n()
  const { t, text } = i18n
  const { shocks, names, changes = 0 } = shop
  return (
    <>
      <p>{t.run.trialShop(text(shop.label), t.run.products(shop.products), t.units.days(days))}</p>
      {changes > 0 && <p>{t.run.trialChanges(changes)}</p>}
      {shocks.length === 0 ? (
        <p>{t.run.trialCalm}</p>
      ) : (
        <>
          <p>{t.run.trialShocks}</p>
          <ul className="trial-shocks" data-testid="trial-shocks">
            {shocks.map((shock, index) => (
              // equal shocks differ only by their order
              <li key={`${shock.kind}-${index}`}>{shockText(shock, names, shockKinds, i18n)}</li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
