import { QueryClientProvider } from '@tanstack/react-query'
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { expect, test } from 'vitest'
import type { CaseView } from '../src/api/client.ts'
import { newClient } from '../src/api/queries.ts'
import type { Line } from '../src/session/lines.ts'
import RecordCard from '../src/session/RecordCard.tsx'
import { setLanguage } from '../src/words/language.ts'
import { problem, Server, signing } from './server.ts'

const path = '/api/disputes/d1/sessions/1/record'
const at = '2026-11-24T02:00:00Z'
const three = (): Line[] => [
  { no: 1, text: '卡被盗刷一万二千元。', speaker: 'p1', at }, { no: 2, text: '银行愿意核查。', speaker: 'p2', at }, { no: 3, text: '双方同意分期。', speaker: 'mediator', at },
]

function caseOf(role: 'applicant' | 'mediator', state: 'open' | 'held' = 'open'): CaseView {
  const sessions = signing.case.sessions?.map((s) => ({ ...s, state, ...(state === 'held' && { record: { lines: 3 } }) }))
  return { ...signing, role, party: role === 'mediator' ? undefined : 'p1', case: { ...signing.case, sessions } } as CaseView
}

/** A server that keeps the record as the real one does: the first word on a line stays. */
function keeping(lines: Line[]): Server {
  return new Server().on(`GET ${path}`, () => ({ body: { lines } }))
    .on(`POST ${path}/reads`, ({ body }) => {
      const { lines: nos, objection } = body as { lines: number[]; objection: string }
      for (const l of lines) if (nos.includes(l.no) && !l.read) l.read = [{ party: 'p1', at, ...(objection && { objection }) }]
      return { status: 204 }
    })
    .on(`POST ${path}`, ({ body }) => {
      lines.push({ ...(body as Line), no: lines.length + 1, at })
      return { body: { no: lines.length } }
    })
}

const client = () => newClient()
const page = (view: CaseView, queries = client()) => <QueryClientProvider client={queries}><RecordCard view={view} /></QueryClientProvider>
const named = (name: string) => new RegExp(`^${name.replace(' ', ' *')}$`)
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name: named(name) }))
const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label, { selector: 'textarea' }), { target: { value } })
const bodies = (server: Server) => server.sent.map((s) => [s.path.slice(path.length), s.body])
const row = (text: string) => screen.getByText(text, { exact: false, selector: 'li, del' }).closest('li') as HTMLLIElement

test('an objection goes to the line at which it is written, and what is left can be confirmed at once', async () => {
  const server = keeping(three())
  render(page(caseOf('applicant')))
  await press('有异议 第1行')
  const box = screen.getByLabelText('第1行应当怎样记', { selector: 'textarea' })
  expect(document.activeElement).toBe(box)
  expect((screen.getByRole('button', { name: '提出异议' }) as HTMLButtonElement).disabled).toBe(true)
  type('第1行应当怎样记', '是一万一千元')
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } })
  expect(violations.map((v) => v.id)).toEqual([])
  await press('提出异议')
  expect(await screen.findByText('林小梅提出异议：是一万一千元')).toBeTruthy()
  expect(bodies(server)).toEqual([['/reads', { lines: [1], objection: '是一万一千元' }]])
  expect(within(row('卡被盗刷')).queryByRole('button')).toBeNull()
  await press('以上各行均无误')
  expect(await screen.findByText('您已对以上各行逐一答复')).toBeTruthy()
  expect(bodies(server)[1]).toEqual(['/reads', { lines: [2, 3], objection: '' }])
})

test('one line is confirmed alone', async () => {
  const server = keeping(three())
  render(page(caseOf('applicant')))
  await press('无误 第2行')
  await waitFor(() => expect(row('银行愿意').textContent).toContain('林小梅已确认'))
  expect(bodies(server)).toEqual([['/reads', { lines: [2], objection: '' }]])
  expect(screen.getAllByRole('button', { name: /^无误/ })).toHaveLength(2)
})

