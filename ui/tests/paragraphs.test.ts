import { expect, test } from 'vitest'
import { paragraphsOf, spareMargin, type Piece } from '../src/reading/paragraphs.ts'

const piece = (str: string, x: number, y: number, width = str.length * 12): Piece => ({ str, transform: [12, 0, 0, 12, x, y], width, height: 12 })

const page: Piece[] = [
  piece('调解协议书', 240, 700),
  piece('经调解员陈立以在线音视频方式主持调解，各方当事人在平等自愿的', 104, 660, 411),
  piece('基础上，就借记卡纠纷达成如下协议：', 80, 640),
  piece('期次', 90, 610), piece('金额', 160, 610), piece('履行期限', 370, 610),
  piece('第1期', 90, 590), piece('¥4,000.00', 160, 590), piece('2026年12月14日前', 370, 590),
  piece('（一）再无其他', 104, 560), piece('争议。', 188, 560),
]

test('lines that carry on become one paragraph, cells stand apart', () => {
  expect(paragraphsOf(page)).toEqual([
    '调解协议书',
    '经调解员陈立以在线音视频方式主持调解，各方当事人在平等自愿的基础上，就借记卡纠纷达成如下协议：',
    '期次　金额　履行期限', '第1期　¥4,000.00　2026年12月14日前', '（一）再无其他争议。',
  ])
  expect(paragraphsOf([])).toEqual([])
})

test('as much of the margins is spare as both sides have', () => {
  expect(spareMargin(page, 595)).toBe(66)
  expect(spareMargin(page.slice(0, 2), 595)).toBe(0)
})
