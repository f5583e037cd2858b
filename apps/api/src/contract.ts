/** What crosses HTTP, apart from playbooks and reports themselves: plain data, shared with the web client as types. */
import type { Catalogue, DeskId, Issue, Playbook, Text, UserText } from '@sandtable/rules'
import type { KpiInfo, Report } from '@sandtable/sim'

export type { KpiInfo } from '@sandtable/sim'

export interface PlaybookSummary {
  readonly id: string
  readonly revision: number
  readonly name: UserText
  readonly description?: UserText
  readonly question?: UserText
  readonly systems: readonly string[]
  readonly desk?: DeskId
  readonly nodes: number
  readonly errors: number
  readonly warnings: number
  /** ISO 8601, UTC. */
  readonly updatedAt: string
}

export interface StoredPlaybook {
  readonly id: string
  /** Grows by one with every save. */
  readonly revision: number
  readonly playbook: Playbook
  readonly updatedAt: string
}

/** Answer to an import: stored, or refused with every problem found. */
export type ImportResult =
  | {
      readonly status: 'imported'
      readonly id: string
      readonly revision: number
      /** The id in the file when it was taken and another had to be made. */
      readonly replacedId?: string
      /** Problems that do not stop it from being stored. */
      readonly issues: readonly Issue[]
    }
  | { readonly status: 'refused'; readonly issues: readonly Issue[] }

export type RunStatus = 'queued' | 'running' | 'done' | 'failed' | 'cancelled' | 'interrupted'

export interface RunRequest {
  readonly playbookId: string
  /** Revision to run; a run is pinned to it. */
  readonly revision: number
  /** Id of a shop template. */
  readonly shop: string
  readonly days: number
  readonly replications: number
  readonly seed: number
}

export interface RunSummary extends RunRequest {
  readonly id: string
  readonly status: RunStatus
  readonly replicationsDone: number
  readonly playbookHash: string
  readonly shopHash: string
  readonly modelVersion: string
  readonly createdAt: string
  /** One sentence for people; only when failed. */
  readonly error?: string
}

export interface RunDetail extends RunSummary {
  /** The playbook as it was run. */
  readonly playbook: Playbook
  /** Only when done. */
  readonly report?: Report
}

/** Streamed while a run goes on; the last one has a final status and `isFinal`. */
export interface RunEvent {
  readonly status: RunStatus
  readonly replicationsDone: number
  readonly replications: number
  readonly isFinal: boolean
  readonly error?: string
}

export interface ShopInfo {
  readonly id: string
  readonly label: Text
  readonly description: Text
  readonly products: number
}

/** What the client needs to know of the shop and the limits, in one answer. */
export interface ShopCatalogue {
  readonly catalogue: Catalogue
  readonly kpis: readonly KpiInfo[]
  readonly shops: readonly ShopInfo[]
  readonly modelVersion: string
  readonly runDefaults: {
    readonly shop: string
    readonly days: number
    readonly replications: number
    readonly seed: number
  }
  readonly runLimits: {
    readonly days: number
    readonly replications: number
    readonly leastReplications: number
    readonly seed: number
    /** Most products × days × replications in one run. */
    readonly productDays: number
  }
}

/** `data` of a tRPC error, beside tRPC's own `code`: never a stack trace. */
export interface ErrorData {
  /** Problems of a playbook that was refused. */
  readonly issues?: readonly Issue[]
  /** For CONFLICT on save: the revision that is stored now. */
  readonly currentRevision?: number
}
