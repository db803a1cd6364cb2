declare module 'virtual:forms' {
  import type { Form } from './schema.ts'
  const forms: Record<string, Form>
  export default forms
}
