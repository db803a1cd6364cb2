// The documents of the case, read inside the room. What the mediator shows, all see at the
// same page.

import { useQuery } from '@tanstack/react-query'
import { Suspense, lazy, useEffect, useRef, useState } from 'react'
import { EvidenceCard } from '../evidence/EvidenceCard.tsx'
import type { Schemas } from '../api/client.ts'
import { documents } from '../api/queries.ts'
import { useWords } from '../words/language.ts'
import { ActsHere } from './ActsHere.tsx'
import { useRoom } from './hooks.ts'
import type { InRoom } from './RoomDesk.tsx'

const PdfPages = lazy(() => import('../reading/PdfPages.tsx'))

type Paper = Schemas['DocumentView']

export function Papers({ room, view, seen }: InRoom) {
  const { t, say } = useWords()
  const s = useRoom(room)
  const id = seen.view.case.id
  const list = useQuery(documents(id, seen.view.case.seq))
  const [code, setCode] = useState('')
  const mediator = view.capacity === 'mediator'
  const shown = s.pointer && s.people.some((p) => p.id === s.pointer?.from && p.capacity === 'mediator') ? s.pointer : null
  // What is shown opens by itself, at each page that is shown.
  useEffect(() => {
    if (shown && !mediator) setCode(shown.document)
  }, [shown, mediator])
  const items = [...(list.data ?? [])].sort((a, b) => b.madeAt.localeCompare(a.madeAt))
  const paper = items.find((d) => d.code === code)
  if (paper) return <Reader key={paper.code} {...{ room, id, paper, mediator }} page={shown?.document === code ? shown.page : 0} onClose={() => setCode('')} />
  return (
    <>
      <section className="card" aria-labelledby="papers">
        <h2 id="papers">{t('documents')}</h2>
        {list.isPending && <p className="quiet">{t('loading')}</p>}
        {list.isSuccess && items.length === 0 && <p className="quiet">{t('noDocuments')}</p>}
        {code && list.isSuccess && <p className="quiet" role="status">{t('paperNotYours')}</p>}
        <ul className="plain-list papers">
          {items.map((d) => <li key={d.code}><button type="button" className="second wide" onClick={() => setCode(d.code)}>{say(d.name) || d.kind}</button></li>)}
        </ul>
      </section>
      <EvidenceCard view={seen.view} />
      <ActsHere seen={seen} acts={['FileEvidence']} />
    </>
  )
}

interface ReaderProps {
  room: InRoom['room']
  id: string
  paper: Paper
  mediator: boolean
  /** The page that the mediator shows; 0 where he shows none of this. */
  page: number
  onClose: () => void
}

function Reader({ room, id, paper, mediator, page, onClose }: ReaderProps) {
  const { t, say } = useWords()
  const href = `/api/disputes/${encodeURIComponent(id)}/documents/${encodeURIComponent(paper.code)}/file`
  const bytes = useQuery({ queryKey: ['paper', id, paper.code, paper.size], staleTime: Infinity, queryFn: ({ signal }) => load(href, signal) })
  const [failed, setFailed] = useState(false)
  const frame = useRef<HTMLDivElement>(null)
  const seen = usePage(frame, bytes.isSuccess)
  const show = () => room.point(paper.code, seen)
  useEffect(() => {
    if (page > 0 && !mediator) goTo(frame.current, page)
  }, [page, mediator, bytes.isSuccess])
  const name = say(paper.name) || paper.kind
  const beside = <p><a className="second as-button" href={href} target="_blank" rel="noreferrer">{t('openPdf')}</a></p>
  return (
    <div ref={frame} className="paper-reader">
      <div className="paper-top">
        <h2>{name}</h2>
        <button type="button" className="plain" onClick={onClose}>{t('allPapers')}</button>
      </div>
      {mediator && <button type="button" className="first" onClick={show}>{t('showPage', { n: seen })}</button>}
      {mediator && page > 0 && <p className="quiet" role="status">{t('pageShown', { n: page })}</p>}
      {!mediator && page > 0 && <p className="remark" role="status">{t('mediatorShows', { n: page })} <button type="button" className="plain" onClick={() => goTo(frame.current, page)}>{t('goToPage')}</button></p>}
      {failed || bytes.isError ? beside : (
        <Suspense fallback={<p className="reader-wait" role="status">{t('loadingText')}</p>}>
          {bytes.data ? <PdfPages bytes={bytes.data} name={name} onSeen={() => undefined} onFailed={() => setFailed(true)} /> : <p className="reader-wait" role="status">{t('loadingText')}</p>}
        </Suspense>
      )}
    </div>
  )
}

async function load(href: string, signal: AbortSignal): Promise<ArrayBuffer> {
  const answer = await fetch(href, { credentials: 'same-origin', signal })
  if (!answer.ok) throw new Error(`status ${answer.status}`)
  return answer.arrayBuffer()
}

const pagesIn = (frame: HTMLElement | null) => [...(frame?.querySelectorAll<HTMLElement>('.reader-page') ?? [])]

/** The pages are drawn when they come near, so the right one is gone to as soon as it has a place. */
function goTo(frame: HTMLElement | null, page: number, tries = 20): void {
  const at = pagesIn(frame)[page - 1]
  if (at) at.scrollIntoView({ block: 'start' })
  else if (tries > 0 && frame?.isConnected) setTimeout(() => goTo(frame, page, tries - 1), 150)
}

/** Which page is at the upper edge. */
function usePage(frame: React.RefObject<HTMLElement | null>, loaded: boolean): number {
  const [page, setPage] = useState(1)
  useEffect(() => {
    const scroller = frame.current?.closest('.panel-body')
    if (!scroller || !loaded) return
    const look = () => {
      const top = scroller.getBoundingClientRect().top + scroller.clientHeight / 3
      const at = pagesIn(frame.current).findIndex((p) => p.getBoundingClientRect().bottom > top)
      if (at >= 0) setPage(at + 1)
    }
    scroller.addEventListener('scroll', look, { passive: true })
    return () => scroller.removeEventListener('scroll', look)
  }, [frame, loaded])
  return page
}
