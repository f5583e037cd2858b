import type { ComponentProps, ReactElement, ReactNode } from 'react'
import { Tooltip } from '@base-ui/react/tooltip'

type Look = 'normal' | 'primary' | 'danger' | 'plain'

interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: Look
}

export function Button({ look = 'normal', className = '', ...props }: ButtonProps) {
  return <button type="button" className={`button button-${look} ${className}`} {...props} />
}

/** Shows a text on hover and focus. The trigger must have its own accessible name. */
export function Hint({
  text,
  children,
}: {
  readonly text: ReactNode
  readonly children: ReactElement
}) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger render={children} />
      <Tooltip.Portal>
        <Tooltip.Positioner sideOffset={6} className="tooltip-positioner">
          <Tooltip.Popup className="tooltip">{text}</Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}

interface IconButtonProps extends Omit<ButtonProps, 'aria-label' | 'children'> {
  readonly label: string
  /** Keys that do the same, for the tooltip. */
  readonly keys?: string
  readonly icon: ReactNode
}

/** A button with only an icon: its label is the accessible name and the tooltip. */
export function IconButton({
  label,
  keys,
  icon,
  className = '',
  look = 'plain',
  ...props
}: IconButtonProps) {
  return (
    <Hint text={keys === undefined ? label : `${label} (${keys})`}>
      <Button look={look} className={`button-icon ${className}`} aria-label={label} {...props}>
        {icon}
      </Button>
    </Hint>
  )
}
