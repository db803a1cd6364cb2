// The short answers of a page that has nothing else to show.

import { Component, type ReactNode } from 'react'
import { Link } from 'react-router'
import { Refused } from '../api/client.ts'
import { useWords } from '../words/language.ts'

export function Loading() {
  const { t } = useWords()
  return <p className="answer" role="status">{t('loading')}</p>
}

export function Failure({ error, onRetry }: { error?: unknown; onRetry: () => void }) {
  const { t, say } = useWords()
  return (
    <div className="answer" role="alert">
      <p>{error instanceof Refused ? say(error.problem.message) : t('failed')}</p>
      <button type="button" className="second" onClick={onRetry}>{t('retry')}</button>
    </div>
  )
}

export function NotFound() {
  const { t } = useWords()
  return (
    <div className="answer">
      <h1>{t('notFound')}</h1>
      <Link to="/">{t('home')}</Link>
    </div>
  )
}

/** Catches what a page could not draw, such as a part of a version that is no longer served. */
export class Guard extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    return this.state.failed ? <Failure onRetry={() => location.reload()} /> : this.props.children
  }
}
