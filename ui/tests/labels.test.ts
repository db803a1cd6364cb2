import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { formsOf, type Field, type OpenAPI } from '../src/form/schema.ts'
import { consequenceOf } from '../src/words/consequences.ts'
import { en } from '../src/words/en.ts'
import { enLater } from '../src/words/enLater.ts'
import { answerLabel, fieldLabel, identityKinds } from '../src/words/labels.ts'
import { places, stageNames } from '../src/words/progress.ts'
import { zh } from '../src/words/zh.ts'
import { zhLater } from '../src/words/zhLater.ts'

const api = JSON.parse(readFileSync('openapi.json', 'utf8')) as OpenAPI
const forms = formsOf(api)

function all(fields: Field[]): Field[] {
  return fields.flatMap((f) => [f, ...all(f.fields ?? [])])
}

test('every field of every act has a label in both languages', () => {
  const missing = Object.values(forms)
    .flatMap((form) => all(form.fields))
    .filter((f) => !fieldLabel(f.owner, f.name)?.zh || !fieldLabel(f.owner, f.name)?.en)
    .map((f) => `${f.owner}.${f.name}`)
  expect(missing).toEqual([])
})

test('every answer of every act has a label in both languages', () => {
  const answers = Object.values(forms)
    .flatMap((form) => all(form.fields))
    .flatMap((f) => (f.kind === 'decision' ? [`${f.name}.yes`, `${f.name}.no`] : (f.options ?? [])))
  expect(answers.length).toBeGreaterThan(30)
  expect([...answers, ...identityKinds].filter((a) => !answerLabel(a)?.zh || !answerLabel(a)?.en)).toEqual([])
})

test('every act of the API has a form', () => {
  const acts = Object.keys(api.paths).filter((p) => p.includes('/acts/'))
  expect(acts.length).toBeGreaterThan(60)
  expect(Object.keys(forms)).toHaveLength(acts.length + 1) // and Refer
})

test('the stages of the filter have their place in the procedure', () => {
  for (const [stage] of stageNames) expect(places[stage], stage).toBeDefined()
})

test('both languages have the same wordings with the same values', () => {
  const [allZh, allEn]: Record<string, string>[] = [{ ...zh, ...zhLater }, { ...en, ...enLater }]
  expect(Object.keys(allEn!).sort()).toEqual(Object.keys(allZh!).sort())
  const values = (s: string) => [...s.matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1]).sort()
  for (const [key, wording] of Object.entries(allZh!)) expect(values(allEn![key]!), key).toEqual(values(wording))
})

test('acts that need care say what follows', () => {
  for (const act of ['RefuseMediation', 'Terminate', 'SignAgreement', 'RefuseToSign', 'WithdrawApplication']) expect(consequenceOf(act, {})).not.toBeNull()
  expect(consequenceOf('RuleOnConfirmation', { granted: 'yes' })?.zh).toContain('确认调解协议有效')
  expect(consequenceOf('RuleOnConfirmation', { granted: 'no' })?.zh).toContain('驳回')
})
