/** What every declaration of a command must keep, so that palette, inspector, checks, docs and shop can rely on it. */
import dynamicIconImports from 'lucide-react/dynamicIconImports'
import { describe, expect, it } from 'vitest'
import {
  commandDeclaration,
  commandIds,
  receiptReasons,
  scopeIds,
  textOrEmpty,
  unitOfId,
  units,
  type CommandId,
  type ScopeId,
  type Text,
} from '@sandtable/rules'
import { forbiddenWords } from '../../packages/rules/src/advertisingLaw.ts'
import { taskKind, taskKinds, type TaskKindId } from '../../packages/rules/src/commands/tasks.ts'
import { defaultConfig, fieldExpectation } from '../../packages/rules/src/config.ts'
import type { Config } from '../../packages/rules/src/field.ts'
import { parseExpression } from '../../packages/rules/src/language/parseExpression.ts'
import { actionOf } from '../../packages/rules/src/node.ts'
import { actionOptions } from '../../packages/rules/src/options.ts'
import { isParent, scopeOfChildren } from '../../packages/rules/src/scopes.ts'

const declarations = commandIds.map((id) => ({ id, ...commandDeclaration(id) }))
const withParameters = declarations.flatMap((declaration) =>
  Object.entries(declaration.parameters).map(([name, parameter]) => ({
    at: `${declaration.id}.${name}`,
    name,
    parameter,
    declaration,
  })),
)

/** Texts with a place, for messages that name it. */
const texts: [at: string, text: Text][] = [
  ...declarations.flatMap(({ id, label, summary, effect, cost, example }) =>
    Object.entries({ label, summary, effect, cost, reads: example.reads }).map(
      ([part, text]): [string, Text] => [`${id}.${part}`, text],
    ),
  ),
  ...withParameters.flatMap(({ at, parameter }): [string, Text][] => [
    [`${at}.label`, parameter.label],
    [`${at}.help`, parameter.help],
    ...(parameter.type === 'choice'
      ? Object.entries(parameter.options).map(([option, { label }]): [string, Text] => [
          `${at}.${option}`,
          label,
        ])
      : []),
  ]),
  ...Object.entries(taskKinds).map(([id, { otherwise }]): [string, Text] => [id, otherwise]),
  ...Object.entries(receiptReasons),
]

/** Expressions that a config gives to the number and pick parameters of a command. */
function expressionsOf(id: CommandId, config: Config): string[] {
  return Object.entries(commandDeclaration(id).parameters).flatMap(([name, { type }]) => {
    const value = config[name]
    if (value === undefined) return []
    if (type === 'number') return [textOrEmpty(value)]
    if (type !== 'pick') return []
    const { by, where = 'true' } = value as { readonly by: string; readonly where?: string }
    return [by, where]
  })
}

