/** A server in a process of its own, to be killed: `serve.ts <data folder>`. Prints its url and a link, then runs until SIGTERM. */
import { startServer } from '@sandtable/api'

const [data] = process.argv.slice(2)
const server = await startServer({ port: 0, data, workers: 1, env: {}, examplesFolder: data })
process.on('SIGTERM', () => void server.stop().then(() => process.exit(0)))
process.stdout.write(`${JSON.stringify({ url: server.url, link: server.openLink() })}\n`)
