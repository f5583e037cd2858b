/** docs/events.md: everything the shop may announce, from its catalogue. */
import type { EventInfo } from '@sandtable/rules'
import { catalogue } from '@sandtable/sim'
import { valueOf } from './metrics.ts'
import { both, code, codes, generatedNote, page, table } from './markdown.ts'

export function eventsPage(): string {
  const { events } = catalogue
  const count = events.filter(({ isSimulated }) => isSimulated).length
  return page([
    '# Events',
    generatedNote,
    `What \`trigger.event\` may wait for: ${events.length} events, of which the simulated shop announces ${count}. The others may be named too: \`check\` says _not simulated_, and they never happen.`,
    'An event is announced on one day for entities of its scopes. The `where` of the trigger reads what the announcement says as `event.…`, for example `event.kind == "copy"`. A unit case announces one with `"event": { "id": …, "payload": { … } }`.',
    ...events.flatMap(eventParts),
  ])
}

function eventParts({ id, label, help, scopes, isSimulated, payload }: EventInfo): string[] {
  return [
    `## ${code(id)} ${both(label)}`,
    both(help),
    [`Of: ${codes(scopes)}`, `Simulated: ${isSimulated ? 'yes' : 'not yet'}`]
      .map((fact) => `- ${fact}`)
      .join('\n'),
    table(
      ['says', 'label', 'value', 'may be missing', 'meaning'],
      Object.entries(payload).map(([field, info]) => [
        code(`event.${field}`),
        both(info.label),
        valueOf(info),
        info.mayBeMissing ? 'yes' : 'no',
        both(info.help),
      ]),
    ),
  ]
}
