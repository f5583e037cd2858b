/** What this browser keeps in localStorage, as JSON. Without storage, a choice holds until the page is closed. */
export function readStored(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null')
  } catch {
    // unreadable or forbidden storage
    return null
  }
}

export function writeStored(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value))
  } catch {
    // full or forbidden storage
  }
}
