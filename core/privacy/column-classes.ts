import type { DataClass } from './data-classes.ts'

/** Columns of an elder’s data by `table.column`; what the first that fits says counts. Keys and who wrote a row are of none. */
const classes: readonly (readonly [RegExp, DataClass])[] = [
  [/\.payee(_|$)/, 'account'],
  [
    /^((care_plan|guardianship_step|survey_referral)\.note_|care_contact\.(finding_sealed|need_sealed|reason)|related_person\.note|assessment\.reason_note|(assessment_step|elder_transfer)\.reason)/,
    'notes',
  ],
  [
    /^(elder|former_document|death_report|elder_transfer|identity_claim)\.(document|number)_(?!disputed|type)/,
    'identity',
  ],
  [/^former_number\.(register|number)$/, 'identity'],
  [/^(elder|related_person|guardianship_arrangement|care_plan)\.(\w+_)?phone_/, 'contact'],
  [/^assessment\.(phone_|contact_name)/, 'contact'],
  [/^elder\.(address_|longitude|latitude)/, 'contact'],
  [/^elder\.(categories|special_difficulty|is_special)$/, 'circumstances'],
  [/^elder\.ability_/, 'assessment'],
  [/^related_person\.(name|relation|roles|note|valid_|former)/, 'relatives'],
  [/^guardianship_arrangement\.(candidate_|temporary_|route|state|related_)/, 'relatives'],
  [/^guardianship_step\.(note_|documents|event|from_state|to_state)/, 'relatives'],
  [/^family_contact\.(whereabouts|works_at|frequency|related_)/, 'relatives'],
  [/^care_(plan|state)\.person_name$/, 'relatives'],
  [/^elder_circumstance\.(kind|value|detail|source|evidence|valid_|former)/, 'circumstances'],
  [/^special_difficulty_membership\.(group_|because|valid_|ended_as)/, 'circumstances'],
  [/^care_contact\.(finding|need)/, 'circumstances'],
  [/^care_state\.(last_finding|needs)$/, 'circumstances'],
  [/^place_resident\.(place_id|valid_|left_)/, 'circumstances'],
  [
    /^survey_answer\.(answers|texts_)|^survey_respondent\.draft_sealed$|^survey_referral\.(need|note_)/,
    'circumstances',
  ],
  [/^survey_proposal\.(field|present|wanted)/, 'circumstances'],
  [
    /^assessment\.(answers|changes|final_level|information_|initial_level|scores|total|valid_until)|^assessment_document\.content_/,
    'assessment',
  ],
  [/^instrument_record\.(advice|content_|level|total|valid_until)/, 'assessment'],
  [/^(quality_check\.comparison|result_lookup\.result_sealed|health_finding\.(kind|value_sealed))$/, 'assessment'],
  [/^benefit_(payment|untold)\.(clause|decision|facts|fen|month|paid_at|programme|returned_at)$/, 'benefits'],
]

/** The class a column’s values belong to; absent for what tells of nobody, and for what everybody sees who may read a file. */
export function classOfColumn(table: string, column: string): DataClass | undefined {
  return classes.find(([pattern]) => pattern.test(`${table}.${column}`))?.[1]
}
