// What is told to the mediator alone. A party writes to its mediator, the mediator to
// himself; only who owns a text can release it to the other side.

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { call, type CaseView, type Schemas } from '../api/client.ts'
import { confidences } from '../api/queries.ts'
import { momentWords } from '../form/dates.ts'
import { newKey } from '../form/draft.ts'
import '../words/later.ts'
import { useWords } from '../words/language.ts'
import { Reason } from './Reason.tsx'
import { useWriting } from './writing.ts'
import './session.css'

type Told = Schemas['Confidence']

export default function ConfidenceCard({ view }: { view: CaseView }) {
  const { t } = useWords()
  const client = useQueryClient()
  const list = useQuery(confidences(view.case.id))
  const again = () => void client.invalidateQueries({ queryKey: ['confidences', view.case.id] })
  return (
    <section className="card confidential" aria-labelledby="confidences">
      <h2 id="confidences">{t('confidences')}<small>{t('confidentialLabel')}</small></h2>
      <p className="quiet">{t(view.role === 'mediator' ? 'confidencesOfMediator' : 'confidencesOfParty')}</p>
      <ul className="plain-list">{(list.data ?? []).map((c) => <ToldRow key={c.id} told={c} view={view} onReleased={again} />)}</ul>
      <Tell view={view} onTold={again} />
    </section>
  )
}

function ToldRow({ told, view, onReleased }: { told: Told; view: CaseView; onReleased: () => void }) {
  const { t, language } = useWords()
  const [asking, setAsking] = useState(false)
  const [failed, setFailed] = useState(false)
  const key = useRef(newKey())
  const by = told.by === 'mediator' ? t('theMediator') : (view.case.parties?.find((p) => p.id === told.by)?.name ?? told.by)
  const release = async () => {
    setFailed(false)
    try {
      await call('POST', `/api/disputes/${encodeURIComponent(view.case.id)}/acts/ReleaseConfidence`, { body: { confidence: told.id }, key: key.current })
      setAsking(false)
      onReleased()
    } catch {
      setFailed(true)
    }
  }
  return (
    <li>
      <p className="told">{told.text}</p>
      <small className="quiet">{by} · {momentWords(told.at, language)} · {t(told.released ? 'releasedToAll' : 'confidentialLabel')}</small>
      {told.mine && !told.released && !asking && <button type="button" className="plain" onClick={() => setAsking(true)}>{t('releaseThis')}</button>}
      {asking && (
        <div className="confirm-record" role="group" aria-label={t('releaseThis')}>
          <p>{t('releaseWarning')}</p>
          <button type="button" className="second" onClick={() => void release()}>{t('releaseYes')}</button>
          <button type="button" className="plain" onClick={() => setAsking(false)}>{t('releaseNo')}</button>
        </div>
      )}
      {failed && <p className="reason" role="alert">{t('notWritten')}</p>}
    </li>
  )
}

function Tell({ view, onTold }: { view: CaseView; onTold: () => void }) {
  const { t } = useWords()
  const { words, sending, failure, change, submit } = useWriting(`confidence/${view.case.id}`, { text: '', speaker: '' }, (w, key) =>
    call('POST', `/api/disputes/${encodeURIComponent(view.case.id)}/confidences`, { body: { text: w.text.trim() }, key }))
  const send = async (event: React.FormEvent) => {
    event.preventDefault()
    if (await submit()) onTold()
  }
  return (
    <form className="record-desk" onSubmit={(e) => void send(e)}>
      <label>{t(view.role === 'mediator' ? 'noteForMyself' : 'tellMediator')}<textarea rows={2} maxLength={4000} readOnly={sending} value={words.text} onChange={(e) => change({ text: e.target.value })} /></label>
      <Reason failure={failure} />
      <button className="second" disabled={sending || !words.text.trim()}>{t(sending ? 'sending' : 'keepConfidence')}</button>
    </form>
  )
}
