import { createElement, useEffect, useState, type ComponentType, type ReactNode } from 'react'

/** Without a connection, a part of the client is asked for again after this. */
const retryMs = 3_000

export interface Later<P> {
  /** Shows nothing until it is there, and takes no harm when it does not come. */
  readonly Part: (props: P & { readonly waiting?: ReactNode }) => ReactNode
  /** Loads it ahead of its use. */
  readonly load: () => Promise<void>
}

/** A component that is loaded when it is first shown or, better, before. */
export function later<P extends object>(get: () => Promise<ComponentType<P>>): Later<P> {
  let loaded: ComponentType<P> | undefined
  const load = async () => {
    loaded ??= await get()
  }
  function Part({ waiting, ...props }: P & { readonly waiting?: ReactNode }) {
    const [isThere, setIsThere] = useState(loaded !== undefined)
    useEffect(() => {
      if (isThere) return undefined
      let timer: ReturnType<typeof setTimeout>
      let isOver = false
      const start = async () => {
        try {
          await load()
          if (!isOver) setIsThere(true)
        } catch {
          if (!isOver) timer = setTimeout(() => void start(), retryMs)
        }
      }
      void start()
      return () => {
        isOver = true
        clearTimeout(timer)
      }
    }, [isThere])
    // what was taken from the props is not one of them
    return loaded === undefined ? waiting : createElement(loaded, props as unknown as P)
  }
  return { Part, load }
}
