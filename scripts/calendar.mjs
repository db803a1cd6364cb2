// Writes law/data/calendar.json from the npm package chinese-days, which transcribes the
// holiday notices of the General Office of the State Council. Usage:
//
//   npm install --no-save chinese-days@1.5.7
//   node scripts/calendar.mjs node_modules/chinese-days law/data/calendar.json
//
// The year that has no notice yet is provisional: it holds the statutory days alone.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const VERSION = '1.5.7'
const FIRST = 2021
const LAST = 2026

const [, , packageFolder, target] = process.argv
const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'))
if (version !== VERSION) throw new Error(`chinese-days ${version}, want ${VERSION}`)
const data = JSON.parse(readFileSync(join(packageFolder, 'dist/chinese-days.json'), 'utf8'))

// A New Year holiday that begins in December belongs to the notice of the coming year.
const noticeOf = (date, name) =>
  Number(date.slice(0, 4)) + (date.slice(5, 7) === '12' && name === '元旦' ? 1 : 0)

const all = [
  ...Object.entries(data.holidays).map(([date, text]) => ({ date, off: true, name: text.split(',')[1] })),
  ...Object.entries(data.workdays).map(([date, text]) => ({ date, off: false, name: text.split(',')[1] })),
].sort((a, b) => (a.date < b.date ? -1 : 1))

const years = []
for (let year = FIRST; year <= LAST; year++) {
  years.push({
    year,
    status: 'official',
    source: `国务院办公厅关于${year}年部分节假日安排的通知；据 npm chinese-days@${VERSION} dist/chinese-days.json 转录`,
    days: all.filter((d) => noticeOf(d.date, d.name) === year),
  })
}

const statutory = (name, ...dates) => dates.map((date) => ({ date: `2027-${date}`, off: true, name }))
years.push({
  year: 2027,
  status: 'provisional',
  source: '全国年节及纪念日放假办法（2024年修订）第二条；放假通知尚未载入，补假和调休未定',
  days: [
    ...statutory('元旦', '01-01'),
    ...statutory('春节', '02-05', '02-06', '02-07', '02-08'),
    ...statutory('清明', '04-05'),
    ...statutory('劳动节', '05-01', '05-02'),
    ...statutory('端午', '06-09'),
    ...statutory('中秋', '09-15'),
    ...statutory('国庆节', '10-01', '10-02', '10-03'),
  ],
})

const line = (d) => `        ${JSON.stringify(d)}`
const block = (y) => `    {
      "year": ${y.year},
      "status": ${JSON.stringify(y.status)},
      "source": ${JSON.stringify(y.source)},
      "days": [
${y.days.map(line).join(',\n')}
      ]
    }`
writeFileSync(target, `{\n  "years": [\n${years.map(block).join(',\n')}\n  ]\n}\n`)
