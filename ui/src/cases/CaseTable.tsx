// The cases of an office: filtered, searched, in the order of their dates.

import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { Summary } from '../api/client.ts'
import { disputes, type Filter } from '../api/queries.ts'
import { Failure, Loading } from '../app/Answers.tsx'
import { dateWords, dayOf, lastDayOf } from '../form/dates.ts'
import { money } from '../form/money.ts'
import { useWords } from '../words/language.ts'
import { stageNames } from '../words/progress.ts'
import { partiesOf } from './CaseCards.tsx'
import { Due } from './Due.tsx'

export default function CaseTable() {
  const { t } = useWords()
  const [filter, setFilter] = useFilter()
  const list = useInfiniteQuery(disputes(filter))
  const items = list.data?.pages.flatMap((p) => p.items) ?? []
  return (
    <>
      <h1>{t('cases')}</h1>
      <Filters filter={filter} onChange={setFilter} />
      {list.isPending && <Loading />}
      {list.isError && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && items.length === 0 && <p className="answer">{t('noCases')}</p>}
      {items.length > 0 && <Table items={items} />}
      {list.isSuccess && items.length > 0 && (
        <p className="table-end">
          <span role="status">{t('shown', { n: items.length })}</span>
          {list.hasNextPage && (
            <button type="button" className="second" disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('more')}</button>
          )}
        </p>
      )}
    </>
  )
}

/** The filter is part of the address: the way back from a case leads to the same list. */
function useFilter(): [Filter, (change: Partial<Filter>) => void] {
  const [query, setQuery] = useSearchParams()
  const filter: Filter = {
    stage: query.get('stage') ?? '', search: query.get('search') ?? '', order: query.get('order') === 'received' ? 'received' : 'due',
  }
  const set = (change: Partial<Filter>) => {
    const next = { ...filter, ...change }
    setQuery(Object.entries(next).filter(([, v]) => v !== '' && v !== 'due'), { replace: true })
  }
  return [filter, set]
}

function Filters({ filter, onChange }: { filter: Filter; onChange: (change: Partial<Filter>) => void }) {
  const { t, say } = useWords()
  return (
    <form className="filters" role="search" onSubmit={(e) => e.preventDefault()}>
      <Search text={filter.search} onChange={(search) => onChange({ search })} />
      <label>
        <span>{t('stage')}</span>
        <select value={filter.stage} onChange={(e) => onChange({ stage: e.target.value })}>
          <option value="">{t('allStages')}</option>
          {stageNames.map(([stage, name]) => <option key={stage} value={stage}>{say(name)}</option>)}
        </select>
      </label>
      <label>
        <span>{t('order')}</span>
        <select value={filter.order} onChange={(e) => onChange({ order: e.target.value as Filter['order'] })}>
          <option value="due">{t('byDue')}</option>
          <option value="received">{t('byReceived')}</option>
        </select>
      </label>
    </form>
  )
}

const typing = 350

/** Asks the server once the typing pauses; half-composed characters are not searched for. */
function Search({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const { t } = useWords()
  const [typed, setTyped] = useState(text)
  const [composing, setComposing] = useState(false)
  useEffect(() => {
    if (composing || typed.trim() === text) return
    const timer = setTimeout(() => onChange(typed.trim()), typing)
    return () => clearTimeout(timer)
  }, [typed, text, composing, onChange])
  return (
    <label>
      <span>{t('search')}</span>
      <input
        type="search" maxLength={100} value={typed} onChange={(e) => setTyped(e.target.value)}
        onCompositionStart={() => setComposing(true)} onCompositionEnd={() => setComposing(false)}
      />
    </label>
  )
}

function Table({ items }: { items: Summary[] }) {
  const { t } = useWords()
  return (
    <div className="table-frame" tabIndex={0} role="region" aria-label={t('cases')}>
      <table className="cases">
        <thead>
          <tr>
            <th scope="col">{t('number')}</th><th scope="col">{t('parties')}</th><th scope="col">{t('stage')}</th>
            <th scope="col">{t('nearest')}</th><th scope="col" className="amount">{t('amount')}</th><th scope="col">{t('received')}</th>
          </tr>
        </thead>
        <tbody>{items.map((s) => <Row key={s.id} summary={s} />)}</tbody>
      </table>
    </div>
  )
}

function Row({ summary: s }: { summary: Summary }) {
  const { t, say, language } = useWords()
  return (
    <tr>
      <th scope="row"><Link to={`/cases/${s.id}`}>{s.courtNumber || s.number || t('noNumber')}</Link></th>
      <td>{partiesOf(s, t('versus'))}</td>
      <td>{say(s.stageName)}{s.ending && <small>{say(s.endingName)}</small>}</td>
      <td>{s.nearestDue ? <>{s.nearestName && <span className="quiet">{say(s.nearestName)}<br /></span>}<Due last={lastDayOf(s.nearestDue)} provisional={s.provisional} /></> : <span className="quiet">{t('noDue')}</span>}</td>
      <td className="amount">{money(s.amount)}</td>
      <td className="day">{dateWords(dayOf(s.receivedAt), language)}</td>
    </tr>
  )
}
