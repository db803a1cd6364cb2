// Before going in: is one seen and heard, does one hear, does the network carry it.

import { useEffect } from 'react'
import { useWords } from '../words/language.ts'
import type { Devices, Kind, Trouble } from './devices.ts'
import { useDevices } from './hooks.ts'
import { Level } from './Level.tsx'
import { NetworkTest } from './NetworkTest.tsx'
import { OwnPicture } from './OwnPicture.tsx'
import { mayChooseSpeaker, testTone } from './sound.ts'

interface Props {
  id: string
  no: number
  devices: Devices
  last: boolean
  disabled: boolean
  onDone: () => void
}

export function DeviceStep({ id, no, devices, last, disabled, onDone }: Props) {
  const { t } = useWords()
  const state = useDevices(devices)
  useEffect(() => void devices.open(), [devices])
  return (
    <div className="narrow device-step">
      <h1>{t('deviceCheck')}</h1>
      <OwnPicture devices={devices} />
      <Switch devices={devices} kind="camera" />
      {state.trouble.camera && state.camera && <Help kind="camera" trouble={state.trouble.camera} devices={devices} />}
      <Switch devices={devices} kind="microphone" />
      {state.microphoneTrack && state.microphone && <Level track={state.microphoneTrack} />}
      {state.trouble.microphone && state.microphone && <Help kind="microphone" trouble={state.trouble.microphone} devices={devices} />}
      <div className="device-row">
        <span className="device-name">{t('speaker')}</span>
        {mayChooseSpeaker() && state.speakers.length > 1 && <Choice devices={devices} kind="speaker" />}
        <button type="button" className="second" onClick={() => testTone(state.chosen.speaker)}>{t('testTone')}</button>
        <p className="quiet">{t('testToneWhat')}</p>
      </div>
      <NetworkTest id={id} no={no} />
      <div className="buttons">
        <button type="button" className="first" disabled={disabled || state.opening} onClick={onDone}>{t(last ? 'enterRoom' : 'next')}</button>
      </div>
      <p className="quiet">{t(disabled ? 'deviceEarly' : 'deviceOptional')}</p>
    </div>
  )
}

/** On or off, and which. */
function Switch({ devices, kind }: { devices: Devices; kind: Kind }) {
  const { t } = useWords()
  const state = useDevices(devices)
  const many = (kind === 'camera' ? state.cameras : state.microphones).length > 1
  return (
    <div className="device-row">
      <label className="tick device-name">
        <input type="checkbox" checked={state[kind]} onChange={(e) => void devices.turn(kind, e.target.checked)} />
        <span>{t(kind === 'camera' ? 'useCamera' : 'useMicrophone')}</span>
      </label>
      {many && <Choice devices={devices} kind={kind} />}
    </div>
  )
}

export function Choice({ devices, kind }: { devices: Devices; kind: Kind | 'speaker' }) {
  const { t } = useWords()
  const state = useDevices(devices)
  const list = { camera: state.cameras, microphone: state.microphones, speaker: state.speakers }[kind]
  const current = kind === 'speaker' ? null : devices.track(kind)?.getSettings().deviceId
  return (
    <select aria-label={t(`which_${kind}`)} value={state.chosen[kind] || current || ''} onChange={(e) => void devices.choose(kind, e.target.value)}>
      {list.map((d, i) => <option key={d.deviceId} value={d.deviceId}>{d.label || t('deviceNo', { n: i + 1 })}</option>)}
    </select>
  )
}

/** What went wrong, and what to do about it, without words of the trade. */
export function Help({ kind, trouble, devices }: { kind: Kind; trouble: Trouble; devices: Devices }) {
  const { t } = useWords()
  const name = t(kind)
  return (
    <div className="remark" role="status">
      <p><strong>{t(`trouble_${trouble}`, { name })}</strong></p>
      <p>{t(`help_${trouble}`, { name })}</p>
      {trouble !== 'insecure' && <p><button type="button" className="second" onClick={() => void devices.open()}>{t('tryAgain')}</button></p>}
      <p className="quiet">{t(`without_${kind}`)}</p>
    </div>
  )
}
