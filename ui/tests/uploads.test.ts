import { expect, test } from 'vitest'
import { refusedFiles } from '../src/evidence/EvidenceSheet.tsx'
import { Queue, uploadId, type Listener, type Transport } from '../src/evidence/queue.ts'
import { reasonIn } from '../src/evidence/tus.ts'
import { problem } from './server.ts'

class Line implements Transport {
  begun: { name: string; url: string | undefined; listener: Listener; stopped: boolean }[] = []
  removed: string[] = []

  begin(file: File, url: string | undefined, listener: Listener) {
    const under = { name: file.name, url, listener, stopped: false }
    this.begun.push(under)
    return { stop: () => { under.stopped = true } }
  }

  remove(url: string) {
    this.removed.push(url)
  }

  get last() {
    return this.begun[this.begun.length - 1]!
  }
}

const file = (name: string, size = 10) => new File(['x'.repeat(size)], name, { lastModified: 5 })
const states = (queue: Queue) => queue.items.map((i) => `${i.name} ${i.state}`)

test('files go one after the other and are named by the last part of their address', () => {
  const line = new Line()
  const queue = new Queue('d1/uploads', line)
  queue.add([file('a.jpg'), file('b.pdf')])
  expect(states(queue)).toEqual(['a.jpg sending', 'b.pdf waiting'])
  line.last.listener.onUrl('/api/uploads/one')
  line.last.listener.onProgress(4)
  expect(queue.items[0]).toMatchObject({ sent: 4, url: '/api/uploads/one' })
  line.last.listener.onSent()
  expect(states(queue)).toEqual(['a.jpg sent', 'b.pdf sending'])
  line.last.listener.onUrl('/api/uploads/two')
  line.last.listener.onSent()
  expect(queue.sent.map((i) => uploadId(i.url ?? ''))).toEqual(['one', 'two'])
  expect(uploadId('https://host/api/uploads/three/?x=1')).toBe('three')
})

test('a broken connection costs nothing: it goes on at its address', () => {
  const line = new Line()
  const queue = new Queue('d1/uploads', line)
  queue.add([file('a.jpg')])
  line.last.listener.onUrl('/api/uploads/one')
  line.last.listener.onFailed()
  expect(states(queue)).toEqual(['a.jpg broken'])
  queue.resumeBroken()
  expect(line.last).toMatchObject({ name: 'a.jpg', url: '/api/uploads/one' })
  queue.pause(queue.items[0]!.key)
  expect(line.last.stopped).toBe(true)
  line.last.listener.onProgress(9) // a late word of what was stopped
  expect(queue.items[0]).toMatchObject({ state: 'paused', sent: 0 })
  queue.resume(queue.items[0]!.key)
  expect(states(queue)).toEqual(['a.jpg sending'])
})

test('after a reload what was sent is there, and the rest goes on with the same file', () => {
  const line = new Line()
  const before = new Queue('d1/uploads', line)
  before.add([file('a.jpg'), file('b.pdf')])
  line.last.listener.onUrl('/api/uploads/one')
  line.last.listener.onSent()
  line.last.listener.onUrl('/api/uploads/two')
  line.last.listener.onProgress(6)

  const queue = new Queue('d1/uploads', line)
  expect(states(queue)).toEqual(['a.jpg sent', 'b.pdf lost'])
  queue.add([file('b.pdf', 11)]) // another file of the same name
  expect(states(queue)).toEqual(['a.jpg sent', 'b.pdf lost', 'b.pdf sending'])
  queue.remove(queue.items[2]!.key)
  queue.add([file('b.pdf')])
  expect(states(queue)).toEqual(['a.jpg sent', 'b.pdf sending'])
  expect(line.last.url).toBe('/api/uploads/two')
})

test('a refused file says why, the others stay and go on', () => {
  const line = new Line()
  const queue = new Queue('d1/uploads', line)
  queue.add([file('big.mp4'), file('a.jpg')])
  line.last.listener.onFailed({ zh: '文件过大', en: 'too large' })
  expect(states(queue)).toEqual(['big.mp4 refused', 'a.jpg sending'])
  line.last.listener.onUrl('/api/uploads/one')
  line.last.listener.onSent()
  const refused = problem(422, '提交的内容有误', { errors: [{ field: 'uploads[0]', reason: { zh: '这是可以运行的程序', en: 'a program' } }, { field: 'proof', reason: { zh: '', en: '' } }] })
  queue.refuse(refusedFiles(refused, queue.sent))
  expect(queue.items[1]).toMatchObject({ state: 'refused', reason: { zh: '这是可以运行的程序' } })
  expect(queue.sent).toEqual([])
  queue.remove(queue.items[1]!.key)
  expect(line.removed).toEqual(['/api/uploads/one'])
})

test('only a final answer is a refusal', () => {
  expect(reasonIn(413, JSON.stringify(problem(413, '文件过大')))?.zh).toBe('文件过大')
  expect(reasonIn(404, '<html>')?.zh).toContain('404')
  for (const status of [0, 409, 423, 500, 503]) expect(reasonIn(status, '')).toBeUndefined()
})
