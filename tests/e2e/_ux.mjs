import { chromium } from '@playwright/test'
import { execSync } from 'node:child_process'
const link = execSync('npx sandtable open --data /tmp/sandtable-ux').toString().match(/http\S+/)[0]
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', headless: true, args: ['--no-sandbox'] })
const ctx = await b.newContext({ viewport: { width: 1440, height: 900 } })
const page = await ctx.newPage()
const errs = []
page.on('console', m => { if (['error', 'warning'].includes(m.type())) errs.push(m.text().slice(0, 300)) })
page.on('pageerror', e => errs.push('PE ' + e.message))
await page.goto(link)
await page.waitForTimeout(1500)
await page.screenshot({ path: '/tmp/ux/gallery.png' })
const links = await page.getByRole('link').evaluateAll(l => l.map(a => [a.textContent.trim().slice(0, 60), a.getAttribute('href')]))
console.log(JSON.stringify(links.slice(0, 100)))
await ctx.storageState({ path: '/tmp/ux/state.json' })
console.log(page.url(), errs)
console.log(await page.evaluate(() => document.body.innerText.slice(0, 3000)))
const cat = await page.evaluate(async () => { const r = await fetch('/api/shop'); return [r.status, await r.text()] }).catch(e => e.message)
console.log(String(cat).slice(0, 300))
await b.close()
