// The review of terms while they are written: what the server would hold against them.

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { call, type Schemas } from '../api/client.ts'
import { newKey } from '../form/draft.ts'

export type Finding = Schemas['LawFinding']
export type Review = Schemas['ReviewOutputBody']

export type Answer = Schemas['StandBy']

/** The mediator's answer to a finding, if there is one. */
export const answerTo = (answers: Answer[], f: Finding): Answer | undefined => answers.find((a) => a.rule === f.rule && a.clause === f.clause)

/** The answers with one more, or another. */
export const withAnswer = (answers: Answer[], answer: Answer): Answer[] =>
  [...answers.filter((a) => a.rule !== answer.rule || a.clause !== answer.clause), ...(answer.reason ? [answer] : [])]

/** Findings that keep the signing from being opened: neither mended nor answered. */
export const inTheWay = (findings: Finding[], answers: Answer[]): Finding[] => findings.filter((f) => f.blocks && !(f.wording && answerTo(answers, f)?.reason))

const typing = 600
const keys = ['obligations', 'sum', 'default', 'other', 'reachedOn', 'confirmationCourt', 'partial', 'residual'] as const

/** The terms in a body that may be half written: what is missing is empty. */
export function termsOf(body: object): Schemas['Terms'] {
  const known = body as Record<string, unknown>
  const terms = Object.fromEntries(keys.filter((k) => known[k] !== undefined).map((k) => [k, known[k]]))
  const obligations = ((known['obligations'] ?? []) as object[]).map((o) => ({ payer: '', payee: '', amount: 0, ...o }))
  return { ...terms, obligations } as Schemas['Terms']
}

/** Findings beside a field: those of the field itself, and of its lines. */
export function findingsAt(findings: Finding[], path: string): Finding[] {
  return findings.filter((f) => f.clause === path || (f.clause.startsWith(`${path}[`) && /^\w+\[\d+\]$/.test(f.clause) && path !== 'obligations'))
}

/** What is not begun is not criticised, nor what was changed since it was looked at. */
export function worthSaying({ findings, terms }: { findings: Finding[] | null; terms: Schemas['Terms'] }, now: Schemas['Terms']): Finding[] {
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
  const begun = (terms.obligations ?? []).map((o) => !!(o.payer || o.payee || o.amount || o.due || o.account || o.duty))
  return (findings ?? []).filter(({ clause }) => {
    const row = /^obligations\[(\d+)\]/.exec(clause)
    if (row) return begun[Number(row[1])] && same(terms.obligations?.[Number(row[1])], now.obligations?.[Number(row[1])])
    const key = keys.find((k) => clause.startsWith(k))
    return (begun.includes(true) || (terms.other ?? []).length > 0) && (!key || same(terms[key], now[key]))
  })
}

/** Findings that belong to no field of the form, such as those on a party. */
export const findingsElsewhere = (findings: Finding[]): Finding[] => findings.filter((f) => !keys.some((k) => f.clause.startsWith(k)))

interface Reviewed extends Review {
  /** The terms that were looked at: those on the screen may be newer. */
  terms: Schemas['Terms']
}

/** Asks once the typing pauses; until the answer is there the last one stands. */
export function useReview(id: string, terms: Schemas['Terms']): { review: Reviewed | undefined; pending: boolean } {
  const text = JSON.stringify(terms)
  const settled = useSettled(text)
  const answer = useQuery({
    queryKey: ['review', id, settled],
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    queryFn: async ({ signal }): Promise<Reviewed> => {
      const asked = JSON.parse(settled) as Schemas['Terms']
      const { body } = await call<Review>('POST', `/api/disputes/${encodeURIComponent(id)}/review`, { body: asked, key: newKey(), signal })
      return { ...body, terms: asked }
    },
  })
  return { review: answer.data, pending: settled !== text || answer.isFetching }
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    if (text === settled) return
    const timer = setTimeout(() => setSettled(text), typing)
    return () => clearTimeout(timer)
  }, [text, settled])
  return settled
}
