import { QueryClientProvider } from '@tanstack/react-query'
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { MemoryRouter } from 'react-router'
import { beforeEach, expect, test, vi } from 'vitest'
import { newClient } from '../src/api/queries.ts'
import { App } from '../src/app/App.tsx'
import { consumer, problem, Server, signing } from './server.ts'

/** The node's end of a WebSocket. */
class FakeSocket {
  static all: FakeSocket[] = []
  static last = () => FakeSocket.all[FakeSocket.all.length - 1] as FakeSocket
  onopen: (() => void) | null = null
  onmessage: ((m: { data: string }) => void) | null = null
  onclose: (() => void) | null = null
  readonly sent: { type: string; id?: string; [field: string]: unknown }[] = []
  readonly url: string

  constructor(url: string) {
    this.url = url
    FakeSocket.all.push(this)
    setTimeout(() => this.onopen?.())
  }

  send(text: string) {
    this.sent.push(JSON.parse(text) as { type: string })
  }

  close() {}

  give(m: object) {
    act(() => this.onmessage?.({ data: JSON.stringify(m) }))
  }

  async asked(type: string) {
    await waitFor(() => expect(this.sent.some((m) => m.type === type)).toBe(true))
    return this.sent.filter((m) => m.type === type).pop()
  }

  async welcome(state: string, more = {}) {
    const hello = await this.asked('hello')
    this.give({ type: 'welcome', re: hello?.id, you: 'p2', session: 'r~s', state, grace: 45, ice: [], resumed: false, ...more })
    return hello
  }
}

const view = {
  state: 'open', opensAt: '2026-11-24T01:00:00Z', identified: false, capacity: 'agent', name: '林小梅', needsNumber: true, authority: { special: false },
  rights: { version: '1', zh: ['一、调解自愿。', '二、如实陈述。'], en: ['1. Mediation is voluntary.'] },
}
const people = [
  { id: 'p1', name: '陈立', capacity: 'mediator', hand: false, away: false, sources: [] },
  { id: 'p2', name: '林小梅', capacity: 'party', side: 'applicant', hand: false, away: false, sources: [] },
]

function open(more: object = {}, role: 'applicant' | 'mediator' = 'applicant') {
  const mine = { ...signing, role, ...(role === 'mediator' && { party: undefined }) }
  const server = new Server().on('GET /api/me', () => ({ body: role === 'mediator' ? { id: 'acc3', role: 'mediator', name: '陈立' } : consumer }))
    .on('GET /api/disputes/d1', () => ({ body: mine, etag: '"14"' }))
    .on('GET /api/disputes/d1/sessions/1/room', () => ({ body: { ...view, ...more } }))
    .on('POST /api/disputes/d1/sessions/1/identity-code', () => ({ status: 204 }))
    .on('POST /api/disputes/d1/sessions/1/ticket', () => ({ body: { url: '/api/media/n1/socket', ticket: 'v1.x', expires: '' } }))
  render(<QueryClientProvider client={newClient()}><MemoryRouter initialEntries={['/cases/d1/room/1']}><App /></MemoryRouter></QueryClientProvider>)
  return server
}

