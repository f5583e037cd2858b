/** The few pages the server makes itself, in both languages: plain HTML without scripts, styled by one element with the nonce. */
import type { Response } from 'express'
import type { Text } from '@sandtable/rules'
import { nonceOf } from './headers.ts'

/** HTML that needs the nonce of its answer. */
export type Page = (nonce: string) => string

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { display: grid; gap: 2rem; max-width: 34rem; min-height: 80vh; margin: 0 auto; padding: 1.5rem; align-content: center }
h1 { margin: 0 0 0.5rem; font-size: 1.25rem }
p { margin: 0 }
code { padding: 0.1em 0.35em; border: 1px solid; border-radius: 4px; font-family: ui-monospace, monospace; font-size: 0.9em; white-space: nowrap }
`

function page(title: Text, body: Text): Page {
  return (nonce) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sandtable 沙盘</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<section><h1>${title.en}</h1><p>${body.en}</p></section>
<section lang="zh"><h1>${title.zh}</h1><p>${body.zh}</p></section>
</body>
</html>
`
}

export const pages = {
  noSession: page(
    { en: 'This browser is not signed in', zh: '此浏览器尚未登录' },
    {
      en: 'Run <code>npx sandtable open</code> in the folder of Sandtable and open the link it prints in this browser.',
      zh: '请在沙盘所在目录运行 <code>npx sandtable open</code>，并在此浏览器中打开它输出的链接。',
    },
  ),
  usedLink: page(
    { en: 'This link is not valid any more', zh: '此链接已失效' },
    {
      en: 'A link opens one browser, once. Run <code>npx sandtable open</code> in the folder of Sandtable for a new one.',
      zh: '每个链接只能打开一次。请在沙盘所在目录运行 <code>npx sandtable open</code> 获取新链接。',
    },
  ),
  notBuilt: page(
    { en: 'The web client is not built', zh: '网页尚未构建' },
    {
      en: 'Run <code>npm run build</code> in the folder of Sandtable, then load this page again.',
      zh: '请在沙盘所在目录运行 <code>npm run build</code>，然后刷新本页。',
    },
  ),
} as const satisfies Record<string, Page>

/** Sends a page that no browser keeps. */
export function sendPage(response: Response, status: number, html: string | Page): void {
  response
    .status(status)
    .set('cache-control', 'no-store')
    .type('html')
    .send(typeof html === 'string' ? html : html(nonceOf(response)))
}