test('confirming all leaves out the line at which an objection is being written', async () => {
  const server = keeping(three())
  render(page(caseOf('applicant')))
  await press('有异议 第3行')
  type('第3行应当怎样记', '还没有同意')
  await press('以上各行均无误')
  await waitFor(() => expect(bodies(server)).toEqual([['/reads', { lines: [1, 2], objection: '' }]]))
})

test('the mediator corrects a line: the old one stays, struck through', async () => {
  const server = keeping(three())
  render(page(caseOf('mediator')))
  await press('更正 第2行')
  expect((screen.getByLabelText('将第2行更正为', { selector: 'textarea' }) as HTMLTextAreaElement).value).toBe('银行愿意核查。')
  expect((screen.getByRole('button', { name: '记入更正' }) as HTMLButtonElement).disabled).toBe(true)
  type('将第2行更正为', '银行愿意核查并答复。')
  await press('记入更正')
  expect(await screen.findByText('已由第4行更正')).toBeTruthy()
  expect(bodies(server)).toEqual([['', { text: '银行愿意核查并答复。', speaker: 'p2', replaces: 2 }]])
  expect(server.sent[0]?.key).toBeTruthy()
  expect(screen.getByText('银行愿意核查。').tagName).toBe('DEL')
  expect(screen.queryByRole('button', { name: named('更正 第2行') })).toBeNull()
  expect(screen.getByRole('button', { name: named('更正 第4行') })).toBeTruthy()
  await press('更正 第1行')
  fireEvent.change(within(screen.getByRole('form', { name: '将第1行更正为' })).getByLabelText('发言人'), { target: { value: 'p2' } })
  await press('记入更正')
  await waitFor(() => expect(bodies(server)[1]).toEqual(['', { text: '卡被盗刷一万二千元。', speaker: 'p2', replaces: 1 }]))
})

test('a refusal is told in its own words, and what was typed stays, also over a reload', async () => {
  const server = keeping(three()).on(`POST ${path}/reads`, () => ({ status: 403, body: problem(403, '不行', { message: { zh: '本次调解没有在进行，笔录不能再改动', en: 'the session is not going on; its record stands' } }) }))
  const first = render(page(caseOf('applicant')))
  await press('有异议 第1行')
  type('第1行应当怎样记', '是一万一千元')
  await press('提出异议')
  expect((await screen.findByRole('alert')).textContent).toBe('本次调解没有在进行，笔录不能再改动')
  act(() => setLanguage('en'))
  expect(screen.getByRole('alert').textContent).toBe('the session is not going on; its record stands')
  act(() => setLanguage('zh'))
  first.unmount()
  render(page(caseOf('applicant')))
  expect((await screen.findByLabelText<HTMLTextAreaElement>('第1行应当怎样记', { selector: 'textarea' })).value).toBe('是一万一千元')
  await press('提出异议')
  await waitFor(() => expect(server.sent).toHaveLength(2))
  expect(server.sent[1]?.key).toBe(server.sent[0]?.key)
})

const replaced = problem(422, '提交的内容有误，请按提示修改', {
  message: { zh: '提交的内容有误，请按提示修改', en: 'some fields are not right; see each' },
  errors: [{ field: 'replaces', reason: { zh: '第1行已被更正，现以第4行为准，请针对第4行提出', en: 'line 1 has been corrected; line 4 stands for it now: say it on line 4' } }],
})

test('a correction of a line that was corrected meanwhile points to the line that stands, and what was typed stays', async () => {
  const lines = three()
  const server = keeping(lines)
  render(page(caseOf('mediator')))
  await press('更正 第1行')
  type('将第1行更正为', '卡被盗刷一万三千元。')
  server.on(`POST ${path}`, () => {
    if (lines.length === 3) lines.push({ no: 4, text: '卡被盗刷一万一千元。', speaker: 'p1', replaces: 1, at })
    return { status: 422, body: replaced }
  })
  await press('记入更正')
  expect(await screen.findByText('已由第4行更正')).toBeTruthy()
  expect(screen.getByRole('alert').textContent).toContain('现以第4行为准')
  expect(screen.getByText('这一行已由第4行更正，这里不能再写；请看第4行。')).toBeTruthy()
  expect(screen.getByLabelText<HTMLTextAreaElement>('将第1行更正为', { selector: 'textarea' }).value).toBe('卡被盗刷一万三千元。')
  expect(screen.getByRole('button', { name: named('更正 第4行') })).toBeTruthy()
})

