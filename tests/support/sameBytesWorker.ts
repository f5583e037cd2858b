/** `reportOf` in a worker of the browser. */
import { reportOf } from './sameBytes.ts'

interface Scope {
  onmessage: ((event: { data: { playbooks: string[]; shop: string } }) => void) | null
  postMessage(text: string): void
}
const scope = globalThis as unknown as Scope
scope.onmessage = ({ data }) => scope.postMessage(reportOf(data.playbooks, data.shop))
