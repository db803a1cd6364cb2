import { useState } from 'react'
import { call, type Me } from '../api/client.ts'
import { useWords } from '../words/language.ts'
import { Entry, WholeProblem } from './Entry.tsx'
import { useEnter, useEntering } from './entering.ts'

export function PasswordForm() {
  const { t } = useWords()
  const enter = useEnter()
  const { busy, problem, attempt } = useEntering()
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const signIn = (event: React.FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!login.trim() || !password) return
    void attempt(async () => enter((await call<Me>('POST', '/api/sign-in', { body: { login: login.trim(), password } })).body))
  }
  return (
    <form onSubmit={signIn} noValidate>
      <WholeProblem problem={problem} />
      <Entry
        label={t('login')} name="login" autoComplete="username" autoCapitalize="none" value={login} onChange={setLogin} problem={problem}
        missing={tried && !login.trim() && t('needLogin')}
      />
      <Entry
        label={t('password')} name="password" type="password" autoComplete="current-password" value={password} onChange={setPassword} problem={problem}
        missing={tried && !password && t('needPassword')}
      />
      <div className="buttons"><button className="first wide" disabled={busy}>{busy ? t('sending') : t('signIn')}</button></div>
    </form>
  )
}
