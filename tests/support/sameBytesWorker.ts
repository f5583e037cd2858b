/** `reportOf` in a worker of the browser. */
import { reportOf } from './sameBytes.ts'

interface Scope {
  addEventListener(
    type: 'message',
    listen: (event: { data: { playbooks: string[]; shop: string } }) => void,
  ): void
  postMessage(text: string, options: object): void
}
const scope = globalThis as unknown as Scope
scope.addEventListener('message', ({ data }) => {
  scope.postMessage(reportOf(data.playbooks, data.shop), {})
})
