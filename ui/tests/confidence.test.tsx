import { QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { CaseView } from '../src/api/client.ts'
import { newClient } from '../src/api/queries.ts'
import { dropAllDrafts } from '../src/form/draft.ts'
import ConfidenceCard from '../src/session/ConfidenceCard.tsx'
import { problem, Server, signing } from './server.ts'

const path = '/api/disputes/d1/confidences'
const view = { ...signing, role: 'applicant', party: 'p1' } as CaseView
const show = () => render(<QueryClientProvider client={newClient()}><ConfidenceCard view={view} /></QueryClientProvider>)
const box = () => screen.getByLabelText(/单独告诉调解员/, { selector: 'textarea' }) as HTMLTextAreaElement

test('what is told in confidence is told once, is not lost on a failure, and stays with nobody who signs in next', async () => {
  const answers = [{ status: 503, body: problem(503, '暂时无法完成') }, { body: { id: 'c1' } }]
  const server = new Server().on(`GET ${path}`, () => ({ body: { items: [] } })).on(`POST ${path}`, () => answers.shift() ?? {})
  const first = show()
  fireEvent.change(box(), { target: { value: '底线是八千' } })
  first.unmount() // another tab of the panel, and back
  show()
  expect(box().value).toBe('底线是八千')
  fireEvent.click(screen.getByRole('button', { name: '保密提交' }))
  expect(await screen.findByText('暂时无法完成')).toBeTruthy()
  expect(box().value).toBe('底线是八千')
  dropAllDrafts()
  expect(JSON.stringify(sessionStorage)).not.toContain('底线')
  fireEvent.click(screen.getByRole('button', { name: '保密提交' }))
  await waitFor(() => expect(box().value).toBe(''))
  const sent = server.sent.filter((s) => s.path === path)
  expect(sent.map((s) => s.body)).toEqual([{ text: '底线是八千' }, { text: '底线是八千' }])
  expect(new Set(sent.map((s) => s.key)).size).toBe(1)
})
