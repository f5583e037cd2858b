/**
 * A number in [0, 1) that depends on the two texts only: the same in every run, on every machine, whatever else
 * there is. FNV-1a over the code units, then the finaliser of MurmurHash3 (fmix32).
 */
export function stableFraction(salt: string, id: string): number {
  let hash = 0x811c9dc5
  const text = `${salt}\n${id}`
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193)
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x1_0000_0000
}
