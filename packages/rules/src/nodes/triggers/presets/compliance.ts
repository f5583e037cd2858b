/** Crisis and compliance. */
import { amount, anyOr, choice, type Words } from './fields.ts'
import { definePreset } from './preset.ts'

const roles: Readonly<Record<string, Words>> = {
  main: ['main', '主渠道'],
  core: ['core', '核心'],
  test: ['test', '测试'],
  own: ['own', '自有'],
  backup: ['backup', '备用'],
}
const roleField = anyOr(roles, ['Role', '角色'], ['Of the channel.', '渠道的角色。'], 'main')

export const compliancePresets = [
  definePreset({
    name: 'channelDown',
    label: ['Channel down', '渠道中断'],
    summary: ['Selects channels that bring no visits any more.', '选出停止引流的渠道。'],
    icon: 'plug-zap',
    family: 'compliance',
    systems: ['CRI-1'],
    judgedBy: ['channelOutage'],
    scopes: ['channel'],
    fields: { role: roleField },
    event: {
      id: 'channelDown',
      where: (say) => (say('role') === 'any' ? [] : [`role == "${say('role')}"`]),
    },
    example: { reads: ['On the day the main sales channel fails.', '主渠道中断当日。'] },
  }),
  definePreset({
    name: 'channelUp',
    label: ['Channel up again', '渠道恢复'],
    summary: ['Selects channels that are back.', '选出恢复的渠道。'],
    icon: 'plug',
    family: 'compliance',
    systems: ['CRI-1'],
    scopes: ['channel'],
    fields: { role: roleField },
    event: {
      id: 'channelUp',
      where: (say) => (say('role') === 'any' ? [] : [`role == "${say('role')}"`]),
    },
    example: { reads: ['On the day the main sales channel is back.', '主渠道恢复当日。'] },
  }),
  definePreset({
    name: 'platformRuleChange',
    label: ['Platform rule change', '平台规则变更'],
    summary: ['Fires when the platform announces a rule.', '平台公布规则时触发。'],
    icon: 'scroll-text',
    family: 'compliance',
    systems: ['CRI-2'],
    judgedBy: ['ruleChange'],
    scopes: ['shop'],
    fields: {
      kind: anyOr(
        {
          traffic: ['traffic weights', '流量权重'],
          commission: ['commission', '佣金'],
          entry: ['promotion entry', '活动准入'],
        },
        ['Rule', '规则'],
        ['What it is about.', '涉及内容。'],
      ),
      change: anyOr(
        { falls: ['falls', '下降'], rises: ['rises', '上升'] },
        ['What it changes', '变化方向'],
        ['For example traffic that falls.', '例如流量下降。'],
      ),
    },
    event: {
      id: 'platformRuleChange',
      where: (say) => [
        ...(say('kind') === 'any' ? [] : [`event.kind == "${say('kind')}"`]),
        ...(say('change') === 'any'
          ? []
          : [`event.changeRatio ${say('change') === 'falls' ? '<' : '>'} 0`]),
      ],
    },
    example: {
      config: { kind: 'traffic', change: 'falls' },
      reads: ['When the platform will send less traffic.', '平台将减少流量时。'],
    },
  }),
  definePreset({
    name: 'flaggedCopy',
    label: ['Forbidden words in copy', '文案含违禁词'],
    summary: [
      'Selects products whose published copy holds words of the advertising-law list.',
      '选出已发布文案含广告法禁用词的商品。',
    ],
    icon: 'badge-alert',
    family: 'compliance',
    systems: ['CRI-3'],
    judgedBy: ['copyViolation'],
    scopes: ['product'],
    condition: () => 'flaggedWords > 0',
    example: { reads: ['Once, when a word is found.', '发现违禁词时触发一次。'] },
  }),
  definePreset({
    name: 'complianceNotice',
    label: ['Compliance notice', '合规通知'],
    summary: ['Selects products that an inspector has warned about.', '选出被监管提醒的商品。'],
    icon: 'gavel',
    family: 'compliance',
    systems: ['CRI-3', 'CRI-4', 'CRI-5'],
    judgedBy: ['copyViolation', 'priceViolation', 'certificateLapse'],
    scopes: ['product'],
    fields: {
      kind: anyOr(
        { copy: ['copy', '文案'], price: ['price', '价格'], certificate: ['certificate', '资质'] },
        ['About', '事由'],
        ['A fine follows after three days.', '三天后将处罚。'],
      ),
    },
    event: {
      id: 'complianceNotice',
      where: (say) => (say('kind') === 'any' ? [] : [`event.kind == "${say('kind')}"`]),
    },
    example: {
      config: { kind: 'copy' },
      reads: ['When the copy is objected to.', '文案被指违规时。'],
    },
  }),
  definePreset({
    name: 'untrueWasPrice',
    label: ['Untrue “was” price', '虚假划线价'],
    summary: [
      'Selects products whose struck-out price was not charged in the last 30 days.',
      '选出划线价近 30 天未实际成交的商品。',
    ],
    icon: 'tags',
    family: 'compliance',
    systems: ['CRI-4'],
    judgedBy: ['priceViolation'],
    scopes: ['product'],
    condition: () => 'wasPriceCents > max(priceCents, 30d)',
    when: 'whileTrue',
    example: { reads: ['Every day, until it is mended.', '每天触发，直到改正。'] },
  }),
  definePreset({
    name: 'raiseBeforePromotion',
    label: ['Raised before a promotion', '促前提价'],
    summary: [
      'Selects products that got dearer shortly before a promotion.',
      '选出大促前涨价的商品。',
    ],
    icon: 'file-warning',
    family: 'compliance',
    systems: ['CRI-4'],
    judgedBy: ['priceViolation'],
    scopes: ['product'],
    fields: {
      raiseRatio: amount(
        'percent',
        0.03,
        ['By more than', '涨幅超过'],
        ['In 14 days.', '14 天内。'],
      ),
      leadDays: amount('day', 14, ['Within', '距大促不超过'], ['Days of a promotion.', '天。']),
    },
    condition: (say) =>
      `shop.promotionInDays <= ${say('leadDays')} && priceCents > (1 + ${say('raiseRatio')}) * lag(priceCents, 14d)`,
    example: {
      reads: ['When a price rose by 3 % in the two weeks before.', '大促前两周涨价超过 3% 时。'],
    },
  }),
  definePreset({
    name: 'certificateExpiring',
    label: ['Certificate expires soon', '资质即将到期'],
    summary: ['Selects products whose certificate ends soon.', '选出资质即将到期的商品。'],
    icon: 'file-clock',
    family: 'compliance',
    systems: ['CRI-5'],
    judgedBy: ['certificateLapse'],
    scopes: ['product'],
    fields: { leadDays: amount('day', 30, ['Within', '不超过'], ['Days.', '天。']) },
    condition: (say) => `certificateLeftDays <= ${say('leadDays')}`,
    example: { reads: ['Once, thirty days before the end.', '到期前三十天触发一次。'] },
  }),
  definePreset({
    name: 'certificateExpired',
    label: ['Certificate has run out', '资质已过期'],
    summary: [
      'Selects products on sale whose certificate has run out.',
      '选出资质过期仍在售的商品。',
    ],
    icon: 'file-x',
    family: 'compliance',
    systems: ['CRI-5'],
    judgedBy: ['certificateLapse'],
    scopes: ['product'],
    condition: () => 'certificateLeftDays <= 0 && listingState == "onSale"',
    when: 'whileTrue',
    example: {
      reads: ['Every day, until it is delisted or renewed.', '每天触发，直到下架或续期。'],
    },
  }),
  definePreset({
    name: 'certificateRenewed',
    label: ['Certificate renewed', '资质已续期'],
    summary: ['Selects products whose certificate is valid again.', '选出资质重新有效的商品。'],
    icon: 'file-check',
    family: 'compliance',
    systems: ['CRI-5'],
    scopes: ['product'],
    fields: { days: amount('day', 30, ['Valid for more than', '有效期超过'], ['Days.', '天。']) },
    condition: (say) => `certificateLeftDays > ${say('days')}`,
    example: { reads: ['Once, when a new certificate is there.', '新资质生效时触发一次。'] },
  }),
  definePreset({
    name: 'listingChanged',
    label: ['Listing state', '上架状态'],
    summary: ['Selects products that enter a listing state.', '选出进入某上架状态的商品。'],
    icon: 'circle-pause',
    family: 'compliance',
    systems: ['CRI-5'],
    scopes: ['product'],
    fields: {
      state: choice(
        {
          candidate: ['candidate', '候选'],
          onSale: ['on sale', '在售'],
          presale: ['presale', '预售'],
          paused: ['paused', '暂停'],
          delisted: ['delisted', '下架'],
        },
        ['State', '状态'],
        ['Whoever changed it.', '不论由谁改变。'],
        'delisted',
      ),
    },
    condition: (say) => `listingState == "${say('state')}"`,
    example: { reads: ['Once, when a product is delisted.', '商品下架时触发一次。'] },
  }),
]
