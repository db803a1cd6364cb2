// The files that were chosen, each with how far it is and what can be done with it.

import { sizeWords } from '../papers/size.ts'
import { useWords } from '../words/language.ts'
import type { Item, Queue } from './queue.ts'

export function FileList({ items, queue }: { items: Item[]; queue: Queue }) {
  const { t } = useWords()
  if (items.length === 0) return null
  return <ul className="uploads" aria-label={t('chosenFiles')}>{items.map((i) => <Row key={i.key} item={i} queue={queue} />)}</ul>
}

function Row({ item: i, queue }: { item: Item; queue: Queue }) {
  const { t, say } = useWords()
  const percent = i.size > 0 ? Math.floor((i.sent / i.size) * 100) : 0
  const moving = i.state === 'sending' || i.state === 'paused' || i.state === 'broken' || i.state === 'lost'
  const reason = i.state === 'refused' ? say(i.reason) || t('upload_refused') : ''
  return (
    <li className={`upload ${i.state}`}>
      <p className="upload-name">{i.name}<small> {sizeWords(i.size)}</small></p>
      {moving && <progress max={100} value={percent} aria-label={i.name} />}
      {reason ? <p className="reason" role="alert">{reason}</p> : <p className="quiet upload-state">{t(`upload_${i.state}`, { n: percent })}</p>}
      <div className="upload-tools">
        {i.state === 'sending' && <Tool word="pauseUpload" name={i.name} onClick={() => queue.pause(i.key)} />}
        {(i.state === 'paused' || i.state === 'broken') && <Tool word="resumeUpload" name={i.name} onClick={() => queue.resume(i.key)} />}
        <Tool word="remove" name={i.name} onClick={() => queue.remove(i.key)} />
      </div>
    </li>
  )
}

function Tool({ word, name, onClick }: { word: 'pauseUpload' | 'resumeUpload' | 'remove'; name: string; onClick: () => void }) {
  const { t } = useWords()
  return <button type="button" className="plain" onClick={onClick}>{t(word)}<span className="unseen"> {name}</span></button>
}
