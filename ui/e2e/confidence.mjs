// What a party tells the mediator alone, from inside the room.

export async function inConfidence(walk, { mediator, applicant, respondent, tab }) {
  await tab(applicant.page, '保密')
  await applicant.page.getByLabel('单独告诉调解员').fill('最低八千，请不要告诉对方')
  await applicant.page.getByRole('button', { name: '保密提交' }).click()
  await applicant.page.locator('.confidential .told').waitFor()
  await walk.look(applicant.page, 'applicant-in-confidence', { whole: false })
  await tab(mediator.page, '保密')
  await mediator.page.getByText('最低八千，请不要告诉对方').waitFor()
  await tab(respondent.page, '保密')
  await respondent.page.getByLabel('单独告诉调解员').waitFor()
  if (await respondent.page.getByText('最低八千').count()) throw new Error('what was told in confidence is read by the other side')
  await tab(applicant.page, /聊天/)
}
