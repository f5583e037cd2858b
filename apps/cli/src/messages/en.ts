/** Every sentence of the command line, in English. `zh.ts` must have the same. */
export const en = {
  help: `Usage: sandtable <command> [options]

  serve                 start the server and print the link that opens it
      --port N          default 4600
      --data DIR        folder of the database; default $XDG_DATA_HOME/sandtable
      --open            open the link in the browser
  open                  print a fresh link to a running server
      --data DIR
  run FILE…             run playbooks against a simulated shop, with and without them
      --shop NAME       shop template or shop file (.json); of a pack the id of one
                        of its shops. Default the trial of the playbook, the first
                        shop of the pack, else fashion
      --drill ID        a drill of the pack, or none; may be given several times.
                        Default all
      --days N          default those of the trial, the pack or the shop
      --replications N  default 30
      --seed N          default 42
      --workers N       threads; default one a core. The result does not depend on it
      --json            print the full report (report/1) instead of tables
      --out FILE        write it there instead
  check FILE…           list every problem of playbooks
      --json            as JSON
  test FILE…            run the unit cases and the effects of playbooks
      --json            as JSON
      --junit FILE      write a JUnit report there
      --unit            the unit cases only, which need no run
      --workers N       as for run
  explain FILE…         why a node acted, or did not, for one entity on one day of a run
      --day N           day of the run, counted from 1
      --node ID         the node
      --entity ID       the product, stock, channel … that the node looks at
      --shop, --drill, --seed
                        as for run
      --replication N   counted from 0, which is the default
      --playbook N      which playbook, counted from 1, when several have such a node
      --json            as JSON
  history [FILE…]       figures of products day by day, as CSV, without the playbooks and with them
      --product ID,…    the products
      --metrics ID,…    the figures; the usual ones without it
      --shop, --drill, --days, --seed
                        as for run
      --replication N   counted from 0, which is the default
      --json            as JSON

  FILE is a playbook, or a pack: a folder with pack.json, that file, or one file
  with whole playbooks. A pack stands for all its playbooks.

  --language en|zh      default by LANG
  --help, --version

Exit codes: 0 fine, 1 problems found in a playbook or tests failed, 2 wrong usage or it could not be done.`,
  unknownCommand: (name: string) => `There is no command “${name}”. See “sandtable --help”.`,
  unknownOption: (option: string) => `There is no option ${option} here. See “sandtable --help”.`,
  optionValue: (option: string) =>
    `${option} needs a value, or takes none, and a value cannot begin with “-”. See “sandtable --help”.`,
  drillWithoutPack: '--drill needs one pack: drills belong to a pack.',
  noSuchPlaybook: (count: number, got: number) =>
    count === 1
      ? `There is 1 playbook, got --playbook ${got}.`
      : `There are ${count} playbooks, got --playbook ${got}.`,
  whichPlaybook: (node: string, count: number) =>
    `Several playbooks have a node “${node}”; name one with --playbook N, from 1 to ${count} in the order of the files and of their packs.`,
  tooManyWords: 'This command takes options only. See “sandtable --help”.',
  broken: (message: string) =>
    `Something broke in Sandtable itself: ${message}. Run again with SANDTABLE_DEBUG=1 for details, and report it.`,
  needsFiles: (command: string) =>
    `“sandtable ${command}” needs at least one file, for example examples/playbooks/inv-1-low-stock-reorder.json.`,
  needsOption: (command: string, option: string) =>
    `“sandtable ${command}” needs --${option}. See “sandtable --help”.`,
  badList: (option: string, got: string) =>
    `--${option} needs names with commas between them, got “${got}”.`,
  badNumber: (option: string, least: number, most: number, got: string) =>
    `--${option} must be a whole number from ${least} to ${most}, got “${got}”.`,
  badLanguage: (got: string) => `--language must be en or zh, got “${got}”.`,
  cannotRead: (file: string, why: string) => `Cannot read ${file}: ${why}.`,
  reasons: {
    ENOENT: 'no such file or folder',
    EACCES: 'permission denied',
    EISDIR: 'it is a folder',
    EROFS: 'the file system is read-only',
    ENOSPC: 'no space left',
  },
  cannotWrite: (file: string, why: string) => `Cannot write ${file}: ${why}.`,
  wroteReport: (file: string) => `The report is in ${file}.`,
  noIssues: (file: string) => `${file}: no issues`,
  issueCounts: (errors: number, warnings: number, infos: number) =>
    [
      `${errors} ${errors === 1 ? 'error' : 'errors'}`,
      `${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`,
      `${infos} ${infos === 1 ? 'note' : 'notes'}`,
    ].join(', '),
  severity: { error: 'error', warning: 'warning', info: 'note' },
  refused: 'The playbook has errors, so it was not run.',
  refusedCases: 'There are problems, so the tests they concern were not run.',
  noCases: (file: string) => `${file}: no tests`,
  caseName: (number: number, name: string) =>
    name === '' ? `case ${number}` : `case ${number} “${name}”`,
  casePassed: (file: string, name: string) => `✓ ${file}: ${name}`,
  caseFailed: (file: string, name: string) => `✗ ${file}: ${name}`,
  caseDiffers: (title: string, node: string, expected: string, got: string) =>
    `“${title}” (${node}): expected ${expected}, got ${got}`,
  effectsName: (
    number: number,
    name: string,
    run: { shop: string; days: number; replications: number; seed: number },
  ) =>
    `effects ${number}${name === '' ? '' : ` “${name}”`} (${run.shop}, ${run.days} days × ${run.replications}, seed ${run.seed})`,
  effectUnmet: (line: string, found: string) => `${line}: ${found}`,
  effectsCannotRun: (number: number, problems: string) =>
    `Test ${number} cannot be run: ${problems}`,
  untaken: (file: string, branches: string) => `${file}: no test takes ${branches}`,
  caseCounts: (passed: number, failed: number) =>
    `${passed + failed} ${passed + failed === 1 ? 'test' : 'tests'}: ${passed} passed, ${failed} failed`,
  wroteJunit: (file: string) => `The JUnit report is in ${file}.`,
  explained: (shop: string, seed: number, replication: number) =>
    `Shop ${shop}, seed ${seed}, replication ${replication}`,
  title: (playbook: string) => `Playbook: ${playbook}`,
  setting: (shop: string, days: number, replications: number, seed: number) =>
    `Shop ${shop}, ${days} days, ${replications} replications, seed ${seed}; paired differences, 95 % intervals`,
  columns: {
    kpi: 'KPI',
    baseline: 'baseline',
    playbook: 'playbook',
    difference: 'difference',
    interval: '95 % interval',
    pBetter: 'P(better)',
    node: 'node',
    evaluated: 'looked at',
    fired: 'fired',
    applied: 'applied',
    adjusted: 'adjusted',
    suppressed: 'suppressed',
    rejected: 'rejected',
  },
  perRun: 'Means per run:',
  marker: '* the whole interval is on one side of zero',
  missing: (names: readonly string[]) =>
    `Nothing to compute it from in this run: ${names.join(', ')}.`,
  progress: (done: number, of: number) => `${done} of ${of} replications`,
  speed: (productDays: string, seconds: string, perSecond: string) =>
    `${productDays} product-days in ${seconds} s, ${perSecond} a second`,
  cancelled: 'Stopped; nothing was written.',
  building: 'Building the web client …',
  buildFailed: 'The web client could not be built; run “npm run build” to see why.',
  openThis: 'Open this link; it works once:',
  anotherLink: 'Another one: npx sandtable open',
  stopHint: 'Stop with Ctrl+C.',
  cannotOpenBrowser: 'No browser could be opened; open the link yourself.',
}
