import type { CaseView } from '../api/client.ts'
import { useWords } from '../words/language.ts'
import { Paragraphs } from './AgreementCard.tsx'

export function EndReportCard({ view }: { view: CaseView }) {
  const { t } = useWords()
  const report = view.case.endReport
  const reason = report?.cause ?? view.case.endReason
  if (!reason) return null
  return (
    <section className="card" aria-labelledby="end-report">
      <h2 id="end-report">{t('endReport')}</h2>
      <p>{t('cause')}：{reason}</p>
      {report?.conduct && <p>{t('conduct')}：{report.conduct}</p>}
      <Paragraphs title={t('undisputed')} lines={report?.undisputed} />
      <Paragraphs title={t('flags')} lines={report?.flags} />
      {!!report?.trialDaysExcluded && <p>{t('excluded')}：{report.trialDaysExcluded}</p>}
    </section>
  )
}
