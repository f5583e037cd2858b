import { z } from 'zod'
import { host } from './config.ts'
import { readInstance } from './instance.ts'
import { StartError } from './startError.ts'

const answerSchema = z.object({ link: z.url() })

/** Asks the server that runs on a data folder for a fresh one-time link; a `StartError` when none runs. */
export async function requestOpenLink(dataFolder: string): Promise<string> {
  const instance = await readInstance(dataFolder)
  // no answer: the file was left behind by a server that was killed
  const response =
    instance === undefined
      ? undefined
      : await fetch(`http://${host}:${instance.port}/open/link`, {
          method: 'POST',
          headers: {
            authorization: `Bearer ${instance.token}`,
            'content-type': 'application/json',
          },
          body: '{}',
          signal: AbortSignal.timeout(5_000),
        }).catch(() => undefined)
  if (response?.ok !== true) {
    throw new StartError({
      en: `No Sandtable server runs on the data folder ${dataFolder}. Start one with “npx sandtable serve”.`,
      zh: `数据目录 ${dataFolder} 上没有运行中的沙盘服务。请用“npx sandtable serve”启动。`,
    })
  }
  return answerSchema.parse(await response.json()).link
}
