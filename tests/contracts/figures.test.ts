import { describe, expect, it } from 'vitest'
import { commandIds, commandDeclaration, nodeDefinitions, scopeIds } from '@sandtable/rules'
import {
  catalogue,
  entitySettings,
  kpis,
  settings,
  shockKinds,
  type ShockKind,
} from '@sandtable/sim'
import { mechanisms } from '../../packages/sim/src/mechanisms/index.ts'

const chinese = /[\u4e00-\u9fff]/

describe('what is declared once', () => {
  it('has words in both languages everywhere', () => {
    const texts = [
      ...catalogue.metrics.flatMap(({ label, help }) => [label, help]),
      ...kpis.flatMap(({ label, help }) => [label, help]),
      ...mechanisms.flatMap(({ label, about }) => [label, about]),
      ...[settings, ...Object.values(entitySettings)]
        .flatMap((declared) => Object.values(declared))
        .map(({ label }) => label),
      ...(shockKinds as readonly ShockKind[]).flatMap(
        ({ label, help, strengthHelp, variants = [] }) => [
          label,
          help,
          strengthHelp,
          ...variants.map((variant) => variant.label),
        ],
      ),
      ...nodeDefinitions.flatMap(({ label, summary, fields, example }) => [
        label,
        summary,
        example.reads,
        ...Object.values(fields).flatMap((field) => [field.label, field.help]),
      ]),
    ]
    expect(texts.length).toBeGreaterThan(150)
    for (const { en, zh } of texts) {
      expect(en).toMatch(/[a-z]/i)
      expect(en).not.toMatch(chinese)
      expect(zh === 'GMV' || chinese.test(zh), zh).toBe(true)
    }
  })
  it('names metrics once per scope, and only scopes that exist', () => {
    const seen = catalogue.metrics.flatMap(({ id, scopes }) =>
      scopes.map((scope) => `${scope}.${id}`),
    )
    expect(seen.filter((name, place) => seen.indexOf(name) !== place)).toEqual([])
    expect(
      catalogue.metrics.flatMap(({ scopes }) => scopes).every((scope) => scopeIds.includes(scope)),
    ).toBe(true)
  })
  it('says where every number of the shop comes from, and keeps its default in its bounds', () => {
    const declared = [settings, ...Object.values(entitySettings)].flatMap((numbers) =>
      Object.entries(numbers),
    )
    expect(declared.length).toBeGreaterThan(300)
    for (const [name, { source, min, max, isInteger, default: preset }] of declared) {
      expect(source.trim().length, name).toBeGreaterThan(3)
      expect(min, name).toBeLessThanOrEqual(max)
      const values = typeof preset === 'number' ? [preset] : Object.values(preset ?? [])
      for (const value of values as readonly number[]) {
        expect(value, name).toBeGreaterThanOrEqual(min)
        expect(value, name).toBeLessThanOrEqual(max)
        if (isInteger === true) expect(Number.isInteger(value), name).toBe(true)
      }
    }
  })
  it('has an action for every command, and carries out only what is declared', () => {
    expect(catalogue.commands.filter((id) => !commandIds.includes(id))).toEqual([])
    expect(catalogue.commands).toContain('reorder')
    const asked = nodeDefinitions.flatMap((definition) =>
      definition.category === 'action' ? [definition.command] : [],
    )
    expect(asked.toSorted()).toEqual(commandIds.toSorted())
    for (const id of commandIds) expect(commandDeclaration(id).targets.length).toBeGreaterThan(0)
  })
})
