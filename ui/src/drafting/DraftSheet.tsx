// The mediator's desk for the terms of an agreement: written, added up and reviewed at once.

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../api/client.ts'
import type { SeenCase } from '../api/queries.ts'
import type { SheetProps } from '../case/Acts.tsx'
import { useChoices } from '../form/choices.ts'
import { forms } from '../form/forms.ts'
import { money } from '../form/money.ts'
import { Fields } from '../form/Parts.tsx'
import { Refusal, reasonsOf, useFound } from '../form/Refusal.tsx'
import type { Field } from '../form/schema.ts'
import { Sheet } from '../form/Sheet.tsx'
import { useSubmission } from '../form/submission.ts'
import { bodyOf, emptyValues, valuesOf, type Values } from '../form/values.ts'
import { useWords } from '../words/language.ts'
import { Findings } from './Findings.tsx'
import { InstalmentMaker } from './InstalmentMaker.tsx'
import { findingsAt, findingsElsewhere, inTheWay, termsOf, useReview, withAnswer, worthSaying, type Answer, type Review } from './review.ts'
import '../words/later.ts'
import './drafting.css'

const order = ['obligations', 'sum', 'default', 'other', 'confirmationCourt', 'reachedOn', 'partial', 'residual']
const all = forms['DraftAgreement']?.fields ?? []
const fields = order.map((name) => all.find((f) => f.name === name)).filter((f): f is Field => f !== undefined)
const rows = fields.find((f) => f.name === 'obligations')
const rowFields = rows?.fields ?? []

/** The present text, if there is one; otherwise an empty one, with the court of the case. */
function initialOf({ view }: SeenCase): Values {
  const { agreement, court, track } = view.case
  // In a pending suit the court issues its own statement: nothing is confirmed.
  const confirms = track !== 'post-filing' && track !== 'invited'
  if (agreement) return { ...valuesOf(fields, agreement), forSignature: false }
  return { ...emptyValues(fields), confirmationCourt: confirms ? (court ?? '') : '', forSignature: false }
}

const touched = (row: Values): boolean => Object.values(row).some((v) => v !== '' && v !== null && v !== false)

export default function DraftSheet({ seen, allowed, onClose, onDone }: SheetProps) {
  const { t, say } = useWords()
  const client = useQueryClient()
  const id = seen.view.case.id
  const [planning, setPlanning] = useState(false)
  const submission = useSubmission({
    name: `${id}/${allowed.act}`, fields: all, initial: initialOf(seen),
    send: (body, key) => call('POST', `/api/disputes/${encodeURIComponent(id)}/acts/${allowed.act}`, { body, key, ifMatch: seen.etag }),
    onDone: () => {
      void client.invalidateQueries()
      onDone()
    },
    onConflict: () => void client.invalidateQueries({ queryKey: ['dispute', id] }),
  })
  const { values, setValues } = submission
  const obligations = (values['obligations'] ?? []) as Values[]
  const terms = termsOf(bodyOf(fields, values).body)
  const { review, pending } = useReview(id, terms)
  const findings = review ? worthSaying(review, terms) : []
  const found = useFound(submission.mistakes, submission.problem)
  const choices = useChoices(fields, seen.view.case, '')
  // An answer to a finding that is gone says nothing any more.
  const answers = ((values['standBy'] ?? []) as unknown as Answer[]).filter((a) => !review || review.findings?.some((f) => f.rule === a.rule && f.clause === a.clause))
  const answering = { answers, onAnswer: (a: Answer) => setValues({ ...values, standBy: withAnswer(answers, a) as unknown as Values[] }) }
  const state = { choices, reasons: reasonsOf(found), notes: (path: string) => <Findings findings={findingsAt(findings, path)} {...answering} /> }
  const submit = (forSignature: boolean) => {
    setValues({ ...values, forSignature, standBy: answers as unknown as Values[] })
    void submission.submit()
  }
  const made = (plan: Values[]) => {
    setValues({ ...values, obligations: [...obligations.filter(touched).filter((r) => !replaced(r, plan)), ...plan] })
    setPlanning(false)
  }
  const shown = (name: string) => fields.filter((f) => (name === 'obligations') === (f.name === 'obligations'))
  return (
    <Sheet title={say(allowed.name)} onClose={onClose} wide>
      <form className="drafting narrow" onSubmit={(e) => e.preventDefault()} noValidate>
        <Refusal found={found} problem={submission.problem} />
        {submission.problem?.status === 409 && <p className="remark" role="status">{t('conflict')}</p>}
        {submission.restored && <p className="quiet">{t('draftKept')}</p>}
        <Findings findings={findingsElsewhere(findings)} {...answering} />
        <Fields {...state} fields={shown('obligations')} at="" values={values} onChange={setValues} />
        {planning
          ? <InstalmentMaker fields={rowFields} choices={choices} start={obligations.find(touched) ?? {}} onMade={made} />
          : <button type="button" className="second" onClick={() => setPlanning(true)}>{t('byInstalments')}</button>}
        <Fields {...state} fields={shown('')} at="" values={values} onChange={setValues} />
        <p className="quiet">{t('basis', { source: allowed.source })}</p>
        <Desk review={review} total={(terms.obligations ?? []).reduce((sum, o) => sum + o.amount, 0)} faults={inTheWay(findings, answers).length} unanswered={inTheWay(review?.findings ?? [], answers).length} pending={pending} sending={submission.sending} onSubmit={submit} />
      </form>
    </Sheet>
  )
}

/** The one payment of the whole sum gives way to the plan that splits it. */
function replaced(row: Values, plan: Values[]): boolean {
  return row['due'] === '' && row['duty'] === '' && plan[0]?.['payer'] === row['payer']
}

interface DeskProps {
  review: Review | undefined
  /** What is on the screen now; the review may be a moment older. */
  total: number
  /** Findings that are shown and neither mended nor answered; and all of them. */
  faults: number
  unanswered: number
  pending: boolean
  sending: boolean
  onSubmit: (forSignature: boolean) => void
}

/** What stands at the lower edge: the total, whether it may be signed, and the two ways on. */
function Desk({ review, total, faults, unanswered, pending, sending, onSubmit }: DeskProps) {
  const { t } = useWords()
  const blocked = !review || unanswered > 0
  const why = !review || pending ? t('reviewing') : blocked ? (faults > 0 ? t('mendFirst', { n: faults }) : t('writeFirst')) : t('reviewedWell')
  return (
    <div className="desk">
      <p className="desk-total">{t('totalIs')} <strong>{money(total)}</strong> {review && total > 0 && review.total === total && <span className="capitals">{t('capitals', { words: review.capitals })}</span>}</p>
      <p className={blocked && faults > 0 && !pending ? 'blocked' : 'quiet'} id="why-blocked" role="status">{why}</p>
      <div className="buttons">
        <button type="button" className="first" disabled={sending || pending || blocked} aria-describedby="why-blocked" onClick={() => onSubmit(true)}>
          {sending ? t('sending') : t('openSigning')}
        </button>
        <button type="button" className="second" disabled={sending} onClick={() => onSubmit(false)}>{t('saveDraft')}</button>
      </div>
    </div>
  )
}
