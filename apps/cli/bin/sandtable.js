#!/usr/bin/env node
// Plain JavaScript, so that any Node can read it and say what is wrong.
import module from 'node:module'
import { fileURLToPath } from 'node:url'

const major = Number(process.versions.node.split('.')[0])
if (major < 26) {
  console.error(
    `Sandtable runs on Node 26, which npm ci installs beside it; this is Node ${process.versions.node}.\n` +
      'Start it from the project folder with “npx sandtable …” or “npm start”.\n' +
      '沙盘需要 Node 26（npm ci 会一并安装）。请在项目目录用 “npx sandtable …” 或 “npm start” 启动。',
  )
  process.exit(2)
}
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error) => {
    // the reader of a pipe, such as `head`, has seen enough
    if (error.code === 'EPIPE') process.exit()
    throw error
  })
// a second start need not strip types and compile again; workers take the folder from the environment
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(
  new URL('../../../node_modules/.cache/sandtable', import.meta.url),
)
module.enableCompileCache(process.env.NODE_COMPILE_CACHE)
const { main } = await import('../src/main.ts')
process.exitCode = await main(process.argv.slice(2))
