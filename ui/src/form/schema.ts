// What a form asks for, read from the OpenAPI document. Runs when the pages are built.

export type Kind =
  | 'text' | 'longText' | 'date' | 'moment' | 'money' | 'rate' | 'number' | 'flag' | 'decision'
  | 'choice' | 'pick' | 'picks' | 'lines' | 'rows' | 'group' | 'version'

/** A field that is chosen from what the system knows rather than typed. */
export type Source = 'mediator' | 'organisation' | 'court' | 'party' | 'obligation' | 'type' | 'cause' | 'identity'

export interface Field {
  name: string
  /** The schema that the field belongs to; its label may depend on it. */
  owner: string
  kind: Kind
  required?: true
  max?: number
  options?: string[]
  source?: Source
  fields?: Field[]
}

export interface Form {
  act: string
  schema: string
  fields: Field[]
}

interface Schema {
  $ref?: string
  type?: string | string[]
  format?: string
  enum?: string[]
  maxLength?: number
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
}

interface Operation {
  requestBody?: { content: Record<string, { schema: Schema }> }
}

export interface OpenAPI {
  paths: Record<string, { post?: Operation }>
  components: { schemas: Record<string, Schema> }
}

const sources: Record<string, Source> = {
  mediator: 'mediator', organisation: 'organisation', organisations: 'organisation', court: 'court', confirmationCourt: 'court',
  party: 'party', payer: 'party', payee: 'party', obligation: 'obligation', type: 'type', cause: 'cause', idKind: 'identity',
}

// Filled in by the system, or of no use to a person.
const hidden = new Set([
  'PartyInfo.account', 'PartyInfo.id', 'NewParty.account', 'NewParty.id', 'Agent.account', 'AgentAppointment.account',
  'Obligation.no', 'Obligation.done', 'Obligation.reported', 'Referral.conflicts',
  // Signing and handing in files have pages of their own.
  'Signature.document', 'Signature.ink', 'Signature.typed', 'Signature.application', 'Signature.code', 'Signature.evidence',
  'EvidenceFiling.uploads', 'EvidenceFiling.files',
  // Answers to the review stand beside its findings.
  'SigningOpening.standBy', 'SessionClosing.record',
])

const sums = /(^sum|^penalty|amount)$/i

/** Answers that are a decision, asked as one of two rather than as a tick. */
const decisions = new Set(['granted', 'upheld', 'found', 'agrees'])

const actPath = '/api/disputes/{id}/acts/'

export function formsOf(api: OpenAPI): Record<string, Form> {
  const forms: Record<string, Form> = {}
  for (const [path, { post }] of Object.entries(api.paths)) {
    const act = path.startsWith(actPath) ? path.slice(actPath.length) : path === '/api/disputes' ? 'Refer' : ''
    const schema = post?.requestBody?.content['application/json']?.schema
    if (act && schema) forms[act] = { act, schema: nameOf(schema), fields: fieldsOf(api, schema) }
  }
  return forms
}

function nameOf(schema: Schema): string {
  return schema.$ref?.split('/').pop() ?? ''
}

function resolved(api: OpenAPI, schema: Schema): Schema {
  return schema.$ref ? (api.components.schemas[nameOf(schema)] ?? {}) : schema
}

function fieldsOf(api: OpenAPI, ref: Schema): Field[] {
  const owner = nameOf(ref)
  const schema = resolved(api, ref)
  return Object.entries(schema.properties ?? {})
    .filter(([name]) => !hidden.has(`${owner}.${name}`))
    .map(([name, property]) => {
      const field: Field = { name, owner, ...shapeOf(api, name, property) }
      if (schema.required?.includes(name)) field.required = true
      return field
    })
    .sort((a, b) => rank(a) - rank(b))
}

// The document sorts properties by name; people begin with the thing itself, then give
// what must be given, then the rest.
const first = [
  'obligations', 'attendance', 'granted', 'upheld', 'found', 'result', 'ending', 'online', 'electronicService',
  'role', 'party', 'name', 'kind', 'institution', 'phone', 'idKind', 'idNumber', 'payer', 'payee', 'amount', 'due', 'account',
]

function rank(f: Field): number {
  const known = first.indexOf(f.name)
  if (known >= 0) return known - first.length
  const nested = f.kind === 'rows' || f.kind === 'group' ? 4 : 0
  return nested + (f.required ? 0 : 2) + (f.kind === 'longText' ? 1 : 0)
}

type Shape = Omit<Field, 'name' | 'owner' | 'required'>

function shapeOf(api: OpenAPI, name: string, property: Schema): Shape {
  const schema = resolved(api, property)
  const type = Array.isArray(schema.type) ? schema.type.find((t) => t !== 'null') : schema.type
  const source = sources[name]
  switch (type) {
    case 'array':
      return arrayOf(api, source, schema)
    case 'object':
      return source ? { kind: 'pick', source } : { kind: 'group', fields: fieldsOf(api, property) }
    case 'boolean':
      return { kind: decisions.has(name) ? 'decision' : 'flag' }
    case 'integer':
    case 'number':
      if (name === 'version') return { kind: 'version' }
      if (source) return { kind: 'pick', source }
      if (name === 'dailyRate') return { kind: 'rate' }
      return { kind: sums.test(name) ? 'money' : 'number' }
  }
  return textOf(source, schema)
}

function arrayOf(api: OpenAPI, source: Source | undefined, schema: Schema): Shape {
  const items = schema.items ?? {}
  if (items.$ref) return { kind: 'rows', fields: fieldsOf(api, items) }
  return source ? { kind: 'picks', source } : { kind: 'lines' }
}

function textOf(source: Source | undefined, schema: Schema): Shape {
  if (schema.enum) return { kind: 'choice', options: schema.enum }
  if (schema.format === 'date') return { kind: 'date' }
  if (schema.format === 'date-time') return { kind: 'moment' }
  // A cause that is told in words is no cause of action.
  if (source && (source !== 'cause' || !schema.maxLength)) return { kind: 'pick', source }
  const max = schema.maxLength
  return { kind: (max ?? 0) >= 500 ? 'longText' : 'text', ...(max ? { max } : {}) }
}
