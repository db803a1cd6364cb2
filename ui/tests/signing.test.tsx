import { QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import axe from 'axe-core'
import { MemoryRouter } from 'react-router'
import { beforeEach, expect, test, vi } from 'vitest'
import { newClient } from '../src/api/queries.ts'
import { App } from '../src/app/App.tsx'
import { isCode, secondsLeft } from '../src/signing/code.ts'
import { consumer, problem, Server, signing } from './server.ts'

// Pages are drawn by a real browser only; the walk in e2e reads them.
vi.mock('../src/reading/PdfPages.tsx', () => ({
  default: ({ name, onSeen, onFailed }: { name: string; onSeen: (page: number, of: number) => void; onFailed: () => void }) => (
    <>
      <button type="button" onClick={() => onSeen(1, 2)}>{name}：一页</button>
      <button type="button" onClick={() => onSeen(2, 2)}>{name}：末页</button>
      <button type="button" onClick={onFailed}>{name}：失败</button>
    </>
  ),
}))

const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
const paper = (kind: string, code: string, sha256: string) => ({ kind, code, sha256, sm3: '', size: 3, pages: 2, template: '', madeAt: '2026-11-24T01:00:00Z' })
const frozen = paper('agreement', 'AB12-CD34', abc)
const application = paper('confirmation-application', 'EF56-GH78', abc)
const view = (more: object = {}) => ({ ...signing, case: { ...signing.case, agreement: { ...signing.case.agreement!, frozen, ...more } } })

function open(path = '/cases/d1/sign'): void {
  render(<QueryClientProvider client={newClient()}><MemoryRouter initialEntries={[path]}><App /></MemoryRouter></QueryClientProvider>)
}

const withText = (seen: object = view(), me: object = consumer) =>
  new Server().on('GET /api/me', () => ({ body: me })).on('GET /api/disputes/d1', () => ({ body: seen, etag: '"14"' }))

async function noBarriers(): Promise<void> {
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' ')}`)).toEqual([])
}

const next = () => screen.getByRole('button', { name: '下一步' }) as HTMLButtonElement
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))

/** Answers for the files, whose hash is that of "abc", besides what the server answers. */
function serveFiles(content = 'abc'): void {
  const answer = globalThis.fetch
  globalThis.fetch = (input, init) => (String(input).includes('/file?no=0') ? Promise.resolve(new Response(content)) : answer(input, init))
}

beforeEach(() => vi.useRealTimers())

async function typeName(): Promise<void> {
  fireEvent.click(await screen.findByRole('button', { name: '调解协议：末页' }))
  fireEvent.click(next())
  press(/输入姓名代替/)
  fireEvent.change(screen.getByLabelText('您的姓名'), { target: { value: ' 林小梅 ' } })
  fireEvent.click(next())
}

test('the button of the act leads to the pages of signing', async () => {
  withText()
  serveFiles()
  open('/cases/d1')
  fireEvent.click(await screen.findByRole('button', { name: '签署调解协议' }))
  expect(await screen.findByRole('heading', { name: '阅读全文' })).toBeTruthy()
})

test('one goes on only after the last page', async () => {
  withText()
  serveFiles()
  open()
  fireEvent.click(await screen.findByRole('button', { name: '调解协议：一页' }))
  expect(next().disabled).toBe(true)
  expect(screen.getByText('《调解协议》已看到第1页，共2页。看完最后一页才能继续。')).toBeTruthy()
  press('调解协议：末页')
  expect(screen.getByText('《调解协议》已看完全文')).toBeTruthy()
  expect(next().disabled).toBe(false)
  await noBarriers()
})

test('a text that cannot be shown is opened beside, and the reader says that it was read', async () => {
  withText()
  serveFiles()
  open()
  fireEvent.click(await screen.findByRole('button', { name: '调解协议：失败' }))
  expect(screen.getByRole('link', { name: '打开全文（PDF）' }).getAttribute('href')).toBe('/api/disputes/d1/documents/AB12-CD34/file?no=0')
  expect(next().disabled).toBe(true)
  fireEvent.click(screen.getByLabelText('我已打开并读完全文'))
  expect(next().disabled).toBe(false)
})

test('another file than the one that is signed is not shown', async () => {
  withText()
  serveFiles('abd')
  open()
  expect(await screen.findByText(/打开的文件与待签署的文本不一致/, {}, { timeout: 5000 })).toBeTruthy()
  expect(next().disabled).toBe(true)
})

test('the joint application is signed by choice, and then it is read too', async () => {
  const server = withText(view({ frozenApplication: { ...application, sha256: abc } }))
    .on('POST /api/disputes/d1/signing-code', () => ({ status: 204 }))
    .on('POST /api/disputes/d1/acts/SignAgreement', () => ({ body: { seq: 15 } }))
  serveFiles()
  open()
  const box = (await screen.findByLabelText('同时签署司法确认申请书')) as HTMLInputElement
  expect(box.checked).toBe(false)
  fireEvent.click(box)
  await typeName()
  press('获取验证码')
  fireEvent.change(await screen.findByLabelText('签署验证码（6位）'), { target: { value: '123456' } })
  press('确认签署')
  expect(await screen.findByRole('heading', { name: '您已签署' })).toBeTruthy()
  expect(server.sent.at(-1)?.body).toEqual({ version: 2, document: abc, typed: '林小梅', application: abc, code: '123456' })
})

test('a code: asked for, refused, asked for anew; key and words survive', async () => {
  const answers = [new Error('no network'), { status: 422, body: problem(422, '提交的内容有误', { errors: [{ field: 'code', reason: { zh: '验证码不正确或已过期，请重新获取', en: 'wrong' } }] }) }, { body: { seq: 15 } }]
  const server = withText()
    .on('POST /api/disputes/d1/signing-code', () => ({ status: 204 }))
    .on('POST /api/disputes/d1/acts/SignAgreement', () => answers.shift() ?? {})
  serveFiles()
  open()
  await typeName()
  const signNow = () => screen.getByRole('button', { name: '确认签署' }) as HTMLButtonElement
  expect(signNow().disabled).toBe(true)
  press('获取验证码')
  const code = (await screen.findByLabelText('签署验证码（6位）')) as HTMLInputElement
  expect(code.autocomplete).toBe('one-time-code')
  expect(code.inputMode).toBe('numeric')
  expect((screen.getByRole('button', { name: /秒后可重新获取/ }) as HTMLButtonElement).disabled).toBe(true)
  expect(server.sent[0]).toMatchObject({ body: { document: abc } })
  fireEvent.click(signNow())
  expect(screen.getByText('请填写6位验证码')).toBeTruthy()
  fireEvent.change(code, { target: { value: '123456' } })
  fireEvent.click(signNow())
  expect(await screen.findByText(/网络不通/)).toBeTruthy()
  expect(code.value).toBe('123456')
  fireEvent.click(signNow())
  expect(await screen.findByText('验证码不正确或已过期，请重新获取')).toBeTruthy()
  await noBarriers()
  fireEvent.change(screen.getByLabelText('签署验证码（6位）'), { target: { value: '654321' } })
  fireEvent.click(signNow())
  expect(await screen.findByText(/还要等 甲银行、陈立（调解员） 签署/)).toBeTruthy()
  const keys = server.sent.filter((s) => s.path.includes('acts')).map((s) => s.key)
  expect(keys[1]).toBe(keys[0])
  expect(keys[2]).not.toBe(keys[0])
  expect(server.sent.at(-1)?.ifMatch).toBeNull()
  expect(sessionStorage.getItem('draft:d1/SignAgreement')).toBeNull()
  await noBarriers()
})

test('a reload costs nothing, and a password is never kept', async () => {
  withText({ ...view(), role: 'mediator', party: undefined }, { id: 'acc3', role: 'mediator', name: '陈立' })
    .on('POST /api/disputes/d1/acts/SignAgreement', () => new Error('no network'))
  serveFiles()
  open()
  await typeName()
  fireEvent.change(screen.getByLabelText('您的登录密码'), { target: { value: 'geheim-12345' } })
  press('确认签署')
  expect(await screen.findByText(/网络不通/)).toBeTruthy()
  const kept = sessionStorage.getItem('draft:d1/SignAgreement') ?? ''
  expect(kept).toContain('林小梅')
  expect(kept).not.toContain('geheim')
  document.body.innerHTML = ''
  open()
  expect(await screen.findByLabelText('您的登录密码')).toBeTruthy()
  press('上一步')
  expect((screen.getByLabelText('您的姓名') as HTMLInputElement).value).toBe(' 林小梅 ')
})

test('before the text is final one waits; who has signed sees who has not', async () => {
  withText(signing)
  open()
  expect(await screen.findByText('协议文本正在定稿')).toBeTruthy()
  document.body.innerHTML = ''
  const parties = signing.case.parties?.map((p) => (p.id === 'p1' ? { ...p, signedAt: '2026-11-24T02:00:00Z' } : p)) ?? null
  const done = view()
  withText({ ...done, case: { ...done.case, parties } })
  open()
  await waitFor(() => expect(screen.getByText(/林小梅：2026年11月24日 已签署/)).toBeTruthy())
})

test('a code is six digits, and another one waits a minute', () => {
  expect([' 123456 ', '12345', '1234567', 'abcdef'].map(isCode)).toEqual([true, false, false, false])
  expect(secondsLeft(0, 5)).toBe(0)
  expect(secondsLeft(1_000, 1_000)).toBe(60)
  expect(secondsLeft(1_000, 60_500)).toBe(1)
  expect(secondsLeft(1_000, 61_000)).toBe(0)
})
