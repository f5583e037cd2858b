/** The few pages the server makes itself, in both languages: plain HTML without scripts or styles. */
import type { Response } from 'express'
import type { Text } from '@sandtable/rules'

function page(title: Text, body: Text): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Sandtable 沙盘</title></head>
<body>
<section><h1>${title.en}</h1><p>${body.en}</p></section>
<section lang="zh"><h1>${title.zh}</h1><p>${body.zh}</p></section>
</body>
</html>
`
}

export const pages = {
  signIn: page(
    { en: 'This link is not valid', zh: '链接无效' },
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
} as const

/** Sends a page that no browser keeps. */
export function sendPage(response: Response, status: number, html: string): void {
  response.status(status).set('cache-control', 'no-store').type('html').send(html)
}
