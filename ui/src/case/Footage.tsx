// The recordings of a session that are still kept, for the mediator and those who were
// recorded. Nothing is loaded before somebody wants to see it.

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get, type CaseView, type Schemas } from '../api/client.ts'
import { dateWords, dayOf, hourWords } from '../form/dates.ts'
import { useWords } from '../words/language.ts'

type Film = Schemas['FootageView']

const at = (id: string, no: number) => `/api/disputes/${encodeURIComponent(id)}/sessions/${no}/footage`

export function Footage({ view, session }: { view: CaseView; session: Schemas['Session'] }) {
  const { t } = useWords()
  const id = view.case.id
  const [open, setOpen] = useState(false)
  const films = useQuery({
    queryKey: ['footage', id, session.no, session.recordings?.length], enabled: open,
    queryFn: ({ signal }) => get<{ items: Film[] | null }>(at(id, session.no), signal),
  })
  const items = films.data?.items ?? []
  return (
    <details className="footage" onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>{t('footage', { n: session.no })}</summary>
      {open && films.isPending && <p className="quiet" role="status">{t('loading')}</p>}
      {films.isError && <p className="quiet" role="alert">{t('footageFailed')}</p>}
      {films.isSuccess && items.length === 0 && <p className="quiet">{t('noFootage')}</p>}
      {items.length > 0 && <ul className="plain-list">{items.map((f) => <Row key={f.sha256} film={f} src={`${at(id, session.no)}/${f.sha256}`} mediator={view.mediatorName} />)}</ul>}
    </details>
  )
}

function Row({ film, src, mediator }: { film: Film; src: string; mediator: string | undefined }) {
  const { t, language } = useWords()
  const [playing, setPlaying] = useState(false)
  const [failed, setFailed] = useState(false)
  const name = film.name || `${mediator ?? ''}（${t('mediator')}）`
  const span = t('fromTo', { date: dateWords(dayOf(film.from), language), from: hourWords(film.from), to: hourWords(film.to) })
  return (
    <li>
      <strong>{name}</strong>
      <p>{span}<small className="quiet"> {t('footageKept', { date: dateWords(dayOf(film.keptUntil), language) })}</small></p>
      {failed && <p role="alert">{t('footageFailed')}</p>}
      {playing && !failed
        // Nobody has put what was said into captions.
        ? <video controls autoPlay playsInline src={src} aria-label={`${name} ${span}`} onError={() => setFailed(true)} />
        : <button type="button" className="second" onClick={() => { setFailed(false); setPlaying(true) }}>{t('playFootage')}<span className="unseen"> {name}</span></button>}
    </li>
  )
}
