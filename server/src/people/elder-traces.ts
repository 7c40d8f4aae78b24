import type { ElderTrace } from '../db/elder-trace.ts'
import { labels } from './sealed-elder.ts'

/** The file that is left when an elder’s is erased: where, which sex, born in which year, died when. */
export const erasedName = '（已删除）'

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
  { table: 'elder_circumstance', erase: { set: { source: `''`, evidence: `''`, detail: `'{}'` } } },
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
]
