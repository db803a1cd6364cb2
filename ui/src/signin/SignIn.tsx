// Signing in: parties with a code to their phone, staff with a password.

import { useState } from 'react'
import { LanguageSwitch } from '../app/Shell.tsx'
import { useWords } from '../words/language.ts'
import { CodeForm } from './CodeForm.tsx'
import { PasswordForm } from './PasswordForm.tsx'

export function SignIn() {
  const { t } = useWords()
  const [staff, setStaff] = useState(false)
  return (
    <main className="entrance">
      <div className="entrance-top"><LanguageSwitch /></div>
      <h1>{t('appName')}</h1>
      <p className="lead">{t('appLong')}</p>
      <div className="card">
        <div className="two" role="group" aria-label={t('signIn')}>
          <button type="button" aria-pressed={!staff} onClick={() => setStaff(false)}>{t('signInParty')}</button>
          <button type="button" aria-pressed={staff} onClick={() => setStaff(true)}>{t('signInStaff')}</button>
        </div>
        {staff ? <PasswordForm /> : <CodeForm />}
      </div>
      {!staff && <p className="quiet">{t('welcome')}<br />{t('welcomeFree')}</p>}
    </main>
  )
}
