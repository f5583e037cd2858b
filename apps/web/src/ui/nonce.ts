/** The nonce of this page's Content-Security-Policy, for the style elements of libraries. */
export function cspNonce(): string | undefined {
  const content = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content
  // unfilled in development, where there is no policy
  return content === undefined || content.startsWith('__') ? undefined : content
}
