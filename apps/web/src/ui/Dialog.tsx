import type { ComponentProps, ReactNode } from 'react'
import { Dialog as Base } from '@base-ui/react/dialog'

interface DialogProps {
  readonly isOpen: boolean
  readonly title: string
  readonly description?: ReactNode
  readonly children: ReactNode
  readonly onClose: () => void
  /** Gets the focus when it opens; else the first control. */
  readonly initialFocus?: ComponentProps<typeof Base.Popup>['initialFocus']
  readonly className?: string
}

/** A modal dialog: keeps the focus, closes with Escape, gives the focus back. */
export function Dialog({
  isOpen,
  title,
  description,
  children,
  onClose,
  initialFocus,
  className = '',
}: DialogProps) {
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="backdrop" />
        <Base.Popup
          className={`dialog ${className}`}
          {...(initialFocus === undefined ? {} : { initialFocus })}
        >
          <Base.Title>{title}</Base.Title>
          {description !== undefined && (
            <Base.Description className="muted">{description}</Base.Description>
          )}
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
