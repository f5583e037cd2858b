import { Plus, Trash2 } from 'lucide-react'
import type { TiersField } from '@sandtable/rules'
import { useI18n } from '../../i18n/index.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { tiersOf } from '../describe.ts'
import { UnitNumber } from '../UnitNumber.tsx'
import type { FieldProps } from './fieldProps.ts'

const least = { min: 1, isInteger: true, isRequired: true }
/** A tier that is added lies so much above the last one. */
const firstTier = [10_000, 1_000] as const

/** Spend tiers: from so much on, so much off. */
export function TiersWidget(props: FieldProps<TiersField>) {
  const { id, field, value, onChange, describedBy, label } = props
  const { t } = useI18n()
  const tiers = tiersOf(value)
  const set = (index: number, place: 0 | 1, cents: number | undefined) => {
    if (cents === undefined) return
    const next = tiers.map((tier, at) =>
      at === index ? (place === 0 ? [cents, tier[1]] : [tier[0], cents]) : tier,
    )
    onChange(next, { part: `${index}/${place}` })
  }
  const add = () => {
    const last = tiers.at(-1)
    const next = last === undefined ? firstTier : [last[0] * 2, last[1] * 2]
    onChange([...tiers, next], { isStep: true })
  }
  return (
    <fieldset className="tiers" aria-label={label} aria-describedby={describedBy}>
      {tiers.map(([threshold, reward], index) => (
        // tiers have no identity but their place
        <div key={index} className="tier" data-testid={`tier-${index}`}>
          <span>{t.tiers.from}</span>
          <UnitNumber
            {...(index === 0 ? { id } : {})}
            label={t.tiers.threshold(index + 1)}
            unit="money"
            value={threshold}
            refuses={least}
            onChange={(cents) => set(index, 0, cents)}
          />
          <span>{t.tiers.off}</span>
          <UnitNumber
            label={t.tiers.reward(index + 1)}
            unit="money"
            value={reward}
            refuses={least}
            onChange={(cents) => set(index, 1, cents)}
          />
          <IconButton
            label={t.tiers.remove(index + 1)}
            icon={<Trash2 size={14} />}
            // without a tier there is nothing to publish
            disabled={tiers.length === 1}
            onClick={() =>
              onChange(
                tiers.filter((_, at) => at !== index),
                { isStep: true },
              )
            }
          />
        </div>
      ))}
      {tiers.length < field.maxItems && (
        <Button onClick={add}>
          <Plus size={14} />
          {t.tiers.add}
        </Button>
      )}
    </fieldset>
  )
}
