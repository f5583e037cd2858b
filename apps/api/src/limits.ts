import { packLimits } from '@sandtable/rules'

/** Limits of requests; those of playbooks and runs come from the packages that know them. */
export const requestLimits = {
  /** Twice a pack: one that is slightly too large still gets an answer that says by how much. */
  bodyBytes: 2 * packLimits.bytes,
  /** Calls in one HTTP request. */
  batch: 20,
} as const
