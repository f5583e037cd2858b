import { useEffect } from 'react'
import { create } from 'zustand'
import { later } from './later.tsx'
import { whenIdle } from './whenIdle.ts'

interface ToastOptions {
  readonly title: string
  readonly description?: string
  readonly isError?: boolean
  readonly action?: { readonly label: string; readonly onClick: () => void }
}

interface Waiting {
  readonly toasts: readonly ToastOptions[]
  readonly hadSome: boolean
}

const store = create<Waiting>(() => ({ toasts: [], hadSome: false }))

/** Shows a message in the corner; errors stay until they are closed. */
export function toast(options: ToastOptions): void {
  store.setState(({ toasts }) => ({ toasts: [...toasts, options], hadSome: true }))
}

/** What is still to be shown. */
export function useWaiting(): readonly ToastOptions[] {
  return store(({ toasts }) => toasts)
}

/** Of these, the ones that nobody has taken yet. */
export function takeToasts(waiting: readonly ToastOptions[]): readonly ToastOptions[] {
  const { toasts } = store.getState()
  const taken = waiting.filter((one) => toasts.includes(one))
  if (taken.length > 0) store.setState({ toasts: toasts.filter((one) => !taken.includes(one)) })
  return taken
}

const corner = later(async () => (await import('./ToastCorner.tsx')).ToastCorner)

/** The corner for messages; loaded ahead of the first, which may say that there is no connection. */
export function Toasts() {
  const hadSome = store((state) => state.hadSome)
  useEffect(() => whenIdle(() => void corner.load().catch(() => {})), [])
  return hadSome && <corner.Part />
}
