// Recordings: begun with the consent of all, and watched afterwards.

/** The mediator asks, the others consent, and all see that it is on. */
export async function beginRecording(walk, { mediator, others, tab }) {
  await tab(mediator.page, '主持')
  await mediator.page.getByRole('button', { name: '征求同意并录音录像' }).click()
  for (const p of others) {
    await p.page.getByRole('heading', { name: '同意录音录像吗？' }).waitFor()
    await walk.look(p.page, `${p.role}-consent`, { whole: false })
    await p.page.getByRole('button', { name: '同意', exact: true }).click()
  }
  for (const p of [mediator, ...others]) await p.page.locator('.recording.on').waitFor()
  await mediator.page.waitForTimeout(4000) // what is recorded has to have a length
}

/** On another node all are asked anew; they say no, and the mediator lets it be. */
export async function recordingDeclined({ mediator, others }) {
  for (const p of others) await p.page.getByRole('button', { name: '不同意', exact: true }).click()
  await mediator.page.getByRole('banner').getByRole('button', { name: '停止录音录像' }).click()
  await mediator.page.getByRole('dialog').getByRole('button', { name: '停止录音录像' }).click()
  await recordingEnds([mediator, ...others])
}

export async function recordingEnds(people) {
  for (const p of people) await p.page.locator('.recording').waitFor({ state: 'detached' })
}

/** The first is what a node was killed over or what was closed in time, and so is the last. */
export async function watchRecordings(walk, p, until) {
  await p.page.getByText(/^第1次调解的录音录像/).click()
  const films = p.page.getByRole('button', { name: /^播放/ })
  await films.first().waitFor()
  for (const [which, film] of [['first', films.first()], ['last', films.last()]]) {
    await film.click()
    await until(`${p.role} watches the ${which} recording`, () => p.page.locator('.footage video')[which]().evaluate((v) => v.videoWidth > 0 && v.currentTime > 0.5))
    await walk.look(p.page, `${p.role}-footage-${which}`)
  }
}
