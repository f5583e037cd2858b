/** 命令行的中文句子，与 `en.ts` 一一对应。 */
import type { en } from './en.ts'

export const zh: typeof en = {
  help: `用法：sandtable <命令> [选项]

  serve                 启动服务并打印打开它的链接
      --port N          默认 4600
      --data DIR        数据库目录；默认 $XDG_DATA_HOME/sandtable
      --open            在浏览器中打开链接
  open                  为正在运行的服务打印新链接
      --data DIR
  run FILE…             在模拟店铺上运行策略，并与不使用时对比
      --shop NAME       店铺模板或店铺文件（.json）；运行策略包时为其中店铺的 id。
                        默认为策略自带的试验、策略包的第一个店铺，否则 fashion
      --drill ID        策略包的演练，或 none；可多次给出，默认全部
      --days N          天数，默认同试验、策略包或店铺
      --replications N  重复次数，默认 30
      --seed N          随机种子，默认 42
      --workers N       线程数，默认每核一个；不影响结果
      --json            输出完整报告（report/1）而不是表格
      --out FILE        写入文件
  check FILE…           列出策略的全部问题
      --json            以 JSON 输出
  test FILE…            运行策略的单元用例与效果测试
      --json            以 JSON 输出
      --junit FILE      另写一份 JUnit 报告
      --unit            只运行单元用例，它们无需模拟
      --workers N       同 run
  explain FILE…         某天某个节点为什么对某个对象执行或没有执行
      --day N           运行的第几天，从 1 起
      --node ID         节点
      --entity ID       节点针对的商品、库存、渠道等
      --shop、--drill、--seed
                        同 run
      --replication N   第几次重复，从 0 起，默认 0
      --playbook N      多个策略有同名节点时，第几个策略，从 1 起
      --json            以 JSON 输出
  history [FILE…]       以 CSV 列出商品逐日的指标，不用策略与使用策略各一份
      --product ID,…    商品
      --metrics ID,…    指标；省略时为常用指标
      --shop、--drill、--days、--seed
                        同 run
      --replication N   第几次重复，从 0 起，默认 0
      --json            以 JSON 输出

  FILE 是策略，或策略包：含 pack.json 的目录、该文件本身，
  或内含完整策略的单个文件。策略包代表其中的全部策略。

  --language en|zh      默认取自 LANG
  --help, --version

退出码：0 正常，1 策略有问题或测试失败，2 用法错误或无法完成。`,
  unknownCommand: (name) => `没有命令“${name}”。请看 “sandtable --help”。`,
  unknownOption: (option) => `此处没有选项 ${option}。请看 “sandtable --help”。`,
  optionValue: (option) =>
    `${option} 缺少取值或不接受取值，且取值不能以“-”开头。请看 “sandtable --help”。`,
  drillWithoutPack: '--drill 只能用于一个策略包：演练属于策略包。',
  noSuchPlaybook: (count, got) => `共有 ${count} 个策略，实际是 --playbook ${got}。`,
  whichPlaybook: (node, count) =>
    `多个策略都有节点“${node}”，请用 --playbook N 指明（按文件及策略包内的顺序 1 到 ${count}）。`,
  tooManyWords: '该命令只接受选项。请看 “sandtable --help”。',
  broken: (message) =>
    `沙盘内部出错：${message}。请设置 SANDTABLE_DEBUG=1 重新运行以查看详情，并反馈给我们。`,
  needsFiles: (command) =>
    `“sandtable ${command}” 至少需要一个文件，例如 examples/playbooks/inv-1-low-stock-reorder.json。`,
  needsOption: (command, option) =>
    `“sandtable ${command}” 需要 --${option}。请看 “sandtable --help”。`,
  badList: (option, got) => `--${option} 须为以逗号分隔的名称，实际是“${got}”。`,
  badNumber: (option, least, most, got) =>
    `--${option} 必须是 ${least} 到 ${most} 之间的整数，实际是“${got}”。`,
  badLanguage: (got) => `--language 必须是 en 或 zh，实际是“${got}”。`,
  cannotRead: (file, why) => `无法读取 ${file}：${why}。`,
  reasons: {
    ENOENT: '文件或目录不存在',
    EACCES: '没有权限',
    EISDIR: '这是一个目录',
    EROFS: '文件系统只读',
    ENOSPC: '磁盘空间不足',
  },
  cannotWrite: (file, why) => `无法写入 ${file}：${why}。`,
  wroteReport: (file) => `报告已写入 ${file}。`,
  noIssues: (file) => `${file}：没有问题`,
  issueCounts: (errors, warnings, infos) => `${errors} 个错误，${warnings} 个警告，${infos} 个提示`,
  severity: { error: '错误', warning: '警告', info: '提示' },
  refused: '策略有错误，未运行。',
  refusedCases: '存在问题，相关测试未运行。',
  noCases: (file) => `${file}：没有测试`,
  caseName: (number, name) => (name === '' ? `用例 ${number}` : `用例 ${number}“${name}”`),
  casePassed: (file, name) => `✓ ${file}：${name}`,
  caseFailed: (file, name) => `✗ ${file}：${name}`,
  caseDiffers: (title, node, expected, got) =>
    `“${title}”（${node}）：期望 ${expected}，实际 ${got}`,
  effectsName: (number, name, { shop, days, replications, seed }) =>
    `效果 ${number}${name === '' ? '' : `“${name}”`}（${shop}，${days} 天 × ${replications}，种子 ${seed}）`,
  effectUnmet: (line, found) => `${line}：${found}`,
  effectsCannotRun: (number, problems) => `测试 ${number} 无法运行：${problems}`,
  untaken: (file, branches) => `${file}：没有测试走到 ${branches}`,
  caseCounts: (passed, failed) => `${passed + failed} 个测试：${passed} 个通过，${failed} 个失败`,
  wroteJunit: (file) => `JUnit 报告已写入 ${file}。`,
  explained: (shop, seed, replication) => `店铺 ${shop}，种子 ${seed}，第 ${replication} 次重复`,
  title: (playbook) => `策略：${playbook}`,
  setting: (shop, days, replications, seed) =>
    `店铺 ${shop}，${days} 天，${replications} 次重复，种子 ${seed}；配对差值，95% 置信区间`,
  columns: {
    kpi: '指标',
    baseline: '基线',
    playbook: '策略',
    difference: '差值',
    interval: '95% 区间',
    pBetter: 'P(更好)',
    node: '节点',
    evaluated: '检查',
    fired: '触发',
    applied: '执行',
    adjusted: '调整',
    suppressed: '抑制',
    rejected: '拒绝',
  },
  perRun: '每次运行的平均值：',
  marker: '* 整个区间在零的一侧',
  missing: (names) => `本次运行没有可计算的数据：${names.join('、')}。`,
  progress: (done, of) => `已完成 ${done} / ${of} 次重复`,
  speed: (productDays, seconds, perSecond) =>
    `${productDays} 商品日，用时 ${seconds} 秒，每秒 ${perSecond}`,
  cancelled: '已停止，没有写入任何内容。',
  building: '正在构建网页端 …',
  buildFailed: '网页端构建失败；请运行 “npm run build” 查看原因。',
  openThis: '打开此链接（仅可使用一次）：',
  anotherLink: '获取新链接：npx sandtable open',
  stopHint: '按 Ctrl+C 停止。',
  cannotOpenBrowser: '无法打开浏览器，请自行打开链接。',
}
