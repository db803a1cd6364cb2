import { cleanup, configure } from '@testing-library/react'
import { afterEach, beforeEach } from 'vitest'
import { setLanguage } from '../src/words/language.ts'

// A page that comes late on a busy machine is no fault of the page.
configure({ asyncUtilTimeout: 15_000 })

// jsdom has neither dialogs nor streams of events.
HTMLDialogElement.prototype.showModal = function () {
  this.open = true
}
HTMLDialogElement.prototype.close = function () {
  this.open = false
}
globalThis.scrollTo = () => undefined
Object.assign(globalThis, {
  EventSource: class {
    static CLOSED = 2
    readyState = 1
    addEventListener() {}
    close() {}
  },
})

beforeEach(() => {
  sessionStorage.clear()
  setLanguage('zh')
})
afterEach(cleanup)
