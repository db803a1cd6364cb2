// The record of the session that is going on: the mediator writes it line by line and corrects
// it, and each party reads and confirms it. Afterwards it can be read by whoever was there.

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { CaseView } from '../api/client.ts'
import { sessionRecord } from '../api/queries.ts'
import { newKey } from '../form/draft.ts'
import { useWords } from '../words/language.ts'
import { LineRow } from './LineRow.tsx'
import { corrections, toConfirm, type Line } from './lines.ts'
import { Reason } from './Reason.tsx'
import { RecordDesk } from './RecordDesk.tsx'
import { answerLines, draftOf, isKept, useSending, type Held } from './writing.ts'
import '../words/later.ts'
import './session.css'

export default function RecordCard({ view }: { view: CaseView }) {
  const client = useQueryClient()
  const session = [...(view.case.sessions ?? [])].reverse().find((s) => s.state === 'open' || s.record)
  const court = view.role === 'clerk' || view.role === 'judge'
  const record = useQuery({ ...sessionRecord(view.case.id, session?.no ?? 0, session?.state === 'open'), enabled: !!session && !court })
  if (!session || court) return null
  const onWritten = () => client.invalidateQueries({ queryKey: ['record', view.case.id] })
  return <Record key={session.no} held={{ view, session: session.no, open: session.state === 'open', onWritten }} lines={record.data ?? []} />
}

function Record({ held, lines }: { held: Held; lines: Line[] }) {
  const { t } = useWords()
  const { view, session, open } = held
  const [opened, setOpened] = useState<Partial<globalThis.Record<number, boolean>>>({})
  const isWriting = (no: number) => opened[no] ?? isKept(draftOf(held, no))
  const corrected = corrections(lines)
  const mine = toConfirm(lines, view.party ?? '')
  return (
    <section className="card" aria-labelledby="record">
      <h2 id="record">{t('sessionRecord', { n: session })}</h2>
      {lines.length === 0 && <p className="quiet">{t(open ? 'recordEmpty' : 'recordNone')}</p>}
      {open && view.party && mine.length > 0 && <p>{t('readRecord', { n: mine.length })}</p>}
      <ol className="record" aria-live={open ? 'polite' : undefined}>
        {lines.map((l) => (
          <LineRow key={l.no} held={held} line={l} correctedBy={corrected.get(l.no) ?? 0} writing={isWriting(l.no)} onWriting={(w) => setOpened((o) => ({ ...o, [l.no]: w }))} />
        ))}
      </ol>
      {!open && lines.length > 0 && <p className="quiet">{t('recordShut')}</p>}
      {view.role === 'mediator' && <RecordDesk held={held} />}
      {open && view.party && lines.length > 0 && (mine.length > 0 ? <ConfirmAll held={held} lines={mine.filter((no) => !isWriting(no))} /> : <p className="success">{t('recordRead')}</p>)}
    </section>
  )
}

/** All that the party has said nothing about; not the lines at which an objection is being written. */
function ConfirmAll({ held, lines }: { held: Held; lines: number[] }) {
  const { t } = useWords()
  const { sending, failure, run } = useSending()
  const send = async () => {
    await run(() => answerLines(held, lines, '', newKey()))
    // After a refusal too: one of the lines may stand no more.
    await held.onWritten()
  }
  return (
    <div className="confirm-record">
      {lines.length > 0 && <button type="button" className="first" disabled={sending} onClick={() => void send()}>{t(sending ? 'sending' : 'recordRight')}</button>}
      <Reason failure={failure} />
    </div>
  )
}
