// The judge's morning: every application that waits, by its statutory date. One opens in
// its place, with its terms and what can be done; when it is done the next one opens.

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { confirmations } from '../api/queries.ts'
import { Failure, Loading } from '../app/Answers.tsx'
import { useWords } from '../words/language.ts'
import { RequestRow, type Waiting } from './RequestRow.tsx'

export default function ConfirmationsPage() {
  const { t } = useWords()
  const list = useQuery(confirmations)
  const [open, setOpen] = useState('')
  const [done, setDone] = useState('')
  if (list.isPending) return <Loading />
  if (list.isError) return <Failure error={list.error} onRetry={() => void list.refetch()} />
  const items = [...(list.data as Waiting[])].sort(byDue)
  const finish = (index: number, act: string) => {
    setDone(act)
    setOpen(items[index + 1]?.id ?? '')
  }
  return (
    <>
      <div className="title-row">
        <h1>{t('waiting')}</h1>
        <span className="quiet">{t('waitingCount', { n: items.length })}</span>
      </div>
      <p className={done ? 'success' : 'unseen'} role="status">{done && t('succeeded', { act: done })}</p>
      {items.length === 0 && <p className="answer">{t('noWaiting')}</p>}
      <ul className="requests">
        {items.map((r, i) => (
          <RequestRow key={r.id} request={r} open={open === r.id} onToggle={() => setOpen(open === r.id ? '' : r.id)} onDone={(act) => finish(i, act)} />
        ))}
      </ul>
    </>
  )
}

const dueOf = (r: Waiting): string => r.dates?.[0]?.due ?? '9999'
const byDue = (a: Waiting, b: Waiting): number => dueOf(a).localeCompare(dueOf(b))
