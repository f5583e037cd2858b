const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** Makes an id such as `n_k3f9x2pq` from random bytes given by the caller (packages have no randomness of their own). At least 8 bytes. */
export function newId(prefix: string, randomBytes: Uint8Array): string {
  if (randomBytes.length < 8)
    throw new Error(`newId needs at least 8 random bytes, got ${randomBytes.length}`)
  let text = ''
  for (const byte of randomBytes) text += alphabet[byte % alphabet.length]
  return `${prefix}_${text}`
}
