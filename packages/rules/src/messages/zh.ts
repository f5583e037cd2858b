/** 每个问题代码的中文句子；代码与事实与 `en.ts` 一一对应，缺一个就无法编译。 */
import type { JsonExpectation } from '../jsonError.ts'
import type { Text } from '../text.ts'
import type { en } from './en.ts'

const list = (names: readonly string[]) => names.map((name) => `“${name}”`).join('、')
const joined = (texts: readonly Text[], between: string) =>
  texts.map(({ zh: text }) => text).join(between)
const didYouMean = (suggestion: string | undefined): { suggestion?: string } =>
  suggestion === undefined ? {} : { suggestion: `是否想写“${suggestion}”？` }

/** 汉字与外文之间空一格，汉字之间不空。 */
function spaced({ zh: text }: Text): string {
  const isForeign = (character: string | undefined) => /[\w<>=$.-]/.test(character ?? '')
  return (isForeign(text[0]) ? ' ' : '') + text + (isForeign(text.at(-1)) ? ' ' : '')
}
/** “是……”；没有值时不说“是”。 */
const is = (text: Text) => (text.zh === '未填写' ? text.zh : `是${spaced(text).trimEnd()}`)

/** 缺失的数据，或为零的除数。 */
function missingWords(f: {
  readonly figures: readonly string[]
  readonly divisors: readonly string[]
}): string {
  return [
    ...(f.figures.length === 0 ? [] : [`${f.figures.join('、')} 可能缺失`]),
    ...(f.divisors.length === 0 ? [] : [`除数中的 ${f.divisors.join('、')} 可能为零`]),
  ].join('；')
}

const jsonExpectation: Record<JsonExpectation, string> = {
  value: '一个值',
  key: '带双引号的键',
  colon: '“:”',
  commaOrClose: '“,”或右括号',
  end: '文件结尾',
  closingQuote: '有结束引号且不含控制字符的文本',
}

