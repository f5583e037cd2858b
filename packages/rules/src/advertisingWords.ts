/**
 * Words that published copy must not contain, by the reason why, and compounds in which they do no harm.
 *
 * Sources: Advertising Law of the PRC (2021), articles 9, 16–18, 24, 25; Trademark Law, article 14; and for the
 * exceptions the Guide to Enforcement on Absolute Terms (广告绝对化用语执法指南, SAMR notice 6 of 2023). The law
 * names three absolute terms “and the like” (国家级、最高级、最佳); the rest of the list is what regulators and
 * platforms have read into that, so it is a choice, and a cautious one.
 */
import type { Text } from './text.ts'

export interface WordGroup {
  readonly reason: Text
  /**
   * In lower case. A blank stands for a gap that may also be empty (`n o 1` is No. 1, NO1, N.O.1); between Chinese
   * characters a gap may stand anyway. A trailing `…` takes the next Chinese character along, so that the word
   * reported is 最棒 and not 最.
   */
  readonly words: readonly string[]
}

/** Words written with commas between them. */
function listed(words: string): string[] {
  return words.split(',').map((word) => word.trim())
}

export const forbiddenGroups: readonly WordGroup[] = [
  {
    reason: {
      en: 'an absolute or superlative claim (Advertising Law, article 9 (3))',
      zh: '绝对化用语（《广告法》第九条第三项）',
    },
    // any superlative: 最佳, 最好, 最低价, 最先进 …; harmless compounds are listed below
    words: listed(`
      最…, 之最, 最新技术, 最新科技, 最新科学, 最后一波, 中国最早, 全国最早, 国内最早, 世界最早,
      行业最早, 销量最多, 卖得最多, 用户最多, 最多人买, 最多人用, 最多人选, 最多人喜, 第一,
      第1名, 第1位, 第1品牌, 销量第1, 排名第1, 热销第1, 口碑第1, 全网第1, 行业第1, 中国第1,
      全国第1, 世界第1, 全球第1, 唯一, 独一无二, 首选, 首屈一指, 数一数二, 无与伦比, 全国首,
      全网首, 全球首, 世界首, 国内首, 行业首, 中国首, 全网独家, 全国独家, 全球独家, 全球领先,
      世界领先, 国际领先, 国内领先, 行业领先, 遥遥领先, 领导品牌, 领袖品牌, 行业领袖,
      领导者品牌, 国家级, 世界级, 全球级, 宇宙级, 殿堂级, 顶级, 顶尖, 极致, 极品, 极佳, 绝佳,
      绝对, 绝无仅有, 绝世, 终极, 巅峰, 至尊, 一流, 史无前例, 前无古人, 空前绝后, 举世无双,
      天下无双, 盖世无双, 万能, 无敌, 王牌, 之王, 销冠, 销量冠军, 填补国内空白, 百分百,
      百分之百, 100 %, b e s t, n o 1, number 1, number one, top 1, top one, #1, cheapest,
      greatest, finest, highest, lowest, fastest, strongest, safest, purest, biggest, largest,
      smartest, nicest, softest, the most, the only, one and only, first choice, second to none,
      first class, world class, world s first, china s first, world leading, world beating,
      top class, top grade, top notch, top quality, national level, state level, ultimate,
      supreme quality, absolute, absolutely, bar none, of all time, unbeatable, unrivalled,
      unrivaled, unmatched, unparalleled, unsurpassed, unprecedented, peerless, matchless
    `),
  },
  {
    reason: {
      en: 'a claim to cure or to be safe beyond doubt (Advertising Law, articles 16 to 18)',
      zh: '疗效或安全性断言（《广告法》第十六至十八条）',
    },
    words: listed(`
      治愈, 根治, 包治, 治疗, 疗效, 总有效率, 有效率达, 有效率高, 药到病除, 妙手回春, 祖传秘方,
      特效药, 神效, 奇效, 永不复发, 不反弹, 无副作用, 无毒副作用, 零副作用, 抗癌, cure, cures,
      cure all, guaranteed cure, heals, panacea, miracle, miraculous, no side effect,
      no side effects, zero side effects, without side effects, treats disease, treats diseases,
      prevents disease, clinically proven
    `),
  },
  {
    reason: {
      en: 'a promise of a result, a return or no risk (Advertising Law, articles 24 and 25)',
      zh: '对效果、收益或无风险的保证（《广告法》第二十四、二十五条）',
    },
    words: listed(`
      保本, 稳赚, 包赚, 必赚, 稳赚不赔, 零风险, 无风险, 保收益, 保证收益, 包过班, 保过班,
      一次包过, 考试包过, 考试保过, 考试必过, 逢考必过, 包录取, 保录取, 无效退款, risk free, no risk, zero risk, guaranteed result,
      guaranteed results, guaranteed return, guaranteed returns, guaranteed profit,
      guaranteed success, guaranteed pass, guaranteed to work, guaranteed to cure,
      guaranteed to earn
    `),
  },
  {
    reason: {
      en: 'a symbol or organ of the state (Advertising Law, article 9 (1) and (2))',
      zh: '国家标志或国家机关名义（《广告法》第九条第一、二项）',
    },
    words: listed(`
      国旗, 国歌, 国徽, 军旗, 军歌, 军徽, 国家领导人, 中央领导, 国务院, 国家机关, 人民大会堂,
      中南海, 国宴, 特供, 机关专供, 军队专供, 部队专供, 国家免检, 免检产品, state council,
      national flag, national emblem, national anthem, state banquet, great hall of the people,
      inspection free
    `),
  },
  {
    reason: {
      en: '“well-known trade mark” may not be advertised (Trademark Law, article 14)',
      zh: '不得宣传“驰名商标”（《商标法》第十四条）',
    },
    words: listed(`
      驰名商标, 驰名品牌, well known trademark, well known trade mark
    `),
  },
  {
    reason: {
      en: 'superstition (Advertising Law, article 9 (8))',
      zh: '迷信内容（《广告法》第九条第八项）',
    },
    words: listed(`
      改运势, 旺夫, 辟邪, 消灾, ward off evil, wards off evil
    `),
  },
]

