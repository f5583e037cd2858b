/** Language and appearance of this browser: kept in localStorage, applied to the document. */
import { create } from 'zustand'
import { languages, type Language } from '@sandtable/rules'
import { readStored, writeStored } from './stored.ts'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

interface Preferences {
  readonly language: Language
  readonly theme: Theme
}

const storageKey = 'sandtable.preferences'

function stored(): Partial<Record<keyof Preferences, unknown>> {
  const value = readStored(storageKey)
  return typeof value === 'object' && value !== null ? value : {}
}

function initial(): Preferences {
  const { language, theme } = stored()
  const preferred: Language = navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en'
  return {
    language: languages.find((known) => known === language) ?? preferred,
    theme: themes.find((known) => known === theme) ?? 'system',
  }
}

export const usePreferences = create<Preferences>(initial)

export function setPreferences(change: Partial<Preferences>): void {
  usePreferences.setState(change)
  const { language, theme } = usePreferences.getState()
  apply({ language, theme })
  writeStored(storageKey, { language, theme })
}

function apply({ language, theme }: Preferences): void {
  const root = document.documentElement
  root.lang = language === 'zh' ? 'zh-CN' : 'en'
  if (theme === 'system') delete root.dataset['theme']
  else root.dataset['theme'] = theme
}

/** Sets language and appearance before the first paint of React. */
export function applyPreferences(): void {
  apply(usePreferences.getState())
}
