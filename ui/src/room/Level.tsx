// How loud the microphone hears one.

import { useEffect, useState } from 'react'
import { useWords } from '../words/language.ts'
import { watchLevel } from './sound.ts'

export function Level({ track }: { track: MediaStreamTrack }) {
  const { t } = useWords()
  const [level, setLevel] = useState(0)
  const [heard, setHeard] = useState(false)
  useEffect(() => watchLevel(track, (now) => {
    setLevel(now)
    if (now > 0.08) setHeard(true)
  }), [track])
  return (
    <div className="level">
      <div className="level-bar" aria-hidden="true"><span style={{ width: `${Math.round(level * 100)}%` }} /></div>
      <p className={heard ? 'quiet level-good' : 'quiet'} role="status">{t(heard ? 'microphoneHeard' : 'sayAWord')}</p>
    </div>
  )
}
