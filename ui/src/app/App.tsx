// Who is signed in decides which pages there are. Desk pages are loaded when a desk user
// needs them, so that a party's phone never does.

import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { Navigate, Route, Routes } from 'react-router'
import type { Me } from '../api/client.ts'
import { useLive } from '../api/live.ts'
import { me } from '../api/queries.ts'
import { CasePage } from '../case/CasePage.tsx'
import { CaseCards } from '../cases/CaseCards.tsx'
import { NoticesPage } from '../notices/NoticesPage.tsx'
import { FirstPassword } from '../signin/FirstPassword.tsx'
import { SignIn } from '../signin/SignIn.tsx'
import { Failure, Guard, Loading, NotFound } from './Answers.tsx'
import { ClockBanner } from './ClockBanner.tsx'
import { isCourt, isManager, isParty, mayRefer } from './roles.ts'
import { Shell } from './Shell.tsx'

const CaseTable = lazy(() => import('../cases/CaseTable.tsx'))
const ConfirmationsPage = lazy(() => import('../court/ConfirmationsPage.tsx'))
const ReferPage = lazy(() => import('../refer/ReferPage.tsx'))

const CheckPage = lazy(() => import('../check/CheckPage.tsx'))
const RoomPage = lazy(() => import('../room/RoomPage.tsx'))
const SigningPage = lazy(() => import('../signing/SigningPage.tsx'))
const WordingPage = lazy(() => import('../wording/WordingPage.tsx'))

/** Checking a document needs no account; everything else does. */
export function App() {
  return (
    <Routes>
      <Route path="/v/:code?" element={<Guard><Suspense fallback={<Loading />}><CheckPage /></Suspense></Guard>} />
      <Route path="*" element={<SignedIn />} />
    </Routes>
  )
}

function SignedIn() {
  const user = useQuery(me)
  useLive(!!user.data && !user.data.mustChangePassword)
  return (
    <>
      <ClockBanner />
      <Guard>
        <Pages user={user.data} loading={user.isPending} failed={user.isError} retry={() => void user.refetch()} />
      </Guard>
    </>
  )
}

function Pages({ user, loading, failed, retry }: { user: Me | null | undefined; loading: boolean; failed: boolean; retry: () => void }) {
  if (loading) return <Loading />
  if (failed) return <Failure onRetry={retry} />
  if (!user) return <SignIn />
  if (user.mustChangePassword) return <FirstPassword />
  return (
    <Routes>
      <Route path="/cases/:id/room/:no" element={<Suspense fallback={<Loading />}><RoomPage /></Suspense>} />
      <Route path="/cases/:id/sign" element={<Suspense fallback={<Loading />}><SigningPage /></Suspense>} />
      <Route path="*" element={<Shell user={user}><ShellPages user={user} /></Shell>} />
    </Routes>
  )
}

function ShellPages({ user }: { user: Me }) {
  return (
    <Suspense fallback={<Loading />}>
      <Routes>
        <Route path="/" element={<Navigate replace to={user.role === 'judge' ? '/confirmations' : '/cases'} />} />
        <Route path="/cases" element={isParty(user) ? <CaseCards /> : <CaseTable />} />
        <Route path="/cases/:id" element={<CasePage />} />
        <Route path="/notices" element={<NoticesPage />} />
        {isCourt(user) && <Route path="/confirmations" element={<ConfirmationsPage />} />}
        {isManager(user) && <Route path="/wording" element={<WordingPage />} />}
        {mayRefer(user) && <Route path="/refer" element={<ReferPage user={user} />} />}
        <Route path="*" element={<NotFound />} />
      </Routes>
    </Suspense>
  )
}
