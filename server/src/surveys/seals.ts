import type { SealedTable } from '../crypto/sealed-table.ts'

/** What each sealed value is sealed under. */
export const labels = {
  draft: (id: string): string => `survey_respondent.draft:${id}`,
  texts: (id: string): string => `survey_answer.texts:${id}`,
  wanted: (id: string): string => `survey_proposal.wanted:${id}`,
  note: (id: string): string => `survey_referral.note:${id}`,
}

const sealed = (table: string, column: string, label: (id: string) => string): SealedTable => ({
  table,
  byCounty: true,
  key: { id: 'uuid' },
  values: [{ column, label: (row) => label(row.id ?? '') }],
})

export const sealedTables: readonly SealedTable[] = [
  sealed('survey_respondent', 'draft_sealed', labels.draft),
  sealed('survey_answer', 'texts_sealed', labels.texts),
  sealed('survey_proposal', 'wanted_sealed', labels.wanted),
  sealed('survey_referral', 'note_sealed', labels.note),
]
