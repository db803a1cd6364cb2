import { QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen } from '@testing-library/react'
import axe from 'axe-core'
import { MemoryRouter } from 'react-router'
import { expect, test } from 'vitest'
import type { CaseView } from '../src/api/client.ts'
import { newClient } from '../src/api/queries.ts'
import { App } from '../src/app/App.tsx'
import { consumer, Server, signing } from './server.ts'

const film = { name: '林小梅', from: '2026-11-18T01:40:00Z', to: '2026-11-18T01:52:07Z', keptUntil: '2026-12-18T01:52:07Z', sha256: 'ab12', size: 9 }
const recorded: CaseView = {
  ...signing,
  case: { ...signing.case, sessions: signing.case.sessions?.map((s) => ({ ...s, recordings: [{ account: 'a1', from: film.from, to: film.to, file: { sha256: 'ab12' } }] })) ?? [] } as CaseView['case'],
}

function open(items: object[] | Error): void {
  new Server().on('GET /api/me', () => ({ body: consumer })).on('GET /api/disputes/d1', () => ({ body: recorded, etag: '"14"' }))
    .on('GET /api/disputes/d1/sessions/1/footage', () => (items instanceof Error ? items : { body: { items } }))
  render(<QueryClientProvider client={newClient()}><MemoryRouter initialEntries={['/cases/d1']}><App /></MemoryRouter></QueryClientProvider>)
}

async function unfold(): Promise<void> {
  const all = (await screen.findByText('第1次调解的录音录像')).closest('details') as HTMLDetailsElement
  all.open = true
  fireEvent(all, new Event('toggle'))
}

test('recordings tell whose they are, from when to when, and until when they are kept; a film is loaded when it is wanted', async () => {
  open([film, { ...film, name: '', sha256: 'cd34' }])
  await unfold()
  expect(await screen.findByText('陈立（调解员）', { selector: 'strong' })).toBeTruthy()
  expect(screen.getAllByText(/2026年11月18日.* 09:40:00至09:52:07/)).toHaveLength(2)
  expect(screen.getAllByText(/保存至2026年12月18日/)).toHaveLength(2)
  expect(document.querySelector('video')).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: /^播放.*林小梅/ }))
  expect(document.querySelector('video')?.getAttribute('src')).toBe('/api/disputes/d1/sessions/1/footage/ab12')
  const { violations } = await axe.run(document.body, { preload: false, rules: { 'color-contrast': { enabled: false } } })
  expect(violations.map((v) => v.id)).toEqual([])
  fireEvent.error(document.querySelector('video') as HTMLVideoElement)
  expect((await screen.findByRole('alert')).textContent).toBe('没有打开成功，请稍后再试。')
})

test('whoever may see none is told so', async () => {
  open([])
  await unfold()
  expect(await screen.findByText(/没有您可以查看的录音录像/)).toBeTruthy()
})
