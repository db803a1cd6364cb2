// What is known of the room, and how each message of the node changes it. Nothing here
// touches the network or the page.

import type { Degraded, Message, Outcome, Participant, Pointed, Recording, Round, Whereabouts } from './protocol.ts'
import type { Barred } from './link.ts'

/** A text of the chat, of which it is known for good whether it is one's own. */
export interface Written {
  key: string
  name: string
  at: string
  text: string
  mine: boolean
}

/** Something to be said aloud to who can't see it happen. */
export interface News {
  no: number
  word: 'personCame' | 'personWent' | 'personAway' | 'personBack' | 'personTook' | 'personWaits' | 'handUp' | 'caucusBegins' | 'caucusEnded' | 'recordingBegins' | 'recordingEnds' | 'screenNotShared'
  name: string
}

export type Ending = { why: 'removed'; reason: string } | { why: 'closed' | 'replaced' | 'left' | 'not-mediator' } | { why: Barred }

export interface RoomState {
  phase: 'connecting' | 'waiting' | 'in' | 'ended'
  lost: boolean
  /** Coming in for the first time takes unusually long. */
  slow: boolean
  /** In again on another node, and not yet where one was. */
  returning: boolean
  ending: Ending | null
  you: string
  caucus: string
  people: Participant[]
  chat: Written[]
  caucusChat: Written[]
  unread: number
  timer: { label: string; until: number } | null
  pointer: Pointed | null
  recording: Recording
  degraded: Degraded
  round: Round | null
  outcome: Outcome | null
  waiting: Participant[]
  where: Whereabouts[]
  speakers: string[]
  news: News[]
  began: number
}

const noRecording: Recording = { state: 'off', consented: [], missing: [], audible: false }

export const initial: RoomState = {
  phase: 'connecting', lost: false, slow: false, returning: false, ending: null, you: '', caucus: '', people: [], chat: [], caucusChat: [], unread: 0,
  timer: null, pointer: null, recording: noRecording, degraded: { to: 'none' }, round: null, outcome: null, waiting: [], where: [], speakers: [], news: [], began: 0,
}

export const lostNow = (s: RoomState): RoomState => ({ ...s, lost: true, speakers: [] })

/** In again. Whoever was in the room and has to wait anew keeps it before his eyes. */
export function welcomed(s: RoomState, m: { you: string; state: string; resumed: boolean }): RoomState {
  const wasIn = s.phase === 'in'
  const phase = m.state === 'admitted' || wasIn ? 'in' : 'waiting'
  return { ...s, lost: false, slow: false, you: m.you, phase, returning: wasIn && !m.resumed, waiting: [], where: m.resumed ? s.where : [] }
}

export const ended = (s: RoomState, ending: Ending): RoomState => ({ ...s, phase: 'ended', lost: false, ending })

type Step = (s: RoomState, m: Message, now: number) => RoomState

const steps: Record<string, Step> = {
  admitted: (s) => ({ ...s, phase: 'in' }),
  place: placed,
  participant: (s, m) => (m.participant ? person(s, m.participant) : s),
  gone,
  waiting: (s, m) => {
    const waiting = m.waiting ?? []
    const fresh = waiting.filter((w) => !s.waiting.some((b) => b.id === w.id))
    return { ...fresh.reduce((r, w) => tell(r, 'personWaits', w.name), s), waiting }
  },
  where: (s, m) => ({ ...s, where: m.where ?? [] }),
  speakers: (s, m) => ({ ...s, speakers: (m.speakers ?? []).map((p) => p.participant) }),
  chat: (s, m) => (m.said ? heard(s, [written(m.said, s.you)], m.caucus ?? '') : s),
  pointer: (s, m) => ({ ...s, pointer: m.pointed ?? null }),
  timer: (s, m, now) => ({ ...s, timer: countdown(m.countdown, now) }),
  recording: (s, m) => (m.recording ? recorded(s, m.recording) : s),
  degraded: (s, m) => ({ ...s, degraded: m.degraded ?? { to: 'none' } }),
  'offer-round': (s, m) => ({ ...s, round: m.round ?? null, outcome: m.round?.open ? null : s.outcome }),
  'offer-outcome': (s, m) => ({ ...s, outcome: m.outcome ?? null, round: s.round && { ...s.round, open: false } }),
  removed: (s, m) => ended(s, { why: 'removed', reason: m.reason ?? '' }),
  closed: (s, m) => ended(s, { why: m.reason === 'not-mediator' ? 'not-mediator' : 'closed' }),
  replaced: (s) => ended(s, { why: 'replaced' }),
}

