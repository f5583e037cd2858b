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
import type { Messages } from './en.ts'

export type { Messages } from './en.ts'

const loaders: Readonly<Record<Language, () => Promise<Messages>>> = {
  en: async () => (await import('./en.ts')).en,
  zh: async () => (await import('./zh.ts')).zh,
}

export interface I18n {
  readonly language: Language
  readonly t: Messages
  /** A text in both languages, as declared beside the thing it names or written by a user. */
  readonly text: (text: UserText) => string
  readonly number: (value: number, maxDigits?: number) => string
  /** A stored figure in the user's unit. */
  readonly value: (value: number, unit: Unit, options?: FormatOptions) => string
}

export async function loadI18n(language: Language): Promise<I18n> {
  return {
    language,
    t: await loaders[language](),
    text: (text) => textIn(text, language),
    number: (value, maxDigits) => formatNumber(value, language, maxDigits),
    value: (value, unit, options) => formatValue(value, unit, language, options),
  }
}

export const I18nContext = createContext<I18n | undefined>(undefined)

export function useI18n(): I18n {
  const i18n = use(I18nContext)
  if (i18n === undefined) throw new Error('useI18n is called outside of I18nContext')
  return i18n
}
