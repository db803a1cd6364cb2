// The notice of rights and duties: it can be accepted once its end was on the screen.

import { useEffect, useRef, useState } from 'react'
import { useWords } from '../words/language.ts'
import type { RoomView } from './contract.ts'

interface Props {
  rights: RoomView['rights']
  accepted: boolean
  missing: boolean
  onAccept: (accepted: boolean) => void
}

export function Rights({ rights, accepted, missing, onAccept }: Props) {
  const { t, language } = useWords()
  const [read, setRead] = useState(false)
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!end.current || typeof IntersectionObserver === 'undefined') return setRead(true)
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && setRead(true))
    observer.observe(end.current)
    return () => observer.disconnect()
  }, [])
  const text = (language === 'en' && rights.en?.length ? rights.en : rights.zh) ?? []
  return (
    <div className="rights">
      <h2 id="rights">{t('rightsTitle')}</h2>
      <div className="rights-text" tabIndex={0} role="region" aria-labelledby="rights">
        {text.map((p) => <p key={p}>{p}</p>)}
        <div ref={end} className="rights-end" />
      </div>
      <label className="tick">
        <input type="checkbox" checked={accepted} disabled={!read} onChange={(e) => onAccept(e.target.checked)} />
        <span>{t('rightsAccept')}</span>
      </label>
      {!read && <p className="quiet" role="status">{t('rightsReadOn')}</p>}
      {missing && <p className="reason" role="alert">{t('needRights')}</p>}
    </div>
  )
}
