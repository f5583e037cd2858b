/** A few plain lines for the person who runs the server. Never bodies, tokens or cookies. */
export interface Log {
  info(line: string): void
  /** Something broke that nobody asked for: with the stack, which never leaves the machine. */
  failure(line: string, error: unknown): void
}

/** Writes each line with its time. */
export function createLog(write: (line: string) => void): Log {
  const put = (line: string) => write(`${new Date().toISOString()} ${line}`)
  return {
    info: put,
    failure: (line, error) =>
      put(`${line}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
  }
}
