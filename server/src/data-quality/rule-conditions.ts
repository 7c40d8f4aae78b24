import { openStates } from '@yinian/core/assessments/procedure.ts'
import { ageToConfirm, monthsUntouched, phoneSharedByMoreThan, type Subject } from '@yinian/core/data-quality/rules.ts'
import { addMonths, type Day } from '@yinian/core/time/day.ts'
import { type RawBuilder, sql } from 'kysely'

/** Where and as of when records are looked at. */
export interface Looking {
  /** Absent for several counties at once. */
  readonly county?: string
  readonly today: Day
}

interface Conditions {
  /** Which records the rule is about. */
  readonly applies: RawBuilder<unknown>
  readonly faulty: RawBuilder<unknown>
}

/** Where the records of a subject stand; each is `s` in the conditions. */
export const tableOf: Readonly<
  Record<Subject, { readonly table: string; readonly where: string; readonly name: string }>
> = {
  elder: { table: 'elder', where: `s.state = 'active'`, name: 's.name' },
  assessment: { table: 'assessment', where: 'true', name: 's.number' },
  organisation: { table: 'organisation', where: `s.status = 'active'`, name: 's.name' },
  assessor: { table: 'assessor', where: `s.status = 'active'`, name: 's.name' },
}

const yes = sql`true`
const here = (county: string | undefined) => (county === undefined ? sql`true` : sql`county = ${county}`)
const open = sql`s.state = any (${sql.val([...openStates])}::text[])`
/** Circumstances whose truth rests on a paper of another department. */
const documented = sql`('hardship', 'disability-grade', 'disability-type')`

/** One condition for each rule; what they look up beside the record is read once for the whole set. */
export const conditionsOf: Readonly<Record<string, (looking: Looking) => Conditions>> = {
  'address-missing': () => ({ applies: yes, faulty: sql`s.address_masked is null` }),
  'phone-missing': () => ({ applies: yes, faulty: sql`s.phone_masked is null` }),
  'contact-missing': ({ county, today }) => ({
    applies: sql`s.is_special`,
    faulty: sql`s.id not in (select elder_id from related_person where ${here(county)} and 'contact-person' = any (roles)
      and (valid_to is null or valid_to > ${today}::date))`,
  }),
  'payee-missing': () => ({
    applies: sql`s.categories && array['hardship:tekun', 'hardship:dibao', 'hardship:low-income']`,
    faulty: sql`s.payee_masked is null`,
  }),
  'evidence-missing': ({ county, today }) => ({
    applies: sql`s.id in (select elder_id from elder_circumstance where ${here(county)} and kind in ${documented}
      and valid_from <= ${today}::date and (valid_to is null or valid_to > ${today}::date))`,
    faulty: sql`s.id in (select elder_id from elder_circumstance where ${here(county)} and kind in ${documented}
      and valid_from <= ${today}::date and (valid_to is null or valid_to > ${today}::date) and evidence = '')`,
  }),
  'village-unknown': () => ({ applies: yes, faulty: sql`right(s.region, 3) = '000'` }),
  'age-unconfirmed': ({ today }) => ({
    applies: yes,
    faulty: sql`s.birth <= ${addMonths(today, -12 * (ageToConfirm + 1))}::date`,
  }),
  'registered-elsewhere': () => ({ applies: yes, faulty: sql`left(s.registered_region, 6) <> s.county` }),
  'self-care-missing': () => ({
    applies: sql`s.categories @> array['hardship:tekun']`,
    faulty: sql`array_to_string(s.categories, ' ') not like '%tekun-self-care:%'`,
  }),
  'institution-unserved': () => ({
    applies: sql`s.categories @> array['living-arrangement:institution']`,
    faulty: sql`s.served_by = '{}'`,
  }),
  'level-expired': ({ today }) => ({
    applies: sql`s.ability_level is not null`,
    faulty: sql`s.ability_valid_until < ${today}::date`,
  }),
  'file-untouched': ({ today }) => ({
    applies: yes,
    faulty: sql`s.updated_at < ${addMonths(today, -monthsUntouched)}::date`,
  }),
  'phone-shared': ({ county }) => ({
    applies: sql`s.phone_index is not null`,
    faulty: sql`s.phone_index in (select phone_index from elder where ${here(county)} and state = 'active' and phone_index is not null
      group by phone_index having count(*) > ${sql.lit(phoneSharedByMoreThan)})`,
  }),
  'number-disputed': () => ({ applies: yes, faulty: sql`s.document_disputed` }),
  'assessment-overdue': ({ today }) => ({ applies: open, faulty: sql`s.due_on < ${today}::date` }),
  'assessment-twice': ({ county }) => ({
    applies: open,
    faulty: sql`s.elder_id in (select elder_id from assessment where ${here(county)} and check_of is null
      and state = any (${sql.val([...openStates])}::text[]) group by elder_id having count(*) > 1)`,
  }),
  'assessment-contact-missing': () => ({ applies: open, faulty: sql`coalesce(s.phone_masked, '') = ''` }),
  'organisation-contact-missing': () => ({
    applies: yes,
    faulty: sql`coalesce(s.contact_name, '') = '' or coalesce(s.telephone, '') = ''`,
  }),
  'organisation-contract-over': ({ today }) => ({
    applies: sql`s.contract_until is not null`,
    faulty: sql`s.contract_until < ${today}::date`,
  }),
  'organisation-name-twice': ({ county }) => ({
    applies: yes,
    faulty: sql`s.name in (select name from organisation where ${here(county)} and status = 'active' group by name having count(*) > 1)`,
  }),
  'assessor-training-over': ({ today }) => ({
    applies: sql`s.training_until is not null`,
    faulty: sql`s.training_until < ${today}::date`,
  }),
  'assessor-certificate-missing': () => ({ applies: yes, faulty: sql`coalesce(s.certificate_number, '') = ''` }),
}
