/** Texts of a playbook, each checked once however many analyses read it. */
import {
  checkExpression,
  typeExpression,
  type CheckedExpression,
  type Expected,
  type ExpressionContext,
} from '../language/checkExpression.ts'
import type { Typed } from '../language/typed.ts'
import type { ScopeId } from '../scopes.ts'
import { rewritten } from './expressions.ts'

/** Where a text stands. */
export interface TextPlace {
  readonly scope: ScopeId
  /** The event whose payload it may read. */
  readonly eventId?: string | undefined
  readonly isConstant?: boolean
  /** Composed by a preset of fields that have been checked: may be longer than what stands in a file. */
  readonly isComposed?: boolean
}

export class CheckedTexts {
  readonly #context: Pick<ExpressionContext, 'catalogue' | 'params'>
  readonly #checked = new Map<string, CheckedExpression>()
  readonly #typed = new Map<CheckedExpression, Typed>()

  constructor(context: Pick<ExpressionContext, 'catalogue' | 'params'>) {
    this.#context = context
  }

  /** A text with its problems. */
  checked(text: string, place: TextPlace, expected: Expected): CheckedExpression {
    const { scope, eventId, isConstant = false, isComposed = false } = place
    const key = JSON.stringify([scope, eventId, isConstant, isComposed, expected, text])
    let checked = this.#checked.get(key)
    if (checked === undefined) {
      const { catalogue, params } = this.#context
      const event = catalogue.events.find(({ id }) => id === eventId)
      const context = {
        scope,
        catalogue,
        params,
        ...(event === undefined ? {} : { payload: event.payload }),
        ...(event === undefined && eventId !== undefined ? { isPayloadUnknown: true } : {}),
        ...(isConstant ? { isConstant } : {}),
      }
      checked = (isComposed ? typeExpression : checkExpression)(text, context, expected)
      this.#checked.set(key, checked)
    }
    return checked
  }

  /**
   * A text as the analyses read it, where payloads of different events are told apart by the event's id; undefined
   * when it has an error. One object for one text, so that answers about it can be remembered.
   */
  typed(text: string, place: TextPlace, expected: Expected): Typed | undefined {
    const checked = this.checked(text, place, expected)
    const { eventId } = place
    if (checked.typed === undefined || eventId === undefined) return checked.typed
    let typed = this.#typed.get(checked)
    if (typed === undefined) {
      typed = rewritten(checked.typed, (part) =>
        part.op === 'payload' ? { ...part, field: `${eventId}.${part.field}` } : undefined,
      )
      this.#typed.set(checked, typed)
    }
    return typed
  }
}
