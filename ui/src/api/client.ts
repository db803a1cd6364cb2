import type { components } from './schema.d.ts'

export type Schemas = components['schemas']
export type Me = Schemas['Me']
export type CaseView = Schemas['CaseView']
export type Case = Schemas['Case']
export type Summary = Schemas['CaseSummary']
export type Deadline = Schemas['LawDeadline']
export type Text = Schemas['Text']
export type Problem = Schemas['Problem']
export type Request = Schemas['Request']
export type HistoryRow = Schemas['HistoryRow']
export type Notice = Schemas['Notice']
export type System = Schemas['SystemOutputBody']
export type CatalogueType = Schemas['DisputeType']

/** A refusal by the server, in both languages, or the lack of an answer. */
export class Refused extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail)
    this.problem = problem
  }

  get status(): number {
    return this.problem.status
  }

  /** An answer that will not change by sending the same again; the rest may be tried again. */
  get final(): boolean {
    return this.status >= 400 && this.status < 500
  }
}

const noAnswer: Problem = {
  type: 'about:blank', title: 'No answer', status: 0, code: 'unavailable', detail: '',
  message: { zh: '网络不通或系统繁忙，您填写的内容还在，请稍后再试', en: 'No connection, or the system is busy. What you typed is kept; please try again.' },
}

export interface Sending {
  body?: unknown
  key?: string
  ifMatch?: string
  signal?: AbortSignal
}

export interface Answer<T> {
  body: T
  etag: string
}

export async function call<T>(method: 'GET' | 'POST', path: string, sending: Sending = {}): Promise<Answer<T>> {
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (method === 'POST') headers['Content-Type'] = 'application/json'
  if (sending.key) headers['Idempotency-Key'] = sending.key
  if (sending.ifMatch) headers['If-Match'] = sending.ifMatch
  let response: Response
  try {
    response = await fetch(path, {
      method, headers, credentials: 'same-origin', signal: sending.signal ?? null,
      ...(method === 'POST' && { body: JSON.stringify(sending.body ?? {}) }),
    })
  } catch (error) {
    if (sending.signal?.aborted) throw error
    throw new Refused(noAnswer)
  }
  const text = await response.text()
  if (!response.ok) throw new Refused(problemIn(text, response.status))
  return { body: (text ? JSON.parse(text) : null) as T, etag: response.headers.get('ETag') ?? '' }
}

function problemIn(text: string, status: number): Problem {
  try {
    const problem = JSON.parse(text) as Problem
    if (problem.message?.zh) return { ...problem, status }
  } catch {
    // No problem document: a proxy answered.
  }
  return { ...noAnswer, status }
}

export const get = async <T>(path: string, signal?: AbortSignal): Promise<T> =>
  (await call<T>('GET', path, signal ? { signal } : {})).body
