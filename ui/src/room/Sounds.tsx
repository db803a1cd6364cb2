// What the others say. Apart from the tiles, so that nobody falls silent when they move.

import { useCallback, useEffect, useState } from 'react'
import { useWords } from '../words/language.ts'
import type { Devices } from './devices.ts'
import { useDevices, useRoom } from './hooks.ts'
import type { Room } from './room.ts'
import { speakOn } from './sound.ts'

export function Sounds({ room, devices }: { room: Room; devices: Devices }) {
  const { t } = useWords()
  const s = useRoom(room)
  const { chosen } = useDevices(devices)
  const [barred, setBarred] = useState(false)
  const onBarred = useCallback(() => setBarred(true), [])
  const voices = [...s.streams].filter(([key]) => key.endsWith('/microphone'))
  return (
    <>
      {voices.map(([key, stream]) => <Voice key={key} stream={stream} speaker={chosen.speaker} barred={barred} onBarred={onBarred} />)}
      {barred && <button type="button" className="first sound-on" onClick={() => setBarred(false)}>{t('turnSoundOn')}</button>}
    </>
  )
}

interface VoiceProps {
  stream: MediaStream
  speaker: string
  /** The browser wants a touch before it makes a sound. */
  barred: boolean
  onBarred: () => void
}

function Voice({ stream, speaker, barred, onBarred }: VoiceProps) {
  const [element, setElement] = useState<HTMLAudioElement | null>(null)
  useEffect(() => {
    if (!element || barred) return
    if (element.srcObject !== stream) element.srcObject = stream
    element.play()?.catch((error: Error) => error.name === 'NotAllowedError' && onBarred())
  }, [element, stream, barred, onBarred])
  useEffect(() => {
    if (element && speaker) void speakOn(element, speaker)
  }, [element, speaker])
  return <audio ref={setElement} autoPlay />
}
