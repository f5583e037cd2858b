import { describe, expect, it } from 'vitest'
import { commandIds, commandDeclaration, nodeDefinitions, scopeIds } from '@sandtable/rules'
import { catalogue, kpis } from '@sandtable/sim'

const chinese = /[\u4e00-\u9fff]/

describe('what is declared once', () => {
  it('has words in both languages everywhere', () => {
    const texts = [
      ...catalogue.metrics.flatMap(({ label, help }) => [label, help]),
      ...kpis.flatMap(({ label, help }) => [label, help]),
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
    expect(new Set(seen).size).toBe(seen.length)
    expect(
      catalogue.metrics.flatMap(({ scopes }) => scopes).every((scope) => scopeIds.includes(scope)),
    ).toBe(true)
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
