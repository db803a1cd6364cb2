import { QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import { MemoryRouter } from 'react-router'
import { expect, test } from 'vitest'
import { newClient } from '../src/api/queries.ts'
import { App } from '../src/app/App.tsx'
import { consumer, Server } from './server.ts'

test('the address of the room in a notice leads into it, whatever stands around it', async () => {
  const zh = '调解定于2026年4月1日 14:00以视频方式举行。2026年4月1日 13:30起可以进入调解室：https://tiaojie.example/cases/d1x/room/2 请提前准备身份证件。'
  new Server().on('GET /api/me', () => ({ body: consumer }))
    .on('GET /api/notices', () => ({ body: { items: [{ id: 1, dispute: 'd1x', title: { zh: '视频调解已安排', en: '' }, body: { zh, en: '' }, at: '2026-03-30T01:00:00Z', read: false }] } }))
  render(<QueryClientProvider client={newClient()}><MemoryRouter initialEntries={['/notices']}><App /></MemoryRouter></QueryClientProvider>)
  const link = await screen.findByRole('link', { name: 'https://tiaojie.example/cases/d1x/room/2' })
  expect(link.getAttribute('href')).toBe('/cases/d1x/room/2')
  expect(link.parentElement?.textContent).toBe(zh)
})
