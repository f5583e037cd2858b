/** A formatted figure that stays on one line: its sign, currency and unit are not torn off. */
export function unbroken(figure: string): string {
  return figure.replaceAll(' ', '\u00a0').replace(/^[+−-]/, '$&\u2060')
}
