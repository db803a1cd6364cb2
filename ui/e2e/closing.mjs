// What the mediator does without leaving the room: opening the session, and bringing what
// was agreed to its last signature.

import { act } from './browser.mjs'
import { loseAnswer } from './poorLine.mjs'
import { draft, signOpened } from './papers.mjs'

/** Those who are in the room stand in the form; how they were identified is said where it is not known. */
export async function opensSession(walk, mediator, { attend, tab }) {
  await tab(mediator.page, '主持')
  await act(mediator.page, 'OpenSession', async (f) => {
    const rows = await f.locator('fieldset.row').all()
    if (rows.length !== attend) throw new Error(`${rows.length} stand in the form, ${attend} are in the room`)
    for (const row of rows) if (!(await row.getByRole('radio', { checked: true }).count())) await row.getByLabel('人证比对').check()
    await f.getByLabel('已告知权利义务及虚假调解的后果').check()
  }, { before: () => walk.look(mediator.page, 'mediator-opens-session', { whole: false }) })
}

/** The mediator ends the session and brings the text to signature. */
export async function reachAgreement(walk, mediator, { today, tab }) {
  await tab(mediator.page, '主持')
  await act(mediator.page, 'CloseSession', (f) => f.getByLabel('达成一致', { exact: true }).check())
  await draft(walk, mediator.page, new Date(today + 20 * 86400_000).toISOString().slice(0, 10))
}

/**
 * One person signs in the panel, and sees and hears the others meanwhile. Where the answer is
 * lost, the signature was taken all the same, and there is no second one.
 */
export async function signsInRoom(walk, { role, page, person, name }, { outbox, lost = false }) {
  await page.locator('.banner').getByRole('button', { name: '签署' }).click()
  await page.getByRole('tab', { name: '签署', selected: true }).waitFor()
  const look = (step) => walk.look(page, `${role}-signs-${step}`, { whole: false })
  if (lost) await loseAnswer(page, '**/acts/SignAgreement')
  const by = role === 'mediator' ? { password: person.password } : { outbox, phone: person.phone }
  await signOpened(page, { ...by, ...(role !== 'applicant' && { typed: name }), look, over: '#panel-body', again: false })
  if (!lost) return
  // The page hears of it from the case, or else says that it is not sure.
  const unsure = page.locator('#panel-body').getByRole('alert')
  await unsure.or(page.getByRole('heading', { name: '您已签署' })).first().waitFor()
  if (await unsure.count()) await page.getByRole('button', { name: '确认签署' }).click()
}
