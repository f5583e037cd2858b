import { parameterRef, type Recurrence, type RecurrenceField } from '@sandtable/rules'
import { useI18n } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { readRule, writeRule, type Rule } from '../recurrenceRule.ts'
import { UnitNumber } from '../UnitNumber.tsx'
import { asText } from '../configText.ts'
import type { FieldProps } from './fieldProps.ts'
import { OrParameter } from './OrParameter.tsx'

const maxInterval = 999
const everyDay: Recurrence = { freq: 'daily', intervalDays: 1 }
const everyMonday: Recurrence = { freq: 'weekly', intervalWeeks: 1, weekdays: [0] }

/** Every n days, or every n weeks on weekdays; stored as a recurrence rule of RFC 5545. */
export function RecurrenceWidget(props: FieldProps<RecurrenceField>) {
  const { id, value, onChange, describedBy, isInvalid, label, params } = props
  const { t } = useI18n()
  const read = readRule(asText(value))
  const change = (next: Rule) => onChange(writeRule(next))
  if (read === undefined) {
    return (
      <div className="recurrence">
        <p className="is-error">
          {t.recurrence.unreadable} <code>{asText(value)}</code>
        </p>
        <Button onClick={() => change({ recurrence: everyDay })}>{t.recurrence.reset}</Button>
      </div>
    )
  }
  const { recurrence: rule, parameter } = read
  const interval = rule.freq === 'daily' ? rule.intervalDays : rule.intervalWeeks
  const setInterval = (next: number | undefined) => {
    if (next === undefined) return
    const recurrence: Recurrence =
      rule.freq === 'daily' ? { ...rule, intervalDays: next } : { ...rule, intervalWeeks: next }
    change({ recurrence })
  }
  /** The interval as a field of its own: a number, or `params.x`. */
  const onInterval = (next: unknown) => {
    const name = typeof next === 'string' ? parameterRef(next) : undefined
    if (name !== undefined) change({ recurrence: rule, parameter: name })
    else setInterval(typeof next === 'number' ? next : 1)
  }
  const toggle = (day: number) => {
    if (rule.freq !== 'weekly') return
    const weekdays = rule.weekdays.includes(day)
      ? rule.weekdays.filter((other) => other !== day)
      : [...rule.weekdays, day].toSorted((a, b) => a - b)
    // a week without a day never fires: the last one stays
    if (weekdays.length > 0) change({ ...read, recurrence: { ...rule, weekdays } })
  }
  return (
    <fieldset className="recurrence" aria-label={label} aria-describedby={describedBy}>
      <div className="recurrence-row">
        <span>{t.recurrence.every}</span>
        <OrParameter
          id={id}
          describedBy={describedBy}
          isInvalid={isInvalid}
          label={t.recurrence.interval}
          value={parameter === undefined ? interval : `params.${parameter}`}
          unit="none"
          params={params}
          fromNumber={(number) => Math.min(Math.max(Math.round(number), 1), maxInterval)}
          onChange={onInterval}
        >
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
        </OrParameter>
        <select
          className="select"
          aria-label={t.recurrence.unit}
          value={rule.freq}
          onChange={({ target }) =>
            change({ recurrence: target.value === 'daily' ? everyDay : everyMonday })
          }
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
