// Whether the server is reached, and how fast it answers. Whether the media gets through
// as well shows in the room, where another way is found by itself if the straight one is barred.

import { useCallback, useEffect, useState } from 'react'
import { useWords } from '../words/language.ts'

type Found = 'testing' | 'good' | 'slow' | 'none' | 'old'

/** The middle of three answers, in milliseconds; null where there was none. */
export async function roundTrip(fetcher: typeof fetch = fetch): Promise<number | null> {
  const times: number[] = []
  for (let i = 0; i < 3; i++) {
    const began = performance.now()
    try {
      const answer = await fetcher('/api/system', { cache: 'no-store' })
      await answer.text()
      if (answer.ok) times.push(performance.now() - began)
    } catch {
      // Counts as no answer.
    }
  }
  times.sort((a, b) => a - b)
  return times.length < 2 ? null : (times[Math.floor(times.length / 2)] ?? null)
}

export function NetworkTest() {
  const { t } = useWords()
  const [found, setFound] = useState<{ state: Found; ms: number }>({ state: 'testing', ms: 0 })
  const test = useCallback(async () => {
    if (typeof RTCPeerConnection === 'undefined') return setFound({ state: 'old', ms: 0 })
    setFound({ state: 'testing', ms: 0 })
    const ms = await roundTrip()
    setFound({ state: ms === null ? 'none' : ms < 400 ? 'good' : 'slow', ms: Math.round(ms ?? 0) })
  }, [])
  useEffect(() => void test(), [test])
  return (
    <div className="device-row">
      <span className="device-name">{t('network')}</span>
      <button type="button" className="second" disabled={found.state === 'testing'} onClick={() => void test()}>{t('testNetwork')}</button>
      <p className={`quiet network-${found.state}`} role="status">{t(`network_${found.state}`, { ms: found.ms })}</p>
    </div>
  )
}
