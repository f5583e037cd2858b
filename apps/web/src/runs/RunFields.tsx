import { Play } from 'lucide-react'
import { useI18n } from '../i18n/index.ts'
import { Button } from '../ui/Button.tsx'
import { largeProductDays, type CheckedSettings, type RunField } from './runForm.ts'

interface RunFieldsProps<F extends RunField> {
  /** Of the form, so that labels find their fields. */
  readonly id: string
  readonly fields: readonly F[]
  readonly settings: Readonly<Record<F, string>>
  readonly checked: CheckedSettings
  /** How large the run is: products × days × replications. */
  readonly productDays: number
  readonly isBusy: boolean
  /** Why it cannot be started, whatever the numbers. */
  readonly obstacle?: string | undefined
  readonly onChange: (field: F, value: string) => void
}

/** The numbers of a run, the button that starts it, and what is wrong with them as a whole. */
export function RunFields<F extends RunField>(props: RunFieldsProps<F>) {
  const { id, fields, settings, checked, productDays, isBusy, obstacle, onChange } = props
  const { t, number } = useI18n()
  const problems = checked.ok ? undefined : checked.problems
  const shown: readonly RunField[] = fields
  // a field that the form does not have is told with the whole
  const whole = [...(problems ?? [])].find(
    ([field]) => field === 'all' || !shown.includes(field),
  )?.[1]
  return (
    <>
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
              onChange={({ target }) => onChange(field, target.value)}
            />
            {problem !== undefined && (
              <p className="field-problem is-error" id={`${id}-${field}-problem`}>
                {problem}
              </p>
            )}
          </div>
        )
      })}
      <Button
        type="submit"
        look="primary"
        disabled={isBusy || !checked.ok || obstacle !== undefined}
        className="run-start"
      >
        <Play size={14} aria-hidden="true" />
        {isBusy ? t.run.running : t.run.start}
      </Button>
      {obstacle !== undefined && <p className="field-problem is-error run-problem">{obstacle}</p>}
      {productDays >= largeProductDays && (
        <p className="field-help run-problem">{t.run.large(number(productDays))}</p>
      )}
      {whole !== undefined && (
        <p className="field-problem is-error run-problem" role="alert">
          {whole}
        </p>
      )}
    </>
  )
}
