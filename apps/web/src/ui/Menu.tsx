import type { ReactElement, ReactNode } from 'react'
import { Menu as Base } from '@base-ui/react/menu'

export interface MenuEntry {
  readonly label: string
  readonly icon?: ReactNode
  readonly keys?: string
  readonly isDisabled?: boolean
  readonly onChoose: () => void
}

/** A menu behind a button. `null` between entries draws a line. */
export function Menu({
  trigger,
  entries,
}: {
  readonly trigger: ReactElement
  readonly entries: readonly (MenuEntry | null)[]
}) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align="end" className="menu-positioner">
          <Base.Popup className="menu">
            {entries.map((entry, index) =>
              entry === null ? (
                // lines have no identity but their place
                <Base.Separator key={`line-${index}`} className="menu-separator" />
              ) : (
                <Base.Item
                  key={entry.label}
                  className="menu-item"
                  disabled={entry.isDisabled === true}
                  onClick={entry.onChoose}
                >
                  {entry.icon}
                  {entry.label}
                  {entry.keys !== undefined && <kbd className="kbd">{entry.keys}</kbd>}
                </Base.Item>
              ),
            )}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
