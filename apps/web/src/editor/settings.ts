/** Changes to the playbook as a whole, as pure functions. */
import type { ChoiceParameterSetting, Language, Parameter, Playbook } from '@sandtable/rules'
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

export type Guards = NonNullable<Playbook['guards']>

/** Sets one guard; undefined takes it away, and the last one takes the whole of them. */
export function setGuard<K extends keyof Guards>(
  playbook: Playbook,
  guard: K,
  value: Guards[K] | undefined,
): Playbook {
  const guards = withOptional<Guards, K>(playbook.guards ?? {}, guard, value)
  return withOptional(playbook, 'guards', Object.keys(guards).length === 0 ? undefined : guards)
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

/** Most options of a choice, and characters of one, that a file may hold. */
const optionLimit = 64

/** The options that a text lists between commas, each once. */
export function optionsIn(text: string): string[] {
  const options = text
    .split(/[,，]/)
    .map((option) => option.trim().slice(0, optionLimit))
    .filter((option) => option !== '')
  return [...new Set(options)].slice(0, optionLimit)
}

/** A choice with other options; a value that is gone gives way to the first of them. */
export function withOptions(
  parameter: ChoiceParameterSetting,
  options: string[],
): ChoiceParameterSetting {
  const { default: value } = parameter
  return { ...parameter, options, default: options.includes(value) ? value : (options[0] ?? value) }
}