/**
 * Compounds that contain a forbidden word and do no harm: a word that lies inside one of them is let through. In
 * doubt a compound is not here (最爱, 第一个, 全网首发): other words are found more easily than a fine is paid.
 */
export const harmlessWords: readonly string[] = [
  // time and order of events, not rank (Guide, article 6 (6)); 最新 compares a brand's own goods in time (6 (1)),
  // which is why 最新技术 and 最新科技, claims against others, stay forbidden above
  `
    最近, 最后, 最终, 最初, 最新, 最早, 最晚, 最迟, 最先下单, 最先到, 第一次, 第一天, 第一日,
    第一周, 第一年, 第一季, 第一个月, 第一步, 第一件, 第一章, 第一页, 第一集, 第一期, 第一批,
    第一时间, 第一眼, 第一口, 第一印象, 第一手, 第一层, 第一排, 第一代, 第一段, 第一条, 第一阶段
  `,
  // limits and terms of a purchase, not claims about the goods
  `
    最多, 最少, 最低消费, 最低起订, 最低起购, 最小起订, 最小起购, 最小包装, 最小单位, 最高可减,
    最高立减, 最高减, 最高可省, 最高可用, 最高可抵, 最高可领
  `,
  // sizes and limits of use, to be read off the label
  `
    最大承重, 最大载重, 最大容量, 最大尺寸, 最大直径, 最大功率, 最大码, 最大号, 最小尺寸,
    最小直径, 最小码, 最小号, 最高温, 最低温, 最高水位, 最低水位
  `,
  // advice on use and storage (Guide, article 6 (2))
  `
    最佳赏味, 最佳食用, 最佳饮用, 最佳使用, 最佳保存, 最佳储存, 最好在, 最好先, 最好不要,
    最好手洗, 最好冷藏, 最好避免
  `,
  // the attitude of the seller, not the goods (Guide, article 5)
  `
    顾客第一, 客户第一, 用户第一, 安全第一, 力争第一, 争创第一, 友谊第一
  `,
  // names of things: goods of that name, codes, quantities, listed heritage (Guide, article 6 (4) and (5))
  `
    万能胶, 万能充, 万能遥控, 万能表, 万能扳手, 万能钥匙, 万能转换, 唯一码, 唯一编码, 唯一编号,
    唯一标识, 唯一识别, 绝对值, 绝对湿度, 绝对温度, 国家级非物质文化遗产, 国家级非遗,
    国家级自然保护区, 治愈系, 第一百, 第一千, 第一万
  `,
  // another word begins or ends inside
  `
    一流程, 一流量, 一流水线, 一流水号, 一流向, 一流通, 最起码, 世界首都, 中国首都, 拒绝对, 谢绝对,
    杜绝对, 断绝对, 积极品, 积极致, 独特供, 奇特供, 精神效, 新奇效, 环保本, 确保本, 担保本
  `,
  // what the goods are made of has to be said
  `
    100 %棉, 100 %纯棉, 100 %全棉, 100 %羊毛, 100 %羊绒, 100 %桑蚕丝, 100 %真丝, 100 %亚麻,
    100 %聚酯, 100 %涤纶, 100 %果汁, 百分百棉, 百分百纯棉, 百分百羊毛, 百分之百棉, 百分之百纯棉,
    百分之百羊毛, 100 % cotton, 100 % organic cotton, 100 % wool, 100 % merino wool,
    100 % cashmere, 100 % silk, 100 % linen, 100 % polyester, 100 % juice, 100 % recycled
  `,
  // everyday English; a best seller is goods that sell well (畅销品), best-selling is 最畅销 and stays forbidden
  `
    best before, best by date, best used by, best regards, best wishes, all the best,
    do our best, try our best, best friend, best friends, best seller, best sellers, at best,
    at the most, make the most of, for the most part, the most recent, first class mail,
    first class post, largest size, highest setting, lowest setting, fastest setting,
    absolute humidity, absolute temperature, cure time
  `,
].flatMap(listed)
