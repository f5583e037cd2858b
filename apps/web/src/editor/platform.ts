/** True where Cmd takes the place of Ctrl. */
export const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)
