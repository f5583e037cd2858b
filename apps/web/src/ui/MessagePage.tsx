import type { ReactNode } from 'react'

/** A whole page that says one thing and what to do next. */
export function MessagePage({
  title,
  children,
}: {
  readonly title: string
  readonly children: ReactNode
}) {
  return (
    <main className="message-page" id="content">
      <h1>{title}</h1>
      {children}
    </main>
  )
}
