/** Small parts of Markdown pages. Prettier lays out the whole. */
import { units, type Text, type Unit } from '@sandtable/rules'

/** Said under the title of every generated page. */
export const generatedNote =
  '<!-- Written by `npm run generate` from the declarations in the code. Change those, not this page. -->'

/** A table; cells may hold any text. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return ''
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}

/** Text as code, whatever quotes it holds. */
export function code(text: string): string {
  if (text === '') return ''
  const fence = text.includes('`') ? '``' : '`'
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : ''
  return fence + pad + text + pad + fence
}

/** `{ a: 1 }` as JSON over several lines. */
export function jsonBlock(value: unknown): string {
  return `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``
}

/** English with the Chinese behind it. */
export function both({ en, zh }: Text): string {
  return en === zh ? en : `${en} · ${zh}`
}

/** Paragraphs, headings, tables: what is empty is left out. */
export function page(parts: readonly string[]): string {
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

export function unitName(unit: Unit): string {
  return unit === 'none' ? '' : units[unit].label.en
}

/** Where a number comes from; what rests on judgement alone stands out. */
export function sourceOf(source: string): string {
  return source.replace(/^assumption\b/, '_assumption_')
}

/** Several ids as code. */
export function codes(ids: readonly string[]): string {
  return ids.map(code).join(', ')
}

/** Members of each group, in the order of `order`; groups without members are left out. */
export function inGroups<T, G extends string>(
  items: readonly T[],
  order: readonly G[],
  groupOf: (item: T) => G,
): (readonly [G, readonly T[]])[] {
  const groups = Map.groupBy(items, groupOf)
  return order.flatMap((group) => {
    const members = groups.get(group)
    return members === undefined ? [] : [[group, members] as const]
  })
}

/** Where a heading of a page is found, as GitHub writes anchors. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\- ]/gu, '')
    .replaceAll(' ', '-')
}
