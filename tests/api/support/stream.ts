/** Reads the server-sent events of a tRPC subscription as an EventSource does. */
import type { RunEvent } from '@sandtable/api'

export interface StreamEvent {
  readonly event: string
  readonly id?: string
  readonly data: unknown
}

export interface WatchedEvent extends RunEvent {
  readonly eventId: string
}

/** Every event of the stream, pings left out, until the server ends it or the caller stops reading. */
export async function* readStream(
  url: string,
  headers: Record<string, string>,
): AsyncGenerator<StreamEvent> {
  const leaving = new AbortController()
  const response = await fetch(url, {
    headers: { accept: 'text/event-stream', ...headers },
    signal: leaving.signal,
  })
  if (response.status !== 200 || response.body === null) {
    throw new Error(`the stream was answered with ${response.status}`)
  }
  let rest = ''
  try {
    for await (const part of response.body.pipeThrough(new TextDecoderStream())) {
      const blocks = (rest + part).split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const fields = new Map(
          block
            .split('\n')
            .filter((line) => line !== '')
            .map((line) => {
              const colon = line.indexOf(': ')
              return [line.slice(0, colon), line.slice(colon + 2)] as const
            }),
        )
        const data = fields.get('data')
        const event = fields.get('event') ?? 'message'
        if (fields.size === 0 || event === 'ping') continue
        const id = fields.get('id')
        yield {
          event,
          ...(id === undefined ? {} : { id }),
          data: data === undefined || data === '' ? undefined : JSON.parse(data),
        }
      }
    }
  } finally {
    leaving.abort()
  }
}

/** The events of one run. */
export async function* watchRun(
  server: { readonly url: string; readonly cookie: string },
  runId: string,
  lastEventId?: string,
): AsyncGenerator<WatchedEvent> {
  const input = encodeURIComponent(JSON.stringify({ runId }))
  const headers = lastEventId === undefined ? {} : { 'last-event-id': lastEventId }
  const url = `${server.url}/trpc/runs.watch?input=${input}`
  for await (const { event, id, data } of readStream(url, { cookie: server.cookie, ...headers })) {
    if (event === 'message') yield { ...(data as RunEvent), eventId: id ?? '' }
  }
}