export const zh: typeof en = {
  tooLarge: (f) => ({
    sentence: `文件有 ${f.bytes} 字节；最多读取 ${f.maxBytes} 字节。`,
    suggestion: '请拆分成多个策略。',
  }),
  brokenJson: (f) => ({
    sentence:
      `不是有效的 JSON：第 ${f.line} 行第 ${f.column} 列应为${jsonExpectation[f.expected]}，` +
      (f.found === '' ? '但文本到此结束。' : `实际是“${f.found}”。`),
    suggestion: '请重新导出，或修正该处。',
  }),
  tooDeep: (f) => ({
    sentence: `JSON 嵌套超过 ${f.maxDepth} 层。`,
    suggestion: '策略不需要十层以上，这可能是另一种文件。',
  }),
  forbiddenKey: (f) => ({
    sentence: `不允许使用键“${f.key}”。`,
    suggestion: '请删除它，策略不需要它。',
  }),
  wrongFormat: (f) => ({
    sentence: `格式${is(f.format)}；本版本读取“playbook/1”，策略包为“pack/1”。`,
    suggestion: '若来自更新版本的沙盘，请先升级；否则它不是策略或策略包文件。',
  }),
  wrongShape: (f) => ({
    sentence: `${f.where === undefined ? '' : `${f.where} `}应为${spaced(f.expected).trimEnd()}，实际${is(f.got)}。`,
  }),
  unknownKey: (f) => ({
    sentence: `此处不认识键“${f.key}”。`,
    suggestion: f.known.length === 0 ? '请删除它。' : `可用的键：${list(f.known)}。`,
  }),
  duplicateId: (f) => ({
    sentence: `id“${f.id}”重复。`,
    suggestion: '每一项都要有自己的 id。',
  }),
  packFileName: (f) => ({
    sentence: `“${f.file}”不是策略包旁边的文件名。`,
    suggestion: '请只写文件名，如“early.json”，并把策略放进策略包的目录。',
  }),
  missingFile: (f) => ({
    sentence: `策略包列出了“${f.file}”，但没有这个文件。`,
    suggestion: '请把文件放到策略包旁边，或一并选择目录中的全部文件。',
  }),
  unknownMember: (f) => ({
    sentence: `策略包没有策略“${f.playbook}”；现有${list(f.known)}。`,
  }),
  noTrigger: () => ({
    sentence: '策略没有触发器，因此什么都不会做。',
    suggestion: '请添加触发器并连接到动作。',
  }),
  unknownKind: (f) => ({
    sentence: `本版本不认识节点类型“${f.kind}”；节点被保留但停用。`,
    ...(f.suggestion === undefined
      ? { suggestion: '请升级沙盘，或替换该节点。' }
      : didYouMean(f.suggestion)),
  }),
  newerKindVersion: (f) => ({
    sentence: `节点是 ${f.kind} 第 ${f.v} 版；本版本最多支持第 ${f.known} 版。节点被保留但停用。`,
    suggestion: '请升级沙盘。',
  }),
  danglingEdge: (f) => ({
    sentence: `连线“${f.edge}”指向不存在的节点“${f.node}”。`,
    suggestion: '请删除连线，或接到已有节点。',
  }),
  unknownPort: (f) => ({
    sentence:
      f.known.length === 0
        ? `连线“${f.edge}”使用“${f.node}”的端口“${f.port}”，但该侧没有端口。`
        : `连线“${f.edge}”使用“${f.node}”的端口“${f.port}”；可用端口：${list(f.known)}。`,
  }),
  duplicateEdge: (f) => ({
    sentence: `连线“${f.edge}”与“${f.other}”连接相同的端口。`,
    suggestion: '请删除其中一条。',
  }),
  cycle: (f) => ({
    sentence: `这些节点形成环路：${joined(f.nodes, ' → ')}。`,
    suggestion: '请删除其中一条连线；动作的效果在下一次检查时自然可见。',
  }),
  notConnected: (f) => ({
    sentence: `“${f.node.zh}”没有输入连线，永远不会收到对象。`,
    suggestion: '请把触发器或条件连接到它。',
  }),
  noEffect: (f) => ({
    sentence: `“${f.node.zh}”后面没有连接任何节点，因此没有效果。`,
    suggestion: '请连接一个动作。',
  }),
  scopeMismatch: (f) => ({
    sentence: `“${f.node.zh}”收到不同范围的对象：${joined(f.scopes, '、')}。`,
    suggestion: '请让它的触发器监控同一种对象。',
  }),
  wrongTarget: (f) => ({
    sentence: `“${f.node.zh}”作用于${joined(f.targets, '或')}，但收到的是${f.scope.zh}。`,
    suggestion: `请让触发器监控${joined(f.targets, '或')}。`,
  }),
  missingField: (f) => ({ sentence: `“${f.field.zh}”未设置。`, suggestion: '请填写。' }),
  wrongValue: (f) => ({
    sentence: `“${f.field.zh}”${f.where === undefined ? '' : `的${f.where.zh}`}应为${spaced(f.expected).trimEnd()}，实际${is(f.got)}。`,
  }),
  unknownField: (f) => ({
    sentence: `“${f.field}”不是该节点的字段；可用字段：${list(f.known)}。`,
    ...didYouMean(f.suggestion),
  }),
  parameterRange: (f) => ({
    sentence: `参数“${f.parameter}”为 ${f.value}，超出范围 ${f.min} 到 ${f.max}。`,
  }),
  parameterLimits: (f) => ({
    sentence: `参数“${f.parameter}”的最小值 ${f.min} 大于最大值 ${f.max}。`,
    suggestion: '请对调或更正。',
  }),
  parameterOption: (f) => ({
    sentence: `参数“${f.parameter}”为“${f.value}”，可取 ${list(f.options)}。`,
  }),
  unknownEvent: (f) => ({
    sentence: `店铺没有事件“${f.event}”，现有 ${list(f.known)}。`,
    ...didYouMean(f.suggestion),
  }),
  wrongEventScope: (f) => ({
    sentence: `事件“${f.event}”发生在${joined(f.scopes, '或')}上，而不是${f.scope.zh}。`,
    suggestion: `请让触发器监控${joined(f.scopes, '或')}。`,
  }),
  unknownSet: (f) => ({
    sentence:
      f.known.length === 0
        ? `“${f.set}”不是此处可用的集合；此处没有集合。`
        : `“${f.set}”不是此处可用的集合，现有 ${list(f.known)}。`,
    ...didYouMean(f.suggestion),
  }),
  forbiddenCopy: (f) => ({
    sentence: `不得发布“${f.word}”：${f.reason.zh}。`,
    suggestion: '请改用可以证实的说法。',
  }),
  freezeOrder: (f) => ({
    sentence: `冻结期结束日（第 ${f.toDay} 天）早于开始日（第 ${f.fromDay} 天）。`,
    suggestion: '请交换两个日期。',
  }),
  unusedParameter: (f) => ({
    sentence: `参数“${f.parameter}”没有被任何表达式使用。`,
    suggestion: `以 params.${f.parameter} 使用它，或删除它。`,
  }),
  deadTrigger: (f) => ({
    sentence: `无论数据如何，“${f.node.zh}”都不会触发。`,
    suggestion: '请改正条件，或删除该触发器。',
  }),
  alwaysTrue: () => ({
    sentence: '无论数据如何，这里都不会为假。',
    suggestion: '请改正或删去；要判断数据是否存在，请写 has(…)。',
  }),
  alwaysFalse: () => ({
    sentence: '无论数据如何，这里都不会为真。',
    suggestion: '请改正或删去。',
  }),
  unreachableBranch: (f) => ({
    sentence: `没有对象会从“${f.node.zh}”的“${f.port.zh}”离开：前面的节点不会放行这样的对象。`,
    suggestion: '请改正其中的条件，或删除该分支。',
  }),
  conflict: (f) => ({
    sentence: `“${f.node.zh}”与“${f.other.zh}”可能在同一天对同一对象操作同一调控项，且无从决定取舍：届时两者都不执行。`,
    suggestion: '请提高其中一个的优先级，或让两者的条件互斥。',
  }),
  conflictBetween: (f) => ({
    sentence: `“${f.playbook.zh}”的“${f.node.zh}”与“${f.otherPlaybook.zh}”的“${f.other.zh}”可能在同一天对同一对象操作同一调控项，且无从决定取舍：届时两者都不执行。`,
    suggestion: '请提高其中一个的优先级，或让两者的条件互斥。',
  }),
  selfTrigger: (f) => ({
    sentence:
      f.nodes.length === 1
        ? `“${f.nodes[0]!.zh}”使自己的触发条件一直成立：一旦触发，就会每天触发。`
        : `这些动作会相互触发，循环不止：${joined([...f.nodes, f.nodes[0]!], ' → ')}。`,
    suggestion: '请为触发器设置冷却或恢复条件，或加入动作会使其不成立的条件。',
  }),
  flapping: (f) => ({
    sentence: `“${f.node.zh}”与“${f.other.zh}”在同一阈值来回设置同一调控项：数据在阈值附近时会反复切换。`,
    suggestion: '请在两个阈值之间留出间隔，或设置“持续满足”或冷却。',
  }),
  idleRecovery: (f) => ({
    sentence: `“${f.node.zh}”的条件一不成立就恢复，“恢复条件”不起作用。`,
    suggestion: '恢复条件应比条件的反面更严，例如 < 7 与 > 10。',
  }),
  possibleMissing: (f) => ({
    sentence: `部分对象会从“${f.node.zh}”的“缺失”出口离开，而那里没有连接：${missingWords(f)}。`,
    suggestion:
      f.isEnum === true
        ? '请在“数据缺失时”中指定去向，连接“缺失”出口，或先判断 has(指标)。'
        : '请在“数据缺失时”中指定去向，或写“指标.orValue(…)”、“has(指标)”。',
  }),
  missingProposal: (f) => ({
    sentence: `“${f.field.zh}”可能没有值，届时不会提出动作：${missingWords(f)}。`,
    suggestion: '请写 指标.orValue(…)，或只放行 has(指标) 为真的对象。',
  }),
  syntax: (f) => ({
    sentence: f.found === '' ? '表达式不完整。' : `此处不应出现“${f.found}”。`,
    ...didYouMean(f.suggestion),
  }),
  tooLong: (f) => ({
    sentence: `表达式有 ${f.characters} 个字符；最多 ${f.maxCharacters} 个。`,
  }),
  tooNested: (f) => ({
    sentence: `表达式嵌套超过 ${f.maxDepth} 层。`,
    suggestion: '请拆成几个条件。',
  }),
  moreIssues: (f) => ({
    sentence: `还有 ${f.count} 个问题未列出。`,
    suggestion: '请先处理以上问题。',
  }),
  unknownName: (f) => ({
    sentence:
      f.known === undefined || f.known.length === 0
        ? `“${f.name}”不是${f.scope.zh}的指标。`
        : `“${f.name}”不是${f.scope.zh}的指标；可用：${list(f.known)}。`,
    ...didYouMean(f.suggestion),
  }),
  unknownScope: (f) => ({
    sentence: `“${f.name}”不是${f.scope.zh}的上级；可用：${list(f.known)}。`,
    ...didYouMean(f.suggestion),
  }),
  noEvent: (f) => ({
    sentence: `“${f.name}”只能在事件触发器的条件中读取。`,
    suggestion: '请在触发器中判断；之后请读取含义相同的指标。',
  }),
  notConstant: (f) => ({
    sentence: `“${f.found}”因对象或日期而异；此处需要统一的值。`,
    suggestion: '请只用数字和参数。',
  }),
  unknownParameter: (f) => ({
    sentence: `策略没有参数“${f.name}”。`,
    ...(f.suggestion === undefined
      ? { suggestion: '请在策略参数中声明它。' }
      : didYouMean(f.suggestion)),
  }),
  unknownFunction: (f) => ({
    sentence: `没有函数“${f.name}”；可用：${list(f.known)}。`,
    ...didYouMean(f.suggestion),
  }),
  wrongArguments: (f) => ({ sentence: `“${f.name}”的写法是${spaced(f.usage).trimEnd()}。` }),
  unknownOption: (f) => ({
    sentence:
      f.known.length === 0
        ? `“${f.name}”没有具名参数，实际写了“${f.option}”。`
        : `“${f.name}”的具名参数是 ${list(f.known)}，各写一次，实际写了“${f.option}”。`,
    ...didYouMean(f.suggestion),
  }),
  nested: (f) => ({
    sentence: `“${f.name}”不能写在“${f.inside}”里：窗口内不能再有窗口，集合函数内不能再有集合函数。`,
    suggestion: '请把两者并列比较。',
  }),
  wrongType: (f) => ({
    sentence: `应为${spaced(f.expected).trimEnd()}，实际${is(f.got)}。`,
    ...didYouMean(f.suggestion),
  }),
  unitMismatch: (f) => ({
    sentence: `“${f.operator}”两侧单位必须相同，实际是${spaced(f.left)}和${spaced(f.right).trimEnd()}。`,
    suggestion: '请用乘除换算其中一侧。',
  }),
  wrongUnit: (f) => ({
    sentence: `此处需要${spaced(f.expected).trimEnd()}，实际${is(f.got)}。`,
  }),
  unknownEnumValue: (f) => ({
    sentence: `“${f.value}”不是 ${f.metric} 的取值；可用：${list(f.known)}。`,
    ...didYouMean(f.suggestion),
  }),
  tableTooLarge: (f) => ({
    sentence: `表有 ${f.columns} 列、${f.rows} 行；最多 ${f.maxColumns} 列、${f.maxRows} 行。`,
    suggestion: '请拆成多张表。',
  }),
  noRows: () => ({
    sentence: '表中没有行，所有对象都走“无匹配”。',
    suggestion: '请添加一行。',
  }),
  reservedRowId: (f) => ({
    sentence: `行不能使用 id“${f.id}”：那是表的另一个出口。`,
  }),
  unknownColumn: (f) => ({
    sentence: `表中没有列“${f.column}”；可用：${list(f.known)}。`,
    ...didYouMean(f.suggestion),
  }),
  cellSyntax: (f) => ({
    sentence: `“${f.found}”不是该列的检验。`,
    suggestion: `例如写 ${f.expected.zh}。`,
  }),
  unknownCellValue: (f) => ({
    sentence: `“${f.value}”不是该列的值；可用：${list(f.known)}。`,
    ...didYouMean(f.suggestion),
  }),
  tableOverlap: (f) => ({
    sentence: `当${spaced(f.where)}时，行“${f.other.zh}”与“${f.row.zh}”同时符合。`,
    suggestion: '请收窄其中一行，或改为取第一条。',
  }),
  tableGap: (f) => ({
    sentence: `当${spaced(f.where)}时，没有行符合。`,
    suggestion: '请补一行，或连接“无匹配”出口（端口 default）。',
  }),
  unreachableRow: (f) => ({
    sentence:
      f.by.length === 0
        ? `行“${f.row.zh}”永远不会符合：其中一个单元格不接受任何值。`
        : `行“${f.row.zh}”永远不会符合：上面的行（${joined(f.by, '、')}）已全部覆盖。`,
    suggestion: '请修改或删除该行。',
  }),
  unknownNode: (f) => ({
    sentence: `策略没有节点“${f.node}”。`,
    ...didYouMean(f.suggestion),
  }),
  unknownOutcome: (f) => ({
    sentence: `“${f.outcome}”不是“${f.node.zh}”可能的结果；用例可以期望 ${list(f.known)}。`,
    ...didYouMean(f.suggestion),
  }),
  emptyCase: () => ({
    sentence: '该用例没有任何期望，因此永远不会失败。',
    suggestion: '请写明某个节点应有的结果。',
  }),
  brokenEffect: (f) => ({
    sentence: `效果“${f.line}”${f.got === '' ? '不完整' : `在“${f.got}”处无法读取`}；应为 ${f.expected.zh}。`,
  }),
  unknownReportFigure: (f) => ({
    sentence: `报告中没有指标“${f.figure}”。`,
    ...didYouMean(f.suggestion),
  }),
  figureNeedsEntity: (f) => ({
    sentence: `“${f.figure}”不是整个店铺的指标。`,
    suggestion: `请在“@”后写明对象（${f.scope.zh}）的 id：${f.figure}@id。`,
  }),
  unknownCommand: (f) => ({
    sentence: `没有命令“${f.command}”。`,
    ...didYouMean(f.suggestion),
  }),
  notSimulated: (f) => ({
    sentence: {
      figure: `店铺尚未模拟指标“${f.name}”：其值始终缺失。`,
      event: `店铺尚未模拟事件“${f.name}”：它不会发生。`,
      command: `店铺尚未模拟命令“${f.name}”：每次提议都会被拒绝。`,
    }[f.what],
  }),
}
