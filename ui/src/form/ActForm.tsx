// The form of an act: made from the OpenAPI document, sent once, confirmed where it matters.

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { call, type Schemas } from '../api/client.ts'
import type { SeenCase } from '../api/queries.ts'
import { consequenceOf } from '../words/consequences.ts'
import { useWords } from '../words/language.ts'
import { useChoices } from './choices.ts'
import { forms } from './forms.ts'
import { Fields } from './Parts.tsx'
import { Refusal, reasonsOf, useFound } from './Refusal.tsx'
import { Sheet } from './Sheet.tsx'
import type { Field } from './schema.ts'
import { attendanceOf } from './attendance.ts'
import { useSubmission } from './submission.ts'
import type { Values } from './values.ts'

interface Props {
  seen: SeenCase
  allowed: Schemas['AllowedAct']
  onClose: () => void
  onDone: () => void
  /** Why the act cannot be done as things stand. */
  blocked?: string | undefined
  /** What goes with the act and is asked elsewhere than in its form. */
  extra?: Record<string, unknown>
  /** What should be read before the form is filled in. */
  children?: ReactNode
}

/** What the case already tells: the caller's own party, who attends, the court asked. */
function initialOf(fields: Field[], { view }: SeenCase): Values {
  const initial: Values = {}
  for (const f of fields) {
    if (f.name === 'party' && view.party) initial['party'] = view.party
    if (f.name === 'court') initial['court'] = view.case.confirmation?.court ?? view.case.court ?? ''
    if (f.name === 'attendance') initial['attendance'] = attendanceOf(view.case)
  }
  return initial
}

export function ActForm({ seen, allowed, blocked, extra, onClose, onDone, children }: Props) {
  const { t, say } = useWords()
  const client = useQueryClient()
  const id = seen.view.case.id
  const fields = forms[allowed.act]?.fields ?? []
  const [asked, setAsked] = useState(false)
  const changed = useChanged(seen.etag)
  const version = seen.view.case.agreement?.version

  const submission = useSubmission({
    name: `${id}/${allowed.act}`, fields, version, initial: initialOf(fields, seen),
    send: (body, key) => call('POST', `/api/disputes/${encodeURIComponent(id)}/acts/${allowed.act}`, { body: { ...body, ...extra }, key, ifMatch: seen.etag }),
    onDone: () => {
      void client.invalidateQueries()
      onDone()
    },
    onConflict: () => void client.invalidateQueries({ queryKey: ['dispute', id] }),
  })
  const found = useFound(submission.mistakes, submission.problem)
  const choices = useChoices(fields, seen.view.case, '')
  const consequence = consequenceOf(allowed.act, submission.values)
  const asking = asked && consequence !== null

  const proceed = (event: React.FormEvent) => {
    event.preventDefault()
    if (consequence && !asked) {
      setAsked(submission.readable())
      return
    }
    void submission.submit().finally(() => setAsked(false))
  }
  const name = say(allowed.name)
  return (
    <Sheet title={name} onClose={onClose}>
      <form onSubmit={proceed} noValidate>
        <Refusal found={found} problem={submission.problem} />
        {(changed || submission.problem?.status === 409) && <p className="remark" role="status">{t('conflict')}</p>}
        {submission.restored && fields.length > 0 && <p className="quiet">{t('draftKept')}</p>}
        <div hidden={asking}>
          {children}
          {fields.every((f) => f.kind === 'version') && !children && <p>{t('emptyForm')}</p>}
          <Fields fields={fields} at="" values={submission.values} onChange={submission.setValues} choices={choices} reasons={reasonsOf(found)} />
        </div>
        {asking && <Consequence text={say(consequence)} />}
        {blocked && <p className="blocked" id="why-blocked">{blocked}</p>}
        <div className="buttons">
          <button className="first" disabled={submission.sending || !!blocked} aria-describedby={blocked ? 'why-blocked' : undefined}>
            {submission.sending ? t('sending') : asking ? t('confirmAct', { act: name }) : consequence ? t('next') : t('submit')}
          </button>
          {asking && <button type="button" className="second" onClick={() => setAsked(false)}>{t('back')}</button>}
        </div>
        <p className="quiet">{t('basis', { source: allowed.source })}</p>
      </form>
    </Sheet>
  )
}

function Consequence({ text }: { text: string }) {
  const { t } = useWords()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <div className="consequence" tabIndex={-1} ref={box}>
      <h3>{t('carefully')}</h3>
      <p>{text}</p>
    </div>
  )
}

/** Tells whether the case has changed since the form was opened. */
function useChanged(etag: string): boolean {
  const [opened] = useState(etag)
  return etag !== opened
}
