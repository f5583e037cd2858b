import { Check, Languages, SunMoon } from 'lucide-react'
import { languages, type Language } from '@sandtable/rules'
import { useI18n } from '../i18n/index.ts'
import { Button } from './Button.tsx'
import { Menu } from './Menu.tsx'
import { setPreferences, themes, usePreferences } from './preferences.ts'

// languages name themselves
const languageNames: Readonly<Record<Language, string>> = { en: 'English', zh: '简体中文' }

/** Language and appearance, for the end of the top bar. */
export function PreferenceMenus() {
  const { t } = useI18n()
  const { language, theme } = usePreferences()
  const mark = (isChosen: boolean) =>
    isChosen ? <Check size={16} /> : <span className="menu-gap" />
  return (
    <>
      <Menu
        trigger={
          <Button look="plain" className="button-icon" aria-label={t.language} title={t.language}>
            <Languages size={16} />
          </Button>
        }
        entries={languages.map((id) => ({
          label: languageNames[id],
          icon: mark(id === language),
          onChoose: () => setPreferences({ language: id }),
        }))}
      />
      <Menu
        trigger={
          <Button look="plain" className="button-icon" aria-label={t.theme} title={t.theme}>
            <SunMoon size={16} />
          </Button>
        }
        entries={themes.map((id) => ({
          label: t.themes[id],
          icon: mark(id === theme),
          onChoose: () => setPreferences({ theme: id }),
        }))}
      />
    </>
  )
}
