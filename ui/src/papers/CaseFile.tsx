// The case file as one ZIP. It is put together when it is asked for, which takes seconds.

import { useState } from 'react'
import { Refused, type Problem } from '../api/client.ts'
import { useWords } from '../words/language.ts'
import { sizeWords } from './size.ts'

/** What fits into the memory of a phone; a larger file is the browser's own to download. */
const large = 60 * 1024 * 1024

type State = { at: 'idle' } | { at: 'binding' } | { at: 'loading'; got: number; of: number } | { at: 'done' } | { at: 'failed'; problem: Problem | null }

export function CaseFile({ id, number }: { id: string; number: string }) {
  const { t, say } = useWords()
  const [state, setState] = useState<State>({ at: 'idle' })
  const busy = state.at === 'binding' || state.at === 'loading'
  const href = `/api/disputes/${encodeURIComponent(id)}/case-file`
  const download = async () => {
    setState({ at: 'binding' })
    try {
      const blob = await load(href, (got, of) => setState({ at: 'loading', got, of }))
      if (blob) save(URL.createObjectURL(blob), `卷宗-${number}.zip`)
      else save(href, '')
      setState({ at: 'done' })
    } catch (error) {
      setState({ at: 'failed', problem: error instanceof Refused ? error.problem : null })
    }
  }
  return (
    <div className="case-file">
      <button type="button" className="second" disabled={busy} onClick={() => void download()}>{t('caseFile')}</button>
      <p className="quiet" role="status">
        {state.at === 'binding' && t('binding')}
        {state.at === 'loading' && t('loadingFile', { got: sizeWords(state.got), of: sizeWords(state.of) })}
        {state.at === 'done' && t('fileSaved')}
        {state.at === 'idle' && t('caseFileWhat')}
      </p>
      {state.at === 'loading' && <progress max={state.of} value={state.got} aria-label={t('caseFile')} />}
      {state.at === 'failed' && <p className="reason" role="alert">{state.problem ? say(state.problem.message) : t('fileFailed')}</p>}
    </div>
  )
}

/** Loads with progress; null where the file is too large to be held. */
async function load(href: string, progress: (got: number, of: number) => void): Promise<Blob | null> {
  const stop = new AbortController()
  const response = await fetch(href, { credentials: 'same-origin', signal: stop.signal })
  if (!response.ok) {
    const problem = (await response.json()) as Problem
    throw problem.message ? new Refused({ ...problem, status: response.status }) : new Error('no problem document')
  }
  const of = Number(response.headers.get('Content-Length') ?? 0)
  if (of > large) {
    stop.abort()
    return null
  }
  if (!response.body) return response.blob()
  const reader = response.body.getReader()
  const parts: BlobPart[] = []
  for (let got = 0; ; ) {
    const { done, value } = await reader.read()
    if (done) return new Blob(parts, { type: 'application/zip' })
    parts.push(value)
    got += value.length
    progress(got, Math.max(of, got))
  }
}

function save(href: string, name: string): void {
  const link = document.createElement('a')
  link.href = href
  link.download = name
  link.click()
  if (href.startsWith('blob:')) setTimeout(() => URL.revokeObjectURL(href), 60_000)
}
