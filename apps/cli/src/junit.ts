/** JUnit XML, which build servers read. Without times: the same cases give the same bytes. */
export interface JunitSuite {
  readonly name: string
  /** Why nothing could be run. */
  readonly errors: readonly string[]
  readonly cases: readonly { readonly name: string; readonly failures: readonly string[] }[]
}

export function junitReport(suites: readonly JunitSuite[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="sandtable">`,
    ...suites.flatMap(suiteLines),
    '</testsuites>',
  ].join('\n')
}

function suiteLines({ name, errors, cases }: JunitSuite): string[] {
  const failed = cases.filter(({ failures }) => failures.length > 0).length
  const counts = `tests="${cases.length + errorCount(errors)}" failures="${failed}" errors="${errorCount(errors)}"`
  return [
    `  <testsuite name="${escaped(name)}" ${counts}>`,
    ...(errors.length === 0 ? [] : caseLines(name, name, 'error', errors)),
    ...cases.flatMap((one) => caseLines(name, one.name, 'failure', one.failures)),
    '  </testsuite>',
  ]
}

/** All errors of a file are one entry. */
function errorCount(errors: readonly string[]): number {
  return Math.min(errors.length, 1)
}

function caseLines(
  suite: string,
  name: string,
  element: 'error' | 'failure',
  messages: readonly string[],
): string[] {
  const open = `    <testcase classname="${escaped(suite)}" name="${escaped(name)}"`
  const [first] = messages
  if (first === undefined) return [`${open}/>`]
  return [
    `${open}>`,
    `      <${element} message="${escaped(first)}">${escaped(messages.join('\n'))}</${element}>`,
    '    </testcase>',
  ]
}

// oxlint-disable-next-line no-control-regex -- XML has no way to write these
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(unwritable, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