describe('commands', () => {
  it('are all there', () => {
    expect([...commandIds].toSorted()).toEqual(
      `
        reorder expedite cancelOrders setSafetyStock setReviewCycle transfer switchSupplier
        shiftSupply shareForecast openPresale closePresale setListing returnToSupplier dispose
        spotCheck quarantine setPrice discount setWasPrice addGift bundle
        setSpendTiers setCampaign runLivestream showScarcity setTrafficWeight startTest endTest
        setChannelBudget moveBudget setBid throttleSpend setChannelState setReferral sendOffer
        setMembership inviteToGroup setContactRate setCourierTier contactBuyers rewardReviews addAgents
        setTicketPriority escalateTickets setOpinionLevel publishStatement chargeBack followUpOrders addCapacity
        rentSpace setShipPolicy inspectReturns reslot capPurchases fundReserve collect
        setCreditTerms openTask notify
      `
        .trim()
        .split(/\s+/)
        .toSorted(),
    )
  })

  it('say everything in English and Chinese', () => {
    for (const [at, { en, zh }] of texts) {
      expect([at, en.trim()]).not.toEqual([at, ''])
      expect([at, /\p{Script=Han}/u.test(en)]).toEqual([at, false])
      expect([at, /\p{Script=Han}/u.test(zh)]).toEqual([at, true])
    }
  })

  it('have an icon that lucide draws, and no two commands the same', () => {
    for (const { id, icon } of declarations)
      expect([id, icon in dynamicIconImports]).toEqual([id, true])
    expect(new Set(declarations.map(({ icon }) => icon)).size).toBe(declarations.length)
  })

  it.each(declarations)('$id has targets, and names only scopes', ({ targets }) => {
    expect(targets.length).toBeGreaterThan(0)
    for (const target of targets) expect(scopeIds).toContain(target)
  })

  it('refuse and clip for known reasons, and no reason is without a command', () => {
    for (const { receipts } of declarations) {
      expect(new Set(receipts).size).toBe(receipts.length)
      for (const reason of receipts) expect(Object.keys(receiptReasons)).toContain(reason)
    }
    const used = new Set<string>(declarations.flatMap(({ receipts }) => receipts))
    const anyCommand = ['notSimulated']
    expect(Object.keys(receiptReasons).filter((reason) => !used.has(reason))).toEqual(anyCommand)
  })

  it.each(declarations)(
    '$id can be clipped, refused for its copy, or left without a partner where its parameters allow it',
    ({ parameters, receipts }) => {
      const has = (test: (type: (typeof parameters)[string]) => boolean) =>
        Object.values(parameters).some(test)
      expect(receipts.includes('clippedToBounds')).toBe(has(({ type }) => type === 'number'))
      expect(receipts.includes('noTarget')).toBe(has(({ type }) => type === 'pick'))
      expect(receipts.includes('copyForbidden')).toBe(
        has((parameter) => parameter.type === 'text' && parameter.isCopy === true),
      )
    },
  )

  it.each(declarations)(
    '$id writes figures by their ids',
    ({ writes, writesPicked = {}, parameters }) => {
      for (const id of Object.keys(writes)) expect(id).toMatch(/^[a-z][A-Za-z0-9]*$/)
      for (const [name, figures] of Object.entries(writesPicked)) {
        expect(parameters[name]?.type).toBe('pick')
        for (const id of Object.keys(figures)) expect(id).toMatch(/^[a-z][A-Za-z0-9]*$/)
      }
    },
  )

  it.each(declarations)(
    '$id holds for days exactly when it says so',
    ({ lasts, parameters, id }) => {
      // an offer holds as long as it is valid, a new price may be given without an end
      const names = Object.keys(parameters).filter(
        (name) => name === 'days' || name === 'validDays',
      )
      if (id === 'setReviewCycle') expect(lasts).toBe('untilChanged')
      else expect(names.length > 0).toBe(lasts === 'days')
    },
  )
})

describe('parameters of commands', () => {
  it.each(withParameters)('$at has an id of its own', ({ name }) => {
    expect(name).toMatch(/^[a-z][A-Za-z0-9]*$/)
    expect(Object.keys(actionOptions)).not.toContain(name)
  })

  it.each(withParameters)('$at has a default exactly when it is required', ({ parameter }) => {
    if (parameter.isOptional === true) expect('default' in parameter).toBe(false)
    else expect((parameter as { default?: unknown }).default).toBeDefined()
  })

  it.each(withParameters.filter(({ parameter }) => parameter.type === 'number'))(
    '$at says its unit in its id',
    ({ name, parameter }) => {
      if (parameter.type !== 'number') throw new Error('not a number')
      const said = unitOfId(name)
      // a bare plural is a count
      if (said !== 'none') expect(parameter.unit).toBe(said)
      else expect(['count', 'none']).toContain(parameter.unit)
      if (parameter.unit === 'money') expect([name, parameter.rounding]).toEqual([name, 'down'])
      if (parameter.unit === 'percent') expect([name, parameter.rounding]).toEqual([name, 'none'])
      if (parameter.unit === 'day') expect([name, parameter.rounding]).toEqual([name, 'down'])
      expect(Object.keys(units)).toContain(parameter.unit)
    },
  )

  it('round up only what is ordered', () => {
    const up = withParameters.filter(
      ({ parameter }) => parameter.type === 'number' && parameter.rounding === 'up',
    )
    expect(up.map(({ at }) => at)).toEqual(['reorder.units', 'expedite.units'])
  })

  it.each(withParameters.filter(({ parameter }) => parameter.type === 'number'))(
    '$at has bounds, and a constant default lies within them',
    ({ parameter }) => {
      if (parameter.type !== 'number') throw new Error('not a number')
      const { min, max } = parameter
      expect(min).toBeLessThan(max)
      const preset = Number(parameter.default ?? Number.NaN)
      if (Number.isNaN(preset)) return
      expect(preset).toBeGreaterThanOrEqual(min)
      expect(preset).toBeLessThanOrEqual(max)
    },
  )

  it.each(withParameters.filter(({ parameter }) => parameter.type === 'text'))(
    '$at is published exactly when its id ends in Copy',
    ({ name, parameter }) => {
      expect(parameter.type === 'text' && parameter.isCopy === true).toBe(name.endsWith('Copy'))
    },
  )

  it.each(withParameters.filter(({ parameter }) => parameter.type === 'choice'))(
    '$at presets one of its options',
    ({ parameter }) => {
      if (parameter.type !== 'choice') throw new Error('not a choice')
      const options = Object.keys(parameter.options)
      expect(options.length).toBeGreaterThan(1)
      if (parameter.default !== undefined) expect(options).toContain(parameter.default)
    },
  )

  it.each(withParameters.filter(({ parameter }) => parameter.type === 'pick'))(
    '$at picks from a set that every target has',
    ({ parameter, declaration }) => {
      if (parameter.type !== 'pick') throw new Error('not a pick')
      const [owner, children] = parameter.default.set.split('.') as [ScopeId, string]
      expect(scopeOfChildren(children)).toBe(parameter.scope)
      for (const target of declaration.targets) expect(isParent(owner, target)).toBe(true)
    },
  )

  it('added to commands that playbooks use already are optional', () => {
    const added = ['reorder.supplier', 'reorder.fundedBy', 'notify.metrics', 'notify.drillDownBy']
    for (const { at, parameter } of withParameters) {
      if (added.includes(at)) expect([at, parameter.isOptional]).toEqual([at, true])
    }
  })
})

