// Whether the site is reached and how fast it answers; and whether media gets through as
// well, which a firewall may bar that lets pages pass.

import { useCallback, useEffect, useRef, useState } from 'react'
import { Refused, type Text } from '../api/client.ts'
import { useWords, type Speaker, type Word } from '../words/language.ts'
import { probeTicketFor, socketAddress } from './contract.ts'
import { tryMedia, type Tried, type Way } from './probe.ts'
import type { Wire } from './socket.ts'

type State = 'testing' | 'good' | 'around' | 'slow' | 'lossy' | 'blocked' | 'unserved' | 'refused' | 'none' | 'old'

export interface Found {
  state: State
  /** Of the media. */
  way?: Way
  ms?: number
  loss?: number
  /** The round trip to the site, where it was reached. */
  site?: number
  /** Why the server refused to have it tested. */
  why?: Text
}

const slowFrom = 400
/** Of a hundred messages there and back; a voice stands that, a picture hardly does. */
const lossyFrom = 5

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

/** What both tests come to. */
export function verdict(site: number | null, media: Tried | Refused): Found {
  if (site === null) return { state: 'none' }
  const reached = { site: Math.round(site) }
  if (media instanceof Refused) return media.status > 0 ? { state: 'refused', why: media.problem.message, ...reached } : { state: 'unserved', ...reached }
  if (media === 'blocked' || media === 'unserved') return { state: media, ...reached }
  const { way, ms, loss } = media
  const state = loss >= lossyFrom ? 'lossy' : ms >= slowFrom ? 'slow' : way === 'tcp' || way === 'relay' ? 'around' : 'good'
  return { state, way, ms, loss, ...reached }
}

/** A verdict in words: what was found, and where it is bad what to do. */
export function worded({ t, say }: Pick<Speaker, 't' | 'say'>, f: Found): { found: string; advice: string; site: string } {
  const values = { way: f.way ? t(`way_${f.way}` as Word) : '', ms: f.ms ?? 0, loss: f.loss ?? 0 }
  return {
    found: f.state === 'refused' ? say(f.why) : t(`network_${f.state}`, values),
    advice: f.state === 'around' || f.state === 'slow' || f.state === 'lossy' || f.state === 'blocked' || f.state === 'unserved' ? t(`networkDo_${f.state}`) : '',
    site: f.site === undefined ? '' : t('networkSite', { ms: f.site }),
  }
}

const around = { wiring: (url: string) => new WebSocket(url) as unknown as Wire, address: (path: string) => socketAddress(path, location.href) }

async function media(id: string, no: number, stop: AbortSignal): Promise<Tried | Refused> {
  try {
    return await tryMedia(await probeTicketFor(id, no, stop), around, stop)
  } catch (error) {
    return error instanceof Refused ? error : 'unserved'
  }
}

interface Props {
  id: string
  no: number
}

export function NetworkTest({ id, no }: Props) {
  const words = useWords()
  const [found, setFound] = useState<Found>({ state: 'testing' })
  const running = useRef<AbortController | null>(null)
  const test = useCallback(async () => {
    running.current?.abort()
    const mine = (running.current = new AbortController())
    if (typeof RTCPeerConnection === 'undefined') return setFound({ state: 'old' })
    setFound({ state: 'testing' })
    const [site, tried] = await Promise.all([roundTrip(), media(id, no, mine.signal)])
    if (!mine.signal.aborted) setFound(verdict(site, tried))
  }, [id, no])
  useEffect(() => {
    void test()
    return () => running.current?.abort()
  }, [test])
  const { found: says, advice, site } = worded(words, found)
  return (
    <div className="device-row">
      <span className="device-name">{words.t('network')}</span>
      <button type="button" className="second" disabled={found.state === 'testing'} onClick={() => void test()}>{words.t('testNetwork')}</button>
      <div className="network-found" role="status">
        <p className={`quiet network-${found.state}`}>{says}</p>
        {advice && <p>{advice}</p>}
        {site && <p className="quiet">{site}</p>}
      </div>
    </div>
  )
}
