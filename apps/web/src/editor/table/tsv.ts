/** What spreadsheets put on the clipboard: lines of cells, tabs in between, quotes around cells that hold either. */
export function parseTsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]]
  let cell = ''
  let isQuoted = false
  const endCell = () => {
    rows.at(-1)?.push(cell)
    cell = ''
  }
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (isQuoted) {
      if (character !== '"') cell += character
      else if (text[at + 1] === '"') {
        cell += '"'
        at += 1
      } else isQuoted = false
    } else if (character === '"' && cell === '' && isCellQuoted(text, at)) isQuoted = true
    else if (character === '\t') endCell()
    else if (character === '\n') {
      endCell()
      rows.push([])
    } else if (character !== '\r') cell += character
  }
  // a line feed at the end closes the last line, and begins no other
  if (cell !== '' || rows.at(-1)?.length !== 0) endCell()
  else rows.pop()
  return rows
}

/** Spreadsheets close a quoted cell right before a tab or the end of the line; `"A", "B"` is a test of its own. */
function isCellQuoted(text: string, from: number): boolean {
  return /^"(?:[^"]|"")*"(?:[\t\r\n]|$)/.test(text.slice(from)) && !isPlainTexts(text, from)
}

/** `"A"` in a cell is a text to compare with, not the quoting of a spreadsheet: that is for tabs, lines and quotes only. */
function isPlainTexts(text: string, from: number): boolean {
  const quoted = /^"((?:[^"]|"")*)"/.exec(text.slice(from))?.[1] ?? ''
  return !/[\t\n"]/.test(quoted)
}

/** True when a pasted text is more than one cell. */
export function isGrid(text: string): boolean {
  return /[\t\n]/.test(text.replace(/\r?\n$/, ''))
}
