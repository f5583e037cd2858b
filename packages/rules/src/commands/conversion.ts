/** Pages, search and tests: what visitors see. */
import type { CommandDeclaration } from './command.ts'
import { lastingDays, ratio } from './parameters.ts'

export const conversionCommands = {
  showScarcity: {
    label: { en: 'Show scarcity', zh: '显示库存紧张' },
    summary: {
      en: 'Tells visitors that only a few are left.',
      zh: '提示访客仅剩少量。',
    },
    icon: 'flame',
    family: 'conversion',
    targets: ['product'],
    parameters: {
      days: lastingDays('1'),
      lineCopy: {
        type: 'text',
        maxLength: 100,
        isCopy: true,
        default: '',
        label: { en: 'Line', zh: '提示语' },
        help: {
          en: 'Published on the page, up to 100 characters; must pass the advertising-law word list. Left empty, the page shows how many are left.',
          zh: '发布在商品页，最长 100 字；须通过广告法词表检查。留空则显示剩余数量。',
        },
      },
    },
    lever: 'scarcity',
    rule: 'max',
    lasts: 'days',
    effect: {
      en: 'Conversion × about 1.10 (1.05–1.2) while it is shown.',
      zh: '显示期间转化约为 1.10 倍（1.05–1.2）。',
    },
    cost: {
      en: 'The product is sold out sooner. With more than 10 on hand it would be untrue and is refused.',
      zh: '更快售罄；在库超过 10 件时不属实，会被拒绝。',
    },
    receipts: ['clippedToBounds', 'untruthful', 'copyForbidden'],
    writes: {},
    example: {
      config: { days: '1', lineCopy: 'Only a few left' },
      reads: {
        en: 'Shows the line for as long as the trigger holds, a day at a time.',
        zh: '触发条件成立期间逐日显示。',
      },
    },
  },

  setTrafficWeight: {
    label: { en: 'Set traffic weight', zh: '设置流量权重' },
    summary: {
      en: 'Gives a product a larger or smaller share of the shop’s organic and search visits.',
      zh: '调整商品在自然与搜索流量中的份额。',
    },
    icon: 'scale',
    family: 'conversion',
    targets: ['product'],
    parameters: {
      weight: {
        type: 'number',
        unit: 'none',
        rounding: 'none',
        min: 0.25,
        max: 4,
        default: '1.5',
        label: { en: 'Weight', zh: '权重' },
        help: {
          en: 'A multiple from 0.25 to 4; 1 is the usual share. Weights are normalised within the shop.',
          zh: '0.25 到 4 倍；1 为通常份额；全店归一化。',
        },
      },
      days: lastingDays('7'),
    },
    lever: 'weight',
    rule: 'none',
    lasts: 'days',
    effect: {
      en: 'Its share of organic and search visits follows the weight.',
      zh: '自然与搜索流量份额随权重变化。',
    },
    cost: {
      en: 'The visits are taken from the other products of the shop.',
      zh: '增加的流量来自店内其他商品。',
    },
    receipts: ['clippedToBounds', 'delisted'],
    writes: {},
    example: {
      config: { weight: 'clamp(marginRatio / shop.marginRatio, 0.5, 2)', days: '7' },
      reads: {
        en: 'Shows high-margin products more, for a week.',
        zh: '一周内更多展示高毛利商品。',
      },
    },
  },

  startTest: {
    label: { en: 'Start A/B test', zh: '启动 A/B 测试' },
    summary: {
      en: 'Shows a variant B to a part of the visitors.',
      zh: '向部分访客展示 B 方案。',
    },
    icon: 'flask-conical',
    family: 'conversion',
    targets: ['product'],
    parameters: {
      lever: {
        type: 'choice',
        options: {
          page: { label: { en: 'Page', zh: '页面' } },
          discount: { label: { en: 'Discount', zh: '折扣' } },
        },
        default: 'page',
        label: { en: 'What B changes', zh: '测试内容' },
        help: {
          en: 'Another page, or the same page with a discount.',
          zh: '换一版页面，或同一页面加折扣。',
        },
      },
      ratio: ratio({
        min: 0,
        max: 0.7,
        isOptional: true,
        label: { en: 'Discount of B', zh: 'B 的折扣幅度' },
        help: {
          en: '0 to 0.7 of the price. Needed for a discount test; leave it empty for a page test.',
          zh: '0 到 0.7；折扣测试必填，页面测试留空。',
        },
      }),
      splitRatio: ratio({
        min: 0.1,
        max: 0.5,
        default: '0.5',
        label: { en: 'Visitors who see B', zh: 'B 的流量占比' },
        help: {
          en: '0.1 to 0.5 of the visitors.',
          zh: '0.1 到 0.5，看到 B 的访客比例。',
        },
      }),
    },
    lever: 'test',
    rule: 'none',
    lasts: 'untilChanged',
    effect: {
      en: 'Orders and visits are counted for A and B apart: testZScore and testContributionLiftRatio.',
      zh: 'A、B 的订单与访问分别计数，见 testZScore 和 testContributionLiftRatio。',
    },
    cost: {
      en: 'A part of the visitors gets the worse of the two until the test ends.',
      zh: '测试结束前，部分访客看到的是较差方案。',
    },
    receipts: ['clippedToBounds', 'delisted', 'alreadyRunning', 'ratioMissing'],
    writes: { testDays: 'set' },
    example: {
      config: { lever: 'discount', ratio: '0.1', splitRatio: '0.5' },
      reads: {
        en: 'Half of the visitors get 10 % off until the test is decided.',
        zh: '一半访客享九折，直到测试得出结论。',
      },
    },
  },

  endTest: {
    label: { en: 'End A/B test', zh: '结束 A/B 测试' },
    summary: {
      en: 'Ends a test and adopts one of its variants for everybody.',
      zh: '结束测试并全量采用其中一个方案。',
    },
    icon: 'check-check',
    family: 'conversion',
    targets: ['product'],
    parameters: {
      adopt: {
        type: 'choice',
        options: {
          A: { label: { en: 'A, as it was', zh: 'A（原方案）' } },
          B: { label: { en: 'B, the variant', zh: 'B（新方案）' } },
        },
        default: 'A',
        label: { en: 'Adopt', zh: '采用' },
        help: {
          en: 'What everybody sees from the next day on.',
          zh: '次日起所有访客看到的方案。',
        },
      },
    },
    lever: 'test',
    rule: 'none',
    lasts: 'once',
    effect: { en: 'Adopted for all visitors.', zh: '对所有访客生效。' },
    cost: {
      en: 'None of its own; ended too early, a winner may be luck.',
      zh: '本身没有成本；结束过早，胜出可能只是运气。',
    },
    receipts: ['notRunning'],
    writes: { testDays: 'set' },
    example: {
      config: { adopt: 'B' },
      reads: { en: 'Adopts the variant that won.', zh: '采用胜出的方案。' },
    },
  },
} as const satisfies Record<string, CommandDeclaration>
