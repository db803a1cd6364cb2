import read from 'virtual:forms'
import type { Form } from './schema.ts'

/** The form of every act, and of Refer, as the API describes them. */
export const forms = read as Record<string, Form>
