import { type Static, Type } from 'typebox'
import { Id, Instant, Nothing, TextSchema } from '../access/api.ts'
import { endpoint } from '../http/endpoint.ts'
import { notFound, staleVersion, tooLarge } from '../http/problems.ts'
import { exportInBackground, exportTooLarge } from '../lists/problems.ts'
import { areaClassIds } from '../localities/area-classes.ts'
import { classified, classifiedFilter, WithheldClasses } from '../privacy/classified.ts'
import { dataClassIds } from '../privacy/data-classes.ts'
import { withheldByRule } from '../privacy/problems.ts'
import { RegionCode } from '../regions/code.ts'
import { possiblySame } from './one-person-problems.ts'
import { DayString, DocumentNumber, PersonName, Telephone } from './particulars.ts'
import * as problems from './problems.ts'
import { readElderSearch } from './search.ts'

export { DayString }

const Sex = Type.Union([Type.Literal('male'), Type.Literal('female')])
const State = Type.Union([Type.Literal('active'), Type.Literal('moved-out'), Type.Literal('died')])
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])

/** Types of identity document; only resident identity numbers are checked by GB 11643. */
export const DocumentType = Type.Union([
  Type.Literal('resident-identity'),
  Type.Literal('hk-macao-taiwan-residence'),
  Type.Literal('passport'),
  Type.Literal('other'),
])

export const Address = Type.Object({
  text: Type.String({ maxLength: 200 }),
  /** WGS-84 degrees. */
  longitude: Type.Optional(Type.Number({ minimum: 73, maximum: 136 })),
  latitude: Type.Optional(Type.Number({ minimum: 3, maximum: 54 })),
})

export const Payee = Type.Object({
  accountName: Type.String({ minLength: 1, maxLength: 60 }),
  bank: Type.String({ minLength: 1, maxLength: 60 }),
  accountNumber: Type.String({ pattern: '^[0-9 ]{8,32}$' }),
})

/** One row of the register, as much as a list shows. */
export const ElderRow = Type.Object({
  id: Id,
  name: Type.String(),
  sex: Sex,
  birth: DayString,
  age: Type.Integer(),
  documentNumber: classified('identity', Type.String({ description: 'masked' }), ''),
  phone: classified('contact', orNull(Type.String({ description: 'masked' }))),
  region: RegionCode,
  regionPath: Type.String(),
  registeredRegion: RegionCode,
  registeredPath: Type.String(),
  categories: classified('circumstances', Type.Array(Type.String())),
  abilityLevel: classified('assessment', orNull(Type.Integer())),
  abilityValidUntil: classified('assessment', orNull(DayString)),
  /** Groups the elder belongs to by the rule of the plan that counts where they live; empty for nobody in special difficulty. */
  specialDifficulty: classified('circumstances', Type.Array(TextSchema)),
  state: State,
  updatedAt: Instant,
})
export type ElderRow = Static<typeof ElderRow>

export const ElderFilter = Type.Object({
  /** Name, pinyin, initials, phone or identity number; which of them is recognised from what was typed. */
  q: Type.Optional(Type.String({ maxLength: 60 })),
  region: Type.Optional(RegionCode),
  /** A grid of a village. */
  grid: Type.Optional(Id),
  /** Elders who live in divisions of a class (A17). */
  areaClass: Type.Optional(Type.Enum(areaClassIds)),
  /** Which division `region` means (A16): usual residence, or household registration. */
  basis: Type.Optional(Type.Union([Type.Literal('residence'), Type.Literal('registration')])),
  ageFrom: Type.Optional(Type.Integer({ minimum: 0, maximum: 150 })),
  ageTo: Type.Optional(Type.Integer({ minimum: 0, maximum: 150 })),
  sex: Type.Optional(Sex),
  /** `kind:value`, all of which must hold. */
  category: Type.Optional(
    classifiedFilter('circumstances', Type.Array(Type.String({ maxLength: 60 }), { maxItems: 10 })),
  ),
  /** `0`–`4`, or `none` for no valid assessment. */
  level: Type.Optional(
    classifiedFilter('assessment', Type.Array(Type.String({ pattern: '^([0-4]|none)$' }), { maxItems: 6 })),
  ),
  /** Elders in special difficulty (A09), or everybody else. */
  special: Type.Optional(classifiedFilter('circumstances', Type.Boolean())),
  state: Type.Optional(State),
  sort: Type.Optional(Type.Union([Type.Literal('name'), Type.Literal('birth'), Type.Literal('recent')])),
})
export type ElderFilter = Static<typeof ElderFilter>

