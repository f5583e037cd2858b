import {
  formatRecurrence,
  parseRecurrence,
  type Recurrence,
  type RecurrenceField,
} from '@sandtable/rules'
import { useI18n } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { UnitNumber } from '../UnitNumber.tsx'
import type { FieldProps } from './fieldProps.ts'

const maxInterval = 999
const everyDay: Recurrence = { freq: 'daily', intervalDays: 1 }
const everyMonday: Recurrence = { freq: 'weekly', intervalWeeks: 1, weekdays: [0] }

/** Every n days, or every n weeks on weekdays; stored as a recurrence rule of RFC 5545. */
export function RecurrenceWidget({
  id,
  value,
  onChange,
  describedBy,
  label,
}: FieldProps<RecurrenceField>) {
  const { t } = useI18n()
  const rule = parseRecurrence(String(value ?? ''))
  const change = (next: Recurrence) => onChange(formatRecurrence(next))
  if (rule === undefined) {
    return (
      <div className="recurrence">
        <p className="is-error">
          {t.recurrence.unreadable} <code>{String(value ?? '')}</code>
        </p>
        <Button onClick={() => change(everyDay)}>{t.recurrence.reset}</Button>
      </div>
    )
  }
  const interval = rule.freq === 'daily' ? rule.intervalDays : rule.intervalWeeks
  const setInterval = (next: number | undefined) => {
    if (next === undefined) return
    change(
      rule.freq === 'daily' ? { ...rule, intervalDays: next } : { ...rule, intervalWeeks: next },
    )
  }
  const toggle = (day: number) => {
    if (rule.freq !== 'weekly') return
    const weekdays = rule.weekdays.includes(day)
      ? rule.weekdays.filter((other) => other !== day)
      : [...rule.weekdays, day].toSorted((a, b) => a - b)
    // a week without a day never fires: the last one stays
    if (weekdays.length > 0) change({ ...rule, weekdays })
  }
  return (
    <fieldset className="recurrence" aria-label={label} aria-describedby={describedBy}>
      <div className="recurrence-row">
        <span>{t.recurrence.every}</span>
        <UnitNumber
          id={id}
          label={t.recurrence.interval}
          value={interval}
          unit="none"
          min={1}
          max={maxInterval}
          isInteger
          refuses={{ min: 1, max: maxInterval, isInteger: true, isRequired: true }}
          onChange={setInterval}
        />
        <select
          className="select"
          aria-label={t.recurrence.unit}
          value={rule.freq}
          onChange={({ target }) => change(target.value === 'daily' ? everyDay : everyMonday)}
        >
          <option value="daily">{t.recurrence.daily}</option>
          <option value="weekly">{t.recurrence.weekly}</option>
        </select>
      </div>
      {rule.freq === 'weekly' && (
        <fieldset className="recurrence-days" aria-label={t.recurrence.on}>
          {t.recurrence.weekdays.map((name, day) => (
            <Button
              key={name}
              aria-pressed={rule.weekdays.includes(day)}
              title={
                rule.weekdays.length === 1 && rule.weekdays[0] === day
                  ? t.recurrence.oneDay
                  : undefined
              }
              onClick={() => toggle(day)}
            >
              {name}
            </Button>
          ))}
        </fieldset>
      )}
    </fieldset>
  )
}
