import type { Endpoint } from '@yinian/core/http/endpoint.ts'
import { classesOf } from '@yinian/core/privacy/classified.ts'
import type { TSchema } from 'typebox'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestPlatform, testPlatform } from '../testing.ts'

// Whoever adds an endpoint that tells of a person says which class of data it is, or here why it is none.

let platform: TestPlatform
beforeAll(async () => {
  platform = await testPlatform()
})
afterAll(() => platform.close())

/** What fields with something of a person in them are called. */
const personal =
  /^(.*[pP]hone|.*[tT]elephone|telephoneMasked|phoneMasked|address|longitude|latitude|payee|account|documentNumber|numberMasked|documentMasked|identityNumber(Masked)?|formerNumbers|categories|circumstances|specialDifficulty|relatedPersons|relatives|family|candidate|temporaryGuardian|personName|abilityLevel|abilityValidUntil|finalLevel|initialLevel|level|score|answers|information|comparison|facts|decision|entitlements)$/

/** Fields by endpoint, and why they are no class of an elder’s data. */
const none: readonly (readonly [RegExp, string])[] = [
  [/#.*\b(levels?|ancestors|divisions|children)\b.*\.level$|^GET \/regions\S*#.*\.level$/, 'the level of a division'],
  [
    /^\w+ \/(organisations|places|grids)(\/:county)?(\/:id)?(\/(status|close|standards))?#/,
    'how to reach an organisation, a place or a grid, which is no elder',
  ],
  [/\/(exchange\/connectors|me\/second-factor|me\/identities)[^#]*#\.?.*address$/, 'an address of a machine'],
  [/\/assessors[^#]*#/, 'assessors are staff, whose numbers their own page is for'],
  [
    /^\w+ \/(accounts|grant-requests|me|ledger|roles|division-changes)\b[^#]*#.*account$/,
    'an account of the platform or of the ledger',
  ],
  [/ \/(channels|kept-places|joint-days)\b[^#]*#.*\bphone$/, 'how many called by telephone'],
  [/ \/kept-places\/rules[^#]*#.*telephone$/, 'the telephone of a counter'],
  [/ \/division-changes\/:id\/lines#/, 'the level of a division'],
  [/ \/elder-(pairs|merges)[^#]*#(\.pair|\.rows\[\])?\.score$/, 'how alike two files are'],
  [/ \/elders\/candidates#|^POST .*#\.rows\[\]\.score$| \/survey-proposals[^#]*#.*\.score$/, 'how alike two files are'],
  [/^GET \/indicators\/:id#\.divisions\[\]\.centre\.(longitude|latitude)$/, 'the middle of a division, of many elders'],
  [/ \/benefits\/policies\b[^#]*#\.(check\.)?effective\./, 'what a policy says of invented people'],
  [/ \/benefits\/rules\/check#/, 'the names of facts a rule asks for'],
]

/** Files and what they carry of a person, which is none or the sender’s own. */
const noFile: Readonly<Record<string, string>> = {
  '/elders/export': 'leaves out the columns of withheld classes',
  '/exports/:id/file': 'refuses what was written before the rule; otherwise written without it',
  '/people-imports/:id/result': 'the list the same officer uploaded, with what became of each row',
  '/people-imports/template': 'empty',
  '/old-results/template': 'empty',
  '/area-classes/template': 'empty',
  '/division-changes/template': 'empty',
  '/data-dictionary/export': 'names of columns',
  '/exchange/agreements/:subject/:county/:id/file': 'a document between authorities',
  '/contract-documents/:county/:id': 'a document between an authority and an organisation',
  '/fee-statements/:county/:id/file': 'what organisations are paid for',
  '/audit-heads': 'digests',
  '/data-quality/cases/export': 'who is on it and where they live, no field',
  '/survey-campaigns/:county/:id/report/export': 'figures, small ones hidden',
  '/elders/:id/person-access/:accessId/slip': 'a code for the elder or relative it is handed to',
  '/elders/:id/looks-sheet': 'who looked, for the elder it is handed to',
}

const shown = (endpoint: Endpoint): boolean =>
  endpoint.permission !== 'public' && endpoint.permission !== 'person' && !endpoint.permission.startsWith('client:')

interface Walked {
  readonly properties?: Readonly<Record<string, TSchema>>
  readonly patternProperties?: Readonly<Record<string, TSchema>>
  readonly items?: TSchema
  readonly anyOf?: readonly TSchema[]
  readonly allOf?: readonly TSchema[]
}

/** Personal fields that neither are of a class nor lie in something that is. */
function unclassified(schema: TSchema, at = '', called = personal): string[] {
  if (classesOf(schema).length > 0) return []
  const { properties = {}, patternProperties = {}, items, anyOf = [], allOf = [] } = schema as Walked
  return [
    ...Object.entries(properties).flatMap(([name, property]) =>
      called.test(name) && classesOf(property).length === 0 && !isOfClassesThroughout(property)
        ? [`${at}.${name}`]
        : unclassified(property, `${at}.${name}`, called),
    ),
    ...Object.values(patternProperties).flatMap((one) => unclassified(one, `${at}{}`, called)),
    ...(items ? unclassified(items, `${at}[]`, called) : []),
    ...[...anyOf, ...allOf].flatMap((one) => unclassified(one, at, called)),
  ]
}

/** A group of fields of which each says its own class. */
function isOfClassesThroughout(schema: TSchema): boolean {
  const { properties, anyOf } = schema as Walked
  if (anyOf) return anyOf.every((one) => isOfClassesThroughout(one) || (one as { type?: string }).type === 'null')
  return properties !== undefined && Object.values(properties).some((one) => classesOf(one).length > 0)
}

it('says of every personal field of an answer which class of data it belongs to', () => {
  const forgotten = platform.served
    .filter(({ endpoint }) => shown(endpoint) && endpoint.transfer !== 'file' && !endpoint.carries)
    .flatMap(({ endpoint }) =>
      unclassified(endpoint.reply).map((field) => `${endpoint.method} ${endpoint.path}#${field}`),
    )
    .filter((field) => !none.some(([pattern]) => pattern.test(field)))
  expect(forgotten).toEqual([])
})

/** What fields are called that people type into, about an elder. */
const typed = /^(\w*[nN]otes?|remarks?|found|need|words|\w*[rR]eason|whatChanged)$/

/** Where what is typed tells of an elder’s file. */
const ofElders =
  /^\w+ \/(elders?|elder-[a-z-]+|assessments?|assessment-records|quality-checks|survey-[a-z-]+|guardianship[a-z-]*|care[a-z-]*|deaths?|death-[a-z-]+|correction-requests|undivided-[a-z]+)\b/

/** Typed fields that are none of it, and why. */
const noNotes: readonly (readonly [RegExp, string])[] = [
  [/ \/(assessments|elders\/:county\/:id\/assessments)[^#]*#(\.rows\[\])?\.reason$/, 'one of a list, not typed'],
  [/ \/elders\/:id\/person-access[^#]*#.*endedReason$/, 'one of a list, not typed'],
  [/ \/survey-campaigns\/:county\/:id\/report#.*\.need$/, 'one of a list, not typed'],
  [/ \/(survey-campaigns[^#]*|elders\/:id\/special-difficulty)#/, 'of a survey or a rule, which is nobody’s'],
  [/^POST \/death-reports\/import#/, 'why a row was refused'],
  [
    / \/(elder-merges|elder-pairs|elder-transfers|death-reports|correction-requests|quality-checks|elders\/:id\/(death-reports|correction-requests|consents|holds|erasures|former-documents))\b[^#]*#.*[rR]eason$/,
    'the ground of a decision, which whoever decides has to read',
  ],
]

it('says of every text that is typed about an elder that it is a note, or why not', () => {
  const forgotten = platform.served
    .filter(({ endpoint }) => shown(endpoint) && endpoint.transfer !== 'file' && !endpoint.carries)
    .filter(({ endpoint }) => ofElders.test(`${endpoint.method} ${endpoint.path}`))
    .flatMap(({ endpoint }) =>
      unclassified(endpoint.reply, '', typed).map((field) => `${endpoint.method} ${endpoint.path}#${field}`),
    )
    .filter((field) => !noNotes.some(([pattern]) => pattern.test(field)))
  expect(forgotten).toEqual([])
})

it('says of every file which classes it carries', () => {
  const files = platform.served.filter(({ endpoint }) => shown(endpoint) && endpoint.transfer === 'file')
  const forgotten = files.filter(({ endpoint }) => !endpoint.carries && noFile[endpoint.path] === undefined)
  expect(forgotten.map(({ endpoint }) => endpoint.path)).toEqual([])
  expect(files.length).toBeGreaterThan(20)
})

it('finds a personal field where nobody said its class', () => {
  const [file] = platform.served.filter(({ endpoint }) => endpoint.path === '/organisations/:county/:id')
  expect(file && unclassified(file.endpoint.reply)).toContain('.telephone')
})
