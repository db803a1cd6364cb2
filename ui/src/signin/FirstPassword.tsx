// A first password was seen by whoever made the account: it is changed before anything else.

import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { call } from '../api/client.ts'
import { me } from '../api/queries.ts'
import { LanguageSwitch } from '../app/Shell.tsx'
import { newKey } from '../form/draft.ts'
import { useWords } from '../words/language.ts'
import { Entry, WholeProblem } from './Entry.tsx'
import { useEntering } from './entering.ts'

export function FirstPassword() {
  const { t } = useWords()
  const client = useQueryClient()
  const { busy, problem, attempt } = useEntering()
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const [tried, setTried] = useState(false)
  const sent = useRef({ body: '', key: '' })
  const differ = password !== again
  const change = (event: React.FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (differ || !current || !password) return
    const body = { current, password }
    if (sent.current.body !== JSON.stringify(body)) sent.current = { body: JSON.stringify(body), key: newKey() }
    void attempt(async () => {
      await call('POST', '/api/me/password', { body, key: sent.current.key })
      await client.refetchQueries({ queryKey: me.queryKey })
    })
  }
  return (
    <main className="entrance">
      <div className="entrance-top"><LanguageSwitch /></div>
      <h1>{t('firstPassword')}</h1>
      <form className="card" onSubmit={change} noValidate>
        <WholeProblem problem={problem} />
        <Entry
          label={t('currentPassword')} name="current" type="password" autoComplete="current-password" value={current} onChange={setCurrent}
          problem={problem} missing={tried && !current && t('needPassword')}
        />
        <Entry
          label={t('newPassword')} hint={t('passwordHint')} name="password" type="password" autoComplete="new-password" value={password}
          onChange={setPassword} problem={problem} missing={tried && !password && t('needPassword')}
        />
        <Entry
          label={t('repeatPassword')} name="again" type="password" autoComplete="new-password" value={again} onChange={setAgain}
          problem={problem} missing={tried && differ && t('notAlike')}
        />
        <div className="buttons"><button className="first wide" disabled={busy}>{busy ? t('sending') : t('change')}</button></div>
      </form>
    </main>
  )
}