const paging = {
  after: Type.Optional(Type.String({ maxLength: 200 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
}

/** Whoever tries identity numbers one after the other learns who is registered; a list and its count tell the same. */
function limitOfSearch({ q }: Readonly<Record<string, unknown>>): 'identitySearch' | undefined {
  return typeof q === 'string' && readElderSearch(q)?.by === 'document-number' ? 'identitySearch' : undefined
}

export const listElders = endpoint({
  method: 'GET',
  path: '/elders',
  permission: 'people:read',
  summary: { zh: '老年人列表', en: 'List elders' },
  query: Type.Object({ ...ElderFilter.properties, ...paging }),
  reply: Type.Object({ rows: Type.Array(ElderRow), next: orNull(Type.String()), withheld: WithheldClasses }),
  problems: [problems.unknownCategory],
  limit: limitOfSearch,
})

/** Where counting a list ends: nobody reads further, and a city's whole register would be read for a figure. */
export const countLimit = 10_000

export const countElders = endpoint({
  method: 'GET',
  path: '/elders/count',
  permission: 'people:read',
  summary: { zh: '列表中的老年人数', en: 'How many elders a list holds' },
  query: ElderFilter,
  reply: Type.Object({
    count: Type.Integer({ minimum: 0, maximum: countLimit }),
    more: Type.Boolean({ description: 'there are more than were counted' }),
  }),
  problems: [problems.unknownCategory],
  limit: limitOfSearch,
})

export const Circumstance = Type.Object({
  id: Id,
  kind: Type.String(),
  value: Type.String(),
  from: DayString,
  to: orNull(DayString),
  source: Type.String(),
  evidence: Type.String(),
  recordedAt: Instant,
  recordedBy: Type.String(),
})
export type Circumstance = Static<typeof Circumstance>

export const RelatedPerson = Type.Object({
  id: Id,
  name: Type.String(),
  relation: Type.String(),
  roles: Type.Array(Type.String()),
  phone: classified('contact', orNull(Type.String({ description: 'masked' }))),
  note: classified('notes', Type.String(), ''),
  from: DayString,
  to: orNull(DayString),
})
export type RelatedPerson = Static<typeof RelatedPerson>

/** One thing that happened to an elder, for the timeline; each module contributes its own. */
export const TimelineEntry = Type.Object({
  at: Type.String({ description: 'instant or day' }),
  module: Type.String(),
  title: TextSchema,
  detail: orNull(TextSchema),
  link: orNull(Type.String()),
  /** The class of data it tells of; absent where it tells of none. */
  dataClass: Type.Optional(Type.Enum(dataClassIds)),
})
export type TimelineEntry = Static<typeof TimelineEntry>

export const ElderFile = Type.Object({
  ...ElderRow.properties,
  ethnicity: Type.String(),
  documentType: DocumentType,
  address: classified('contact', orNull(Type.String({ description: 'masked' }))),
  longitude: classified('contact', orNull(Type.Number())),
  latitude: classified('contact', orNull(Type.Number())),
  payee: classified('account', orNull(Type.String({ description: 'masked' }))),
  diedOn: orNull(DayString),
  registeredAt: Instant,
  version: Type.Integer(),
  /** False where another county is responsible and the reader sees only the row of the register. */
  responsible: Type.Boolean(),
  /** Another file carries the same identity number; an officer has yet to settle whose it is. */
  documentDisputed: Type.Boolean(),
  formerNumbers: classified('identity', Type.Array(Type.Object({ register: Type.String(), number: Type.String() }))),
  circumstances: classified('circumstances', Type.Array(Circumstance)),
  relatedPersons: classified('relatives', Type.Array(RelatedPerson)),
  withheld: WithheldClasses,
})
export type ElderFile = Static<typeof ElderFile>

const elderId = Type.Object({ id: Id })

export const getElder = endpoint({
  method: 'GET',
  path: '/elders/:id',
  permission: 'people:read',
  summary: { zh: '一人一档', en: 'One elder’s file' },
  params: elderId,
  reply: ElderFile,
  problems: [notFound],
})

export const getElderTimeline = endpoint({
  method: 'GET',
  path: '/elders/:id/timeline',
  permission: 'people:read',
  summary: { zh: '老年人大事记', en: 'What happened to an elder' },
  params: elderId,
  reply: Type.Object({ rows: Type.Array(TimelineEntry), withheld: WithheldClasses }),
  problems: [notFound],
})

export const whoLooked = endpoint({
  method: 'GET',
  path: '/elders/:id/looks',
  permission: 'people:read',
  summary: { zh: '谁看过这份档案', en: 'Who looked at this file' },
  params: elderId,
  query: Type.Object({ after: paging.after }),
  reply: Type.Object({
    rows: Type.Array(
      Type.Object({
        id: Id,
        at: Instant,
        actorName: Type.String(),
        action: TextSchema,
        purpose: orNull(Type.String()),
        /** Where it was another file of the same person, merged into this one since. */
        formerFile: orNull(
          Type.Object({ name: Type.String(), documentNumber: classified('identity', Type.String(), '') }),
        ),
      }),
    ),
    next: orNull(Type.String()),
  }),
  problems: [notFound],
})

/** A question and not a command: the answers of commands are stored, and this one must not be stored anywhere. */
export const revealElder = endpoint({
  method: 'GET',
  path: '/elders/:id/reveal',
  permission: 'people:reveal',
  summary: { zh: '查看完整的敏感信息', en: 'Reveal a masked field, for a purpose' },
  params: elderId,
  query: Type.Object({
    field: Type.Union([
      Type.Literal('documentNumber'),
      Type.Literal('phone'),
      Type.Literal('address'),
      Type.Literal('payee'),
      Type.Literal('relatedPersonPhone'),
      Type.Literal('formerParticular'),
      Type.Literal('guardianCandidatePhone'),
      Type.Literal('carePersonPhone'),
    ]),
    relatedPersonId: Type.Optional(Id),
    formerParticularId: Type.Optional(Id),
    /** The guardianship arrangement or care plan that names the person. */
    recordId: Type.Optional(Id),
    purpose: Type.String({ minLength: 2, maxLength: 100 }),
  }),
  reply: Type.Object({ value: Type.String() }),
  problems: [notFound, withheldByRule],
  limit: 'reveal',
})

/** Said where files look alike and it is another person all the same. */
export const Another = Type.Object({
  /** Candidates that were looked at and are other people. */
  elders: Type.Array(Id, { maxItems: 50 }),
  /** Also those in counties the officer does not see. */
  elsewhere: Type.Optional(Type.Boolean()),
  reason: Type.String({ minLength: 2, maxLength: 300 }),
})
export type Another = Static<typeof Another>

export const NewElder = Type.Object({
  name: PersonName,
  documentType: DocumentType,
  documentNumber: DocumentNumber,
  /** Read from a resident identity number when absent. */
  sex: Type.Optional(Sex),
  birth: Type.Optional(DayString),
  ethnicity: Type.Optional(Type.String({ maxLength: 20 })),
  phone: Type.Optional(Telephone),
  region: RegionCode,
  registeredRegion: Type.Optional(RegionCode),
  address: Type.Optional(Address),
  payee: Type.Optional(Payee),
  another: Type.Optional(Another),
  formerNumbers: Type.Optional(
    Type.Array(Type.Object({ register: Type.String({ maxLength: 60 }), number: Type.String({ maxLength: 60 }) })),
  ),
  circumstances: Type.Optional(
    Type.Array(
      Type.Object({
        kind: Type.String(),
        value: Type.String(),
        from: DayString,
        source: Type.String({ maxLength: 100 }),
        evidence: Type.Optional(Type.String({ maxLength: 200 })),
      }),
    ),
  ),
  /** Doubts (refusals that are `confirmable`) somebody has looked into, by their code, and why they do not hold. */
  confirmed: Type.Optional(
    Type.Array(
      Type.Object({ code: Type.String({ maxLength: 60 }), reason: Type.String({ minLength: 2, maxLength: 200 }) }),
      { maxItems: 5 },
    ),
  ),
})
export type NewElder = Static<typeof NewElder>

export const registerElder = endpoint({
  method: 'POST',
  path: '/elders',
  permission: 'people:write',
  summary: { zh: '登记老年人', en: 'Register an elder' },
  body: NewElder,
  reply: ElderFile,
  problems: [
    problems.documentNumberInvalid,
    problems.alreadyRegistered,
    problems.tooYoung,
    problems.regionUnknown,
    problems.phoneInvalid,
    problems.unknownCategory,
    problems.contradictsDocument,
    problems.particularsMissing,
    problems.formerNumberTaken,
    possiblySame,
  ],
})

export const changeElder = endpoint({
  method: 'PATCH',
  path: '/elders/:id',
  permission: 'people:write',
  summary: { zh: '修改老年人基本信息', en: 'Change an elder’s particulars' },
  params: elderId,
  body: Type.Object({
    version: Type.Integer(),
    name: Type.Optional(NewElder.properties.name),
    ethnicity: NewElder.properties.ethnicity,
    phone: Type.Optional(orNull(Type.String({ maxLength: 30 }))),
    /** Within the same county; a move to another county is a transfer. */
    region: Type.Optional(RegionCode),
    registeredRegion: NewElder.properties.registeredRegion,
    address: NewElder.properties.address,
    payee: NewElder.properties.payee,
    /** From when what is changed holds; today when absent. A correction has no such day. */
    from: Type.Optional(DayString),
    /** Whether the former particulars held until then, or never did; what is usual for each of them when absent. */
    why: Type.Optional(Type.Union([Type.Literal('change'), Type.Literal('correction')])),
  }),
  reply: ElderFile,
  problems: [
    notFound,
    staleVersion,
    problems.regionUnknown,
    problems.phoneInvalid,
    problems.otherCounty,
    problems.periodUpsideDown,
  ],
})

export const recordDeath = endpoint({
  method: 'POST',
  path: '/elders/:id/death',
  permission: 'people:write',
  summary: { zh: '登记死亡', en: 'Record a death' },
  params: elderId,
  body: Type.Object({
    version: Type.Integer(),
    diedOn: DayString,
    source: Type.String({ minLength: 1, maxLength: 100 }),
  }),
  reply: ElderFile,
  problems: [notFound, staleVersion, problems.deathInFuture],
})

export const addCircumstance = endpoint({
  method: 'POST',
  path: '/elders/:id/circumstances',
  permission: 'people:write',
  summary: { zh: '登记情形', en: 'Record a circumstance' },
  params: elderId,
  body: Type.Object({
    kind: Type.String(),
    value: Type.String(),
    from: DayString,
    to: Type.Optional(orNull(DayString)),
    source: Type.String({ minLength: 1, maxLength: 100 }),
    evidence: Type.Optional(Type.String({ maxLength: 200 })),
  }),
  reply: ElderFile,
  problems: [notFound, problems.unknownCategory, problems.periodUpsideDown, problems.writtenElsewhere],
})

export const endCircumstance = endpoint({
  method: 'POST',
  path: '/elders/:id/circumstances/:circumstanceId/end',
  permission: 'people:write',
  summary: { zh: '终止情形', en: 'End a circumstance' },
  params: Type.Object({ id: Id, circumstanceId: Id }),
  body: Type.Object({ to: DayString, reason: Type.String({ minLength: 1, maxLength: 200 }) }),
  reply: ElderFile,
  problems: [notFound, problems.periodUpsideDown, problems.writtenElsewhere, problems.alreadyEnded],
})

export const addRelatedPerson = endpoint({
  method: 'POST',
  path: '/elders/:id/related-persons',
  permission: 'people:write',
  summary: { zh: '登记身边的人', en: 'Record somebody around an elder' },
  params: elderId,
  body: Type.Object({
    name: Type.String({ minLength: 1, maxLength: 60 }),
    relation: Type.String(),
    roles: Type.Array(Type.String(), { minItems: 1, maxItems: 5 }),
    phone: Type.Optional(Type.String({ maxLength: 30 })),
    note: Type.Optional(Type.String({ maxLength: 200 })),
  }),
  reply: ElderFile,
  problems: [notFound, problems.phoneInvalid, problems.relationUnknown],
})

export const endRelatedPerson = endpoint({
  method: 'POST',
  path: '/elders/:id/related-persons/:personId/end',
  permission: 'people:write',
  summary: { zh: '终止关系', en: 'End somebody’s part' },
  params: Type.Object({ id: Id, personId: Id }),
  body: Type.Object({ to: DayString }),
  reply: ElderFile,
  problems: [notFound, problems.periodUpsideDown],
})

export const exportElders = endpoint({
  method: 'GET',
  path: '/elders/export',
  permission: 'people:export',
  summary: { zh: '导出老年人名单', en: 'Export a list of elders' },
  query: Type.Object({
    ...ElderFilter.properties,
    format: Type.Union([Type.Literal('xlsx'), Type.Literal('csv')]),
    columns: Type.Optional(Type.Array(Type.String({ maxLength: 40 }), { maxItems: 40 })),
    purpose: Type.String({ minLength: 2, maxLength: 100 }),
    language: Type.Optional(Type.Union([Type.Literal('zh'), Type.Literal('en')])),
  }),
  reply: Nothing,
  transfer: 'file',
  problems: [exportTooLarge, exportInBackground],
  limit: 'export',
})

export const PeopleImport = Type.Object({
  id: Id,
  fileName: Type.String(),
  region: RegionCode,
  regionPath: Type.String(),
  state: Type.Union([
    Type.Literal('uploading'),
    Type.Literal('checking'),
    Type.Literal('checked'),
    Type.Literal('applying'),
    Type.Literal('applied'),
    Type.Literal('failed'),
    Type.Literal('cancelled'),
  ]),
  total: Type.Integer(),
  done: Type.Integer(),
  counts: Type.Record(Type.String(), Type.Integer()),
  /** Rows per second since checking or applying began or was taken up again; null before the first batch. */
  speed: orNull(Type.Number()),
  fault: orNull(TextSchema),
  /** The sheet that is read: the first one with a header. Empty for files without sheets. */
  sheet: Type.String(),
  /** Sheets that are not read. */
  otherSheets: Type.Array(Type.String()),
  /** The row the headers stand in, as the spreadsheet counts. */
  headerRow: Type.Integer(),
  /** Column of the file → field of the register; null where a column is left out. */
  mapping: Type.Array(
    Type.Object({
      column: Type.Integer(),
      header: Type.String(),
      field: orNull(Type.String()),
      sample: Type.Array(Type.String()),
    }),
  ),
  createdAt: Instant,
  createdBy: Type.String(),
  finishedAt: orNull(Instant),
})
export type PeopleImport = Static<typeof PeopleImport>

const importId = Type.Object({ id: Id })

/** A file is sent in parts of this many bytes; only the last is shorter. */
export const importPartSize = 1024 * 1024
export const importFileLimitMegabytes = 50

const Digest = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256, hexadecimal' })

export const PeopleUpload = Type.Object({
  id: Id,
  partSize: Type.Integer(),
  /** The parts that have arrived, with their digests: they need not be sent again. */
  received: Type.Array(Type.Object({ part: Type.Integer(), digest: Digest })),
})
export type PeopleUpload = Static<typeof PeopleUpload>

export const beginPeopleImport = endpoint({
  method: 'POST',
  path: '/people-imports',
  permission: 'people:import',
  summary: {
    zh: '开始上传名单；同一个文件没有传完的，从断处继续',
    en: 'Begin to upload a list, or go on with one that broke off',
  },
  body: Type.Object({
    /** For rows that name no village of their own. */
    region: RegionCode,
    fileName: Type.String({ minLength: 1, maxLength: 200 }),
    size: Type.Integer({ minimum: 0 }),
    /** When the file was last changed, as the sender's machine says: tells it from another of the same name and size. */
    stamp: Type.Optional(Type.String({ maxLength: 40 })),
  }),
  reply: PeopleUpload,
  problems: [problems.regionUnknown, tooLarge],
})

export const sendPeopleImportPart = endpoint({
  method: 'PUT',
  path: '/people-imports/:id/parts/:part',
  permission: 'people:import',
  summary: { zh: '上传文件的一段', en: 'Send a part of the file' },
  params: Type.Object({ id: Id, part: Type.Integer({ minimum: 0, maximum: 1000 }) }),
  query: Type.Object({ digest: Type.Optional(Digest) }),
  reply: Type.Object({ digest: Digest }),
  transfer: 'part',
  problems: [notFound, problems.importInOtherState, problems.fileChanged],
})

export const endPeopleUpload = endpoint({
  method: 'POST',
  path: '/people-imports/:id/uploaded',
  permission: 'people:import',
  summary: { zh: '文件已传完：核对并开始试算', en: 'The file is there: verify it and begin to check it' },
  params: importId,
  /** SHA-256 over the digests of all parts, as bytes one behind the other. */
  body: Type.Object({ digest: Type.Optional(Digest) }),
  reply: PeopleImport,
  problems: [
    notFound,
    problems.importInOtherState,
    problems.uploadIncomplete,
    problems.fileChanged,
    problems.fileUnreadable,
    problems.noHeaderFound,
  ],
})

export const listPeopleImports = endpoint({
  method: 'GET',
  path: '/people-imports',
  permission: 'people:import',
  summary: { zh: '导入记录', en: 'Imports so far' },
  reply: Type.Object({ rows: Type.Array(PeopleImport) }),
})

export const getPeopleImport = endpoint({
  method: 'GET',
  path: '/people-imports/:id',
  permission: 'people:import',
  summary: { zh: '查看导入', en: 'Read an import' },
  params: importId,
  reply: PeopleImport,
  problems: [notFound],
})

export const listPeopleImportRows = endpoint({
  method: 'GET',
  path: '/people-imports/:id/rows',
  permission: 'people:import',
  summary: { zh: '每行结果', en: 'What became of each row' },
  params: importId,
  query: Type.Object({
    outcome: Type.Optional(Type.String()),
    after: Type.Optional(Type.Integer()),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 100 })),
  }),
  reply: Type.Object({
    rows: Type.Array(
      Type.Object({
        rowNumber: Type.Integer(),
        name: Type.String(),
        outcome: Type.String(),
        /** Why it is refused; `field` is a field of `import-fields.ts`, empty for the row as a whole. */
        faults: Type.Array(
          Type.Object({
            field: Type.String(),
            message: TextSchema,
            /** It can be confirmed that this does not hold, and then the row is taken. */
            doubt: Type.Optional(Type.String()),
          }),
        ),
        /** What would change or did, and what the file says without effect. */
        notes: Type.Array(Type.Object({ field: Type.String(), message: TextSchema })),
        elderId: orNull(Id),
      }),
    ),
    next: orNull(Type.Integer()),
  }),
  problems: [notFound],
})

