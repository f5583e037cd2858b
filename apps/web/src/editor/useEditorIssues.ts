import { useDeferredValue, useMemo } from 'react'
import { checkPlaybook, type Catalogue, type Issue, type Playbook } from '@sandtable/rules'

/** The problems of the playbook after every change; typing never waits for the check. */
export function useEditorIssues(playbook: Playbook, catalogue: Catalogue): readonly Issue[] {
  const deferred = useDeferredValue(playbook)
  return useMemo(() => checkPlaybook(deferred, catalogue), [deferred, catalogue])
}
