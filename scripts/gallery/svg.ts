/** Small SVG pictures for Markdown pages: readable on light and dark paper, since they bring their own. */

export const palette = {
  paper: '#ffffff',
  ink: '#1f2328',
  muted: '#59636e',
  line: '#d1d9e0',
  trigger: '#0969da',
  condition: '#9a6700',
  flow: '#6e40c9',
  action: '#1a7f37',
  baseline: '#6e7781',
  playbook: '#0969da',
} as const

const font = `font-family="-apple-system, 'Segoe UI', 'Noto Sans', Helvetica, Arial, sans-serif"`

export function svg(width: number, height: number, title: string, body: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" ${font}>`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" rx="8" fill="${palette.paper}"/>`,
    ...body,
    '</svg>',
    '',
  ].join('\n')
}

export function text(
  x: number,
  y: number,
  content: string,
  look: {
    readonly size?: number
    readonly fill?: string
    readonly weight?: number
    readonly anchor?: 'start' | 'middle' | 'end'
  } = {},
): string {
  const { size = 12, fill = palette.ink, weight = 400, anchor = 'start' } = look
  return `<text x="${px(x)}" y="${px(y)}" font-size="${size}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}">${escaped(content)}</text>`
}

/** A number of pixels, short. */
export function px(value: number): string {
  return String(Math.round(value * 10) / 10)
}

/** As much as fits so many characters. */
export function cut(content: string, characters: number): string {
  return content.length <= characters ? content : `${content.slice(0, characters - 1)}…`
}

export function escaped(content: string): string {
  return content
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
