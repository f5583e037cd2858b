/** The graph of a playbook as a picture, where its cards lie on the canvas. */
import {
  nodeDefinition,
  nodeTitle,
  resolvedConfig,
  textIn,
  type Playbook,
  type PlaybookNode,
} from '@sandtable/rules'
import { cut, palette, px, svg, text } from './svg.ts'

const card = { width: 260, height: 76 }
const margin = 16
/** Rows of the canvas are drawn closer together: cards here have two lines. */
const rowScale = 0.5

export function graphPicture(playbook: Playbook): string {
  const { nodes, edges, layout = {} } = playbook
  const places = new Map(
    nodes.map(({ id }) => {
      const [x, y] = layout[id] ?? [0, 0]
      return [id, { x, y: y * rowScale }]
    }),
  )
  const xs = [...places.values()].map(({ x }) => x)
  const ys = [...places.values()].map(({ y }) => y)
  const left = Math.min(...xs) - margin
  const top = Math.min(...ys) - margin
  const at = (id: string) => {
    const { x, y } = places.get(id)!
    return { x: x - left, y: y - top }
  }
  const lines = edges.map(({ from, to }) => {
    const start = at(from[0])
    const end = at(to[0])
    const [x1, y1] = [start.x + card.width, start.y + card.height / 2]
    const [x2, y2] = [end.x, end.y + card.height / 2]
    const bend = (x2 - x1) / 2
    const path = `<path d="M${px(x1)} ${px(y1)} C${px(x1 + bend)} ${px(y1)} ${px(x2 - bend)} ${px(y2)} ${px(x2)} ${px(y2)}" fill="none" stroke="${palette.muted}" stroke-width="1.5"/>`
    const port = from[1] === 'out' ? '' : text(x1 + 6, y1 - 5, cut(from[1], 12), small)
    return path + port
  })
  const cards = nodes.map((node) => cardOf(node, at(node.id)))
  return svg(
    Math.max(...xs) - left + card.width + margin,
    Math.max(...ys) - top + card.height + margin,
    textIn(playbook.name, 'en'),
    [...lines, ...cards],
  )
}

const small = { size: 10, fill: palette.muted }

function cardOf(node: PlaybookNode, { x, y }: { readonly x: number; readonly y: number }): string {
  const definition = nodeDefinition(node.type)
  const color = definition === undefined ? palette.muted : palette[definition.category]
  const label = definition?.label.en ?? node.type
  return [
    `<rect x="${px(x)}" y="${px(y)}" width="${card.width}" height="${card.height}" rx="8" fill="${palette.paper}" stroke="${palette.line}"/>`,
    `<rect x="${px(x)}" y="${px(y)}" width="5" height="${card.height}" rx="2" fill="${color}"/>`,
    text(x + 16, y + 20, cut(label, 40), { size: 10, fill: color, weight: 600 }),
    text(x + 16, y + 41, cut(nodeTitle(node).en, 34), { size: 14, weight: 600 }),
    text(x + 16, y + 61, cut(detailOf(node), 40), { size: 11, fill: palette.muted }),
  ].join('')
}

/** What matters most on the card: its condition, or what it asks for. */
function detailOf(node: PlaybookNode): string {
  const definition = nodeDefinition(node.type)
  if (definition === undefined) return ''
  const config = resolvedConfig(definition, node.config)
  const { expression } = config
  if (typeof expression === 'string') return expression
  return Object.entries(node.config)
    .flatMap(([id, value]) =>
      !hidden.has(id) && value !== '' && (typeof value === 'string' || typeof value === 'number')
        ? [`${id} ${value}`]
        : [],
    )
    .join(' · ')
}
const hidden = new Set(['priority', 'onMissing', 'when', 'message', 'hitPolicy'])