describe('examples and fresh nodes of commands', () => {
  const configs = declarations.flatMap(({ id, example }) => [
    { at: `${id}, example`, id, config: example.config },
    { at: `${id}, fresh`, id, config: defaultConfig(actionOf(id)) },
  ])

  it.each(configs)('$at: every value fits its field', ({ id, config }) => {
    const { fields } = actionOf(id)
    for (const [name, value] of Object.entries(config)) {
      expect(Object.keys(fields)).toContain(name)
      expect(fieldExpectation(fields[name]!, value)).toBeUndefined()
    }
  })

  it.each(configs)('$at: every required parameter is there', ({ id, config }) => {
    for (const [name, { isOptional }] of Object.entries(commandDeclaration(id).parameters)) {
      if (isOptional !== true) expect(Object.keys(config)).toContain(name)
    }
  })

  it.each(configs)('$at: every expression is in the language', ({ id, config }) => {
    for (const text of expressionsOf(id, config)) expect(parseExpression(text).problems).toEqual([])
  })

  it.each(configs)('$at: published copy is lawful', ({ id, config }) => {
    for (const [name, parameter] of Object.entries(commandDeclaration(id).parameters)) {
      if (parameter.type !== 'text' || parameter.isCopy !== true) continue
      expect(forbiddenWords(textOrEmpty(config[name]))).toEqual([])
    }
  })
})

describe('levers', () => {
  const byLever = Map.groupBy(declarations, ({ lever }) => lever)

  it.each(declarations)(
    '$id: its rule compares or adds its first parameter',
    ({ rule, parameters }) => {
      const first = Object.values(parameters)[0]
      if (rule === 'max' || rule === 'min') expect(['number', 'choice']).toContain(first?.type)
      if (rule === 'sum') expect(first?.type).toBe('number')
    },
  )

  it('shared by commands with a target in common settle alike', () => {
    for (const group of byLever.values()) {
      for (const one of group) {
        const rivals = group.filter(({ targets }) => targets.some((t) => one.targets.includes(t)))
        expect(new Set(rivals.map(({ rule }) => rule)).size).toBe(1)
      }
    }
    const shared = [...byLever].filter(([, { length }]) => length > 1).map(([lever]) => lever)
    expect(shared.toSorted()).toEqual(['away', 'presale', 'source', 'test'])
  })

  it('exclude levers that exist', () => {
    for (const { id, lever, excludes = [] } of declarations) {
      for (const other of excludes) {
        expect([id, byLever.has(other)]).toEqual([id, true])
        expect(other).not.toBe(lever)
      }
    }
    expect(commandDeclaration('cancelOrders').excludes).toEqual(['order'])
  })

  it('are apart by a required choice where one command has several', () => {
    const apart = declarations.flatMap(({ id, leverBy, parameters }) => {
      if (leverBy === undefined) return []
      expect(parameters[leverBy]).toMatchObject({ type: 'choice' })
      expect(parameters[leverBy]!.isOptional).not.toBe(true)
      return [`${id} by ${leverBy}`]
    })
    expect(apart).toEqual(['discount by audience', 'addCapacity by kind', 'openTask by kind'])
  })

  it('that compare choices order them from small to large', () => {
    const compared = declarations.flatMap(({ id, rule, parameters }) => {
      const [first] = Object.values(parameters)
      if (rule !== 'min' && rule !== 'max') return []
      return first?.type === 'choice' ? [[id, rule, Object.keys(first.options)]] : []
    })
    expect(compared).toEqual([
      ['setListing', 'min', ['delisted', 'paused', 'onSale']],
      ['setOpinionLevel', 'max', ['none', 'blue', 'yellow', 'red']],
      ['collect', 'max', ['remind', 'call', 'stopSupply']],
    ])
  })

  it('that the course settles keep its rule', () => {
    expect(commandDeclaration('setPrice').rule).toBe('min')
    expect(commandDeclaration('reorder').rule).toBe('max')
    expect(commandDeclaration('moveBudget').rule).toBe('sum')
    expect(commandDeclaration('notify').rule).toBe('all')
  })
})

