/** What the audit trail calls the things that happen to rules of kept places. */
export const keptPlaceActions = {
  'kept-places.rule-made': { zh: '设定线下保留名额', en: 'Kept places set' },
  'kept-places.rule-ended': { zh: '停用线下保留名额的规则', en: 'Rule of kept places ended' },
} as const
