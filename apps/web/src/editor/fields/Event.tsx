import { scopeName, type EventField } from '@sandtable/rules'
import { useI18n } from '../../i18n/index.ts'
import { useEditor } from '../context.ts'
import { asText } from '../configText.ts'
import type { FieldProps } from './fieldProps.ts'

/** One of the events that the shop announces, with what it says of whom. */
export function EventWidget(props: FieldProps<EventField>) {
  const { id, field, value, onChange, describedBy, isInvalid } = props
  const { t, text } = useI18n()
  const { events } = useEditor().catalogue
  const current = asText(value)
  const event = events.find((candidate) => candidate.id === current)
  const payload = Object.entries(event?.payload ?? {})
  return (
    <>
      <select
        className="select"
        id={id}
        value={current}
        aria-describedby={`${id}-event ${describedBy}`}
        aria-invalid={isInvalid}
        onChange={({ target }) =>
          onChange(target.value === '' && field.isOptional === true ? undefined : target.value)
        }
      >
        {event === undefined && <option value={current}>{current || t.notSet}</option>}
        {events.map((each) => (
          <option key={each.id} value={each.id}>
            {text(each.label)}
          </option>
        ))}
      </select>
      <div id={`${id}-event`} className="event-about">
        {event !== undefined && (
          <>
            <p className="field-help">{text(event.help)}</p>
            <p className="field-help">
              {t.event.happensTo(
                event.scopes.map((scope) => text(scopeName(scope))).join(t.listComma),
              )}
            </p>
            {payload.length > 0 && (
              <dl className="event-payload">
                {payload.map(([name, info]) => (
                  <div key={name}>
                    <dt>
                      <code>event.{name}</code>
                    </dt>
                    <dd>{text(info.label)}</dd>
                  </div>
                ))}
              </dl>
            )}
          </>
        )}
      </div>
    </>
  )
}
