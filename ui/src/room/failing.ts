// When a connection is to be made anew. A browser may call one failed, or say for minutes
// that it is disconnected while the node has given it up.

/** For how long a connection may be disconnected: most are back by themselves before. */
const patience = 6000

/** How often it is tried while nothing gets through. */
const pause = 5000

type State = Pick<RTCPeerConnection, 'iceConnectionState' | 'connectionState'>

const broken = (pc: State): boolean => pc.iceConnectionState === 'failed' || pc.connectionState === 'failed'
const doubtful = (pc: State): boolean => pc.iceConnectionState === 'disconnected'

/** Calls as long as nothing gets through, until the connection is closed. */
export function whenFailing(pc: RTCPeerConnection, onFailing: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let urgent = false
  const look = () => {
    if (pc.signalingState === 'closed' || !(broken(pc) || doubtful(pc))) {
      clearTimeout(timer)
      timer = undefined
      urgent = false
      return
    }
    if (timer !== undefined && broken(pc) && !urgent) {
      clearTimeout(timer)
      timer = undefined
    }
    urgent = broken(pc)
    timer ??= setTimeout(act, urgent ? 0 : patience)
  }
  const act = () => {
    timer = undefined
    if (pc.signalingState === 'closed' || !(broken(pc) || doubtful(pc))) return
    onFailing()
    timer = setTimeout(act, pause)
  }
  pc.addEventListener('iceconnectionstatechange', look)
  pc.addEventListener('connectionstatechange', look)
}
