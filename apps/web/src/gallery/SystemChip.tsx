import { systemIds, systems } from '@sandtable/rules'
import { useI18n } from '../i18n/index.ts'

/** A system by its id, with its title as hint. */
export function SystemChip({ id }: { readonly id: string }) {
  const { text } = useI18n()
  const known = systemIds.find((system) => system === id)
  return (
    <span className="chip" title={known === undefined ? undefined : text(systems[known])}>
      {id}
    </span>
  )
}
