/** What components read: the texts of the current language and the functions that format values in it. */
import { createContext, use } from 'react'
import {
  formatNumber,
  formatValue,
  textIn,
  type FormatOptions,
  type Language,
  type Unit,
  type UserText,
} from '@sandtable/rules'
import { en, type Messages } from './en.ts'
import { zh } from './zh.ts'

export type { Messages } from './en.ts'

export const messages: Readonly<Record<Language, Messages>> = { en, zh }

export interface I18n {
  readonly language: Language
  readonly t: Messages
  /** A text in both languages, as declared beside the thing it names or written by a user. */
  readonly text: (text: UserText) => string
  readonly number: (value: number, maxDigits?: number) => string
  /** A stored figure in the user's unit. */
  readonly value: (value: number, unit: Unit, options?: FormatOptions) => string
}

export function i18nFor(language: Language): I18n {
  return {
    language,
    t: messages[language],
    text: (text) => textIn(text, language),
    number: (value, maxDigits) => formatNumber(value, language, maxDigits),
    value: (value, unit, options) => formatValue(value, unit, language, options),
  }
}

export const I18nContext = createContext<I18n>(i18nFor('en'))

export function useI18n(): I18n {
  return use(I18nContext)
}
