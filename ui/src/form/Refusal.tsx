// Why something was not accepted: in words, with its article, field by field.

import { useEffect, useRef } from 'react'
import type { Problem } from '../api/client.ts'
import { useWords } from '../words/language.ts'
import { elementOf } from './FieldInput.tsx'
import type { Mistakes } from './values.ts'

export interface Found {
  path: string
  reason: string
}

/** All mistakes of a form, its own and the server's, with the paths of their fields. */
export function useFound(mistakes: Mistakes, problem: Problem | null): Found[] {
  const { t, say } = useWords()
  return [
    ...Object.entries(mistakes).map(([path, mistake]) => ({ path, reason: t(`need_${mistake}`) })),
    ...(problem?.errors ?? []).map((e) => ({ path: e.field, reason: say(e.reason) })),
  ]
}

export const reasonsOf = (found: Found[]): Record<string, string> => Object.fromEntries(found.map((f) => [f.path, f.reason]))

export function Refusal({ found, problem }: { found: Found[]; problem: Problem | null }) {
  const { t, say } = useWords()
  const box = useRef<HTMLDivElement>(null)
  const shown = found.length > 0 || problem !== null
  useEffect(() => {
    if (shown) box.current?.focus()
  }, [shown, problem])
  if (!shown) return null
  return (
    <div className="refusal" role="alert" tabIndex={-1} ref={box}>
      <p><strong>{problem ? say(problem.message) : t('fixThese')}</strong></p>
      {problem?.source && <p>{t('basis', { source: problem.source })}</p>}
      {found.length > 0 && (
        <ul>
          {found.map((f) => <li key={f.path}><FieldLink found={f} /></li>)}
        </ul>
      )}
    </div>
  )
}

function FieldLink({ found }: { found: Found }) {
  const id = elementOf(found.path)
  const go = (event: React.MouseEvent) => {
    event.preventDefault()
    document.getElementById(id)?.focus()
  }
  const label = document.querySelector(`label[for="${id}"]`)?.firstChild?.textContent ?? ''
  return <a href={'#' + id} onClick={go}>{label ? `${label}：` : ''}{found.reason}</a>
}
