// Oneself, as in a mirror.

import { useWords } from '../words/language.ts'
import type { Devices } from './devices.ts'
import { useDevices, useStream, useTrackStream } from './hooks.ts'

export function OwnPicture({ devices }: { devices: Devices }) {
  const { t } = useWords()
  const { cameraTrack } = useDevices(devices)
  const video = useStream<HTMLVideoElement>(useTrackStream(cameraTrack))
  return (
    <div className="own-picture">
      {cameraTrack ? <video ref={video} className="mirrored" muted playsInline autoPlay aria-label={t('ownPicture')} /> : <p>{t('cameraOff')}</p>}
    </div>
  )
}
