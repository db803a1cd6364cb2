import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { formsOf, type Field, type OpenAPI } from '../src/form/schema.ts'
import { bodyOf, emptyValues } from '../src/form/values.ts'

const forms = formsOf(JSON.parse(readFileSync('openapi.json', 'utf8')) as OpenAPI)
const fieldsOf = (act: string): Field[] => forms[act]?.fields ?? []
const kindOf = (act: string, name: string) => fieldsOf(act).find((f) => f.name === name)

test('the kind of a field follows from its schema and name', () => {
  expect(kindOf('ScheduleSession', 'start')?.kind).toBe('moment')
  expect(kindOf('RequestExtension', 'newDue')?.kind).toBe('date')
  expect(kindOf('Terminate', 'cause')?.kind).toBe('longText')
  expect(kindOf('Terminate', 'ending')).toMatchObject({ kind: 'choice', options: ['T02', 'T03', 'T04', 'T08', 'T09'] })
  expect(kindOf('RuleOnConfirmation', 'granted')?.kind).toBe('decision')
  expect(kindOf('SignAgreement', 'version')?.kind).toBe('version')
  expect(kindOf('AssignMediator', 'mediator')).toMatchObject({ kind: 'pick', source: 'mediator', required: true })
  expect(kindOf('ReportPerformance', 'obligation')).toMatchObject({ kind: 'pick', source: 'obligation' })
  expect(kindOf('RequestSupplement', 'items')?.kind).toBe('lines')
  expect(kindOf('Refer', 'cause')).toMatchObject({ kind: 'pick', source: 'cause' })
  expect(kindOf('Refer', 'organisations')?.kind).toBe('picks')
  expect(kindOf('Refer', 'conflicts')).toBeUndefined()
  const rows = kindOf('DraftAgreement', 'obligations')
  expect(rows?.kind).toBe('rows')
  expect(rows?.fields?.map((f) => [f.name, f.kind])).toEqual([
    ['payer', 'pick'], ['payee', 'pick'], ['amount', 'money'], ['due', 'date'], ['account', 'text'], ['duty', 'longText'],
  ])
})

test('what was typed becomes the body', () => {
  const fields = fieldsOf('DraftAgreement')
  const values = {
    ...emptyValues(fields),
    obligations: [{ payer: 'p2', payee: 'p1', amount: '12,000', due: '2026-12-14', duty: '' }],
    other: ' 消除不良征信记录 \n\n', forSignature: true,
  }
  expect(bodyOf(fields, values)).toEqual({
    mistakes: {},
    body: {
      obligations: [{ payer: 'p2', payee: 'p1', amount: 1200000, due: '2026-12-14' }],
      other: ['消除不良征信记录'], forSignature: true, partial: false,
    },
  })
})

test('times, causes, decisions, numbers and versions', () => {
  const body = (act: string, values: object, version?: number) => bodyOf(fieldsOf(act), { ...emptyValues(fieldsOf(act)), ...values }, version).body
  expect(body('ScheduleSession', { start: '2026-11-25T09:30', mode: 'video' })).toEqual({ start: '2026-11-25T09:30:00+08:00', mode: 'video' })
  expect(body('Refer', { cause: '2025/115(2)' })['cause']).toEqual({ version: '2025', number: '115(2)' })
  expect(body('RuleOnConfirmation', { granted: 'no' })['granted']).toBe(false)
  expect(body('ReportPerformance', { obligation: '2' })).toEqual({ obligation: 2 })
  expect(body('SignAgreement', {}, 3)).toEqual({ version: 3 })
  expect(body('Disclose', {})).toEqual({ matters: [] })
})

test('what cannot be read is said at its field, before anything is sent', () => {
  const fields = fieldsOf('DraftAgreement')
  const { mistakes } = bodyOf(fields, { ...emptyValues(fields), obligations: [{ payer: 'p2', payee: '', amount: 'zwölf', due: '' }] })
  expect(mistakes).toEqual({ 'obligations[0].payee': 'choose', 'obligations[0].amount': 'badMoney' })
})

test('an optional group is left out unless it is opened', () => {
  const fields = fieldsOf('Refer')
  const [party] = emptyValues(fields)['parties'] as [Record<string, never>]
  expect(party?.['consent']).toBeNull()
  const { body } = bodyOf(fields, { ...emptyValues(fields), parties: [{ ...party, consent: { online: true, electronicService: false, leavesChoice: true } }] })
  expect((body['parties'] as { consent: unknown }[])[0]?.consent).toEqual({ online: true, electronicService: false, leavesChoice: true })
})
