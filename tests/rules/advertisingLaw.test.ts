import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { forbiddenWords } from '../../packages/rules/src/advertisingLaw.ts'
import { forbiddenGroups, harmlessWords } from '../../packages/rules/src/advertisingWords.ts'

const wordsOf = (text: string) => forbiddenWords(text).map(({ word }) => word)
/** A word of the lists as somebody would write it: `…` is a mark of the list. */
const written = (word: string) => word.replace('…', '').replaceAll(' ', '')

describe('the advertising-law word list', () => {
  it.each<[text: string, words: string[]]>([
    // the three words of the law
    ['国家级品质', ['国家级']],
    ['最高级的工艺', ['最高']],
    ['全场最佳', ['最佳']],
    // and the like
    ['最棒的选择，全网最低价', ['最棒', '最低']],
    ['销量第一', ['第一']],
    ['全网第1', ['全网第1']],
    ['顶级面料，极致体验', ['顶级', '极致']],
    ['唯一官方，妈妈首选', ['唯一', '首选']],
    ['绝对好用，万能神器', ['绝对', '万能']],
    ['最新科技', ['最新科技']],
    ['The best tea', ['best']],
    ['BEST, and the cheapest', ['BEST', 'cheapest']],
    ['Number one in China', ['Number one']],
    ['the most advanced cream', ['the most']],
    ['best-selling mug', ['best']],
    ["the world's first kettle", ["world's first"]],
    // ways to write No. 1
    ['No. 1 brand', ['No. 1']],
    ['NO.1品牌', ['NO.1']],
    ['no1', ['no1']],
    ['N.O.1', ['N.O.1']],
    ['№1', ['№1']],
    ['#1 choice', ['#1']],
    ['TOP1', ['TOP1']],
    // width, gaps, hidden characters, accents
    ['ＢＥＳＴ', ['ＢＥＳＴ']],
    ['１００％有效', ['１００％']],
    ['100 % pure', ['100 %']],
    ['最 佳', ['最 佳']],
    ['第.一', ['第.一']],
    ['顶·级', ['顶·级']],
    ['绝\u200B对', ['绝\u200B对']],
    ['b e s t', ['b e s t']],
    ['bést', ['bést']],
    ['NO.1\uFE0F\u20E3', ['NO.1']],
    // other rules
    ['三天根治，无效退款', ['根治', '无效退款']],
    ['a guaranteed cure', ['guaranteed cure']],
    ['稳赚不赔', ['稳赚不赔']],
    ['国务院特供', ['国务院', '特供']],
    ['中国驰名商标', ['驰名商标']],
  ])('finds %j', (text, words) => {
    expect(wordsOf(text)).toEqual(words)
  })

  it.each([
    '最近上新，最后三天',
    '最晚 48 小时发货，每人最多 5 件，最低消费 20 元',
    '最高可减 50 元',
    '最佳赏味期 7 天，最好冷藏',
    '第一次下单立减',
    '第一时间发货',
    '第1-3天发货',
    '第10款',
    '顾客第一',
    '100%纯棉',
    '100 % cotton',
    '万能胶',
    '治愈系插画',
    '更有效率',
    '统一流程，单一流量入口',
    '唯一编码',
    '拒绝对比，积极致力环保，确保本店独特供应',
    '修改运费，不必过于担心',
    'bestow',
    'asbestos-free',
    'almost there',
    'No. 10 and no. 12',
    'No. 1,200',
    'TOP10',
    'item 2100%',
    'Best before 2026-12',
    'our best sellers',
    'at the most five a person',
    'curated and secured',
    'Only a few left',
    'We miss you',
    '',
  ])('lets %j pass', (text) => {
    expect(wordsOf(text)).toEqual([])
  })

  it('says where a word stands, in the text as it was given', () => {
    const text = '🎉 ＢＥＳＴ茶，最 佳'
    for (const { word, start, end } of forbiddenWords(text)) {
      expect(text.slice(start, end)).toBe(word)
    }
    expect(forbiddenWords(text).map(({ start, end }) => [start, end])).toEqual([
      [3, 7],
      [9, 12],
    ])
  })

  it('says why, in both languages', () => {
    expect(forbiddenWords('最佳')[0]!.reason.zh).toContain('第九条第三项')
    expect(forbiddenWords('根治')[0]!.reason.zh).toContain('第十六至十八条')
    for (const { reason } of forbiddenGroups) {
      expect(reason.en).not.toBe('')
      expect(reason.zh).toMatch(/\p{Script=Han}/u)
    }
  })

  it('lets a compound excuse only the word inside it', () => {
    expect(wordsOf('最近的最佳之选')).toEqual(['最佳'])
    expect(wordsOf('最后一波')).toEqual(['最后一波'])
    expect(wordsOf('best by far')).toEqual(['best'])
  })

  it('does not join what a line or a sentence keeps apart', () => {
    expect(wordsOf('排名第\n一款')).toEqual([])
    expect(wordsOf('第，一')).toEqual([])
  })

  it('finds every word of its list, also in capitals', () => {
    for (const word of forbiddenGroups.flatMap(({ words }) => words)) {
      expect(wordsOf(written(word))).toEqual([written(word)])
      expect([word, wordsOf(`，${word.replace('…', '').toUpperCase()}！`).length]).toEqual([
        word,
        1,
      ])
    }
  })

  it('excuses only compounds that would be found otherwise', () => {
    const forbidden = forbiddenGroups.flatMap(({ words }) => words.map(written))
    for (const word of harmlessWords) {
      expect([word, wordsOf(word)]).toEqual([word, []])
      expect([word, forbidden.some((other) => written(word).includes(other))]).toEqual([word, true])
    }
  })

  it('has no word twice', () => {
    const words = [...forbiddenGroups.flatMap((group) => group.words), ...harmlessWords]
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([])
  })

  it('never fails, and its words lie in order inside the text', () => {
    const pieces = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('最', '第', '一', ' ', '.', 'best', 'no', '1', '100%', '近', '\u200B', 'é'),
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => {
        const text = parts.join('')
        let last = 0
        for (const { word, start, end } of forbiddenWords(text)) {
          expect(start).toBeGreaterThanOrEqual(last)
          expect(end).toBeGreaterThan(start)
          expect(text.slice(start, end)).toBe(word)
          last = end
        }
        expect(last).toBeLessThanOrEqual(text.length)
      }),
    )
  })
})
