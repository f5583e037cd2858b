import type { ReactNode } from 'react'
import { Popover } from '@base-ui/react/popover'
import { useI18n } from '../i18n/index.ts'
import { Button } from '../ui/Button.tsx'

interface FailedSaveProps {
  readonly message: string | undefined
  readonly isKept: boolean
  readonly onRetry: () => void
  readonly children: ReactNode
}

/** Why a save failed, with the way to try again. */
export function FailedSave({ message, isKept, onRetry, children }: FailedSaveProps) {
  const { t } = useI18n()
  return (
    <Popover.Root>
      <Popover.Trigger render={<Button look="danger" />}>{children}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="start" className="popover-positioner">
          <Popover.Popup className="popover">
            <Popover.Title className="popover-title">{t.save.failedTitle}</Popover.Title>
            <Popover.Description render={<div className="popover-text" />}>
              <p>{message}</p>
              <p className="muted">{isKept ? t.save.kept : t.save.notKept}</p>
            </Popover.Description>
            <Button look="primary" onClick={onRetry}>
              {t.retry}
            </Button>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
