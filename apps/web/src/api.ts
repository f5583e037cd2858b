/** The one place that knows how the server is reached. Pages use `trpc` and `client`; nothing below a page does. */
import { QueryClient } from '@tanstack/react-query'
import {
  createTRPCClient,
  httpBatchLink,
  httpSubscriptionLink,
  splitLink,
  TRPCClientError,
} from '@trpc/client'
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query'
import type { Issue, Text } from '@sandtable/rules'
import type { AppRouter } from '@sandtable/api/router'

const url = '/trpc'

export const client = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: (operation) => operation.type === 'subscription',
      true: httpSubscriptionLink({ url }),
      false: httpBatchLink({ url, maxURLLength: 2_000 }),
    }),
  ],
})

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // a refusal stays a refusal; only a lost connection is worth another try
      retry: (failures, error) => failures < 2 && problemOf(error).kind === 'offline',
    },
  },
})

export const trpc = createTRPCOptionsProxy<AppRouter>({ client, queryClient })

/** Chromium and Firefox, Safari, and Vite for a style sheet. */
const missingPart = /dynamically imported module|module script failed|Unable to preload CSS/

/** A part of the client could not be loaded. The browser does not say why. */
export function isMissingPart(error: unknown): boolean {
  return error instanceof Error && missingPart.test(error.message)
}

/** What a failed request means for the user. */
export type Problem =
  | { readonly kind: 'offline' }
  | { readonly kind: 'signedOut' }
  | { readonly kind: 'notFound' }
  | { readonly kind: 'conflict'; readonly currentRevision: number | undefined }
  | {
      readonly kind: 'refused'
      readonly message: string
      /** The message in both languages, where there is one. */
      readonly sentence?: Text
      readonly issues: readonly Issue[]
      /** The server broke on the way: what was asked may have been done all the same. */
      readonly mayBeDone: boolean
    }

/** Reads a tRPC error, whatever stage it comes from. */
export function problemOf(error: unknown): Problem {
  if (isMissingPart(error)) return { kind: 'offline' }
  if (!(error instanceof TRPCClientError)) {
    return {
      kind: 'refused',
      message: error instanceof Error ? error.message : String(error),
      issues: [],
      mayBeDone: true,
    }
  }
  const data = error.data as
    | {
        code?: string
        httpStatus?: number
        currentRevision?: number
        issues?: readonly Issue[]
        sentence?: Text
      }
    | null
    | undefined
  const response = error.meta?.['response']
  const status = data?.httpStatus ?? (response instanceof Response ? response.status : undefined)
  if (status === 401 || status === 403) return { kind: 'signedOut' }
  if (status === 404) return { kind: 'notFound' }
  if (data?.code === 'CONFLICT') return { kind: 'conflict', currentRevision: data.currentRevision }
  // no answer of the API itself: the server is gone, or something else answered in its place
  if (data?.code === undefined) return { kind: 'offline' }
  return {
    kind: 'refused',
    message: error.message,
    ...(data.sentence === undefined ? {} : { sentence: data.sentence }),
    issues: data.issues ?? [],
    mayBeDone: status === undefined || status >= 500,
  }
}
