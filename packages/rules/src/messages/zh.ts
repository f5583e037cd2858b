/** 每个问题代码的中文句子；代码与事实与 `en.ts` 一一对应，缺一个就无法编译。 */
import type { JsonExpectation } from '../jsonError.ts'
import type { Text } from '../text.ts'
import type { en } from './en.ts'

const list = (names: readonly string[]) => names.map((name) => `“${name}”`).join('、')
const joined = (texts: readonly Text[], between: string) =>
  texts.map(({ zh: text }) => text).join(between)
const didYouMean = (suggestion: string | undefined): { suggestion?: string } =>
  suggestion === undefined ? {} : { suggestion: `是否想写“${suggestion}”？` }

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
    sentence: `文件有 ${f.bytes} 字节；策略最多 ${f.maxBytes} 字节。`,
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
    sentence: `格式是 ${f.format.zh}；本版本读取“playbook/1”。`,
    suggestion: '若来自更新版本的沙盘，请先升级；否则它不是策略文件。',
  }),
  wrongShape: (f) => ({ sentence: `应为 ${f.expected.zh}，实际是 ${f.got.zh}。` }),
  unknownKey: (f) => ({
    sentence: `此处不认识键“${f.key}”。`,
    suggestion: f.known.length === 0 ? '请删除它。' : `可用的键：${list(f.known)}。`,
  }),
  duplicateId: (f) => ({
    sentence: `id“${f.id}”重复。`,
    suggestion: '每个节点和连线都要有自己的 id。',
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
    suggestion: '请删除其中一条连线；动作的效果在下一次评审时自然可见。',
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
    sentence: `“${f.node.zh}”作用于 ${joined(f.targets, ' 或 ')}，但收到的是 ${f.scope.zh}。`,
    suggestion: `请让触发器监控 ${joined(f.targets, ' 或 ')}。`,
  }),
  missingField: (f) => ({ sentence: `“${f.field.zh}”未设置。`, suggestion: '请填写。' }),
  wrongValue: (f) => ({ sentence: `“${f.field.zh}”应为 ${f.expected.zh}，实际是 ${f.got.zh}。` }),
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
  unusedParameter: (f) => ({
    sentence: `参数“${f.parameter}”没有被任何表达式使用。`,
    suggestion: `以 params.${f.parameter} 使用它，或删除它。`,
  }),
  syntax: (f) => ({
    sentence: f.found === '' ? '表达式不完整。' : `此处不应出现“${f.found}”。`,
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
    sentence: `“${f.name}”不是 ${f.scope.zh} 的指标。`,
    ...didYouMean(f.suggestion),
  }),
  unknownScope: (f) => ({
    sentence: `“${f.name}”不是 ${f.scope.zh} 的上级；可用：${list(f.known)}。`,
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
  wrongArguments: (f) => ({ sentence: `“${f.name}”的写法是 ${f.usage.zh}。` }),
  wrongType: (f) => ({ sentence: `应为 ${f.expected.zh}，实际是 ${f.got.zh}。` }),
  unitMismatch: (f) => ({
    sentence: `“${f.operator}”两侧单位必须相同，实际是 ${f.left.zh} 和 ${f.right.zh}。`,
    suggestion: '请用乘除换算其中一侧。',
  }),
  wrongUnit: (f) => ({ sentence: `此处需要 ${f.expected.zh}，实际是 ${f.got.zh}。` }),
  unknownEnumValue: (f) => ({
    sentence: `“${f.value}”不是 ${f.metric} 的取值；可用：${list(f.known)}。`,
    ...didYouMean(f.suggestion),
  }),
  notSimulated: (f) => ({
    sentence: `店铺尚未模拟“${f.name}”：作为指标时缺失，作为命令时被拒绝。`,
  }),
}
