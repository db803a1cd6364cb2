// Acts that are done without leaving the room: the form lies over the panel, and one goes
// on seeing and hearing the others.

import { lazy, Suspense, useState } from 'react'
import type { SeenCase } from '../api/queries.ts'
import { useWords } from '../words/language.ts'

const ActSheet = lazy(() => import('../case/Acts.tsx').then((m) => ({ default: m.ActSheet })))

/** A button for each of the acts that the server allows now, in the order given. */
export function ActsHere({ seen, acts }: { seen: SeenCase; acts: string[] }) {
  const { t, say } = useWords()
  const [opened, setOpened] = useState('')
  const allowed = (seen.view.allowedActs ?? []).filter((a) => acts.includes(a.act)).sort((a, b) => acts.indexOf(a.act) - acts.indexOf(b.act))
  const act = allowed.find((a) => a.act === opened)
  const close = () => setOpened('')
  if (allowed.length === 0) return null
  return (
    <section className="buttons" aria-label={t('acts')}>
      {allowed.map((a, i) => (
        <button key={a.act} type="button" className={i === 0 ? 'first' : 'second'} data-act={a.act} onClick={() => setOpened(a.act)}>{say(a.name)}</button>
      ))}
      {act && <Suspense fallback={null}><ActSheet seen={seen} allowed={act} onClose={close} onDone={close} /></Suspense>}
    </section>
  )
}
