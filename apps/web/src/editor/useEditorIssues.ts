import { useDeferredValue, useMemo } from 'react'
import { checkPlaybook, type Catalogue, type Issue, type Playbook } from '@sandtable/rules'
import { useI18n } from '../i18n/index.ts'
import { withTitles } from './problems.ts'

/** The problems of the playbook after every change; typing never waits for the check. */
export function useEditorIssues(playbook: Playbook, catalogue: Catalogue): readonly Issue[] {
  const { language } = useI18n()
  const deferred = useDeferredValue(playbook)
  return useMemo(
    () => withTitles(checkPlaybook(deferred, catalogue), deferred, language),
    [deferred, catalogue, language],
  )
}
