// The frame of every page: name, menu, language, sign-out.

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, type ReactNode } from 'react'
import { NavLink, useLocation, useNavigate } from 'react-router'
import { call, type Me } from '../api/client.ts'
import { me, notices } from '../api/queries.ts'
import { dropAllDrafts, newKey } from '../form/draft.ts'
import { answerLabel } from '../words/labels.ts'
import { setLanguage, useWords } from '../words/language.ts'
import { isCourt, isManager, mayRefer } from './roles.ts'

export function Shell({ user, children }: { user: Me; children: ReactNode }) {
  const { t, say } = useWords()
  useFocusOnMove()
  return (
    <>
      <a className="skip" href="#main">{t('skip')}</a>
      <header className="top">
        <span className="brand">{t('appName')}</span>
        <nav aria-label={t('menu')}>
          {isCourt(user) && <NavLink to="/confirmations">{t('confirmations')}</NavLink>}
          <NavLink to="/cases">{t('cases')}</NavLink>
          <NoticesLink />
          {mayRefer(user) && <NavLink to="/refer">{t('refer')}</NavLink>}
          {isManager(user) && <NavLink to="/wording">{t('wording')}</NavLink>}
        </nav>
        <div className="top-end">
          <span className="user">{t('signedInAs', { name: user.name, role: say(answerLabel(user.role)) })}</span>
          <LanguageSwitch />
          <SignOut />
        </div>
      </header>
      <main id="main" tabIndex={-1}>{children}</main>
    </>
  )
}

function NoticesLink() {
  const { t } = useWords()
  const { data } = useQuery(notices)
  const unread = (data ?? []).filter((n) => !n.read).length
  return (
    <NavLink to="/notices">
      {t('notices')}
      {unread > 0 && <span className="count" aria-label={t('unread', { n: unread })}>{unread > 99 ? '99+' : unread}</span>}
    </NavLink>
  )
}

export function LanguageSwitch() {
  const { t, language } = useWords()
  const other = language === 'zh' ? 'en' : 'zh'
  return (
    <button type="button" className="plain" lang={other === 'zh' ? 'zh-CN' : 'en'} onClick={() => setLanguage(other)}>
      {t('language')}
    </button>
  )
}

function SignOut() {
  const { t } = useWords()
  const client = useQueryClient()
  const navigate = useNavigate()
  const leave = async () => {
    await call('POST', '/api/sign-out', { key: newKey() }).catch(() => undefined)
    dropAllDrafts()
    client.clear()
    client.setQueryData(me.queryKey, null)
    void navigate('/')
  }
  return <button type="button" className="plain" onClick={() => void leave()}>{t('signOut')}</button>
}

/** After a move to another page the reader starts at its top, by eye and by ear. */
function useFocusOnMove(): void {
  const { pathname } = useLocation()
  useEffect(() => {
    window.scrollTo(0, 0)
    document.getElementById('main')?.focus({ preventScroll: true })
  }, [pathname])
}
