// A PDF file page by page, as wide as the screen or wider. Pages are drawn when they come
// near and forgotten when they are far: an old phone has little memory.

import { useEffect, useRef, useState } from 'react'
import { useWords } from '../words/language.ts'
import { paragraphsOf } from './paragraphs.ts'
import { openPdf, piecesOf, type OpenFile, type PDFPageProxy } from './pdf.ts'

interface Props {
  bytes: ArrayBuffer
  name: string
  /** The reader has come to a page; the last one counts when its end was on the screen. */
  onSeen: (page: number, of: number) => void
  onFailed: () => void
}

const zooms = [1, 1.5, 2]

export default function PdfPages({ bytes, name, onSeen, onFailed }: Props) {
  const { t } = useWords()
  const file = useFile(bytes, onFailed)
  const [zoom, setZoom] = useState(0)
  const [large, setLarge] = useState(false)
  const [frame, width] = useWidth()
  const count = file?.document.numPages ?? 0
  return (
    <div className="reader" ref={frame}>
      <div className="reader-tools" role="group" aria-label={t('textSize')}>
        {file?.worded && <button type="button" className="second" aria-pressed={large} onClick={() => setLarge(!large)}>{t('largeLetters')}</button>}
        <button type="button" className="second" disabled={large || zoom === 0} onClick={() => setZoom(zoom - 1)}>{t('smaller')}</button>
        <button type="button" className="second" disabled={large || zoom === zooms.length - 1} onClick={() => setZoom(zoom + 1)}>{t('larger')}</button>
      </div>
      {large && <p className="quiet">{t('largeWhy')}</p>}
      {!file && <p className="reader-wait" role="status">{t('loadingText')}</p>}
      {file && width > 0 && (
        <div className="reader-pages" role="region" aria-label={t('fullText', { name })} tabIndex={0}>
          {Array.from({ length: count }, (_, i) => (
            <Page
              key={`${i}${large}`} file={file} no={i + 1} large={large} width={Math.floor(width * (zooms[zoom] ?? 1)) - 2}
              onSeen={() => onSeen(i + 1, count)} onFailed={onFailed}
            />
          ))}
        </div>
      )}
    </div>
  )
}

function useFile(bytes: ArrayBuffer, onFailed: () => void): OpenFile | null {
  const [file, setFile] = useState<OpenFile | null>(null)
  const failed = useLatest(onFailed)
  useEffect(() => {
    let gone = false
    let close = () => {}
    openPdf(bytes).then((opened) => {
      close = opened.close
      if (gone) close()
      else setFile(opened)
    }, () => gone || failed.current())
    return () => {
      gone = true
      close()
    }
  }, [bytes, failed])
  return file
}

/** The width of an element, also after the phone was turned. */
function useWidth(): [React.RefObject<HTMLDivElement | null>, number] {
  const frame = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const measure = () => setWidth(frame.current?.clientWidth ?? 0)
    measure()
    addEventListener('resize', measure)
    return () => removeEventListener('resize', measure)
  }, [])
  return [frame, width]
}

function useLatest<T>(value: T): React.RefObject<T> {
  const latest = useRef(value)
  useEffect(() => {
    latest.current = value
  })
  return latest
}

interface PageProps {
  file: OpenFile
  no: number
  width: number
  /** In letters as large as those of the page around it, instead of as laid out. */
  large: boolean
  onSeen: () => void
  onFailed: () => void
}

function Page({ file, no, width, large, onSeen, onFailed }: PageProps) {
  const { t } = useWords()
  const frame = useRef<HTMLDivElement>(null)
  const end = useRef<HTMLDivElement>(null)
  const near = useNear(frame)
  const [page, setPage] = useState<PDFPageProxy | null>(null)
  const [drawn, setDrawn] = useState(false)
  const [words, setWords] = useState<string[]>([])
  const calls = useLatest({ onSeen, onFailed })
  useEffect(() => {
    if (page || !(near || large)) return
    file.document.getPage(no).then(setPage, () => calls.current.onFailed())
  }, [file, no, near, large, page, calls])
  useEffect(() => {
    if (!page) return
    piecesOf(page).then((pieces) => setWords(paragraphsOf(pieces)), () => undefined) // the picture is what counts
  }, [page])
  useEndSeen(end, drawn || (large && words.length > 0), () => calls.current.onSeen())
  const size = page?.getViewport({ scale: 1 })
  const height = width * (size ? size.height / (size.width - 2 * file.spare) : Math.SQRT2)
  const label = t('pageOf', { n: no, of: file.document.numPages })
  return (
    <div className={large ? 'reader-page large' : 'reader-page'} ref={frame} style={large ? {} : { width, height }}>
      {page && near && !large && <Picture page={page} width={width} spare={file.spare} label={label} onDrawn={() => setDrawn(true)} onFailed={() => calls.current.onFailed()} />}
      <div className={large ? undefined : 'unseen reader-text'}>
        {large && <p className="quiet">{label}</p>}
        {words.map((w, i) => <p key={i}>{w}</p>)}
      </div>
      <div ref={end} className="reader-end" />
    </div>
  )
}

interface PictureProps {
  page: PDFPageProxy
  width: number
  spare: number
  label: string
  onDrawn: () => void
  onFailed: () => void
}

function Picture({ page, width, spare, label, onDrawn, onFailed }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const calls = useLatest({ onDrawn, onFailed })
  useEffect(() => {
    const shown = canvas.current
    if (!shown) return
    const sharp = Math.min(devicePixelRatio || 1, 2.5)
    const scale = (width / (page.getViewport({ scale: 1 }).width - 2 * spare)) * sharp
    const viewport = page.getViewport({ scale, offsetX: -spare * scale })
    shown.width = Math.floor(width * sharp)
    shown.height = Math.floor(viewport.height)
    const context = shown.getContext('2d')
    if (!context) return calls.current.onFailed()
    const task = page.render({ canvasContext: context, viewport })
    task.promise.then(() => calls.current.onDrawn(), (error: Error) => error.name === 'RenderingCancelledException' || calls.current.onFailed())
    return () => {
      task.cancel()
      shown.width = 0 // gives the memory back at once
    }
  }, [page, width, spare, calls])
  return <canvas ref={canvas} role="img" aria-label={label} />
}

function useNear(frame: React.RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false)
  useEffect(() => {
    if (!frame.current) return
    const observer = new IntersectionObserver(([entry]) => setNear(!!entry?.isIntersecting), { rootMargin: '120% 0px' })
    observer.observe(frame.current)
    return () => observer.disconnect()
  }, [frame])
  return near
}

function useEndSeen(end: React.RefObject<HTMLElement | null>, drawn: boolean, onSeen: () => void): void {
  const seen = useLatest(onSeen)
  useEffect(() => {
    if (!drawn || !end.current) return
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting) seen.current()
    })
    observer.observe(end.current)
    return () => observer.disconnect()
  }, [drawn, end, seen])
}
