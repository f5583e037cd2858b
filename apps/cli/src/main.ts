/** The `sandtable` command: words in, exit code out. Every failure is a sentence; a stack trace is a defect. */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { StartError } from '@sandtable/api'
import { languages, type Language } from '@sandtable/rules'
import { runLimits } from '@sandtable/sim'
import { check } from './commands/check.ts'
import { explain } from './commands/explain.ts'
import { history } from './commands/history.ts'
import { open } from './commands/open.ts'
import { run } from './commands/run.ts'
import { serve } from './commands/serve.ts'
import { test } from './commands/test.ts'
import { messages, type Messages } from './messages/index.ts'
import { exitCodes, printable, UsageError, type Terminal } from './terminal.ts'

const text = { type: 'string' } as const
const flag = { type: 'boolean' } as const
const texts = { type: 'string', multiple: true } as const
const common = { language: text, help: flag } as const
const optionsOf = {
  run: {
    ...common,
    shop: text,
    drill: texts,
    days: text,
    replications: text,
    seed: text,
    workers: text,
    json: flag,
    out: text,
  },
  check: { ...common, json: flag },
  test: { ...common, json: flag, junit: text, unit: flag, workers: text },
  explain: {
    ...common,
    day: text,
    node: text,
    entity: text,
    shop: text,
    drill: texts,
    seed: text,
    replication: text,
    playbook: text,
    json: flag,
  },
  history: {
    ...common,
    product: text,
    metrics: text,
    shop: text,
    drill: texts,
    days: text,
    seed: text,
    replication: text,
    json: flag,
  },
  serve: { ...common, port: text, data: text, open: flag },
  open: { ...common, data: text },
} as const

/** Runs the command line; returns the exit code. */
export async function main(
  args: readonly string[],
  streams: Pick<Terminal, 'out' | 'err'> = {
    out: (line) => process.stdout.write(`${printable(line)}\n`),
    err: (line) => process.stderr.write(`${printable(line)}\n`),
  },
): Promise<number> {
  let terminal: Terminal = {
    ...streams,
    language: systemLanguage(),
    say: messages[systemLanguage()],
  }
  try {
    terminal = withLanguage(terminal, args)
    return await dispatch(args, terminal)
  } catch (error) {
    const { err, say, language } = terminal
    if (error instanceof StartError) err(error.text[language])
    else if (error instanceof UsageError) err(error.message)
    else {
      err(say.broken(error instanceof Error ? error.message : String(error)))
      if (process.env['SANDTABLE_DEBUG'] !== undefined) err(String((error as Error).stack))
    }
    return exitCodes.usage
  }
}

async function dispatch(args: readonly string[], terminal: Terminal): Promise<number> {
  const { say, out } = terminal
  const [command, ...rest] = args
  if (
    command === undefined ||
    command === 'help' ||
    command.startsWith('-') ||
    rest.includes('--help')
  ) {
    const isVersion = command === '--version'
    const isKnown =
      isVersion ||
      command === undefined ||
      ['help', '--help', '-h'].includes(command) ||
      rest.includes('--help')
    if (!isKnown) throw new UsageError(say.unknownCommand(command))
    out(isVersion ? version() : say.help)
    return command === undefined ? exitCodes.usage : exitCodes.fine
  }
  switch (command) {
    case 'run': {
      const { values, positionals } = parse(rest, optionsOf.run, say)
      const { days, replications, seed, workers, drill, language: _, help: __, ...others } = values
      const numbers = wholeNumbers({ days, replications, seed, workers }, say)
      const size = { ...numbers, ...drillsOf(drill) }
      return run(filesOf(command, positionals, say), { ...others, ...size }, terminal)
    }
    case 'check': {
      const { values, positionals } = parse(rest, optionsOf.check, say)
      return check(filesOf(command, positionals, say), values, terminal)
    }
    case 'test': {
      const { values, positionals } = parse(rest, optionsOf.test, say)
      const { workers, language: _, help: __, ...others } = values
      const numbers = wholeNumbers({ workers }, say)
      return test(filesOf(command, positionals, say), { ...others, ...numbers }, terminal)
    }
    case 'explain': {
      const { values, positionals } = parse(rest, optionsOf.explain, say)
      const { seed, replication, shop, drill, json } = values
      const needed = { day: values.day, node: values.node, entity: values.entity }
      const { day, node, entity } = allGiven(command, needed, say)
      const numbers = wholeNumbers({ seed, replication, playbook: values.playbook }, say)
      const days = wholeNumbers({ day }, say)
      const request = { day: days.day!, node, entity, ...numbers, ...drillsOf(drill) }
      const others = { ...(shop === undefined ? {} : { shop }), ...(json === true ? { json } : {}) }
      return explain(filesOf(command, positionals, say), { ...request, ...others }, terminal)
    }
    case 'history': {
      const { values, positionals } = parse(rest, optionsOf.history, say)
      const { days, seed, replication, product, metrics, shop, drill, json } = values
      const needed = allGiven(command, { product }, say)
      const request = {
        productIds: listOf('product', needed.product, say),
        ...(metrics === undefined ? {} : { metricIds: listOf('metrics', metrics, say) }),
        ...wholeNumbers({ days, seed, replication }, say),
        ...drillsOf(drill),
      }
      const others = { ...(shop === undefined ? {} : { shop }), ...(json === true ? { json } : {}) }
      return history(positionals, { ...request, ...others }, terminal)
    }
    case 'serve':
      return serve(parse(rest, optionsOf.serve, say, false).values, terminal)
    case 'open':
      return open(parse(rest, optionsOf.open, say, false).values, terminal)
    default:
      throw new UsageError(say.unknownCommand(command))
  }
}

