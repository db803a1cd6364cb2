declare module 'virtual:forms' {
  const forms: unknown
  export default forms
}
