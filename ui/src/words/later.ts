import { enLater } from './enLater.ts'
import { learn } from './language.ts'
import { zhLater } from './zhLater.ts'

learn({ zh: zhLater, en: enLater })
