import { createContext } from 'react'
import type { PortRef } from './edits.ts'

/** The ports of a connection that is being made by keyboard. */
export interface Highlight {
  readonly from: PortRef
  readonly to: PortRef | undefined
}

export const HighlightContext = createContext<Highlight | undefined>(undefined)
