// The steps of the procedure, where the case stands and what comes next.

import type { CaseView } from '../api/client.ts'
import { useWords } from '../words/language.ts'
import { places, steps, type Place } from '../words/progress.ts'

const unknown: Place = { step: 0, now: { zh: '', en: '' }, next: { zh: '', en: '' } }

export function Progress({ view }: { view: CaseView }) {
  const { t, say } = useWords()
  const c = view.case
  const place = places[c.stage] ?? unknown
  // A side stage keeps the step to which it leads back.
  const step = places[c.returnTo ?? '']?.step ?? place.step
  const closed = c.stage === 'closed'
  const now = closed ? view.endingName : place.now
  return (
    <section className="card progress" aria-label={t('stage')}>
      <ol>
        {steps.map((name, i) => (
          <li key={name.zh} className={i < step || closed ? 'past' : i === step ? 'here' : ''} aria-current={i === step ? 'step' : undefined}>
            <span>{say(name)}</span>
          </li>
        ))}
      </ol>
      <p className="step-of">{closed ? t('done') : t('stepOf', { n: step + 1, of: steps.length })}　{say(view.stageName)}</p>
      <p className="now"><strong>{closed ? t('closed') : t('nowAt')}</strong> {say(now) || say(view.stageName)}</p>
      {!closed && say(place.next) && <p><strong>{t('nextIs')}</strong> {say(place.next)}</p>}
    </section>
  )
}
