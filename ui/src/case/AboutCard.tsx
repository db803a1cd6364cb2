import type { CaseView } from '../api/client.ts'
import { money } from '../form/money.ts'
import { useWords } from '../words/language.ts'
import { Paragraphs } from './AgreementCard.tsx'

export function AboutCard({ view }: { view: CaseView }) {
  const { t } = useWords()
  const c = view.case
  const facts: [string, string | undefined][] = [
    [t('amount'), money(c.amount)],
    [t('causeOf'), view.causeName ?? c.cause.number],
    [t('court'), view.courtName || c.court],
    [t('courtNumber'), c.courtNumber],
    [t('organisation'), view.organisationName],
  ]
  return (
    <section className="card" aria-labelledby="about">
      <h2 id="about">{t('about')}</h2>
      <dl>
        {facts.filter(([, value]) => value).map(([name, value]) => (
          <div key={name}><dt>{name}</dt><dd>{value}</dd></div>
        ))}
      </dl>
      <Paragraphs title={t('claims')} lines={c.claims} />
      {c.narrative && <><h3>{t('narrative')}</h3><p className="prose">{c.narrative}</p></>}
      <Paragraphs title={t('supplements')} lines={c.supplements} />
      <Paragraphs title={t('undisputed')} lines={c.undisputed} />
    </section>
  )
}
