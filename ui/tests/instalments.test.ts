import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { instalmentsOf, monthsAfter } from '../src/drafting/instalments.ts'
import { findingsAt, findingsElsewhere, termsOf, worthSaying } from '../src/drafting/review.ts'
import { formsOf, type OpenAPI } from '../src/form/schema.ts'
import { bodyOf, emptyValues, valuesOf } from '../src/form/values.ts'

test('the parts add up, and the last takes what is left over', () => {
  expect(instalmentsOf({ total: 1_000_000, count: 3, first: '2026-12-20' })).toEqual([
    { amount: 333_333, due: '2026-12-20' }, { amount: 333_333, due: '2027-01-20' }, { amount: 333_334, due: '2027-02-20' },
  ])
  for (let count = 1; count <= 240; count++) {
    const total = 1_234_567 + count * 7
    const parts = instalmentsOf({ total, count, first: '2026-01-31' })
    expect(parts.reduce((sum, p) => sum + p.amount, 0)).toBe(total)
    expect(parts.every((p) => p.amount > 0)).toBe(true)
  }
})

test('what cannot be split is not', () => {
  const plan = { total: 100, count: 3, first: '2026-12-20' }
  expect(instalmentsOf({ ...plan, count: 0 })).toEqual([])
  expect(instalmentsOf({ ...plan, count: 241 })).toEqual([])
  expect(instalmentsOf({ ...plan, count: 2.5 })).toEqual([])
  expect(instalmentsOf({ ...plan, total: NaN })).toEqual([])
  expect(instalmentsOf({ ...plan, total: 2 })).toEqual([])
})

test('a month later is the same day, or the last one of a shorter month', () => {
  expect(monthsAfter('2026-12-31', 2)).toBe('2027-02-28')
  expect(monthsAfter('2027-12-31', 2)).toBe('2028-02-29')
  expect(monthsAfter('2026-11-30', 14)).toBe('2028-01-30')
})

const fields = formsOf(JSON.parse(readFileSync('openapi.json', 'utf8')) as OpenAPI)['DraftAgreement']?.fields ?? []

test('terms go into the form and come out as they were', () => {
  const terms = {
    obligations: [{ payer: 'p2', payee: 'p1', amount: 1_200_050, due: '2026-12-14', account: '林小梅 6222' }],
    sum: 1_200_050, default: { accelerates: true, afterDays: 10, dailyRate: 500 }, other: ['不再争议', '书面致歉'],
    confirmationCourt: '京0102', partial: false,
  }
  const values = valuesOf(fields, terms)
  expect(values['default']).toMatchObject({ dailyRate: '5.00', afterDays: '10' })
  expect(bodyOf(fields, { ...values, forSignature: false })).toEqual({ mistakes: {}, body: { ...terms, forSignature: false } })
})

const finding = (clause: string, blocks = true) => ({ clause, blocks, rule: 'R01', source: '', message: { zh: '', en: '' } })

test('findings stand beside their clause; what is not begun or was changed since has none', () => {
  const half = termsOf(bodyOf(fields, emptyValues(fields)).body)
  expect(half.obligations).toEqual([{ payer: '', payee: '', amount: 0 }])
  const findings = [finding('obligations[0].payer'), finding('obligations[1].due'), finding('other[1]'), finding('parties[1]'), finding('default')]
  expect(worthSaying({ findings, terms: half }, half)).toEqual([])
  const terms = { obligations: [{ payer: 'p2', payee: 'p1', amount: 5 }, { payer: '', payee: '', amount: 0 }], other: ['甲', '乙'] }
  const said = worthSaying({ findings, terms }, terms)
  expect(said.map((f) => f.clause)).toEqual(['obligations[0].payer', 'other[1]', 'parties[1]', 'default'])
  expect(findingsAt(said, 'other')).toHaveLength(1)
  expect(findingsAt(said, 'obligations')).toEqual([])
  expect(findingsAt(said, 'obligations[0].payer')).toHaveLength(1)
  expect(findingsElsewhere(said).map((f) => f.clause)).toEqual(['parties[1]'])
  expect(worthSaying({ findings, terms }, { ...terms, other: ['甲'] }).map((f) => f.clause)).not.toContain('other[1]')
})
