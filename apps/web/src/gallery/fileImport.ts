/** Reading a dropped or chosen file: its size is known before its text is. */
import { issue, packLimits, type Issue } from '@sandtable/rules'

export type FileText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly issues: readonly Issue[] }

/** The text of the file, or why it is not even read. */
export async function readImport(file: Pick<File, 'size' | 'text'>): Promise<FileText> {
  if (file.size > packLimits.bytes) {
    const facts = { bytes: file.size, maxBytes: packLimits.bytes }
    return { ok: false, issues: [issue('tooLarge', facts, { path: [] })] }
  }
  return { ok: true, text: await file.text() }
}