export const remapPeopleImport = endpoint({
  method: 'PUT',
  path: '/people-imports/:id/mapping',
  permission: 'people:import',
  summary: { zh: '调整列对应并重新试算', en: 'Change the mapping and check again' },
  params: importId,
  body: Type.Object({
    /** Another sheet of the file to be read instead. Its columns are found anew, so `mapping` counts for the same sheet only. */
    sheet: Type.Optional(Type.String({ maxLength: 100 })),
    mapping: Type.Array(Type.Object({ column: Type.Integer(), field: orNull(Type.String()) })),
  }),
  reply: PeopleImport,
  problems: [
    notFound,
    problems.importInOtherState,
    problems.mappingIncomplete,
    problems.sheetUnknown,
    problems.noHeaderFound,
    problems.fileUnreadable,
  ],
})

export const applyPeopleImport = endpoint({
  method: 'POST',
  path: '/people-imports/:id/apply',
  permission: 'people:import',
  summary: { zh: '确认导入', en: 'Apply an import' },
  params: importId,
  reply: PeopleImport,
  problems: [notFound, problems.importInOtherState],
})

export const confirmPeopleImportRow = endpoint({
  method: 'POST',
  path: '/people-imports/:id/rows/:row/confirm',
  permission: 'people:import',
  summary: {
    zh: '确认一行的疑点不成立，并导入这一行',
    en: 'Confirm that the doubt about a row does not hold, and take it',
  },
  params: Type.Object({ id: Id, row: Type.Integer({ minimum: 1 }) }),
  body: Type.Object({ reason: Type.String({ minLength: 2, maxLength: 200 }) }),
  reply: PeopleImport,
  problems: [notFound, problems.importInOtherState, problems.nothingToConfirm],
})

