// Who comes, goes and waits, said once to who can't see it, and shown for a moment.

import { useEffect, useState } from 'react'
import { useWords } from '../words/language.ts'
import { useRoom } from './hooks.ts'
import type { Room } from './room.ts'
import type { News as Item } from './state.ts'

const shownFor = 4_000

export function News({ room }: { room: Room }) {
  const { t } = useWords()
  const { news } = useRoom(room)
  const latest = news[news.length - 1]
  const [shown, setShown] = useState<Item | null>(null)
  useEffect(() => {
    if (!latest) return
    setShown(latest)
    const timer = setTimeout(() => setShown(null), shownFor)
    return () => clearTimeout(timer)
  }, [latest])
  return <p className={shown && shown.word !== 'personWaits' ? 'room-news' : 'room-news unseen'} role="status" aria-live="polite">{shown && t(shown.word, { name: shown.name })}</p>
}
