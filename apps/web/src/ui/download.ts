/** Hands a text to the user as a file. */
export function download(fileName: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  // the click has started the download; the address is not needed after this task
  setTimeout(() => URL.revokeObjectURL(url), 0)
}
