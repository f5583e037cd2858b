import { useId } from 'react'
import {
  isPick,
  resolveSet,
  scopeIds,
  setsOf,
  type ConfigValue,
  type EntityPick,
  type PickField,
} from '@sandtable/rules'
import { useI18n } from '../../i18n/index.ts'
import { setInWords } from '../describe.ts'
import { withOptional } from '../edits.ts'
import { FieldProblems } from '../FieldRow.tsx'
import { ExpressionInput } from '../expression/ExpressionInput.tsx'
import { issuesAt } from '../issuesAt.ts'
import type { FieldProps } from './fieldProps.ts'

/** One other entity: the best of a set, by an expression, among those that pass a condition. */
export function PickWidget(props: FieldProps<PickField>) {
  const { id, field, value, onChange, describedBy, isInvalid, label, scope, params, issues } = props
  const { t, language } = useI18n()
  const partId = useId()
  const pick: EntityPick | undefined = isPick(value) ? value : field.default
  if (pick === undefined) return null
  const from = scope === undefined ? scopeIds : [scope]
  const sets = [
    ...new Set(
      from.flatMap((one) =>
        setsOf(one).filter((set) => resolveSet(set.split('.'), one)?.scope === field.scope),
      ),
    ),
  ]
  const change = (next: EntityPick, part: string) =>
    // strings and one of two words: plain JSON
    onChange(next as unknown as ConfigValue, { part })
  return (
    <fieldset className="pick" aria-label={label} aria-describedby={describedBy}>
      <div className="pick-row">
        <select
          className="select"
          id={id}
          aria-label={t.pick.best}
          value={pick.best}
          onChange={({ target }) =>
            change({ ...pick, best: target.value === 'min' ? 'min' : 'max' }, 'best')
          }
        >
          <option value="max">{t.pick.max}</option>
          <option value="min">{t.pick.min}</option>
        </select>
        <span>{t.pick.of}</span>
        <select
          className="select"
          aria-label={t.pick.set}
          aria-invalid={isInvalid && !sets.includes(pick.set)}
          value={pick.set}
          onChange={({ target }) => change({ ...pick, set: target.value }, 'set')}
        >
          {!sets.includes(pick.set) && <option value={pick.set}>{pick.set}</option>}
          {sets.map((set) => (
            <option key={set} value={set}>
              {setInWords(set, from, language)}
            </option>
          ))}
        </select>
      </div>
      <p className="field-label">{t.pick.by}</p>
      <ExpressionInput
        id={`${partId}-by-input`}
        label={t.pick.by}
        value={pick.by}
        scope={field.scope}
        params={params}
        describedBy={`${partId}-by-about`}
        issues={issuesAt(issues, 'by')}
        onChange={(by) => change({ ...pick, by }, 'by')}
      />
      <div id={`${partId}-by-about`}>
        <FieldProblems issues={issuesAt(issues, 'by')} />
      </div>
      <p className="field-label">{t.pick.where}</p>
      <ExpressionInput
        id={`${partId}-where-input`}
        label={t.pick.where}
        value={pick.where ?? ''}
        isCondition
        scope={field.scope}
        params={params}
        describedBy={`${partId}-where-about`}
        issues={issuesAt(issues, 'where')}
        onChange={(where) =>
          change(
            withOptional<EntityPick, 'where'>(pick, 'where', where === '' ? undefined : where),
            'where',
          )
        }
      />
      <div id={`${partId}-where-about`}>
        <FieldProblems issues={issuesAt(issues, 'where')} />
      </div>
    </fieldset>
  )
}
