import { expect, test } from 'vitest'
import { fenOf, money, yuan } from '../src/form/money.ts'

test.each([
  ['12000', 1200000], ['12,000.00', 1200000], ['¥12,000.5', 1200050], ['１２，０００．０１元', 1200001], ['0', 0], ['0.07', 7], ['350076.73', 35007673],
])('%s yuan is %i fen', (text, fen) => expect(fenOf(text)).toBe(fen))

test.each(['', 'abc', '1.234', '-5', '1..2', '1e5', '壹万'])('%s is no amount', (text) => expect(fenOf(text)).toBeNaN())

test('fen are written with two decimals', () => {
  expect(money(1200000)).toBe('¥12,000.00')
  expect(yuan(7)).toBe('0.07')
  expect(yuan(123456789)).toBe('1,234,567.89')
  expect(yuan(-100)).toBe('−1.00')
})

test('what is written is read back', () => {
  for (const fen of [0, 1, 99, 100, 35007673, 60000000000]) expect(fenOf(yuan(fen))).toBe(fen)
})
