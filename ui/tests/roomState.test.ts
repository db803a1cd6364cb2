import { expect, test } from 'vitest'
import type { Message, Participant } from '../src/room/protocol.ts'
import { mayGoNow, strand } from '../src/room/outbox.ts'
import { initial, lostNow, next, welcomed, type RoomState } from '../src/room/state.ts'
import { bestGrid } from '../src/room/grid.ts'
import { tilesOf } from '../src/room/Tiles.tsx'
import { qualityFor } from '../src/room/hooks.ts'
import { layersOf } from '../src/room/sending.ts'
import { socketAddress } from '../src/room/contract.ts'

const person = (id: string, name: string, more: Partial<Participant> = {}): Participant =>
  ({ id, name, capacity: 'party', hand: false, away: false, sources: [], ...more })

const said = (key: string, from: string, text: string, at = '2026-11-24T01:00:00Z') => ({ key, from, name: from, at, text })
const place = (more: Partial<Message> = {}): Message => ({ type: 'place', participants: [person('p1', '陈立', { capacity: 'mediator' }), person('p2', '林小梅')], chat: [], ...more })
const run = (s: RoomState, ...messages: Message[]): RoomState => messages.reduce((now, m) => next(now, m, 1000), s)
const inside = (): RoomState => run(welcomed(initial, { you: 'p2', state: 'admitted', resumed: false }), place())
const words = (s: RoomState) => s.news.map((n) => n.word)

test('one waits, is let in, and sees who is there', () => {
  const waiting = welcomed(initial, { you: 'p2', state: 'waiting', resumed: false })
  expect(waiting.phase).toBe('waiting')
  const s = run(waiting, { type: 'admitted' }, place({ timer: { ends: '', left: 60 } }))
  expect(s.phase).toBe('in')
  expect(s.people.map((p) => p.name)).toEqual(['陈立', '林小梅'])
  expect(s.timer?.until).toBe(61_000)
})

test('who comes, goes, falls away and raises a hand is told once', () => {
  const s = run(inside(), { type: 'participant', participant: person('p3', '孙行') }, { type: 'participant', participant: person('p3', '孙行', { hand: true }) },
    { type: 'participant', participant: person('p3', '孙行', { hand: true, away: true }) }, { type: 'participant', participant: person('p3', '孙行', { hand: true }) }, { type: 'gone', who: 'p3' })
  expect(words(s)).toEqual(['personCame', 'handUp', 'personAway', 'personBack', 'personWent'])
})

test('chat is kept by its key, in the order of time, with what is unread', () => {
  const s = run(inside(), { type: 'chat', said: said('b', 'p1', '乙', '2026-11-24T01:01:00Z') }, { type: 'chat', said: said('b', 'p1', '乙', '2026-11-24T01:01:00Z') },
    place({ chat: [said('a', 'p2', '甲'), said('b', 'p1', '乙', '2026-11-24T01:01:00Z')] }))
  expect(s.chat.map((c) => [c.text, c.mine])).toEqual([['甲', true], ['乙', false]])
  expect(s.unread).toBe(2)
})

test('a caucus has a chat of its own, which is gone when it ends', () => {
  const within = run(inside(), { type: 'chat', said: said('a', 'p1', '大家好') }, place({ caucus: 'c1' }), { type: 'chat', caucus: 'c1', said: said('b', 'p2', '底线是八千') })
  expect(within.caucus).toBe('c1')
  expect(within.caucusChat.map((c) => c.text)).toEqual(['底线是八千'])
  expect(within.chat.map((c) => c.text)).toEqual(['大家好'])
  const after = run(within, place())
  expect([after.caucus, after.caucusChat]).toEqual(['', []])
  expect(words(after)).toEqual(['caucusBegins', 'caucusEnded'])
  expect(JSON.stringify(after)).not.toContain('底线')
})

