/** Importing what was dropped or chosen: packs with their files, and playbooks. Loaded with the first import. */
import { client, queryClient, trpc } from '../api.ts'
import { readImport } from '../gallery/fileImport.ts'
import { sortFiles, type NamedText, type SortedFiles } from '../gallery/packFiles.ts'
import type { Refused } from '../gallery/RefusedImport.tsx'
import type { Messages } from '../i18n/index.ts'
import { toast } from '../ui/toasts.tsx'

interface Imported {
  readonly kind: 'playbook' | 'pack'
  readonly id: string
}
interface ImportOptions {
  readonly t: Messages
  /** Told once, of all files that were not stored. */
  readonly onRefused: (refused: readonly Refused[]) => void
  readonly onOpen: (imported: Imported) => void
}

/** Stores every file that can be; each is told of in the corner of the page. */
export async function importFiles(files: readonly File[], options: ImportOptions): Promise<void> {
  const refusals: Refused[] = []
  const add = (refusal: Refused | undefined) => {
    if (refusal !== undefined) refusals.push(refusal)
  }
  try {
    const texts: NamedText[] = []
    for (const file of files) {
      const read = await readImport(file)
      if (read.ok) texts.push({ name: file.name, text: read.text })
      else add({ fileName: file.name, issues: read.issues })
    }
    const { packs, playbooks } = sortFiles(texts)
    for (const pack of packs) add(await importPack(pack, options))
    for (const playbook of playbooks) add(await importPlaybook(playbook, options))
  } finally {
    // also when the server went away on the way
    options.onRefused(refusals)
  }
}

type Pack = SortedFiles['packs'][number]

/** Gives the refusal; what is stored is told of by itself. */
async function importPack(pack: Pack, options: ImportOptions): Promise<Refused | undefined> {
  const { t } = options
  const result = await client.packs.import.mutate({ text: pack.text, files: [...pack.files] })
  if (result.status === 'refused') return { fileName: pack.name, issues: result.issues }
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: trpc.playbooks.list.queryKey() }),
    queryClient.invalidateQueries({ queryKey: trpc.packs.list.queryKey() }),
  ])
  const { id, replacedIds, issues } = result
  const notes = [
    replacedIds.length === 0 ? '' : t.packs.importReplaced(replacedIds.length),
    issues.length === 0 ? '' : t.gallery.importNotes(issues.length),
  ]
  sayImported(t.packs.imported(pack.name), notes, { kind: 'pack', id }, options)
  return undefined
}

async function importPlaybook(
  { name, text }: NamedText,
  options: ImportOptions,
): Promise<Refused | undefined> {
  const { t } = options
  const result = await client.playbooks.import.mutate({ text })
  if (result.status === 'refused') return { fileName: name, issues: result.issues }
  await queryClient.invalidateQueries({ queryKey: trpc.playbooks.list.queryKey() })
  const { id, replacedId, issues } = result
  const notes = [
    replacedId === undefined ? '' : t.gallery.importReplacedId,
    issues.length === 0 ? '' : t.gallery.importNotes(issues.length),
  ]
  sayImported(t.gallery.imported(name), notes, { kind: 'playbook', id }, options)
  return undefined
}

function sayImported(
  title: string,
  notes: readonly string[],
  imported: Imported,
  { t, onOpen }: ImportOptions,
): void {
  const description = notes.filter((note) => note !== '').join(' ')
  toast({
    title,
    ...(description === '' ? {} : { description }),
    action: { label: t.gallery.open('').trim(), onClick: () => onOpen(imported) },
  })
}
