import type { Text } from '../../../language/text.ts'
import type { Choice, Option } from '../../instrument.ts'

/** Options from the best score down to 0, in the order an assessor reads them. */
export function optionsDown(...texts: readonly Text[]): Option[] {
  return texts.map((text, index) => ({ score: texts.length - 1 - index, text }))
}

/** The five steps of dependence that GB/T 42195-2022 uses for daily activities, worded for one activity. */
export function fiveSteps(activity: Text): Option[] {
  const { zh, en } = activity
  return optionsDown(
    { zh: `能自己完成${zh}，不需要别人帮助`, en: `Manages ${en} alone and needs no help` },
    { zh: `有人在旁指导或提醒，就能自己完成${zh}`, en: `Manages ${en} when guided or prompted` },
    { zh: `${zh}需要别人动手帮助，但大部分由本人完成`, en: `Needs hands-on help with ${en} but does most of it` },
    { zh: `${zh}主要靠别人完成，本人能够配合`, en: `Relies mainly on another person for ${en} but can cooperate` },
    { zh: `${zh}完全靠别人完成，本人不能配合`, en: `Depends wholly on another person for ${en} and cannot cooperate` },
  )
}

export function choice(code: string, zh: string, en: string, icd10?: string): Choice {
  return icd10 === undefined ? { code, text: { zh, en } } : { code, text: { zh, en }, icd10 }
}

/** For what the public transcriptions do not settle. */
export const optionsUnconfirmed: Text = {
  zh: '选项未经标准正式文本核对',
  en: 'The options have not been checked against the official text',
}