test('on another node the chat goes on, and a caucus is not taken for the common room', () => {
  const before = run(inside(), { type: 'chat', said: said('a', 'p1', '大家好') }, place({ caucus: 'c1' }), { type: 'chat', caucus: 'c1', said: said('b', 'p2', '底线') })
  const moved = welcomed(lostNow(before), { you: 'p7', state: 'waiting', resumed: false })
  expect([moved.phase, moved.returning, moved.lost]).toEqual(['in', true, false])
  const common = run(moved, place())
  expect([common.returning, common.caucus]).toEqual([true, 'c1']) // still held back
  const again = run(common, place({ caucus: 'c1' }))
  expect([again.returning, again.caucus]).toEqual([false, 'c1'])
  expect(again.caucusChat.map((c) => c.text)).toEqual(['底线'])
  expect(again.chat.map((c) => c.text)).toEqual(['大家好'])
})

test('coming back to the same node moves nobody', () => {
  const s = run(welcomed(lostNow(inside()), { you: 'p2', state: 'admitted', resumed: true }), place())
  expect([s.returning, s.news]).toEqual([false, []])
})

test('recordings, figures and degrading follow the node', () => {
  const s = run(inside(), { type: 'recording', recording: { state: 'on', consented: ['p2'], missing: [], audible: true } }, { type: 'offer-round', round: { no: 1, open: true } },
    { type: 'offer-outcome', outcome: { round: '01', matched: 'yes', midpoint: '00000001050000' } }, { type: 'degraded', degraded: { to: 'audio', reason: 'loss' } })
  expect(words(s)).toEqual(['recordingBegins'])
  expect([s.round?.open, s.outcome?.midpoint, s.degraded.to]).toEqual([false, '00000001050000', 'audio'])
  expect(run(s, { type: 'offer-round', round: { no: 2, open: true } }).outcome).toBeNull()
})

test('an end is an end', () => {
  const s = run(inside(), { type: 'removed', reason: '扰乱秩序' }, { type: 'closed', reason: 'removed' }, place())
  expect(s.phase).toBe('ended')
  expect(s.ending).toEqual({ why: 'removed', reason: '扰乱秩序' })
})

test('a mediator who was replaced is told so', () => {
  expect(run(inside(), { type: 'closed', reason: 'not-mediator' }).ending).toEqual({ why: 'not-mediator' })
  expect(run(inside(), { type: 'closed', reason: 'session-over' }).ending).toEqual({ why: 'closed' })
})

test('what was meant for a caucus never goes out elsewhere by itself', () => {
  const box = [{ key: '1', text: '公开', place: '', stranded: false }, { key: '2', text: '底线', place: 'c1', stranded: false }]
  expect(strand(box, false, '').map((u) => mayGoNow(u, ''))).toEqual([true, false])
  expect(strand(box, false, 'c1').map((u) => mayGoNow(u, 'c1'))).toEqual([false, true])
  // The same name on another node is another caucus.
  expect(strand(box, true, 'c1').map((u) => mayGoNow(u, 'c1'))).toEqual([false, false])
})

test('tiles: a shared screen comes first; sizes and qualities fit the space', () => {
  const people = [person('p1', '陈立'), person('p2', '林小梅', { sources: [{ source: 'screen', muted: false }] })]
  expect(tilesOf(people).map((x) => x.key)).toEqual(['p2/screen', 'p1', 'p2'])
  expect(bestGrid(1200, 600, 2).columns).toBe(2)
  expect(bestGrid(400, 900, 2).columns).toBe(1)
  expect(bestGrid(1200, 700, 16).columns).toBeGreaterThan(3)
  expect([120, 400, 900].map(qualityFor)).toEqual(['low', 'medium', 'high'])
  expect(layersOf(640).map((l) => l.rid)).toEqual(['l', 'h'])
  expect(layersOf(960).map((l) => l.rid)).toEqual(['l', 'm', 'h'])
  expect(socketAddress('/api/media/n1/socket', 'https://a.example/cases/d1/room/1')).toBe('wss://a.example/api/media/n1/socket')
  expect(socketAddress('/api/media/n1/socket', 'http://127.0.0.1:8080/')).toBe('ws://127.0.0.1:8080/api/media/n1/socket')
})
