/** Prints figures as they come: a table to read, or with `--json` a line for each. */
import type { Timing } from './timing.ts'
import { referenceDrawNs } from './yardstick.ts'

type Facts = Readonly<Record<string, string | number>>

export class Report {
  readonly #isJson: boolean
  /** What this machine takes ÷ what the reference core takes; undefined until measured. */
  #slowness: number | undefined

  constructor(isJson: boolean) {
    this.#isJson = isJson
  }

  /** How fast the machine was while the figures that follow were taken. */
  setYardstick({ cpuNs }: Timing): void {
    this.#slowness = cpuNs / referenceDrawNs
    this.#print(
      { yardstick: 'keyedDraw', cpuNs: rounded(cpuNs), referenceCpuNs: referenceDrawNs },
      `yardstick: a keyed draw takes ${cpuNs.toFixed(2)} ns here, ${referenceDrawNs} ns on an idle 3.6 GHz core. "scaled" is ns ÷ ${this.#slowness.toFixed(2)}: right for arithmetic, a guess for what waits for memory.`,
    )
  }

  title(text: string): void {
    if (!this.#isJson) console.log(`\n${text}\n`)
  }

  /** A time, with the figure scaled to the reference core beside it. */
  nanoseconds(
    facts: Facts,
    figure: Readonly<Record<string, number>>,
    {
      spreadNs,
      wallNs,
      goalNs,
    }: {
      readonly spreadNs?: number
      readonly wallNs?: number
      readonly goalNs?: number | undefined
    } = {},
  ): void {
    const [[name, ns]] = Object.entries(figure) as [[string, number]]
    const scaled = this.#slowness === undefined ? undefined : ns / this.#slowness
    this.#print(
      {
        ...facts,
        [name]: rounded(ns),
        ...(scaled === undefined ? {} : { scaledNs: rounded(scaled) }),
        ...(spreadNs === undefined ? {} : { spreadNs: rounded(spreadNs) }),
        ...(wallNs === undefined ? {} : { wallNs: rounded(wallNs) }),
      },
      [
        `  ${words(facts).padEnd(44)} ${ns.toFixed(0).padStart(7)}`,
        spreadNs === undefined ? '' : `± ${spreadNs.toFixed(0)}`,
        scaled === undefined ? '' : `(scaled ${scaled.toFixed(0)})`,
        goalNs === undefined ? '' : `goal ≤ ${goalNs}`,
      ].join(' '),
    )
  }

  number(facts: Facts, name: string, value: number, remark = ''): void {
    this.#print(
      { ...facts, [name]: rounded(value) },
      `  ${`${words(facts)} ${name}`.trim().padEnd(60)} ${String(rounded(value)).padStart(8)}  ${remark}`,
    )
  }

  share(facts: Facts, shareRatio: number): void {
    const { products: _products, rules: _rules, ...place } = facts
    this.#print(
      { ...facts, shareRatio: Number(shareRatio.toFixed(4)) },
      `  ${(shareRatio * 100).toFixed(1).padStart(5)} %  ${Object.values(place).join(' ')}`,
    )
  }

  note(text: string): void {
    this.#print({ note: text }, `  ${text}`)
  }

  #print(line: Facts, text: string): void {
    console.log(this.#isJson ? JSON.stringify(line) : text.trimEnd())
  }
}

function words(facts: Facts): string {
  return Object.entries(facts)
    .map(([name, value]) => (typeof value === 'number' ? `${value} ${name}` : value))
    .join(', ')
}

function rounded(value: number): number {
  return Number(value.toPrecision(4))
}
