import type { Procedure } from '../cases/procedure.ts'
import type { Text } from '../language/text.ts'

export type ReferralState = 'noted' | 'passed-on' | 'taken-up' | 'declined' | 'done' | 'lapsed'
export type ReferralEvent = 'pass-on' | 'take-up' | 'decline' | 'finish'

const by = 'surveys:decide'

/** The way of a need from the door to whoever meets it. A refusal can be passed on to somebody else. */
export const referralProcedure: Procedure<ReferralState, ReferralEvent> = {
  name: { zh: '转介', en: 'Referral' },
  initial: 'noted',
  states: {
    noted: { zh: '待转介', en: 'Noted' },
    'passed-on': { zh: '已转交', en: 'Passed on' },
    'taken-up': { zh: '已受理', en: 'Taken up' },
    declined: { zh: '未受理', en: 'Declined' },
    done: { zh: '已落实', en: 'Done' },
    lapsed: { zh: '随去世或迁出终止', en: 'Ended with death or a move' },
  },
  events: {
    'pass-on': { name: { zh: '转交', en: 'Pass on' }, permission: by },
    'take-up': { name: { zh: '登记受理', en: 'Record that it was taken up' }, permission: by },
    decline: { name: { zh: '登记未受理', en: 'Record that it was declined' }, permission: by },
    finish: { name: { zh: '登记落实', en: 'Record that it is done' }, permission: by },
  },
  transitions: {
    noted: { 'pass-on': 'passed-on' },
    'passed-on': { 'take-up': 'taken-up', decline: 'declined' },
    'taken-up': { finish: 'done', decline: 'declined' },
    declined: { 'pass-on': 'passed-on' },
    done: {},
    lapsed: {},
  },
}

/** The need that a wish for an institution or for centralised support is. */
export const institutionNeed = 'institution'

const institution: Text = { zh: '集中供养或入住机构', en: 'Centralised support or an institution' }

/** What a need is called: as the questionnaire words it. */
export function nameOfNeed(need: string, words: ReadonlyMap<string, Text>): Text {
  return need === institutionNeed ? institution : (words.get(need) ?? { zh: need, en: need })
}