type Options = Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>

function parse<T extends Options>(
  args: readonly string[],
  options: T,
  say: Messages,
  allowPositionals = true,
) {
  try {
    return parseArgs({
      args: withNegatives(args, options),
      options,
      allowPositionals,
      strict: true,
    })
  } catch (error) {
    const { code, message } = error as Error & { code?: string }
    const option = /--?[\w-]+/.exec(message)?.[0] ?? ''
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') throw new UsageError(say.unknownOption(option))
    if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE')
      throw new UsageError(say.optionValue(option))
    throw new UsageError(say.tooManyWords)
  }
}

/** `--seed -1` as `--seed=-1`: a negative number is a value, and whoever reads it says what is wrong with it. */
function withNegatives(args: readonly string[], options: Options): string[] {
  const joined: string[] = []
  for (const word of args) {
    const option = joined.at(-1) ?? ''
    const takesValue = option.startsWith('--') && options[option.slice(2)]?.type === 'string'
    if (takesValue && /^-\d/.test(word)) joined[joined.length - 1] = `${option}=${word}`
    else joined.push(word)
  }
  return joined
}

function filesOf(command: string, files: readonly string[], say: Messages): readonly string[] {
  if (files.length === 0) throw new UsageError(say.needsFiles(command))
  return files
}

/** Options without which the command has nothing to do. */
function allGiven<K extends string>(
  command: string,
  options: Readonly<Record<K, string | undefined>>,
  say: Messages,
): Record<K, string> {
  for (const [option, value] of Object.entries(options)) {
    if (value === undefined) throw new UsageError(say.needsOption(command, option))
  }
  return options as Record<K, string>
}

function drillsOf(drills: readonly string[] | undefined): { drills?: readonly string[] } {
  return drills === undefined ? {} : { drills }
}

/** The names in `a,b`, each once. */
function listOf(option: string, value: string, say: Messages): readonly string[] {
  const names = value.split(',').map((name) => name.trim())
  if (names.includes('')) throw new UsageError(say.badList(option, value))
  return [...new Set(names)]
}

const ranges = {
  day: [1, runLimits.days],
  days: [1, runLimits.days],
  replication: [0, runLimits.replications - 1],
  playbook: [1, 100],
  replications: [runLimits.leastReplications, runLimits.replications],
  seed: [0, runLimits.seed],
  workers: [1, 256],
} as const

/** Options that are whole numbers in their range, those given only. */
function wholeNumbers<K extends keyof typeof ranges>(
  given: Readonly<Record<K, string | undefined>>,
  say: Messages,
): Partial<Record<K, number>> {
  const numbers: Partial<Record<K, number>> = {}
  for (const [option, value] of Object.entries(given) as [K, string | undefined][]) {
    if (value === undefined) continue
    const [least, most] = ranges[option]
    const number = /^\d+$/.test(value) ? Number(value) : Number.NaN
    if (!(number >= least && number <= most)) {
      throw new UsageError(say.badNumber(option, least, most, value))
    }
    numbers[option] = number
  }
  return numbers
}

function withLanguage(terminal: Terminal, args: readonly string[]): Terminal {
  const at = args.findIndex((word) => word === '--language' || word.startsWith('--language='))
  if (at < 0) return terminal
  const given = args[at]!.includes('=') ? args[at]!.split('=')[1]! : (args[at + 1] ?? '')
  const language = languages.find((known) => known === given)
  if (language === undefined) throw new UsageError(terminal.say.badLanguage(given))
  return { ...terminal, language, say: messages[language] }
}

function systemLanguage(): Language {
  const setting = process.env['LC_ALL'] ?? process.env['LC_MESSAGES'] ?? process.env['LANG'] ?? ''
  return setting.startsWith('zh') ? 'zh' : 'en'
}

function version(): string {
  const source = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  return (JSON.parse(source) as { version: string }).version
}
