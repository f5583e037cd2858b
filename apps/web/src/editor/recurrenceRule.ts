/** Recurrence rules whose interval may be a parameter: `FREQ=DAILY;INTERVAL=params.everyDays`. */
import { formatRecurrence, parseRecurrence, type Recurrence } from '@sandtable/rules'

export interface Rule {
  /** With an interval of 1 while `parameter` gives it. */
  readonly recurrence: Recurrence
  readonly parameter?: string
}

const parameterInterval = /INTERVAL=params\.([a-z][A-Za-z0-9]{0,63})(?=;|$)/

export function readRule(text: string): Rule | undefined {
  const parameter = parameterInterval.exec(text)?.[1]
  const recurrence = parseRecurrence(text.replace(parameterInterval, 'INTERVAL=1'))
  if (recurrence === undefined) return undefined
  return parameter === undefined ? { recurrence } : { recurrence, parameter }
}

export function writeRule({ recurrence, parameter }: Rule): string {
  const text = formatRecurrence(recurrence)
  return parameter === undefined
    ? text
    : text.replace(/INTERVAL=\d+/, `INTERVAL=params.${parameter}`)
}
