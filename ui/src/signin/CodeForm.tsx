import { useEffect, useRef, useState } from 'react'
import { call, type Me } from '../api/client.ts'
import { useWords } from '../words/language.ts'
import { Entry, WholeProblem } from './Entry.tsx'
import { useEnter, useEntering } from './entering.ts'

const pause = 60

export function CodeForm() {
  const { t } = useWords()
  const enter = useEnter()
  const { busy, problem, attempt } = useEntering()
  const [phone, setPhone] = useState('')
  const [code, setCode] = useState('')
  const [asked, setAsked] = useState(false)
  const [tried, setTried] = useState(false)
  const [wait, startWait] = useCountdown()
  const form = useRef<HTMLFormElement>(null)
  const number = phone.replace(/[\s-]/g, '')

  const ask = () => {
    setTried(number === '')
    if (number === '') return
    void attempt(async () => {
      await call('POST', '/api/sign-in/code', { body: { phone: number } })
      setAsked(true)
      setTried(false)
      startWait(pause)
      requestAnimationFrame(() => form.current?.querySelector<HTMLInputElement>('input[name=code]')?.focus())
    })
  }
  const signIn = (event: React.FormEvent) => {
    event.preventDefault()
    if (!asked) return ask()
    setTried(true)
    if (!/^\d{6}$/.test(code.trim())) return
    void attempt(async () => enter((await call<Me>('POST', '/api/sign-in/with-code', { body: { phone: number, code: code.trim() } })).body))
  }
  return (
    <form ref={form} onSubmit={signIn} noValidate>
      <WholeProblem problem={problem} />
      <Entry
        label={t('phone')} name="phone" type="tel" inputMode="tel" autoComplete="tel-national" maxLength={20} value={phone} onChange={setPhone}
        problem={problem} missing={tried && number === '' && t('needPhone')}
      />
      {asked && (
        <>
          <p className="remark" role="status">{t('codeSent')}</p>
          <Entry
            label={t('code')} name="code" inputMode="numeric" autoComplete="one-time-code" maxLength={6} value={code} onChange={setCode}
            problem={problem} missing={tried && !/^\d{6}$/.test(code.trim()) && t('needCode')}
          />
        </>
      )}
      <div className="buttons">
        <button className="first wide" disabled={busy}>{busy ? t('sending') : asked ? t('signIn') : t('sendCode')}</button>
        {asked && (
          <button type="button" className="plain wide" disabled={busy || wait > 0} onClick={ask}>
            {wait > 0 ? t('sendAgain', { n: wait }) : t('sendCode')}
          </button>
        )}
      </div>
    </form>
  )
}

function useCountdown(): [number, (seconds: number) => void] {
  const [left, setLeft] = useState(0)
  useEffect(() => {
    if (left <= 0) return
    const timer = setTimeout(() => setLeft(left - 1), 1000)
    return () => clearTimeout(timer)
  }, [left])
  return [left, setLeft]
}
