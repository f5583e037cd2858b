/** What crosses HTTP, apart from playbooks and reports themselves: plain data, shared with the web client as types. */
import type {
  Catalogue,
  Claim,
  DeskId,
  Issue,
  Pack,
  PackPeriod,
  Playbook,
  Text,
  UserText,
} from '@sandtable/rules'
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

export interface PackSummary {
  readonly id: string
  readonly name: UserText
  readonly description?: UserText
  readonly question?: UserText
  readonly systems: readonly string[]
  /** Those of its playbooks, in the order of the desks. */
  readonly desks: readonly DeskId[]
  readonly playbooks: number
  /** Playbooks of it that were deleted since. */
  readonly missing: number
  /** ISO 8601, UTC. */
  readonly updatedAt: string
}

export interface PackDetail extends Omit<PackSummary, 'playbooks' | 'missing'> {
  /** In its order; without a summary where the playbook was deleted. */
  readonly members: readonly { readonly id: string; readonly playbook?: PlaybookSummary }[]
  readonly shops: readonly PackShopInfo[]
  readonly periods: readonly PackPeriod[]
  readonly drills: readonly PackDrillInfo[]
  readonly claims: readonly Claim[]
  /** What is wrong with it as a whole, such as conflicts between its playbooks. */
  readonly issues: readonly Issue[]
  /** Of its playbooks as they are now; undefined when one is missing. */
  readonly playbookHash?: string
}

export interface PackShopInfo {
  readonly id: string
  readonly name: UserText
  readonly days: number
  /** 0 when the shop cannot be made; a run says why. */
  readonly products: number
  /** ISO 4217 code; amounts are in its hundredths. */
  readonly currency: string
}

export interface PackDrillInfo {
  readonly id: string
  readonly name: UserText
  readonly description?: UserText
  readonly shocks: readonly PackShockInfo[]
  /** Ids of the playbooks that answer it. */
  readonly playbooks: readonly string[]
}

export interface PackShockInfo {
  readonly label: Text
  /** What it meets; everything of its kind without one. */
  readonly target?: Text
  readonly startDay: number
  /** As long as is usual for its kind without them. */
  readonly days?: number
}

/** Answer to the import of a pack: stored with its playbooks, or refused with every problem found. */
export type PackImportResult =
  | {
      readonly status: 'imported'
      readonly id: string
      /** Ids in the file that were taken by something else, and so were made anew. */
      readonly replacedIds: readonly string[]
      readonly issues: readonly Issue[]
    }
  | { readonly status: 'refused'; readonly issues: readonly Issue[] }

/** All playbooks of a pack at their newest revisions in one arm, for the days of the shop. */
export interface PackRunRequest {
  readonly packId: string
  /** Id of one of its shops. */
  readonly shop: string
  /** Ids of the drills that are held. */
  readonly drills: readonly string[]
  readonly replications: number
  readonly seed: number
}

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
  /** Only of a run of a pack, whose id is `playbookId` and one of whose shops is `shop`: the drills that are held. */
  readonly drills?: readonly string[]
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

export interface PackRunDetail extends RunSummary {
  /** The pack as it was run. */
  readonly pack: Pack
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
