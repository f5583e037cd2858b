import { useMemo } from 'react'
import { Combobox } from '@base-ui/react/combobox'
import { Check, ChevronsUpDown } from 'lucide-react'
import './searchSelect.css'

export interface SearchOption {
  readonly value: string
  readonly label: string
  /** A short note behind the label: an id, a unit. */
  readonly detail: string
  /** Heading under which it stands. */
  readonly group: string
  /** Further words by which it is found. */
  readonly words?: string
}

interface SearchSelectProps {
  readonly options: readonly SearchOption[]
  /** Undefined shows the placeholder: a list from which things are added. */
  readonly value: string | undefined
  readonly label: string
  readonly placeholder: string
  readonly searchLabel: string
  readonly emptyText: string
  readonly onChange: (value: string) => void
  readonly id?: string
  readonly describedBy?: string
  readonly isInvalid?: boolean
}

interface OptionGroup {
  readonly value: string
  readonly items: readonly SearchOption[]
}

/** Every word is in the label, the note, the value or the further words. */
function answers({ label, detail, value, words = '' }: SearchOption, search: string): boolean {
  const all = `${label} ${detail} ${value} ${words}`.toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word))
}

/** A select with a search field, for lists too long to read. */
export function SearchSelect(props: SearchSelectProps) {
  const { options, value, label, placeholder, searchLabel, emptyText, onChange } = props
  const groups = useMemo<readonly OptionGroup[]>(
    () =>
      [...Map.groupBy(options, ({ group }) => group)].map(([group, items]) => ({
        value: group,
        items,
      })),
    [options],
  )
  const selected = options.find((option) => option.value === value) ?? null
  return (
    <Combobox.Root
      items={groups}
      value={selected}
      filter={answers}
      autoHighlight
      onValueChange={(option: SearchOption | null) => {
        if (option !== null) onChange(option.value)
      }}
    >
      <Combobox.Trigger
        className="select search-select"
        {...(props.id === undefined ? {} : { id: props.id })}
        aria-label={selected === null ? label : `${label}: ${selected.label}`}
        aria-describedby={props.describedBy}
        aria-invalid={props.isInvalid}
      >
        <span className="search-select-value">{selected?.label ?? value ?? placeholder}</span>
        <ChevronsUpDown size={14} aria-hidden="true" />
      </Combobox.Trigger>
      <Combobox.Portal>
        <Combobox.Positioner className="menu-positioner" align="start" sideOffset={4}>
          <Combobox.Popup className="menu search-popup" aria-label={label}>
            <Combobox.Input className="input" placeholder={searchLabel} aria-label={searchLabel} />
            <Combobox.Empty className="search-empty">{emptyText}</Combobox.Empty>
            <Combobox.List className="search-list">
              {(group: OptionGroup) => (
                <Combobox.Group key={group.value} items={group.items}>
                  <Combobox.GroupLabel className="picker-heading">
                    {group.value}
                  </Combobox.GroupLabel>
                  <Combobox.Collection>
                    {(option: SearchOption) => (
                      <Combobox.Item
                        key={option.value}
                        value={option}
                        className="menu-item search-item"
                      >
                        <span className="search-label">{option.label}</span>
                        <code className="search-detail">{option.detail}</code>
                        <Combobox.ItemIndicator>
                          <Check size={14} aria-hidden="true" />
                        </Combobox.ItemIndicator>
                      </Combobox.Item>
                    )}
                  </Combobox.Collection>
                </Combobox.Group>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  )
}