async function noBarriers(): Promise<void> {
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' ')}`)).toEqual([])
}

const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }))

async function goIn(more: object = {}, role: 'applicant' | 'mediator' = 'applicant'): Promise<FakeSocket> {
  open({ identified: true, ...more }, role)
  await press('进入调解室')
  await waitFor(() => expect(FakeSocket.all.length).toBe(1))
  return FakeSocket.last()
}

beforeEach(() => {
  FakeSocket.all = []
  Object.assign(globalThis, { WebSocket: FakeSocket })
})

test('without camera and microphone one is told what to do, and can go on', async () => {
  open()
  expect(await screen.findByText('这个页面不能使用摄像头')).toBeTruthy()
  expect(screen.getByText(/可以用文字发言。$/, { selector: '.remark *' })).toBeTruthy()
  await noBarriers()
  await press('下一步')
  expect(await screen.findByRole('heading', { name: '核验身份' })).toBeTruthy()
})

test('identity: what is missing stands at its field; an agent sees his authority; refusals too', async () => {
  const server = open()
  const answers = [{ status: 422, body: problem(422, '有误', { errors: [{ field: 'number', reason: { zh: '证件号码不符', en: 'other' } }] }) }, { body: { seq: 15 } }]
  server.on('POST /api/disputes/d1/acts/ConfirmIdentity', () => answers.shift() ?? {})
  await press('下一步')
  expect(await screen.findByText(/您的授权是一般授权/)).toBeTruthy()
  await press('进入调解室')
  for (const words of ['请先读完并勾选权利义务告知', '请填写六位', '请填写6位验证码']) expect(await screen.findByText(words)).toBeTruthy()
  await noBarriers()
  fireEvent.click(screen.getByLabelText('我已读完并知悉以上权利义务'))
  fireEvent.click(screen.getByLabelText('我同意以在线音视频方式进行调解'))
  await press('获取验证码')
  fireEvent.change(screen.getByLabelText(/^证件号码后六位/), { target: { value: '12345x' } })
  fireEvent.change(screen.getByLabelText('身份验证码（6位）'), { target: { value: '123456' } })
  await press('进入调解室')
  expect(await screen.findByText('证件号码不符')).toBeTruthy()
  await press('进入调解室')
  await waitFor(() => expect(server.sent.filter((s) => s.path.endsWith('/ConfirmIdentity'))).toHaveLength(2))
  expect(server.sent.filter((s) => s.path.endsWith('/ConfirmIdentity'))[1]?.body).toEqual({ session: 1, code: '123456', number: '12345X', rightsRead: true, consentsOnline: true })
  await waitFor(() => expect(FakeSocket.all.length).toBe(1))
  await FakeSocket.last().welcome('waiting')
  expect(await screen.findByRole('heading', { name: '请稍候，调解员会请您进入' })).toBeTruthy()
  await noBarriers()
})

test('who does not want to meet by video says so once, and the mediator is told', async () => {
  const server = open()
  const away = { status: 503, body: problem(503, '系统暂时无法完成') }
  const answers = [away, away, { body: { seq: 15 } }]
  server.on('POST /api/disputes/d1/acts/AnswerOnline', () => answers.shift() ?? {})
  await press('下一步')
  await press('不同意在线调解')
  fireEvent.change(await screen.findByLabelText(/^原因/), { target: { value: '听力不好' } })
  await noBarriers()
  const yes = () => within(screen.getByRole('dialog')).getByRole('button', { name: '不同意在线调解' })
  fireEvent.click(yes())
  expect(await screen.findByText('系统暂时无法完成')).toBeTruthy()
  expect((screen.getByLabelText(/^原因/) as HTMLTextAreaElement).value).toBe('听力不好')
  fireEvent.click(yes())
  await waitFor(() => expect(server.sent.filter((s) => s.path.endsWith('/AnswerOnline'))).toHaveLength(2))
  expect(await screen.findByText('系统暂时无法完成')).toBeTruthy()
  // The same key with another body would be a conflict.
  fireEvent.change(screen.getByLabelText(/^原因/), { target: { value: '家里没有网络' } })
  fireEvent.click(yes())
  expect(await screen.findByText(/已告知调解员您不同意在线调解/)).toBeTruthy()
  const sent = server.sent.filter((s) => s.path.endsWith('/AnswerOnline'))
  expect(sent.map((s) => s.body)).toEqual(['听力不好', '听力不好', '家里没有网络'].map((reason) => ({ step: 'meeting', agrees: false, reason })))
  expect(sent[0]?.key).toBe(sent[1]?.key)
  expect(sent[2]?.key).not.toBe(sent[1]?.key)
})

test('waiting, let in, a caucus, a lost connection: nothing typed is lost', async () => {
  const node = await goIn()
  expect(node.url).toBe('ws://localhost:3000/api/media/n1/socket')
  expect(await node.welcome('waiting')).toMatchObject({ version: 1, token: 'v1.x' })
  node.give({ type: 'admitted' })
  node.give({ type: 'place', participants: people, chat: [], recorded: { state: 'off', consented: [], missing: [], audible: false } })
  expect(await screen.findByText('陈立', { selector: '.tile-who' })).toBeTruthy()
  await noBarriers()
  await press(/^面板：/)
  fireEvent.click(screen.getByRole('tab', { name: '聊天' }))
  fireEvent.change(screen.getByLabelText('写给在场所有人'), { target: { value: '还没写完' } })
  node.give({ type: 'place', participants: people, chat: [], caucus: 'c1', confidential: true })
  expect(screen.getByText('背对背调解·保密')).toBeTruthy()
  const box = () => screen.getByLabelText(/^写给/) as HTMLTextAreaElement
  expect(box().value).toBe('') // words for all do not stand in the box of the caucus
  node.give({ type: 'place', participants: people, chat: [] })
  expect(box().value).toBe('还没写完')
  await press('发送')
  act(() => node.onclose?.())
  expect(screen.getByText(/^正在重新连接/)).toBeTruthy()
  expect(screen.getByText('正在发送…')).toBeTruthy()
  await waitFor(() => expect(FakeSocket.all.length).toBe(2))
  const again = FakeSocket.last()
  expect(await again.welcome('admitted', { resumed: true })).toMatchObject({ session: 'r~s' })
  again.give({ type: 'place', participants: people, chat: [] })
  const first = node.sent.find((m) => m.type === 'chat')
  expect(await again.asked('chat')).toMatchObject({ key: first?.key, text: '还没写完' })
})

test('consent to record is asked with its own words, and can be taken back', async () => {
  const node = await goIn()
  await node.welcome('admitted')
  node.give({ type: 'place', participants: people, chat: [] })
  node.give({ type: 'recording', recording: { state: 'asked', consented: ['p1'], missing: ['p2'], audible: false } })
  expect(await screen.findByRole('heading', { name: '同意录音录像吗？' })).toBeTruthy()
  await noBarriers()
  await press('同意')
  expect(await node.asked('consent')).toMatchObject({ given: true })
  node.give({ type: 'recording', recording: { state: 'on', consented: ['p1', 'p2'], missing: [], audible: true } })
  expect(screen.getByText('正在录音录像')).toBeTruthy()
  await press('撤回同意')
  fireEvent.click(screen.getAllByRole('button', { name: '撤回同意' })[1] as HTMLElement)
  await waitFor(() => expect(node.sent.filter((m) => m.type === 'consent')[1]).toMatchObject({ given: false }))
})

test('the mediator lets in, and begins a caucus with those who are ticked', async () => {
  const node = await goIn({ capacity: 'mediator', authority: null }, 'mediator')
  await node.welcome('admitted', { you: 'p1' })
  node.give({ type: 'place', participants: people, chat: [] })
  node.give({ type: 'where', where: people.map((p) => ({ participant: p.id, name: p.name })) })
  node.give({ type: 'waiting', waiting: [{ ...people[1], id: 'p3', name: '孙行' }] })
  expect(await screen.findByText('孙行（申请人）在等候')).toBeTruthy()
  await press(/^准入 *孙行/)
  expect(await node.asked('admit')).toMatchObject({ participant: 'p3' })
  await press(/^面板：/)
  fireEvent.click(screen.getByRole('tab', { name: '主持' }))
  await noBarriers()
  fireEvent.click(screen.getByLabelText('林小梅'))
  expect(screen.getByText('您没有勾选自己：您将留在共同会场。')).toBeTruthy()
  await press('开始背对背调解')
  expect(await node.asked('caucus')).toMatchObject({ participants: ['p2'] })
})

test('removed, one is told why and finds the way back', async () => {
  const node = await goIn()
  await node.welcome('admitted')
  node.give({ type: 'place', participants: people, chat: [] })
  node.give({ type: 'removed', reason: '扰乱秩序' })
  expect(await screen.findByText('原因：扰乱秩序')).toBeTruthy()
  expect(screen.getAllByRole('link', { name: '回到案件' })[0]?.getAttribute('href')).toBe('/cases/d1')
  expect(sessionStorage.getItem('draft:room/d1/1')).toBeNull()
  await noBarriers()
})

test('too early, the devices can be looked at; over, there is nothing to go into', async () => {
  open({ state: 'early' })
  expect(await screen.findByText(/调解室将于2026年11月24日 09:00（北京时间）开放/)).toBeTruthy()
  expect((screen.getByRole('button', { name: '下一步' }) as HTMLButtonElement).disabled).toBe(true)
})

test('coming in takes long: one can try again, or go back to the case', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const server = open({ identified: true })
    server.on('POST /api/disputes/d1/sessions/1/ticket', () => ({ status: 503, body: problem(503, '正在转移') }))
    await press('进入调解室')
    expect(await screen.findByRole('heading', { name: '正在连接…' })).toBeTruthy()
    await act(() => vi.advanceTimersByTimeAsync(20_500))
    expect(screen.getByRole('heading', { name: '连接用的时间比平时长' })).toBeTruthy()
    expect(screen.getAllByRole('link', { name: '回到案件' }).at(-1)?.getAttribute('href')).toBe('/cases/d1')
    await noBarriers()
    await press('重试')
    expect(screen.getByRole('heading', { name: '正在连接…' })).toBeTruthy()
  } finally {
    vi.useRealTimers()
  }
})

test('a page that somebody else shows does not open the documents; the camera that was turned off is told; so is a screen not shared', async () => {
  Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: { getDisplayMedia: () => Promise.reject(new Error('cancelled')) } })
  try {
    const node = await goIn()
    await node.welcome('admitted')
    const other = { id: 'p3', name: '孙行', capacity: 'party', side: 'respondent', hand: false, away: false, sources: [] }
    node.give({ type: 'place', participants: [...people, other], chat: [] })
    node.give({ type: 'pointer', pointed: { document: 'x', page: 1, x: 0, y: 0, from: 'p3' } })
    expect(screen.queryByRole('tab', { name: '文书' })).toBeNull()
    node.give({ type: 'participant', participant: { ...people[1], sources: [{ source: 'camera', muted: true, byMediator: true }] } })
    expect(await screen.findByText('调解员已关闭您的摄像头，需要时请自行打开')).toBeTruthy()
    await press('共享屏幕')
    expect(await screen.findByText(/^没有共享屏幕/)).toBeTruthy()
    node.give({ type: 'pointer', pointed: { document: 'x', page: 1, x: 0, y: 0, from: 'p1' } })
    expect(screen.getByRole('tab', { name: '文书' }).getAttribute('aria-selected')).toBe('true')
  } finally {
    Reflect.deleteProperty(navigator, 'mediaDevices')
  }
})

test.each([[true, 1], [false, 0]])('an agent with special authority (%s) is asked for a figure or not; why less gets through is told', async (special, asked) => {
  const node = await goIn({ authority: { special } })
  await node.welcome('admitted')
  node.give({ type: 'place', participants: people, chat: [], offerRound: { no: 1, open: true } })
  node.give({ type: 'degraded', degraded: { to: 'audio', reason: 'bandwidth' } })
  expect(await screen.findByText(/您的网速不够/)).toBeTruthy()
  expect(screen.queryAllByRole('button', { name: '填写金额' })).toHaveLength(asked)
  await noBarriers()
  expect(screen.queryByRole('button', { name: '发送照片、文件' })).toBeNull()
  node.give({ type: 'degraded', degraded: { to: 'text', reason: 'connection' } })
  await press('发送照片、文件')
  expect((await screen.findByRole('tab', { name: '文书' })).getAttribute('aria-selected')).toBe('true')
})
