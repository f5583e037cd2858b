/** Writes every generated file, or with `--check` says which are stale. Each is a view of a declaration elsewhere. */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { buildParserFile } from '@lezer/generator'
import { packJsonSchema, playbookJsonSchema } from '@sandtable/rules'
import { docsFiles, layOut } from './docs.ts'
import { shopJsonSchema } from './shopSchema.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (path: string) => readFileSync(root + path, 'utf8')

/** Path → content, for every file that is generated. */
export async function generatedFiles(): Promise<Map<string, string>> {
  const grammar = read('packages/rules/src/language/expression.grammar')
  const { parser } = buildParserFile(grammar, {
    typeScript: true,
    moduleStyle: 'es',
    includeNames: false,
  })
  return new Map([
    ['packages/rules/src/language/parser.gen.ts', parser],
    ['packages/rules/playbook.schema.json', await layOutJson(playbookJsonSchema())],
    ['packages/rules/pack.schema.json', await layOutJson(packJsonSchema())],
    ['packages/sim/shop.schema.json', await layOutJson(shopJsonSchema())],
    ...(await docsFiles({
      spec: read('packages/rules/SPEC.md'),
      day: read('packages/sim/src/run.ts'),
    })),
  ])
}

/** What fits a line stays on one. */
function layOutJson(value: unknown): Promise<string> {
  return layOut(JSON.stringify(value), 'json')
}

if (import.meta.main) {
  const stale = [...(await generatedFiles())].filter(([path, content]) => {
    try {
      return read(path) !== content
    } catch {
      return true
    }
  })
  if (process.argv.includes('--check')) {
    for (const [path] of stale) console.error(`stale: ${path} (run npm run generate)`)
    process.exitCode = stale.length === 0 ? 0 : 1
  } else {
    for (const [path, content] of stale) {
      writeFileSync(root + path, content)
      console.log(`wrote ${path}`)
    }
  }
}
