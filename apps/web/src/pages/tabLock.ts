/** Which tabs of this browser are open: each holds a lock that ends with it, crashed or closed. */

export const tabId: string = crypto.randomUUID()
const prefix = 'sandtable.tab.'

/** Shows other tabs that this one is alive, until it is closed. */
export function holdTabLock(): void {
  // never settles: the lock lasts as long as the tab
  void navigator.locks.request(prefix + tabId, () => new Promise(() => {}))
}

/** Ids of all open tabs. */
export async function livingTabs(): Promise<ReadonlySet<string>> {
  const { held = [] } = await navigator.locks.query()
  const names = held.flatMap(({ name }) => (name?.startsWith(prefix) === true ? [name] : []))
  return new Set(names.map((name) => name.slice(prefix.length)))
}