test('lines that were corrected while they were being confirmed are shown as they stand now', async () => {
  const lines = three()
  const server = keeping(lines)
  render(page(caseOf('applicant')))
  await screen.findByText('双方同意分期。', { exact: false })
  server.on(`POST ${path}/reads`, () => {
    if (lines.length === 3) lines.push({ no: 4, text: '卡被盗刷一万一千元。', speaker: 'p1', replaces: 1, at })
    return { status: 422, body: replaced }
  })
  await press('以上各行均无误')
  expect(await screen.findByText('已由第4行更正')).toBeTruthy()
  expect(screen.getByRole('alert').textContent).toContain('现以第4行为准')
  expect(screen.getByRole('button', { name: named('无误 第4行') })).toBeTruthy()
})

test('a line of the mediator that was refused stays in its box; the same again has the same key', async () => {
  const server = keeping([]).on(`POST ${path}`, () => new Error('gone'))
  render(page(caseOf('mediator')))
  fireEvent.change(screen.getByLabelText('发言内容'), { target: { value: '申请人陈述。' } })
  await press('记入笔录')
  expect((await screen.findByRole('alert')).textContent).toContain('网络不通')
  await press('记入笔录')
  await waitFor(() => expect(server.sent).toHaveLength(2))
  fireEvent.change(screen.getByLabelText('发言内容'), { target: { value: '申请人补充陈述。' } })
  await press('记入笔录')
  await waitFor(() => expect(server.sent).toHaveLength(3))
  const [a, b, c] = server.sent.map((s) => s.key)
  expect([a === b, b === c]).toEqual([true, false])
})

test('after the session nothing can be written; what was begun can still be read', async () => {
  keeping(three())
  const queries = client()
  const { rerender } = render(page(caseOf('applicant'), queries))
  await press('有异议 第1行')
  type('第1行应当怎样记', '是一万一千元')
  rerender(page(caseOf('applicant', 'held'), queries))
  expect(screen.getByText('本次调解已经结束，笔录不能再改动。')).toBeTruthy()
  expect(screen.getByText('本次调解已经结束，这里写的内容不能再记入笔录。')).toBeTruthy()
  expect(screen.getByLabelText<HTMLTextAreaElement>('第1行应当怎样记', { selector: 'textarea' }).value).toBe('是一万一千元')
  for (const name of [/^无误/, /^有异议/, '提出异议', '以上各行均无误']) expect(screen.queryByRole('button', { name })).toBeNull()
})

test('an objection whose answer was lost is found in the record, and its form closes', async () => {
  const lines = three()
  const queries = client()
  new Server().on(`GET ${path}`, () => ({ body: { lines: structuredClone(lines) } }))
    .on(`POST ${path}/reads`, () => {
      Object.assign(lines[0] as Line, { read: [{ party: 'p1', at, objection: '是一万一千元' }] })
      return { status: 503, body: problem(503, '暂时无法完成') }
    })
  render(page(caseOf('applicant'), queries))
  await press('有异议 第1行')
  type('第1行应当怎样记', '是一万一千元')
  await press('提出异议')
  await act(() => queries.invalidateQueries())
  expect(await screen.findByText('林小梅提出异议：是一万一千元')).toBeTruthy()
  await waitFor(() => expect(screen.queryByLabelText('第1行应当怎样记', { selector: 'textarea' })).toBeNull())
  expect(JSON.stringify(sessionStorage)).not.toContain('一万一千元')
})
