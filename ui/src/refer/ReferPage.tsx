// A new case: what it is about, who the parties are, which organisation is asked.

import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { call, type Me, type Schemas } from '../api/client.ts'
import { useChoices } from '../form/choices.ts'
import { forms } from '../form/forms.ts'
import { Fields } from '../form/Parts.tsx'
import { Refusal, reasonsOf, useFound } from '../form/Refusal.tsx'
import type { Field } from '../form/schema.ts'
import { useSubmission } from '../form/submission.ts'
import { emptyValues, type Values } from '../form/values.ts'
import { useWords, type Word } from '../words/language.ts'

const order = ['track', 'court', 'courtNumber', 'procedure', 'number', 'type', 'cause', 'amount', 'claims', 'narrative', 'parties', 'organisations', 'resumedFrom']

// Fields that the order does not name come last.
const place = (f: Field): number => (order.includes(f.name) ? order.indexOf(f.name) : order.length)
const fields: Field[] = [...(forms['Refer']?.fields ?? [])].sort((a, b) => place(a) - place(b))
const partyFields = fields.find((f) => f.name === 'parties')?.fields ?? []

const office = new Set(['organisations', 'resumedFrom'])
const sections: [Word, (f: Field) => boolean][] = [
  ['aboutCase', (f) => f.name !== 'parties' && !office.has(f.name)],
  ['aboutParties', (f) => f.name === 'parties'],
  ['aboutOffice', (f) => office.has(f.name)],
]

/** What the account already tells: a clerk refers from the own court, a manager takes in. */
function initialOf(user: Me): Values {
  const party = (role: string, kind: string, institution: boolean): Values => ({ ...emptyValues(partyFields), role, kind, institution })
  return {
    track: user.court ? 'pre-filing' : 'direct',
    court: user.court ?? '',
    organisations: user.organisation ? [user.organisation] : [],
    parties: [party('applicant', 'natural-person', false), party('respondent', 'legal-person', true)],
  }
}

export default function ReferPage({ user }: { user: Me }) {
  const { t } = useWords()
  const client = useQueryClient()
  const navigate = useNavigate()
  const submission = useSubmission({
    name: 'refer', fields, initial: initialOf(user),
    send: async (body, key) => (await call<Schemas['ReferOutputBody']>('POST', '/api/disputes', { body, key })).body,
    onDone: ({ id }) => {
      void client.invalidateQueries({ queryKey: ['disputes'] })
      void navigate(`/cases/${id}`)
    },
  })
  const found = useFound(submission.mistakes, submission.problem)
  const choices = useChoices(fields, null, String(submission.values['type'] ?? ''))
  const state = { choices, reasons: reasonsOf(found) }
  const send = (event: React.FormEvent) => {
    event.preventDefault()
    void submission.submit()
  }
  return (
    <form className="narrow" onSubmit={send} noValidate>
      <h1>{t('referTitle')}</h1>
      <Refusal found={found} problem={submission.problem} />
      {submission.restored && <p className="quiet" role="status">{t('draftKept')}</p>}
      {sections.map(([title, holds]) => (
        <section className="card" key={title}>
          <h2>{t(title)}</h2>
          <Fields {...state} fields={fields.filter(holds)} at="" values={submission.values} onChange={submission.setValues} />
        </section>
      ))}
      <div className="buttons"><button className="first" disabled={submission.sending}>{submission.sending ? t('sending') : t('submit')}</button></div>
    </form>
  )
}
