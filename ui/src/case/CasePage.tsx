// A case: where it stands, what its reader can do now, its dates, and all that was done.

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { Refused } from '../api/client.ts'
import { dispute, type SeenCase } from '../api/queries.ts'
import { Failure, Loading, NotFound } from '../app/Answers.tsx'
import { useWords } from '../words/language.ts'
import { AboutCard } from './AboutCard.tsx'
import { ActButtons, ActSheet } from './Acts.tsx'
import { AgreementCard, ProposalCard } from './AgreementCard.tsx'
import { ConfirmationCard } from './ConfirmationCard.tsx'
import { DatesCard } from './DatesCard.tsx'
import { EndReportCard } from './EndReportCard.tsx'
import { HistoryCard } from './HistoryCard.tsx'
import { PartiesCard } from './PartiesCard.tsx'
import { Progress } from './Progress.tsx'
import { SessionsCard } from './SessionsCard.tsx'

export function CasePage() {
  const { id = '' } = useParams()
  const seen = useQuery(dispute(id))
  if (seen.isPending) return <Loading />
  if (seen.isError) {
    if (seen.error instanceof Refused && seen.error.status === 404) return <NotFound />
    return <Failure error={seen.error} onRetry={() => void seen.refetch()} />
  }
  return <CaseOf seen={seen.data} />
}

function CaseOf({ seen }: { seen: SeenCase }) {
  const { t, say } = useWords()
  const [query, setQuery] = useSearchParams()
  const [done, setDone] = useState('')
  const { view } = seen
  const c = view.case
  const open = view.allowedActs?.find((a) => a.act === query.get('act'))
  const close = () => setQuery({}, { replace: true })
  return (
    <div className="case">
      <header className="case-head">
        <h1>{c.courtNumber || c.number || view.causeName || t('noNumber')}</h1>
        <p className="quiet">{[say(view.trackName), view.causeName, view.organisationName].filter(Boolean).join(' · ')}</p>
      </header>
      <Progress view={view} />
      <p className={done ? 'success' : 'unseen'} role="status">{done && t('succeeded', { act: done })}</p>
      <ActButtons acts={view.allowedActs ?? []} onOpen={(act) => { setDone(''); setQuery({ act }) }} />
      <div className="case-columns">
        <DatesCard dates={view.dates ?? []} />
        <div>
          <AgreementCard view={view} />
          <ProposalCard view={view} />
          <SessionsCard view={view} />
          <ConfirmationCard view={view} />
          <EndReportCard view={view} />
          <PartiesCard view={view} />
          <AboutCard view={view} />
        </div>
      </div>
      <HistoryCard view={view} />
      {open && <ActSheet key={open.act} seen={seen} allowed={open} onClose={close} onDone={() => { setDone(say(open.name)); close() }} />}
    </div>
  )
}
