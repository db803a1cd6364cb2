import { useQuery } from '@tanstack/react-query'
import type { CaseView } from '../api/client.ts'
import { courts } from '../api/queries.ts'
import { dateWords, dayOf } from '../form/dates.ts'
import { useWords } from '../words/language.ts'
import { Paragraphs } from './AgreementCard.tsx'

export function ConfirmationCard({ view }: { view: CaseView }) {
  const { t, language } = useWords()
  const f = view.case.confirmation
  const list = useQuery({ ...courts, enabled: !!f })
  if (!f) return null
  const court = list.data?.find((c) => c.code === f.court)?.name ?? f.court
  return (
    <section className="card" aria-labelledby="confirmation">
      <h2 id="confirmation">{t('confirmation')}{f.number && <small>{f.number}</small>}</h2>
      <p>{t('courtAsked')}：{court}</p>
      {f.ruling ? (
        <p>
          {t('ruling')}：{f.ruling.granted ? t('granted') : t('refused')}，{f.ruling.number}，{dateWords(dayOf(f.ruling.at), language)}
          {f.ruling.reason && `。${f.ruling.reason}`}
        </p>
      ) : (
        <ul className="marks">
          {(view.case.parties ?? []).map((p) => {
            const joined = f.joined?.includes(p.id ?? '') ?? false
            return <li key={p.id} className={joined ? 'done' : undefined}>{p.name}：{joined ? t('joined') : t('notJoined')}</li>
          })}
        </ul>
      )}
      <Paragraphs title={t('awaiting')} lines={f.awaiting} />
    </section>
  )
}
