/** Changes to the playbook as a whole, as pure functions. */
import type { Language, Parameter, Playbook } from '@sandtable/rules'
import { isEmptyText, withOptional, withText } from './edits.ts'

export function setName(playbook: Playbook, language: Language, text: string): Playbook {
  return { ...playbook, name: withText(playbook.name, language, text) }
}

/** Sets or (when empty) drops a text of the playbook. */
export function setText(
  playbook: Playbook,
  key: 'description' | 'question',
  language: Language,
  text: string,
): Playbook {
  const next = withText(playbook[key], language, text)
  return withOptional<Playbook, typeof key>(playbook, key, isEmptyText(next) ? undefined : next)
}

export function setDesk(playbook: Playbook, desk: Playbook['desk']): Playbook {
  return withOptional(playbook, 'desk', desk)
}

export function setReview(playbook: Playbook, review: Playbook['review']): Playbook {
  return withOptional(playbook, 'review', review)
}

export function setActionsPerDay(playbook: Playbook, limit: number | undefined): Playbook {
  return withOptional(
    playbook,
    'guards',
    limit === undefined ? undefined : { actionsPerDay: limit },
  )
}

export const paramNamePattern = /^[a-z][A-Za-z0-9]{0,63}$/

export function setParam(
  playbook: Playbook,
  name: string,
  parameter: Parameter | undefined,
): Playbook {
  const params = withOptional<Record<string, Parameter>, string>(
    playbook.params ?? {},
    name,
    parameter,
  )
  return withOptional(playbook, 'params', Object.keys(params).length === 0 ? undefined : params)
}
