// A file to be read to its end. Where it cannot be shown, it is opened beside the page, and
// the reader says that it was read.

import { useQuery } from '@tanstack/react-query'
import { Component, lazy, Suspense, useId, useState, type ReactNode } from 'react'
import type { Schemas } from '../api/client.ts'
import { useWords } from '../words/language.ts'
import { frozenBytes, frozenFile, OtherFile } from './file.ts'

const PdfPages = lazy(() => import('./PdfPages.tsx'))

interface Props {
  id: string
  document: Schemas['Document']
  name: string
  done: boolean
  onDone: (done: boolean) => void
}

export function ReadFile({ id, document, name, done, onDone }: Props) {
  const { t } = useWords()
  const bytes = useQuery(frozenBytes(id, document))
  const [failed, setFailed] = useState(false)
  const [seen, setSeen] = useState(0)
  if (bytes.error instanceof OtherFile) return <p className="refusal" role="alert">{t('otherFile')}</p>
  const onSeen = (page: number, of: number) => {
    setSeen((before) => Math.max(before, page))
    if (page === of) onDone(true)
  }
  const beside = <OpenBeside href={frozenFile(id, document.code)} done={done} onDone={onDone} />
  return (
    <>
      {failed || bytes.isError ? beside : (
        <IfFailed instead={beside}>
          <Suspense fallback={<p className="reader-wait" role="status">{t('loadingText')}</p>}>
            {bytes.data ? <PdfPages bytes={bytes.data} name={name} onSeen={onSeen} onFailed={() => setFailed(true)} /> : <p className="reader-wait" role="status">{t('loadingText')}</p>}
          </Suspense>
        </IfFailed>
      )}
      <p className={done ? 'read-state done' : 'read-state'} role="status">
        {done ? t('readAll', { name }) : t(seen > 0 ? 'readSoFar' : 'readStart', { name, n: seen, of: document.pages })}
      </p>
    </>
  )
}

function OpenBeside({ href, done, onDone }: { href: string; done: boolean; onDone: (done: boolean) => void }) {
  const { t } = useWords()
  const box = useId()
  return (
    <div className="remark">
      <p>{t('cannotShow')}</p>
      <p><a className="second as-button" href={href} target="_blank" rel="noreferrer">{t('openPdf')}</a></p>
      <label className="tick" htmlFor={box}>
        <input id={box} type="checkbox" checked={done} onChange={(e) => onDone(e.target.checked)} />
        <span>{t('haveRead')}</span>
      </label>
    </div>
  )
}

/** The chunk of the reader may fail to load, or to run in an old browser. */
class IfFailed extends Component<{ instead: ReactNode; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    return this.state.failed ? this.props.instead : this.props.children
  }
}
