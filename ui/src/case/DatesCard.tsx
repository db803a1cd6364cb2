// Every date with its reason: what runs, until when, by which article, and how it was counted.

import type { Deadline } from '../api/client.ts'
import { Due } from '../cases/Due.tsx'
import { dateWords } from '../form/dates.ts'
import { useWords } from '../words/language.ts'

export function DatesCard({ dates }: { dates: Deadline[] }) {
  const { t } = useWords()
  return (
    <section className="card dates" aria-labelledby="dates">
      <h2 id="dates">{t('dates')}</h2>
      {dates.length === 0 && <p className="quiet">{t('noDates')}</p>}
      <ul>{dates.map((d) => <DateRow key={d.limit + d.last} date={d} />)}</ul>
    </section>
  )
}

export function DateRow({ date: d }: { date: Deadline }) {
  const { t, say, language } = useWords()
  return (
    <li className={d.main ? 'main-date' : undefined}>
      <h3>{say(d.name)}</h3>
      <p><Due last={d.last} provisional={d.provisional} stopped={d.stopped} /></p>
      <details>
        <summary>{t('howCounted')}<span className="unseen"> {say(d.name)}</span></summary>
        <p className="quiet">{t('from', { date: dateWords(d.from, language) })}。{t('basis', { source: d.source })}</p>
        {(d.steps ?? []).length > 0 && (
          <ol>
            {(d.steps ?? []).map((s, i) => (
              <li key={i}>
                {dateWords(s.date, language)}　{language === 'zh' ? s.zh : s.en}
                <small>{s.source}</small>
              </li>
            ))}
          </ol>
        )}
      </details>
    </li>
  )
}
