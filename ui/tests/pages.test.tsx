import { QueryClientProvider } from '@tanstack/react-query'
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { MemoryRouter } from 'react-router'
import { expect, test } from 'vitest'
import { newClient } from '../src/api/queries.ts'
import { App } from '../src/app/App.tsx'
import { consumer, judge, problem, Server, signing } from './server.ts'

function open(path: string): void {
  render(<QueryClientProvider client={newClient()}><MemoryRouter initialEntries={[path]}><App /></MemoryRouter></QueryClientProvider>)
}

async function noBarriers(): Promise<void> {
  // Colours need a real browser: the walk in e2e looks at them.
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' ')}`)).toEqual([])
}

const withCase = () => new Server().on('GET /api/me', () => ({ body: consumer })).on('GET /api/disputes/d1', () => ({ body: signing, etag: '"14"' }))

test('a party signs in with a code; errors stand at their fields', async () => {
  const server = new Server()
    .on('GET /api/me', () => ({ status: 401, body: problem(401, '请先登录') }))
    .on('POST /api/sign-in/code', () => ({}))
    .on('POST /api/sign-in/with-code', () => ({ status: 401, body: problem(401, '验证码不正确或已过期，请重新获取') }))
  open('/')
  fireEvent.click(await screen.findByRole('button', { name: '获取验证码' }))
  expect(await screen.findByText('请填写手机号')).toBeTruthy()
  await noBarriers()
  fireEvent.change(screen.getByLabelText('手机号'), { target: { value: '138 0000 0001' } })
  fireEvent.click(screen.getByRole('button', { name: '获取验证码' }))
  fireEvent.change(await screen.findByLabelText('验证码'), { target: { value: '123456' } })
  fireEvent.click(screen.getByRole('button', { name: '登录' }))
  expect(await screen.findByText('验证码不正确或已过期，请重新获取')).toBeTruthy()
  expect(server.sent.at(-1)?.body).toEqual({ phone: '13800000001', code: '123456' })
})

test('a first password must be changed before anything else', async () => {
  new Server().on('GET /api/me', () => ({ body: { ...judge, mustChangePassword: true } }))
  open('/cases')
  expect(await screen.findByRole('heading', { name: '请先修改初始密码' })).toBeTruthy()
  await noBarriers()
})

test('a case shows where it stands, its dates, and only what is allowed', async () => {
  withCase()
  open('/cases/d1')
  expect(await screen.findByText('协议文本已定，等待签署')).toBeTruthy()
  expect(screen.getByText(/演示时钟：一天 = 2秒/).textContent).toContain('2026年11月24日 周二')
  expect(screen.getByText('已逾期4天')).toBeTruthy()
  expect(screen.getByText('暂定')).toBeTruthy()
  expect(screen.getByText(/甲银行向林小梅支付¥12,000.00/)).toBeTruthy()
  const acts = screen.getByRole('region', { name: '您现在可以办理' })
  expect(within(acts).getAllByRole('button').map((b) => b.textContent)).toEqual(['签署调解协议', '申请延长调解期限', '拒绝签署'])
  await noBarriers()
})

test('an act with consequences says what follows, and sends version, key and ETag', async () => {
  const server = withCase().on('POST /api/disputes/d1/acts/RefuseToSign', () => ({ body: { seq: 15 } }))
  open('/cases/d1')
  fireEvent.click(await screen.findByRole('button', { name: '拒绝签署' }))
  await noBarriers()
  fireEvent.click(screen.getByRole('button', { name: '下一步' }))
  expect(screen.getByText(/协议不发生效力/)).toBeTruthy()
  expect(server.sent).toEqual([])
  fireEvent.click(screen.getByRole('button', { name: '确认拒绝签署' }))
  expect(await screen.findByText('已提交：拒绝签署')).toBeTruthy()
  expect(server.sent[0]).toMatchObject({ ifMatch: '"14"' })
  expect(server.sent[0]?.key).toMatch(/^[0-9a-f]{32}$/)
})

test('an answer that comes late closes no other form', async () => {
  let answer: (a: object) => void = () => undefined
  withCase().on('POST /api/disputes/d1/acts/RequestExtension', () => new Promise((resolve) => (answer = resolve)))
  open('/cases/d1?act=RequestExtension')
  fireEvent.change(await screen.findByLabelText('延长至'), { target: { value: '2026-12-20' } })
  fireEvent.change(screen.getByLabelText('理由'), { target: { value: '等待保险公司核损' } })
  fireEvent.click(screen.getByRole('button', { name: '提交' }))
  fireEvent.click(screen.getByRole('button', { name: '关闭' }))
  fireEvent.click(await screen.findByRole('button', { name: '拒绝签署' }))
  expect(await screen.findByRole('dialog', { name: '拒绝签署' })).toBeTruthy()
  await act(async () => answer({ body: { seq: 15 } }))
  await act(async () => undefined)
  expect(await screen.findByText('已提交：申请延长调解期限')).toBeTruthy()
  expect(screen.getByRole('dialog', { name: '拒绝签署' })).toBeTruthy()
})

test('what was typed survives a dead network, a refusal and a conflict', async () => {
  const answers = [
    new Error('no network'),
    { status: 422, body: problem(422, '提交的内容有误，请按提示修改', { errors: [{ field: 'newDue', reason: { zh: '须晚于原期限', en: 'too early' } }] }) },
    { status: 403, body: problem(403, '须在期限届满前提出', { source: '特邀调解规定 27' }) },
    { status: 409, body: problem(409, '案件刚刚有了新的变化') },
    { body: { seq: 15 } },
  ]
  const server = withCase().on('POST /api/disputes/d1/acts/RequestExtension', () => answers.shift() ?? {})
  open('/cases/d1?act=RequestExtension')
  fireEvent.change(await screen.findByLabelText('延长至'), { target: { value: '2026-12-20' } })
  fireEvent.change(screen.getByLabelText('理由'), { target: { value: '等待保险公司核损' } })
  const submit = () => fireEvent.click(screen.getByRole('button', { name: '提交' }))
  const reason = () => (screen.getByLabelText('理由') as HTMLTextAreaElement).value

  submit()
  expect(await screen.findByText(/网络不通/)).toBeTruthy()
  expect(sessionStorage.getItem('draft:d1/RequestExtension')).toContain('等待保险公司核损')
  submit()
  expect(await screen.findByText('须晚于原期限')).toBeTruthy()
  await noBarriers()
  submit()
  expect(await screen.findByText('依据：特邀调解规定 27', { selector: '[role=alert] p' })).toBeTruthy()
  submit()
  expect(await screen.findByText(/您填写的内容还在，请核对后再提交/)).toBeTruthy()
  expect(reason()).toBe('等待保险公司核损')
  submit()
  expect(await screen.findByText('已提交：申请延长调解期限')).toBeTruthy()
  expect(sessionStorage.getItem('draft:d1/RequestExtension')).toBeNull()

  const keys = server.sent.map((s) => s.key)
  expect(keys[1]).toBe(keys[0]) // no answer came: the same attempt
  expect(new Set(keys).size).toBe(4) // a final answer: another attempt
})

test('a session that expired meanwhile costs nobody their words', async () => {
  const server = withCase()
    .on('POST /api/disputes/d1/acts/RefuseToSign', () => ({ status: 401, body: problem(401, '请先登录') }))
    .on('POST /api/sign-in/code', () => ({}))
    .on('POST /api/sign-in/with-code', () => ({ body: consumer }))
  open('/cases/d1?act=RefuseToSign')
  fireEvent.change(await screen.findByLabelText(/理由/), { target: { value: '金额不对' } })
  fireEvent.click(screen.getByRole('button', { name: '下一步' }))
  expect(screen.getByText(/协议不发生效力/)).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: '确认拒绝签署' }))
  fireEvent.change(await screen.findByLabelText('手机号'), { target: { value: '13800000001' } })
  fireEvent.click(screen.getByRole('button', { name: '获取验证码' }))
  fireEvent.change(await screen.findByLabelText('验证码'), { target: { value: '123456' } })
  fireEvent.click(screen.getByRole('button', { name: '登录' }))
  expect(((await screen.findByLabelText(/理由/)) as HTMLTextAreaElement).value).toBe('金额不对')
  expect(server.sent.filter((s) => s.path.includes('acts'))).toHaveLength(1)
})

test('the judge sees what waits, by its date, and opens it in place', async () => {
  const summary = { ...signing.case, id: 'd1', stageName: signing.stageName, trackName: signing.trackName, receivedAt: '2026-11-01T00:00:00Z', total: 1200000, terms: [], taken: true, confirmationNumber: '（2026）京0102诉前调确9号' }
  const date = (last: string) => [{ ...signing.dates?.[0], limit: 'D12', last, due: last + 'T00:00:00+08:00', provisional: false }]
  withCase()
    .on('GET /api/me', () => ({ body: judge }))
    .on('GET /api/confirmations', () => ({ body: { items: [{ ...summary, id: 'd2', dates: date('2026-12-10'), taken: false }, { ...summary, dates: date('2026-11-26') }] } }))
  open('/confirmations')
  const heads = await screen.findAllByRole('button', { expanded: false })
  expect(heads.map((h) => h.textContent)).toEqual([expect.stringContaining('还有2天'), expect.stringContaining('待受理')])
  fireEvent.click(heads[0] as HTMLElement)
  expect(await screen.findByRole('heading', { name: '协议内容' })).toBeTruthy()
  await noBarriers()
})

test('the language is switched and remembered', async () => {
  withCase()
  open('/cases/d1')
  fireEvent.click(await screen.findByRole('button', { name: 'English' }))
  await waitFor(() => expect(screen.getByText('The agreement awaits signature')).toBeTruthy())
  expect(screen.getByText('4 days overdue')).toBeTruthy()
  expect(document.documentElement.lang).toBe('en')
  expect(localStorage.getItem('language')).toBe('en')
})
