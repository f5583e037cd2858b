import { useEffect, useState } from 'react'
import type { Catalogue, Issue, Playbook } from '@sandtable/rules'
import { loadChecks } from './later.ts'

/** A check that took longer than this waits for a pause in the typing. */
const quickMs = 40
const pauseMs = 400
/** The checks themselves did not come: without a connection it takes a while. */
const retryMs = 3_000

interface Checked {
  /** Undefined before the first check. */
  readonly playbook: Playbook | undefined
  readonly issues: readonly Issue[]
  readonly tookMs: number
}

async function check(playbook: Playbook, catalogue: Catalogue): Promise<Checked> {
  const { checkPlaybook } = await loadChecks()
  const start = performance.now()
  const issues = checkPlaybook(playbook, catalogue)
  return { playbook, issues, tookMs: performance.now() - start }
}

/** The problems of the playbook after every change; typing never waits for the check. */
export function useEditorIssues(playbook: Playbook, catalogue: Catalogue): readonly Issue[] {
  const [last, setLast] = useState<Checked>({ playbook: undefined, issues: [], tookMs: 0 })
  useEffect(() => {
    if (last.playbook === playbook) return undefined
    let timer: ReturnType<typeof setTimeout>
    let isOver = false
    const start = async () => {
      try {
        const checked = await check(playbook, catalogue)
        if (!isOver) setLast(checked)
      } catch {
        if (!isOver) timer = setTimeout(() => void start(), retryMs)
      }
    }
    timer = setTimeout(() => void start(), last.tookMs > quickMs ? pauseMs : 0)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [playbook, catalogue, last])
  return last.issues
}