export function next(s: RoomState, m: Message, now: number): RoomState {
  if (s.phase === 'ended') return s
  const step = steps[m.type]
  return step ? step(s, m, now) : s
}

/** A place replaces what was known of the one before; what was written is kept where it was. */
function placed(s: RoomState, m: Message, now: number): RoomState {
  const caucus = m.caucus ?? ''
  const moved = s.phase === 'in' && caucus !== s.caucus
  const waitsForCaucus = s.returning && s.caucus !== '' && caucus === ''
  const base: RoomState = {
    ...s, phase: 'in', caucus: waitsForCaucus ? s.caucus : caucus, returning: waitsForCaucus, people: m.participants ?? [], timer: countdown(m.timer, now), pointer: m.pointer ?? null,
    recording: m.recorded ?? noRecording, degraded: m.degrade ?? { to: 'none' }, speakers: [], began: s.began || now,
    // Another caucus has another chat; the same one on another node goes on with its own.
    caucusChat: (caucus === '' && !waitsForCaucus) || (moved && !s.returning) ? [] : s.caucusChat,
    round: m.offerRound ?? null, outcome: m.offerOutcome ?? s.outcome, unread: moved ? 0 : s.unread,
  }
  const full = merge(base, (m.chat ?? []).map((c) => written(c, s.you)), caucus)
  if (waitsForCaucus || !moved) return full
  return tell(full, caucus ? 'caucusBegins' : 'caucusEnded', '')
}

function person(s: RoomState, p: Participant): RoomState {
  const before = s.people.find((o) => o.id === p.id)
  const people = before ? s.people.map((o) => (o.id === p.id ? p : o)) : [...s.people, p]
  const now = { ...s, people }
  if (p.id === s.you) return now
  if (!before) return tell(now, 'personCame', p.name)
  if (p.took) return tell(now, 'personTook', p.name)
  if (p.away !== before.away) return tell(now, p.away ? 'personAway' : 'personBack', p.name)
  return p.hand && !before.hand ? tell(now, 'handUp', p.name) : now
}

function gone(s: RoomState, m: Message): RoomState {
  const p = s.people.find((o) => o.id === m.who)
  if (!p) return s
  return tell({ ...s, people: s.people.filter((o) => o.id !== m.who), speakers: s.speakers.filter((id) => id !== m.who) }, 'personWent', p.name)
}

function recorded(s: RoomState, recording: Recording): RoomState {
  const now = { ...s, recording }
  if (recording.state === 'on' && s.recording.state !== 'on') return tell(now, 'recordingBegins', '')
  return recording.state !== 'on' && s.recording.state === 'on' ? tell(now, 'recordingEnds', '') : now
}

const written = (c: { key: string; name: string; at: string; text: string; from: string }, you: string): Written =>
  ({ key: c.key, name: c.name, at: c.at, text: c.text, mine: c.from === you })

/** Texts by their key, once, in the order of time. */
function merge(s: RoomState, more: Written[], caucus: string): RoomState {
  const before = caucus ? s.caucusChat : s.chat
  const fresh = more.filter((w) => !before.some((b) => b.key === w.key && b.name === w.name))
  if (fresh.length === 0) return s
  const all = [...before, ...fresh].sort((a, b) => a.at.localeCompare(b.at))
  return caucus ? { ...s, caucusChat: all } : { ...s, chat: all }
}

const heard = (s: RoomState, more: Written[], caucus: string): RoomState =>
  ({ ...merge(s, more, caucus), unread: s.unread + more.filter((w) => !w.mine).length })

const countdown = (c: { label?: string; left: number } | undefined, now: number) =>
  c && c.left > 0 ? { label: c.label ?? '', until: now + c.left * 1000 } : null

const told = 20

export function tell(s: RoomState, word: News['word'], name: string): RoomState {
  return { ...s, news: [...s.news.slice(-told), { no: (s.news[s.news.length - 1]?.no ?? 0) + 1, word, name }] }
}
