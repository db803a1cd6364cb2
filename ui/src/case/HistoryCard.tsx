// The ledger in words: when, who in which capacity, what.

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CaseView, HistoryRow } from '../api/client.ts'
import { history } from '../api/queries.ts'
import { momentWords } from '../form/dates.ts'
import { forms } from '../form/forms.ts'
import { money } from '../form/money.ts'
import { answerLabel, fieldLabel } from '../words/labels.ts'
import { useWords, type Speaker } from '../words/language.ts'

const few = 8

export function HistoryCard({ view }: { view: CaseView }) {
  const { t } = useWords()
  const rows = useQuery(history(view.case.id))
  const [all, setAll] = useState(false)
  const newest = [...(rows.data ?? [])].reverse()
  return (
    <section className="card" aria-labelledby="history">
      <h2 id="history">{t('history')}</h2>
      {rows.isPending && <p className="quiet">{t('loading')}</p>}
      {rows.isError && <p className="quiet">{t('failed')}</p>}
      <ol className="history">{(all ? newest : newest.slice(0, few)).map((r) => <Row key={r.seq} row={r} view={view} />)}</ol>
      {!all && newest.length > few && <button type="button" className="second" onClick={() => setAll(true)}>{t('allRows', { n: newest.length })}</button>}
    </section>
  )
}

function Row({ row, view }: { row: HistoryRow; view: CaseView }) {
  const words = useWords()
  const { t, say, language } = words
  const party = view.case.parties?.find((p) => p.id === row.party)
  const role = say(answerLabel(row.role)) || row.role
  const details = detailsOf(row, view, words)
  return (
    <li>
      <time dateTime={row.at}>{momentWords(row.at, language)}</time>
      <span className="who">{party ? t('partyOf', { name: party.name, role }) : role}</span>
      <span className="what">
        {say(row.name)}
        {details.length > 0 && row.act !== 'Refer' && (
          <details>
            <summary>{t('details')}<span className="unseen"> {say(row.name)}</span></summary>
            <dl>{details.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
          </details>
        )}
      </span>
    </li>
  )
}

/** The content of an act as pairs of words; what has no wording is left out. */
function detailsOf({ act, detail }: HistoryRow, view: CaseView, words: Speaker): [string, string][] {
  if (!detail || typeof detail !== 'object') return []
  const owner = forms[act]?.schema ?? ''
  return Object.entries(detail as Record<string, unknown>)
    .map(([name, value]): [string, string] => [words.say(fieldLabel(owner, name)), valueWords(name, value, view, words)])
    .filter(([name, value]) => name !== '' && value !== '')
}

function valueWords(name: string, value: unknown, view: CaseView, words: Speaker): string {
  if (typeof value === 'boolean') return words.say(answerLabel(`${name}.${value ? 'yes' : 'no'}`)) || words.t(value ? 'yes' : 'no')
  if (typeof value === 'number') return name === 'amount' || name === 'sum' ? money(value) : String(value)
  if (Array.isArray(value)) return value.filter((v) => typeof v === 'string').join('；')
  if (typeof value !== 'string' || value.startsWith('acc')) return ''
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return momentWords(value, words.language)
  return view.case.parties?.find((p) => p.id === value)?.name ?? (words.say(answerLabel(value)) || value)
}
