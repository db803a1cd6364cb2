import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Request } from '../api/client.ts'
import { dispute } from '../api/queries.ts'
import { Loading } from '../app/Answers.tsx'
import { ActButtons, ActSheet } from '../case/Acts.tsx'
import { Terms } from '../case/AgreementCard.tsx'
import { DateRow } from '../case/DatesCard.tsx'
import { partiesOf } from '../cases/CaseCards.tsx'
import { Due } from '../cases/Due.tsx'
import { money } from '../form/money.ts'
import { useWords } from '../words/language.ts'

/** An application with the summary of its case, as the server sends it. */
export type Waiting = Request

interface Props {
  request: Waiting
  open: boolean
  onToggle: () => void
  onDone: (act: string) => void
}

export function RequestRow({ request: r, open, onToggle, onDone }: Props) {
  const { t } = useWords()
  const date = r.dates?.[0]
  const state = r.withdrawalAsked ? t('withdrawalAsked') : (r.awaited ?? []).length > 0 ? t('awaiting') : r.taken ? t('toRule') : t('toTake')
  const panel = 'request-' + r.id
  return (
    <li className={open ? 'card request open' : 'card request'}>
      <button type="button" className="request-head" aria-expanded={open} aria-controls={open ? panel : undefined} onClick={onToggle}>
        <span className="request-parties">{partiesOf(r, t('versus'))}<small>{r.confirmationNumber || r.courtNumber || r.number}</small></span>
        <span className="amount">{money(r.total)}</span>
        <span className="request-state">{state}</span>
        <span className="request-due">{date && <Due last={date.last} provisional={date.provisional} />}</span>
      </button>
      {open && <div id={panel}><Opened request={r} onDone={onDone} /></div>}
    </li>
  )
}

function Opened({ request: r, onDone }: { request: Waiting; onDone: (act: string) => void }) {
  const { t, say } = useWords()
  const seen = useQuery(dispute(r.id))
  const [act, setAct] = useState('')
  if (!seen.data) return <Loading />
  const { view } = seen.data
  const allowed = view.allowedActs?.find((a) => a.act === act)
  return (
    <div className="request-body">
      <div className="case-columns">
        <div>
          <h2>{t('terms')}</h2>
          {view.case.agreement && <Terms terms={view.case.agreement} view={view} />}
        </div>
        <ul className="dates">{(r.dates ?? []).map((d) => <DateRow key={d.limit} date={d} />)}</ul>
      </div>
      <ActButtons acts={view.allowedActs ?? []} onOpen={setAct} />
      <p><Link to={`/cases/${r.id}`}>{t('wholeCase')}</Link></p>
      {allowed && <ActSheet seen={seen.data} allowed={allowed} onClose={() => setAct('')} onDone={() => { setAct((now) => (now === allowed.act ? '' : now)); onDone(say(allowed.name)) }} />}
    </div>
  )
}