export const cancelPeopleImport = endpoint({
  method: 'POST',
  path: '/people-imports/:id/cancel',
  permission: 'people:import',
  summary: { zh: '停止导入；已导入的行保留', en: 'Stop an import; rows that are applied stay' },
  params: importId,
  reply: PeopleImport,
  problems: [notFound, problems.importInOtherState],
})

export const peopleImportResult = endpoint({
  method: 'GET',
  path: '/people-imports/:id/result',
  permission: 'people:import',
  summary: { zh: '下载结果文件', en: 'Download the result file' },
  params: importId,
  query: Type.Object({
    language: Type.Optional(Type.Union([Type.Literal('zh'), Type.Literal('en')])),
    format: Type.Optional(Type.Union([Type.Literal('xlsx'), Type.Literal('csv')])),
    /** Only the rows that were not taken, ready to be put right and sent again. */
    rows: Type.Optional(Type.Union([Type.Literal('all'), Type.Literal('refused')])),
  }),
  reply: Nothing,
  transfer: 'file',
  problems: [notFound],
})

export const peopleImportTemplate = endpoint({
  method: 'GET',
  path: '/people-imports/template',
  permission: 'people:import',
  summary: { zh: '下载空白模板', en: 'Download an empty template' },
  reply: Nothing,
  transfer: 'file',
})
