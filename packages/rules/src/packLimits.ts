// apart from the schema, so that a page that only asks how large a file may be does not load it

/** Limits of a pack, named in the error when passed (SPEC K1). */
export const packLimits = {
  /** Of a file with whole playbooks in it. */
  bytes: 2_000_000,
  playbooks: 100,
  shops: 20,
  drills: 50,
  shocks: 100,
  fileNameCharacters: 200,
} as const
