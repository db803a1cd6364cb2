import { Link } from 'react-router'
import type { CaseView, Schemas } from '../api/client.ts'
import { momentWords } from '../form/dates.ts'
import { Footage } from './Footage.tsx'
import { answerLabel } from '../words/labels.ts'
import { useWords } from '../words/language.ts'

export function SessionsCard({ view }: { view: CaseView }) {
  const { t } = useWords()
  const sessions = [...(view.case.sessions ?? [])].reverse()
  if (sessions.length === 0) return null
  return (
    <section className="card" aria-labelledby="sessions">
      <h2 id="sessions">{t('sessions')}</h2>
      <ul className="plain-list">{sessions.map((s) => <SessionRow key={s.no} session={s} view={view} />)}</ul>
    </section>
  )
}

/** A session that is planned or goes on is held in the room, and what was agreed there is signed there; the court takes no part in it. */
const hasRoom = (s: Schemas['Session'], view: CaseView): boolean =>
  s.mode === 'video' && (view.role === 'mediator' || !!view.party) &&
  (s.state === 'planned' || s.state === 'open' || (s.result === 'agreed' && ['drafting', 'signing'].includes(view.case.stage)))

function SessionRow({ session: s, view }: { session: Schemas['Session']; view: CaseView }) {
  const { t, say, language } = useWords()
  return (
    <li>
      <strong>{t('sessionNo', { n: s.no })}　{momentWords(s.start, language)}</strong> <span className="tag">{say(answerLabel(s.state)) || s.state}</span>
      <p>
        {say(answerLabel(s.mode)) || s.mode}
        {s.place && ` · ${t('place')} ${s.place}`}
        {s.result && ` · ${say(answerLabel(s.result)) || s.result}`}
      </p>
      {(s.recordings ?? []).length > 0 && (view.role === 'mediator' || !!view.party) && <Footage view={view} session={s} />}
      {hasRoom(s, view) && <p><Link className="second as-button" to={`/cases/${view.case.id}/room/${s.no}`}>{t('goToRoom')}</Link></p>}
    </li>
  )
}
