import { useEffect } from 'react'
import { X } from 'lucide-react'
import { Toast } from '@base-ui/react/toast'
import { useI18n } from '../i18n/index.ts'
import { Button } from './Button.tsx'
import { takeToasts, useWaiting } from './toasts.tsx'

const manager = Toast.createToastManager()

export function ToastCorner() {
  const waiting = useWaiting()
  useEffect(() => {
    for (const { title, description, isError = false, action } of takeToasts(waiting)) {
      manager.add({
        title,
        ...(description === undefined ? {} : { description }),
        type: isError ? 'error' : 'info',
        priority: isError ? 'high' : 'low',
        timeout: isError ? 0 : 6_000,
        ...(action === undefined
          ? {}
          : { actionProps: { children: action.label, onClick: action.onClick } }),
      })
    }
  }, [waiting])
  return (
    <Toast.Provider toastManager={manager} limit={4}>
      <Toast.Portal>
        <Toast.Viewport className="toasts">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function ToastList() {
  const { t } = useI18n()
  const { toasts } = Toast.useToastManager()
  return toasts.map((item) => (
    <Toast.Root key={item.id} toast={item} className="toast">
      <Toast.Content className="toast-text">
        <Toast.Title className="toast-title" />
        <Toast.Description />
      </Toast.Content>
      {item.actionProps !== undefined && <Toast.Action className="button" />}
      <Toast.Close render={<Button look="plain" className="button-icon" />} aria-label={t.close}>
        <X size={16} />
      </Toast.Close>
    </Toast.Root>
  ))
}
