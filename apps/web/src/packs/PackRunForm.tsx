import { useId } from 'react'
import type { PackDetail } from '@sandtable/api'
import { useI18n } from '../i18n/index.ts'
import { RunFields } from '../runs/RunFields.tsx'
import { productDaysOf, type CheckedSettings } from '../runs/runForm.ts'
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
  const { t, text } = useI18n()
  const id = useId()
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
      <RunFields
        id={id}
        fields={fields}
        settings={settings}
        checked={checked}
        productDays={checked.ok ? productDaysOf(checked.numbers, pack.shops) : 0}
        isBusy={isBusy}
        obstacle={isIncomplete ? t.packs.incomplete : undefined}
        onChange={(field, value) => onChange({ ...settings, [field]: value })}
      />
    </form>
  )
}
