import { useId } from 'react'
import { Play } from 'lucide-react'
import type { PackDetail } from '@sandtable/api'
import { useI18n } from '../i18n/index.ts'
import { largeProductDays, productDaysOf, type CheckedSettings } from '../runs/runForm.ts'
import { Button } from '../ui/Button.tsx'
import { withDrill, type PackSettings } from './packForm.ts'

interface PackRunFormProps {
  readonly pack: PackDetail
  readonly settings: PackSettings
  readonly checked: CheckedSettings
  readonly isBusy: boolean
  readonly onChange: (settings: PackSettings) => void
  readonly onRun: () => void
}

const fields = ['replications', 'seed'] as const

/** Shop and drills of the pack, replications and seed of the next run. */
export function PackRunForm(props: PackRunFormProps) {
  const { pack, settings, checked, isBusy, onChange, onRun } = props
  const { t, text, number } = useI18n()
  const id = useId()
  const problems = checked.ok ? undefined : checked.problems
  const whole = problems?.get('all') ?? problems?.get('days')
  const asked = checked.ok ? productDaysOf(checked.numbers, pack.shops) : 0
  const isIncomplete = pack.members.some(({ playbook }) => playbook === undefined)
  return (
    <form
      className="run-form"
      aria-label={t.packs.run}
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
          onChange={({ target }) => onChange({ ...settings, shop: target.value })}
        >
          {pack.shops.map((shop) => (
            <option key={shop.id} value={shop.id}>
              {t.packs.shopChoice(text(shop.name), shop.days, shop.products)}
            </option>
          ))}
        </select>
      </div>
      {pack.drills.length > 0 && (
        <fieldset className="pack-held">
          <legend className="field-label">{t.packs.held}</legend>
          {pack.drills.map((drill) => (
            <label key={drill.id} className="check">
              <input
                type="checkbox"
                checked={settings.drills.includes(drill.id)}
                onChange={({ target }) =>
                  onChange(withDrill(settings, pack, drill.id, target.checked))
                }
              />
              {text(drill.name)}
            </label>
          ))}
        </fieldset>
      )}
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
      <Button
        type="submit"
        look="primary"
        disabled={isBusy || !checked.ok || isIncomplete}
        className="run-start"
      >
        <Play size={14} aria-hidden="true" />
        {isBusy ? t.run.running : t.run.start}
      </Button>
      {isIncomplete && <p className="field-problem is-error run-problem">{t.packs.incomplete}</p>}
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
