import type { ElderTrace } from '../db/elder-trace.ts'
import { labels } from './sealed-elder.ts'

/** The file that is left when an elder’s is erased: where, which sex, born in which year, died when. */
export const erasedName = '（已删除）'

const transferWithoutName = {
  set: { elder_name: `'${erasedName}'`, document_masked: `''`, reason: `''`, story: `'[]'` },
}
const merges = { table: 'elder_merge', column: 'merge_id', elder: ['survivor_id', 'merged_id'] }

/** What the register knows of an elder. */
export const elderTraces: readonly ElderTrace[] = [
  {
    table: 'elder',
    column: 'id',
    erase: {
      set: {
        name: `'${erasedName}'`,
        pinyin: `''`,
        initials: `''`,
        birth: `date_trunc('year', birth)::date`,
        ethnicity: `''`,
        document_number_index: `decode(md5(gen_random_uuid()::text), 'hex')`,
        document_number_masked: `'—'`,
        phone_sealed: 'null',
        phone_index: 'null',
        phone_masked: 'null',
        address_sealed: 'null',
        address_masked: 'null',
        longitude: 'null',
        latitude: 'null',
        payee_sealed: 'null',
        payee_masked: 'null',
        payee_index: 'null',
        categories: `'{}'`,
        special_difficulty: `'[]'`,
        ability_level: 'null',
        ability_valid_until: 'null',
        served_by: `'{}'`,
        version: 'version + 1',
      },
      seal: [{ column: 'document_number_sealed', label: labels.documentNumber, as: 'fresh-id' }],
    },
  },
  { table: 'identity_claim', erase: 'rows' },
  { table: 'elder_circumstance', erase: { set: { source: `''`, evidence: `''`, detail: `'{}'`, former: `'[]'` } } },
  { table: 'elder_former_particular', erase: 'rows' },
  { table: 'related_person', erase: 'rows' },
  { table: 'former_number', erase: 'rows' },
  {
    table: 'former_residence',
    erase: { keep: { zh: '只有区划与日期', en: 'Divisions and days only' } },
  },
  { table: 'special_difficulty_membership', erase: { set: { because: `'{}'` } } },
  {
    table: 'people_import_row',
    erase: { set: { name: `''`, faults: `'{"faults":[],"notes":[]}'`, confirmed: 'null' } },
  },
  { table: 'former_document', erase: 'rows' },
  {
    table: 'death_report',
    erase: {
      set: { elder_name: `'${erasedName}'`, document_masked: `''`, evidence: `''`, reporter: `''`, closed: `'{}'` },
    },
  },
  {
    table: 'guardianship_arrangement',
    erase: {
      set: {
        candidate_name: 'null',
        candidate_relation: 'null',
        candidate_phone_sealed: 'null',
        candidate_phone_masked: 'null',
        temporary_guardian: 'null',
        responsible: `''`,
      },
    },
  },
  { table: 'guardianship_step', erase: { set: { note_sealed: 'null', documents: `'[]'`, responsible: `''` } } },
  { table: 'family_contact', erase: 'rows' },
  { table: 'care_state', erase: 'rows' },
  {
    table: 'care_plan',
    erase: {
      set: { person_name: `''`, person_phone_sealed: 'null', person_phone_masked: 'null', note_sealed: 'null' },
    },
  },
  // that somebody looked in, and when, is counted; what they found is not kept
  {
    table: 'care_contact',
    erase: {
      set: { finding_sealed: 'null', need_sealed: 'null', needs: `'{}'`, reason: `''` },
    },
  },
  { table: 'elder_pair', erase: { set: { reason: 'null' } } },
  { table: 'elder_transfer', erase: transferWithoutName },
  // the file that arrived: what the two counties told each other stands where it left
  { table: 'elder_transfer', column: 'to_elder_id', county: 'to_county', erase: transferWithoutName },
  { table: 'elder_merge_row', through: merges, erase: 'rows' },
  { table: 'elder_merge_sealed', through: merges, erase: 'rows' },
  { table: 'elder_merge', column: 'survivor_id', erase: { set: { reason: `''` } } },
  { table: 'elder_merge', column: 'merged_id', erase: { set: { reason: `''` } } },
]
