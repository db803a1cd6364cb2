// A party's cases, one card each.

import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { Summary } from '../api/client.ts'
import { disputes } from '../api/queries.ts'
import { Failure, Loading } from '../app/Answers.tsx'
import { lastDayOf } from '../form/dates.ts'
import { money } from '../form/money.ts'
import { useWords } from '../words/language.ts'
import { places } from '../words/progress.ts'
import { Due } from './Due.tsx'

export function CaseCards() {
  const { t } = useWords()
  const list = useInfiniteQuery(disputes({ stage: '', search: '', order: 'received' }))
  if (list.isPending) return <Loading />
  if (list.isError) return <Failure error={list.error} onRetry={() => void list.refetch()} />
  const items = list.data.pages.flatMap((p) => p.items)
  return (
    <div className="narrow">
      <h1>{t('cases')}</h1>
      {items.length === 0 && <p className="answer">{t('noCasesParty')}</p>}
      <ul className="cards">{items.map((s) => <CaseCard key={s.id} summary={s} />)}</ul>
      {list.hasNextPage && <button type="button" className="second wide" onClick={() => void list.fetchNextPage()}>{t('more')}</button>}
    </div>
  )
}

function CaseCard({ summary: s }: { summary: Summary }) {
  const { t, say } = useWords()
  const now = s.ending ? s.endingName : places[s.stage]?.now
  return (
    <li className="card case-card">
      <p className="tag">{say(s.stageName)}</p>
      <h2><Link to={`/cases/${s.id}`}>{partiesOf(s, t('versus')) || s.courtNumber || s.number || t('noNumber')}</Link></h2>
      <p>{say(now)}</p>
      {s.nearestDue && <p>{s.nearestName && <span className="quiet">{say(s.nearestName)} </span>}<Due last={lastDayOf(s.nearestDue)} provisional={s.provisional} /></p>}
      <p className="quiet">{t('amount')} {money(s.amount)}</p>
    </li>
  )
}

export function partiesOf(s: Summary, versus: string): string {
  const names = (role: string) => (s.parties ?? []).filter((p) => p.role === role).map((p) => p.name).join('、')
  const sides = [names('applicant'), names('respondent')].filter(Boolean)
  return sides.join(` ${versus} `)
}
