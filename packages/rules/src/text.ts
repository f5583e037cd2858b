/** The languages every text shown to a user exists in. */
export const languages = ['en', 'zh'] as const
export type Language = (typeof languages)[number]

/** A text in every language. Declared beside the thing it names, never copied. */
export interface Text {
  readonly en: string
  readonly zh: string
}

/** The same characters in every language: an id, a number, a piece of JSON. */
export function sameText(text: string): Text {
  return { en: text, zh: text }
}

/** A text written by a user: one string for all languages, or one per language. */
export type UserText = string | { readonly en: string; readonly zh: string }

/** Returns the text in `language`; a plain string is the same in every language. */
export function textIn(text: UserText, language: Language): string {
  return typeof text === 'string' ? text : text[language]
}

/** The value itself when it is a text, the empty text otherwise. */
export function textOrEmpty(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
