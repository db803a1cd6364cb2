// A small server in memory: answers as the real one does, and remembers what it was sent.

import type { CaseView, Problem } from '../src/api/client.ts'

export interface Sent {
  path: string
  body: unknown
  key: string | null
  ifMatch: string | null
}

type Answer = { status?: number; body?: unknown; etag?: string } | Error

export class Server {
  readonly sent: Sent[] = []
  private readonly routes = new Map<string, (sent: Sent) => Answer | Promise<Answer>>()

  constructor() {
    this.on('GET /api/system', () => ({ body: { version: '0.1.0', now: '2026-11-24T03:00:00Z', today: '2026-11-24', shortened: true, dayLength: '2s', provisionalYears: [] } }))
    this.on('GET /api/notices', () => ({ body: { items: [] } }))
    this.on('GET /api/disputes/d1/history', () => ({ body: { items: [] } }))
    this.on('GET /api/disputes/d1/documents', () => ({ body: { items: [] } }))
    globalThis.fetch = (input, init) => this.answer(String(input), init ?? {})
  }

  on(route: string, answer: (sent: Sent) => Answer | Promise<Answer>): this {
    this.routes.set(route, answer)
    return this
  }

  private async answer(url: string, init: RequestInit): Promise<Response> {
    const path = url.split('?')[0] ?? ''
    const headers = new Headers(init.headers)
    const sent: Sent = { path: url, body: init.body ? JSON.parse(String(init.body)) : null, key: headers.get('Idempotency-Key'), ifMatch: headers.get('If-Match') }
    if (init.method === 'POST') this.sent.push(sent)
    const answer = (await this.routes.get(`${init.method ?? 'GET'} ${path}`)?.(sent)) ?? { status: 404, body: problem(404, '没有找到') }
    if (answer instanceof Error) throw answer
    const text = answer.status === 204 ? null : JSON.stringify(answer.body ?? null)
    return new Response(text, { status: answer.status ?? 200, headers: answer.etag ? { ETag: answer.etag } : {} })
  }
}

export function problem(status: number, zh: string, more: Partial<Problem> = {}): Problem {
  return { type: 'about:blank', title: '', status, detail: zh, code: 'invalid', message: { zh, en: zh }, ...more }
}

const party = (id: string, role: 'applicant' | 'respondent', name: string) => ({ id, role, name, kind: 'natural-person' as const, consentedAt: '2026-11-20T02:00:00Z', phone: '138****0001' })

/** A case that awaits a party's signature. */
export const signing: CaseView = {
  stageCode: 'S14', stageName: { zh: '待签署', en: 'signing' }, trackName: { zh: '委派调解（立案前）', en: 'pre-filing referral' },
  causeName: '信用卡纠纷', role: 'applicant', party: 'p1', now: '2026-11-24T03:00:00Z', mediatorName: '陈立', organisationName: '江城金融纠纷调解中心',
  dates: [{
    limit: 'D05', name: { zh: '委派调解期限', en: 'period of a pre-filing referral' }, from: '2026-10-20', last: '2026-11-20', due: '2026-11-21T00:00:00+08:00',
    // oxlint-disable-next-line unicorn/no-thenable -- a consequence, not a promise
    main: true, provisional: true, then: 'close-expired', source: '在线调解规则 24', steps: [{ kind: 'start', date: '2026-10-20', zh: '期间开始之日，不计算在期间内', en: 'begins', source: '民事诉讼法 85' }],
  }],
  allowedActs: [
    { act: 'RefuseToSign', name: { zh: '拒绝签署', en: 'refuse to sign' }, source: '在线调解规则 25(7)' },
    { act: 'RequestExtension', name: { zh: '申请延长调解期限', en: 'ask for an extension' }, source: '特邀调解规定 27' },
    { act: 'SignAgreement', name: { zh: '签署调解协议', en: 'sign the agreement' }, source: '在线调解规则 19' },
  ],
  case: {
    id: 'd1', number: '', seq: 14, track: 'pre-filing', court: '京0102', courtNumber: '（2026）京0102民初1号', type: 'bank_card', cause: { version: '2025', number: '115(2)' },
    amount: 1200000, claims: ['返还12,000元'], narrative: '信用卡被盗刷。', stage: 'signing', facts: [],
    parties: [party('p1', 'applicant', '林小梅'), party('p2', 'respondent', '甲银行')],
    agreement: { version: 2, obligations: [{ no: 1, payer: 'p2', payee: 'p1', amount: 1200000, due: '2026-12-14' }], other: ['消除不良征信记录'] },
    sessions: [{ no: 1, start: '2026-11-18T01:30:00Z', plannedAt: '2026-11-10T01:30:00Z', mode: 'video', state: 'held', result: 'agreed' }],
  },
}

export const consumer = { id: 'acc1', role: 'party', name: '林小梅' }
export const judge = { id: 'acc2', role: 'judge', name: '郑宁', court: '京0102' }
