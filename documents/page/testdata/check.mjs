// Opens the page from disk, offline, in a headless Chromium, gives it the files and prints
// what it answers: one JSON object {results, requests, errors}.
// usage: node check.mjs <playwright-core> <chromium> <page.html> <pictures or ""> <file>...
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import path from 'node:path'

const [library, executablePath, page, pictures, ...files] = process.argv.slice(2)
const { chromium } = createRequire(import.meta.url)(library)
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
})
try {
  const context = await browser.newContext({ viewport: { width: 1100, height: 900 }, offline: true })
  const tab = await context.newPage()
  const requests = []
  const errors = []
  tab.on('request', r => requests.push(r.url()))
  tab.on('pageerror', e => errors.push(String(e)))
  tab.on('console', m => { if (m.type() === 'error') errors.push(m.text()) })
  await tab.goto(pathToFileURL(page).href)
  if (pictures) await tab.screenshot({ path: path.join(pictures, 'empty.png') })
  const results = []
  for (const [i, file] of files.entries()) {
    await tab.setInputFiles('#file', file)
    await tab.waitForFunction(n => document.querySelectorAll('#results article').length === n, i + 1, { timeout: 60000 })
    const article = tab.locator('#results article').first()
    const zh = await article.innerText()
    const verdict = await article.getAttribute('class')
    await tab.click('#language')
    const en = await tab.locator('#results article').first().innerText()
    await tab.click('#language')
    results.push({ file, verdict, zh, en })
    if (!pictures) continue
    const name = path.basename(file)
    await tab.setViewportSize({ width: 390, height: 844 })
    await tab.screenshot({ path: path.join(pictures, `${name}-phone.png`) })
    await tab.setViewportSize({ width: 1100, height: 900 })
    await tab.screenshot({ path: path.join(pictures, `${name}-desk.png`), fullPage: true })
  }
  const wide = await tab.evaluate(() => document.documentElement.scrollWidth > innerWidth)
  if (wide) errors.push('the page is wider than the window')
  process.stdout.write(JSON.stringify({ results, requests, errors }))
} finally {
  await browser.close()
}
