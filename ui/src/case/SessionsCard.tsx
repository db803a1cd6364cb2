import type { CaseView, Schemas } from '../api/client.ts'
import { momentWords } from '../form/dates.ts'
import { answerLabel } from '../words/labels.ts'
import { useWords } from '../words/language.ts'

export function SessionsCard({ view }: { view: CaseView }) {
  const { t } = useWords()
  const sessions = [...(view.case.sessions ?? [])].reverse()
  if (sessions.length === 0) return null
  return (
    <section className="card" aria-labelledby="sessions">
      <h2 id="sessions">{t('sessions')}</h2>
      <ul className="plain-list">{sessions.map((s) => <SessionRow key={s.no} session={s} />)}</ul>
    </section>
  )
}

function SessionRow({ session: s }: { session: Schemas['Session'] }) {
  const { t, say, language } = useWords()
  return (
    <li>
      <strong>{t('sessionNo', { n: s.no })}　{momentWords(s.start, language)}</strong> <span className="tag">{say(answerLabel(s.state)) || s.state}</span>
      <p>
        {say(answerLabel(s.mode)) || s.mode}
        {s.place && ` · ${t('place')} ${s.place}`}
        {s.result && ` · ${say(answerLabel(s.result)) || s.result}`}
      </p>
    </li>
  )
}