describe('money and prices asked for', () => {
  it.each(declarations)('$id: what it spends can be reckoned', ({ spend, parameters }) => {
    if (spend === undefined) return
    const { parameter, timesMetric, timesParameter, beyondMetric, factor = 1 } = spend
    const asked = [parameter, timesParameter].filter((name) => name !== undefined)
    for (const name of asked) expect(parameters[name]).toMatchObject({ type: 'number' })
    const unitsOf = [...asked, timesMetric].filter((name) => name !== undefined).map(unitOfId)
    // exactly one side is money: never cents times cents
    expect(unitsOf.filter((unit) => unit === 'money')).toHaveLength(1)
    if (beyondMetric !== undefined) expect(unitOfId(beyondMetric)).toBe('money')
    expect(factor).toBeGreaterThan(0)
  })

  it('are declared where the guards must see them', () => {
    const ids = (has: (declaration: (typeof declarations)[number]) => boolean) =>
      declarations.filter(has).map(({ id }) => id)
    expect(ids(({ chargedPrice }) => chargedPrice !== undefined)).toEqual([
      'setPrice',
      'discount',
      'runLivestream',
    ])
    expect(ids(({ spend }) => spend !== undefined)).toEqual([
      'reorder',
      'expedite',
      'runLivestream',
      'setChannelBudget',
      'setReferral',
      'contactBuyers',
    ])
    for (const { chargedPrice, parameters, targets } of declarations) {
      if (chargedPrice === undefined) continue
      expect(targets).toEqual(['product'])
      expect(parameters[chargedPrice.parameter]).toMatchObject({
        unit: chargedPrice.is === 'price' ? 'money' : 'percent',
      })
    }
  })
})

describe('kinds of tasks', () => {
  it('are the options of openTask, and each allows its own targets', () => {
    const { targetsBy, parameters, targets } = commandDeclaration('openTask')
    expect(targetsBy?.parameter).toBe('kind')
    expect(Object.keys(targetsBy!.targets)).toEqual(Object.keys(taskKinds))
    const kind = parameters['kind']
    expect(kind?.type === 'choice' && Object.keys(kind.options)).toEqual(Object.keys(taskKinds))
    for (const [id, allowed] of Object.entries(targetsBy!.targets)) {
      expect(allowed).toEqual(taskKind(id as TaskKindId).targets)
      for (const scope of allowed) expect(targets).toContain(scope)
    }
    expect(targetsBy!.targets['stepFix']).toEqual(['funnelStep'])
  })

  it('narrow targets only by options that exist', () => {
    for (const { targetsBy, parameters } of declarations) {
      if (targetsBy === undefined) continue
      const parameter = parameters[targetsBy.parameter]
      expect(parameter?.type).toBe('choice')
      const options = parameter?.type === 'choice' ? Object.keys(parameter.options) : []
      expect(Object.keys(targetsBy.targets)).toEqual(options)
    }
  })

  it('cost hours, and mend or find something', () => {
    expect(Object.keys(taskKinds)).toHaveLength(13)
    for (const id of Object.keys(taskKinds) as TaskKindId[]) {
      const { hours, mends, finds = [], waitDays } = taskKind(id)
      expect(hours).toBeGreaterThan(0)
      expect(mends.length + finds.length).toBeGreaterThan(0)
      for (const { shareRatio } of mends) {
        expect(shareRatio).toBeGreaterThan(0)
        expect(shareRatio).toBeLessThanOrEqual(1)
      }
      if (waitDays !== undefined) expect(waitDays[0]).toBeLessThanOrEqual(waitDays[1])
    }
  })
})
