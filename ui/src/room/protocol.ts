// The messages of the room, as docs/protocol.md has them. What isn't used here is left out.

import type { Text } from '../api/client.ts'
import type { Capacity } from './contract.ts'

export type Source = 'microphone' | 'camera' | 'screen'
export type Quality = 'off' | 'low' | 'medium' | 'high'

export interface Sending {
  source: Source
  muted: boolean
  byMediator?: boolean
}

export interface Participant {
  id: string
  name: string
  capacity: Capacity
  party?: string
  side?: string
  hand: boolean
  away: boolean
  sources: Sending[]
  took?: boolean
}

export interface Said {
  from: string
  name: string
  at: string
  text: string
  key: string
}

export interface Pointed {
  document: string
  page: number
  x: number
  y: number
  from: string
}

export interface Countdown {
  label?: string
  ends: string
  left: number
}

export interface Recording {
  state: 'off' | 'asked' | 'on' | 'paused'
  consented: string[]
  missing: string[]
  audible: boolean
}

export interface Round {
  no: number
  open: boolean
}

export interface Outcome {
  round: string
  matched: string
  midpoint: string
}

export interface Degraded {
  to: 'none' | 'audio' | 'text'
  reason?: string
}

export interface Whereabouts {
  participant: string
  name: string
  caucus?: string
}

export interface Track {
  mid: string
  participant: string
  source: Source
}

export interface Welcome {
  you: string
  session: string
  state: 'waiting' | 'admitted'
  grace: number
  ice: RTCIceServer[]
  resumed: boolean
}

/** A message of the node: its type, and the fields of that type. */
export interface Message extends Partial<Welcome> {
  type: string
  re?: string
  caucus?: string
  confidential?: boolean
  code?: string
  message?: Text
  sdp?: string
  offer?: number
  tracks?: Track[]
  participant?: Participant
  participants?: Participant[]
  who?: string
  reason?: string
  waiting?: Participant[]
  where?: Whereabouts[]
  speakers?: { participant: string; loudness: number }[]
  said?: Said
  chat?: Said[]
  pointed?: Pointed
  pointer?: Pointed
  countdown?: Countdown
  timer?: Countdown
  recording?: Recording
  recorded?: Recording
  round?: Round
  offerRound?: Round
  outcome?: Outcome
  offerOutcome?: Outcome
  degraded?: Degraded
  degrade?: Degraded
}

/** A refusal by the node, in both languages, or the loss of the connection. */
export class Declined extends Error {
  readonly code: string
  readonly words: Text

  constructor(code: string, words: Text) {
    super(code)
    this.code = code
    this.words = words
  }
}

export const keyOf = (participant: string, source: Source): string => `${participant}/${source}`
