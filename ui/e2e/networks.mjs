// The device page as it is seen on networks that let little or nothing of the media through.

import { narrow, phone } from './browser.mjs'

/** Has the page's connections find the relay only, or nothing. */
function hindered(how) {
  const Real = globalThis.RTCPeerConnection
  globalThis.RTCPeerConnection = class extends Real {
    constructor(options) {
      super(how === 'relay' ? { ...options, iceTransportPolicy: 'relay' } : { ...options, iceServers: [] })
    }

    setRemoteDescription(d) {
      return super.setRemoteDescription(how === 'nothing' ? { ...d, sdp: d.sdp.replace(/a=candidate:.*\r\n/g, '') } : d)
    }
  }
}

/** Looks at the page of somebody who is in the room, without taking his place there. */
export async function testsNetworks(walk, { page }, address) {
  const results = [
    { how: 'relay', viewport: phone, words: /^✓ 音视频可以连通：经中转服务器，往返\d+毫秒$/, english: /through a relay/ },
    { how: 'nothing', viewport: narrow, words: /^网页打得开，但音视频被您所在的网络挡住了$/, english: /your network bars sound and picture/ },
  ]
  for (const { how, viewport, words, english } of results) {
    const there = walk.watch(await page.context().newPage())
    await there.setViewportSize(viewport)
    await there.addInitScript(hindered, how)
    await there.goto(address)
    await there.getByText(words).waitFor()
    await walk.look(there, `network-${how}`)
    await there.getByRole('button', { name: 'English' }).click()
    await there.getByText(english).waitFor()
    await walk.look(there, `network-${how}-english`)
    await there.getByRole('button', { name: '中文' }).click()
    await there.close()
  }
}
