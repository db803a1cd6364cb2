import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from 'react-router'
import { call, type Notice } from '../api/client.ts'
import { notices } from '../api/queries.ts'
import { Failure, Loading } from '../app/Answers.tsx'
import { momentWords } from '../form/dates.ts'
import { newKey } from '../form/draft.ts'
import { useWords } from '../words/language.ts'

export function NoticesPage() {
  const { t } = useWords()
  const list = useQuery(notices)
  const read = useMarkRead()
  if (list.isPending) return <Loading />
  if (list.isError) return <Failure error={list.error} onRetry={() => void list.refetch()} />
  const unread = list.data.filter((n) => !n.read).map((n) => n.id)
  return (
    <div className="narrow">
      <div className="title-row">
        <h1>{t('notices')}</h1>
        {unread.length > 0 && <button type="button" className="second" onClick={() => read.mutate(unread)}>{t('markRead')}</button>}
      </div>
      {list.data.length === 0 && <p className="answer">{t('noNotices')}</p>}
      <ul className="notices">
        {list.data.map((n) => <NoticeRow key={n.id} notice={n} onOpen={() => !n.read && read.mutate([n.id])} />)}
      </ul>
    </div>
  )
}

function NoticeRow({ notice, onOpen }: { notice: Notice; onOpen: () => void }) {
  const { t, say, language } = useWords()
  return (
    <li className={notice.read ? 'card notice' : 'card notice unread'}>
      <Link to={`/cases/${notice.dispute}`} onClick={onOpen}>
        {say(notice.title)}
        {!notice.read && <span className="tag">{t('isNew')}</span>}
      </Link>
      <p><Worded text={say(notice.body)} onOpen={onOpen} /></p>
      <time dateTime={notice.at}>{momentWords(notice.at, language)}</time>
    </li>
  )
}

const roomAddress = /(https?:\/\/[^\s/]+\/cases\/[\w-]+\/room\/\d+)/

/** The address of a room in a notice leads there. */
function Worded({ text, onOpen }: { text: string; onOpen: () => void }) {
  return text.split(roomAddress).map((part, i) => (i % 2 === 0 ? part : <Link key={i} to={new URL(part).pathname} onClick={onOpen}>{part}</Link>))
}

function useMarkRead() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (ids: number[]) => call('POST', '/api/notices/read', { body: { ids }, key: newKey() }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['notices'] }),
  })
}
