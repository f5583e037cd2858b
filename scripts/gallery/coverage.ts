/** Every system, the files that build it, and whether their claims are seen. */
import { systemIds } from '@sandtable/rules'
import { readGalleryFile, type GalleryFile } from './files.ts'
import { trialOf, type Measured } from './measure.ts'
import { verdictOf, verdicts } from './verdict.ts'

export interface Covered {
  readonly system: string
  readonly file: GalleryFile
  /** Of the main claim, then of the others. */
  readonly verdicts: readonly string[]
}

/** One for each system and file whose first system it is; several files of a pack are several. */
export function coverage(files: readonly GalleryFile[], measured: Measured): readonly Covered[] {
  const built = files.map((file) => ({ file, playbook: readGalleryFile(file) }))
  return systemIds.flatMap((system) =>
    built
      .filter(({ playbook }) => playbook.systems?.[0] === system)
      .map(({ file, playbook }) => {
        const runs = measured.entries[file.name]?.runs
        const claims = trialOf(playbook).claims ?? []
        return {
          system,
          file,
          verdicts:
            runs === undefined
              ? ['not measured']
              : claims.map((claim) => `${claim.kpi} ${verdicts[verdictOf(claim, runs)]}`),
        }
      }),
  )
}

export function coverageLines(
  files: readonly GalleryFile[],
  measured: Measured,
): { readonly lines: readonly string[]; readonly missing: number } {
  const covered = coverage(files, measured)
  const lines = systemIds.flatMap((system) => {
    const own = covered.filter((one) => one.system === system)
    if (own.length === 0) return [`${system} → none`]
    return own.map(({ file, verdicts: found }) => `${system} → ${file.path} → ${found.join('; ')}`)
  })
  const missing = systemIds.filter((system) => covered.every((one) => one.system !== system)).length
  return {
    lines: [...lines, `${systemIds.length - missing} of ${systemIds.length} systems covered`],
    missing,
  }
}
