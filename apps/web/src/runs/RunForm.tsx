import { useId } from 'react'
import { Play } from 'lucide-react'
import type { ShopInfo } from '@sandtable/api'
import { useI18n } from '../i18n/index.ts'
import { Button } from '../ui/Button.tsx'
import {
  largeProductDays,
  productDaysOf,
  type CheckedSettings,
  type RunField,
  type RunSettings,
} from './runForm.ts'

interface RunFormProps {
  readonly settings: RunSettings
  readonly checked: CheckedSettings
  readonly shops: readonly ShopInfo[]
  readonly isBusy: boolean
  readonly onChange: (settings: RunSettings) => void
  readonly onRun: () => void
}

const fields: readonly RunField[] = ['days', 'replications', 'seed']

/** Shop, horizon, replications and seed of the next run. */
export function RunForm({ settings, checked, shops, isBusy, onChange, onRun }: RunFormProps) {
  const { t, text, number } = useI18n()
  const id = useId()
  const problems = checked.ok ? undefined : checked.problems
  const whole = problems?.get('all')
  const chosen = shops.find((shop) => shop.id === settings.shop)
  const asked = checked.ok ? productDaysOf(checked.numbers, shops) : 0
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
          onChange={({ target }) => onChange({ ...settings, shop: target.value })}
        >
          {shops.map((shop) => (
            <option key={shop.id} value={shop.id}>
              {text(shop.label)} ({t.run.products(shop.products)})
            </option>
          ))}
        </select>
        {chosen !== undefined && (
          <p className="field-help" id={`${id}-shop-help`}>
            {text(chosen.description)}
          </p>
        )}
      </div>
      {fields.map((field) => {
        const problem = problems?.get(field)
        return (
          <div className="field" key={field}>
            <label className="field-label" htmlFor={`${id}-${field}`}>
              {t.run[field]}
            </label>
            <input
              className="input numeric run-number"
              id={`${id}-${field}`}
              inputMode="numeric"
              value={settings[field]}
              aria-invalid={problem !== undefined}
              aria-describedby={problem === undefined ? undefined : `${id}-${field}-problem`}
              onChange={({ target }) => onChange({ ...settings, [field]: target.value })}
            />
            {problem !== undefined && (
              <p className="field-problem is-error" id={`${id}-${field}-problem`}>
                {problem}
              </p>
            )}
          </div>
        )
      })}
      <Button type="submit" look="primary" disabled={isBusy || !checked.ok} className="run-start">
        <Play size={14} aria-hidden="true" />
        {isBusy ? t.run.running : t.run.start}
      </Button>
      {asked >= largeProductDays && (
        <p className="field-help run-problem">{t.run.large(number(asked))}</p>
      )}
      {whole !== undefined && (
        <p className="field-problem is-error run-problem" role="alert">
          {whole}
        </p>
      )}
    </form>
  )
}
