import { useMemo } from 'react'
import { X } from 'lucide-react'
import { canConnect, describeIssue, type PlaybookNode } from '@sandtable/rules'
import { useI18n } from '../i18n/index.ts'
import { IconButton } from '../ui/Button.tsx'
import { toast } from '../ui/toasts.tsx'
import { openTargets, reachableInputs } from './connecting.ts'
import { useEditor, usePlaybook } from './context.ts'
import { titleById } from './describe.ts'
import { connect, remove, type PortRef } from './edits.ts'
import { portsOf } from './graph.ts'

/** The edges of a node as a form: another way to connect and disconnect without a pointer. */
export function Connections({ node }: { readonly node: PlaybookNode }) {
  const { t, language, text } = useI18n()
  const { store, newId } = useEditor()
  const playbook = usePlaybook()
  const { inputs, outputs } = portsOf(playbook, node)
  const reachable = useMemo(() => reachableInputs(playbook, node.id), [playbook, node.id])
  const title = (id: string) => titleById(playbook, id, language)
  const incoming = playbook.edges.filter(({ to }) => to[0] === node.id)
  const disconnect = (edgeId: string) =>
    store.edit('delete', (now) => remove(now, new Set(), new Set([edgeId])))
  const connectTo = (from: PortRef, to: PortRef) => {
    const reason = canConnect(store.playbook(), from, to)
    if (reason !== undefined) {
      toast({ title: describeIssue(reason, language).sentence, isError: true })
      return
    }
    store.edit('connect', (now) => connect(now, newId('e'), from, to))
    store.announce(t.canvas.connected(title(from[0]), title(to[0])))
  }
  const row = (edgeId: string, from: string, to: string, shown: string) => (
    <li key={edgeId} className="connection">
      <button type="button" className="connection-node" onClick={() => store.goTo(shown)}>
        {title(shown)}
      </button>
      <IconButton
        label={t.inspector.disconnect(title(from), title(to))}
        icon={<X size={14} />}
        onClick={() => disconnect(edgeId)}
      />
    </li>
  )
  return (
    <section className="connections" aria-label={t.inspector.connections}>
      <h3>{t.inspector.connections}</h3>
      {inputs.length > 0 && (
        <>
          <h4>{t.inspector.incoming}</h4>
          {incoming.length === 0 && <p className="muted">{t.inspector.noIncoming}</p>}
          <ul>{incoming.map(({ id, from }) => row(id, from[0], node.id, from[0]))}</ul>
        </>
      )}
      {outputs.map((port) => {
        const from: PortRef = [node.id, port.id]
        const edges = playbook.edges.filter(
          (edge) => edge.from[0] === node.id && edge.from[1] === port.id,
        )
        const targets = openTargets(playbook, from, reachable)
        return (
          <div key={port.id}>
            <h4>{text(port.label)} →</h4>
            <ul>{edges.map(({ id, to }) => row(id, node.id, to[0], to[0]))}</ul>
            {edges.length === 0 && targets.length === 0 && (
              <p className="muted">{t.inspector.noOutgoing}</p>
            )}
            {targets.length > 0 && (
              <select
                className="select"
                aria-label={t.inspector.connectTo(text(port.label))}
                value=""
                onChange={({ target }) => {
                  const to = targets[Number(target.value)]
                  if (to !== undefined) connectTo(from, to)
                }}
              >
                <option value="">{t.inspector.connectTo(text(port.label))}</option>
                {targets.map((to, index) => (
                  <option key={to.join()} value={index}>
                    {title(to[0])}
                  </option>
                ))}
              </select>
            )}
          </div>
        )
      })}
    </section>
  )
}
