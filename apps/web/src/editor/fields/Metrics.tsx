import { useMemo } from 'react'
import { X } from 'lucide-react'
import { scopeIds, textIn, type MetricsField, type ScopeId } from '@sandtable/rules'
import { useI18n } from '../../i18n/index.ts'
import { IconButton } from '../../ui/Button.tsx'
import { SearchSelect } from '../../ui/SearchSelect.tsx'
import { useEditor } from '../context.ts'
import { metricOptions } from '../metricOptions.ts'
import type { FieldProps } from './fieldProps.ts'

/** A list of figures: those chosen, and a search for more. */
export function MetricsWidget(props: FieldProps<MetricsField>) {
  const { id, field, value, onChange, describedBy, isInvalid, label, scope } = props
  const { t, language } = useI18n()
  const { catalogue } = useEditor()
  const chosen = Array.isArray(value) ? value.map(String) : []
  const options = useMemo(() => {
    const of: readonly ScopeId[] =
      scope === undefined ? scopeIds : scope === 'shop' ? ['shop'] : [scope, 'shop']
    const all = metricOptions(catalogue, of, language, (_, metric) => metric)
    // a figure of several scopes is one figure here
    return [
      ...new Map(all.toReversed().map((option) => [option.value, option])).values(),
    ].toReversed()
  }, [catalogue, scope, language])
  const free = options.filter((option) => !chosen.includes(option.value))
  const labelOf = (metric: string) => {
    const info = catalogue.metrics.find((candidate) => candidate.id === metric)
    return info === undefined ? metric : textIn(info.label, language)
  }
  const set = (next: readonly string[]) =>
    onChange(next.length === 0 && field.isOptional === true ? undefined : next, { isStep: true })
  return (
    <div className="metrics">
      {chosen.length > 0 && (
        <ul className="metrics-chosen" aria-label={label}>
          {chosen.map((metric) => (
            <li key={metric} className="chip">
              {labelOf(metric)}
              <IconButton
                label={t.metrics.remove(labelOf(metric))}
                icon={<X size={12} />}
                onClick={() => set(chosen.filter((other) => other !== metric))}
              />
            </li>
          ))}
        </ul>
      )}
      {chosen.length < field.maxItems && (
        <SearchSelect
          id={id}
          options={free}
          value={undefined}
          label={t.metrics.add}
          placeholder={t.metrics.add}
          searchLabel={t.metrics.search}
          emptyText={t.metrics.none}
          describedBy={describedBy}
          isInvalid={isInvalid}
          onChange={(metric) => set([...chosen, metric])}
        />
      )}
    </div>
  )
}
