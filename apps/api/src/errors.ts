/** Errors as they cross HTTP: the only file that maps results of the domain to `TRPCError`. */
import { randomUUID } from 'node:crypto'
import { TRPCError, type TRPCDefaultErrorShape } from '@trpc/server'
import { z } from 'zod'
import { describeIssue, packLimits, playbookLimits, type Issue } from '@sandtable/rules'
import type { ErrorData, RunSummary, StoredPlaybook } from './contract.ts'
import { requestLimits } from './limits.ts'
import type { CreateResult, SaveResult } from './playbookLibrary.ts'
import { queueLimit, type PackStartResult, type StartResult } from './runs/runService.ts'
import type { ChangeResult } from './store/store.ts'

/** Carries the plain data of an error to `formatError`. */
class ErrorCause extends Error {
  readonly data: ErrorData
  constructor(data: ErrorData) {
    super('see data')
    this.data = data
  }
}

function error(code: TRPCError['code'], message: string, data: ErrorData = {}): TRPCError {
  return new TRPCError({ code, message, cause: new ErrorCause(data) })
}

export function noPlaybook(id: string): TRPCError {
  return error('NOT_FOUND', `There is no playbook “${id}”; it may have been deleted.`)
}

export function noPack(id: string): TRPCError {
  return error('NOT_FOUND', `There is no pack “${id}”; it may have been deleted.`)
}

export function noRun(id: string): TRPCError {
  return error('NOT_FOUND', `There is no run “${id}”.`)
}

function refusal(issues: readonly Issue[], doing: string): TRPCError {
  const [first] = issues
  const reason = first === undefined ? '' : `: ${describeIssue(first, 'en').sentence}`
  const more = issues.length > 1 ? ` (${issues.length} problems in all)` : ''
  return error('BAD_REQUEST', `The playbook cannot be ${doing}${reason}${more}`, { issues })
}

/** A pack without one of its playbooks is neither run nor exported. */
export function incompletePack(id: string, missing: readonly string[]): TRPCError {
  const names = missing.map((playbook) => `“${playbook}”`).join(', ')
  return error(
    'BAD_REQUEST',
    `The pack “${id}” is not complete: ${names} was deleted. Import the pack again.`,
  )
}

function stale(id: string, currentRevision: number): TRPCError {
  const message = `The playbook “${id}” was changed elsewhere; revision ${currentRevision} is stored now.`
  return error('CONFLICT', message, { currentRevision })
}

export function createdOrThrow(result: CreateResult): StoredPlaybook {
  if (result.status === 'refused') throw refusal(result.issues, 'stored')
  return result.stored
}

export function savedOrThrow(
  id: string,
  result: SaveResult,
): { readonly revision: number; readonly updatedAt: string } {
  switch (result.status) {
    case 'saved':
      return { revision: result.revision, updatedAt: result.updatedAt }
    case 'refused':
      throw refusal(result.issues, 'saved')
    case 'otherId':
      throw error('BAD_REQUEST', `The playbook to save as “${id}” has the id “${result.found}”.`)
    case 'stale':
      throw stale(id, result.currentRevision)
    case 'missing':
      throw noPlaybook(id)
  }
}

export function removedOrThrow(id: string, result: ChangeResult): void {
  if (result.status === 'stale') throw stale(id, result.currentRevision)
  if (result.status === 'missing') throw noPlaybook(id)
}

/** Of a pack: what is missing is the pack itself. */
export function packStartedOrThrow(id: string, result: PackStartResult): RunSummary {
  if (result.status === 'missing') throw noPack(id)
  if (result.status === 'incomplete') throw incompletePack(id, result.missing)
  return startedOrThrow({ playbookId: id, revision: 1 }, result)
}

export function startedOrThrow(
  request: { readonly playbookId: string; readonly revision: number },
  result: StartResult,
): RunSummary {
  switch (result.status) {
    case 'started':
      return result.run
    case 'missing':
      throw error(
        'NOT_FOUND',
        `Revision ${request.revision} of playbook “${request.playbookId}” is not stored; load the playbook again.`,
      )
    case 'refused':
      throw refusal(result.issues, 'run')
    case 'overLimit':
      throw error('BAD_REQUEST', result.sentence.en, { sentence: result.sentence })
    case 'queueFull':
      throw error(
        'TOO_MANY_REQUESTS',
        `${queueLimit} runs are waiting already; cancel one or wait.`,
      )
    case 'closed':
      throw error(
        'SERVICE_UNAVAILABLE',
        'The server is stopping; start the run again when it is back.',
      )
    case 'keyReused':
      throw error(
        'BAD_REQUEST',
        'The idempotency key belongs to a run with other settings; make a new one.',
      )
  }
}

/** What the body parser found wrong, as the tRPC client can read it. */
export function bodyError(found: unknown): TRPCError {
  const type = found instanceof Error && 'type' in found ? found.type : undefined
  if (type === 'entity.too.large') {
    return error(
      'PAYLOAD_TOO_LARGE',
      `The request has more than ${requestLimits.bodyBytes} bytes; a playbook has at most ${playbookLimits.bytes}, a pack ${packLimits.bytes}.`,
    )
  }
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') {
    return error('UNSUPPORTED_MEDIA_TYPE', 'Send JSON in UTF-8, not compressed.')
  }
  return error('BAD_REQUEST', 'The request could not be read to its end.')
}

/** Given to `onError`, so that the log and the answer share an id. */
const incidentIds = new WeakMap<TRPCError, string>()

/** Id under which an unexpected error is logged; undefined for errors that are the client's. */
export function incidentId(problem: TRPCError): string | undefined {
  if (problem.code !== 'INTERNAL_SERVER_ERROR') return undefined
  const id = incidentIds.get(problem) ?? randomUUID().slice(0, 8)
  incidentIds.set(problem, id)
  return id
}

/** Removes stack traces and inner messages, adds `ErrorData`. */
export function formatError({
  shape,
  error: problem,
}: {
  readonly shape: TRPCDefaultErrorShape
  readonly error: TRPCError
}) {
  const { code, httpStatus, path } = shape.data
  const data: ErrorData = problem.cause instanceof ErrorCause ? problem.cause.data : {}
  return {
    code: shape.code,
    message: messageOf(problem),
    data: { code, httpStatus, ...(path === undefined ? {} : { path }), ...data },
  }
}

function messageOf(problem: TRPCError): string {
  const id = incidentId(problem)
  if (id !== undefined) return `Something broke in the server; its log has the details under ${id}.`
  if (problem.cause instanceof z.ZodError) {
    return problem.cause.issues
      .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`))
      .join('; ')
  }
  if (problem.cause instanceof SyntaxError) return 'The request is not valid JSON.'
  return problem.message
}
