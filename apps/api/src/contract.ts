/** What crosses HTTP, apart from playbooks and reports themselves: plain data, shared with the web client as types. */
import type { Catalogue, DeskId, Issue, Playbook, Text, UserText } from '@sandtable/rules'
import type { EffectOutcome, KpiInfo, Report, ShockEntry } from '@sandtable/sim'

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
  /** What its trial is run on: the name of the shop's template, and the days. */
  readonly trial?: { readonly shop: Text; readonly days: number }
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

/** Asked for as a shop: that of the trial of the playbook, as the revision to run has it. No template has this id. */
export const trialShop = 'trial'

export interface RunRequest {
  readonly playbookId: string
  /** Revision to run; a run is pinned to it. */
  readonly revision: number
  /** Id of a shop template, or `trialShop`. */
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
  /** What became of the playbook's effect tests; only when it has some and the run is done and on its trial. */
  readonly effects?: readonly EffectTestResult[]
}

/** One effect test of a playbook, line by line. */
export interface EffectTestResult {
  readonly name?: UserText
  readonly lines: readonly { readonly line: string; readonly outcome: EffectOutcome }[]
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
  /** What its categories, suppliers, warehouses and accounts are called, by id. */
  readonly names: Readonly<Record<string, Text>>
  /** What happens to it whatever a shop file schedules besides. */
  readonly shocks: readonly ShockEntry[]
}

/** What the client says of a kind of shock. */
export interface ShockKindInfo {
  readonly id: string
  readonly label: Text
  readonly variants: readonly { readonly id: string; readonly label: Text }[]
}

/** What the client needs to know of the shop and the limits, in one answer. */
export interface ShopCatalogue {
  readonly catalogue: Catalogue
  readonly kpis: readonly KpiInfo[]
  readonly shops: readonly ShopInfo[]
  readonly shockKinds: readonly ShockKindInfo[]
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
  /** The message in both languages, where there is one. */
  readonly sentence?: Text
}
