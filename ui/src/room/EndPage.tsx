// Why one isn't in the room (any more), and what can be done now.

import { Link } from 'react-router'
import { momentWords } from '../form/dates.ts'
import { useWords } from '../words/language.ts'
import type { RoomView } from './contract.ts'
import type { Ending } from './state.ts'

interface Props {
  id: string
  ending: Ending
  state: RoomView['state']
  /** All have signed what was agreed here: that is why the room is over. */
  signed: boolean
  onAgain: () => void
}

const mayComeAgain: (Ending['why'] | 'signed')[] = ['left', 'replaced', 'early', 'refused']

export function EndPage({ id, ending, state, signed, onAgain }: Props) {
  const { t } = useWords()
  const over = ending.why === 'early' && state === 'over' ? 'closed' : ending.why
  const why = over === 'closed' && signed ? 'signed' : over
  const again = state === 'open' && mayComeAgain.includes(why)
  return (
    <div className="answer end-page">
      <h1>{t(`end_${why}`)}</h1>
      {ending.why === 'removed' && ending.reason && <p>{t('removedBecause', { reason: ending.reason })}</p>}
      <p>{t(`endNow_${why}`)}</p>
      <p className="buttons">
        {why === 'not-mediator'
          ? <Link className="first as-button" to="/cases">{t('cases')}</Link>
          : <Link className="first as-button" to={`/cases/${id}`}>{t('backToCase')}</Link>}
        {again && <button type="button" className="second" onClick={onAgain}>{t(why === 'replaced' ? 'useHere' : 'comeInAgain')}</button>}
      </p>
    </div>
  )
}

/** Too early: when it opens; the devices can be looked at meanwhile. */
export function NotNow({ view }: { view: RoomView }) {
  const { t, language } = useWords()
  return (
    <p className="remark narrow" role="status">
      {view.state === 'early' ? t('roomOpensAt', { at: momentWords(view.opensAt, language) }) : t('roomClosedYet')}
    </p>
  )
}
