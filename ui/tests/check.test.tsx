import { QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen } from '@testing-library/react'
import axe from 'axe-core'
import { MemoryRouter } from 'react-router'
import { expect, test } from 'vitest'
import { newClient } from '../src/api/queries.ts'
import { App } from '../src/app/App.tsx'
import { codeOf } from '../src/check/CheckPage.tsx'
import { Server } from './server.ts'

function open(path: string): void {
  render(<QueryClientProvider client={newClient()}><MemoryRouter initialEntries={[path]}><App /></MemoryRouter></QueryClientProvider>)
}

/** The fingerprint of "abc". */
const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'

test('a code is read as people write it', () => {
  expect(codeOf(' ａb12-cd 34 ')).toBe('AB12-CD34')
})

test('without an account: a code, then a file whose content never leaves the device', async () => {
  const asked: string[] = []
  const server = new Server().on('GET /api/check/AB12-CD34', (sent) => {
    asked.push(sent.path)
    return { body: { result: sent.path.includes(abc) ? 'superseded' : sent.path.includes('sha256') ? 'not-genuine' : 'genuine' } }
  })
  open('/v')
  fireEvent.click(await screen.findByRole('button', { name: '查验' }))
  expect(screen.getByText('请填写文书编号')).toBeTruthy()
  fireEvent.change(screen.getByLabelText('文书编号'), { target: { value: 'ab12-cd34' } })
  fireEvent.click(screen.getByRole('button', { name: '查验' }))
  expect(await screen.findByText('真实')).toBeTruthy()
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })
  expect(violations.map((v) => v.id)).toEqual([])

  const choose = (text: string) => fireEvent.change(screen.getByLabelText('把PDF文件拖到这里，或点这里选择'), { target: { files: [new File([text], '协议.pdf')] } })
  choose('abc')
  expect(await screen.findByText('已有新的版本')).toBeTruthy()
  expect(screen.getByText('已核对文件：协议.pdf')).toBeTruthy()
  choose('abd')
  expect(await screen.findByText('查无此文书')).toBeTruthy()
  expect(asked[1]).toBe('/api/check/AB12-CD34?sha256=' + abc)
  expect(server.sent).toEqual([]) // nothing was posted
})

test('an address with a code is answered at once', async () => {
  new Server().on('GET /api/check/ZZ', () => ({ body: { result: 'not-genuine' } }))
  open('/v/zz')
  expect(await screen.findByText('查无此文书')).toBeTruthy()
  expect(screen.getByText(/本系统没有登记这一编号/)).toBeTruthy()
})
