// A case: where it stands, what its reader can do now, its dates, and all that was done.

import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { Refused } from '../api/client.ts'
import { dispute, type SeenCase } from '../api/queries.ts'
import { Failure, Loading, NotFound } from '../app/Answers.tsx'
import { useWords } from '../words/language.ts'
import { EvidenceCard } from '../evidence/EvidenceCard.tsx'
import { DocumentsCard } from '../papers/DocumentsCard.tsx'
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

const ConfidenceCard = lazy(() => import('../session/ConfidenceCard.tsx'))
const RecordCard = lazy(() => import('../session/RecordCard.tsx'))

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
  // An answer may come when another form is open already.
  const shown = useRef(query.get('act'))
  useEffect(() => {
    shown.current = query.get('act')
  }, [query])
  const close = (act: string) => {
    if (shown.current === act) setQuery({}, { replace: true })
  }
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
          {(c.sessions?.length ?? 0) > 0 && <Suspense fallback={null}><RecordCard view={view} /></Suspense>}
          {c.mediator && (view.role === 'mediator' || view.party) && <Suspense fallback={null}><ConfidenceCard view={view} /></Suspense>}
          <ConfirmationCard view={view} />
          <DocumentsCard view={view} />
          <EvidenceCard view={view} />
          <EndReportCard view={view} />
          <PartiesCard view={view} />
          <AboutCard view={view} />
        </div>
      </div>
      <HistoryCard view={view} />
      {open && <ActSheet key={open.act} seen={seen} allowed={open} onClose={() => close(open.act)} onDone={() => { setDone(say(open.name)); close(open.act) }} />}
    </div>
  )
}
