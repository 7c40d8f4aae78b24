import type { Text } from '../language/text.ts'

/** Degrees by the words both instruments print; what each means by them differs. */
const words = ['none', 'mild', 'moderate', 'severe'] as const
export type Severity = (typeof words)[number]

/** 医保办发〔2021〕37号: 基本正常, 轻度, 中度, 重度Ⅰ–Ⅲ级. */
export function severityOfGrade(grade: number): Severity {
  return words[Math.min(Math.max(grade, 0), 3)] ?? 'none'
}

/** GB/T 42195-2022: 完好, 轻度, 中度, 重度, 完全失能; the last is read as severe. */
export function severityOfLevel(level: number): Severity {
  return words[Math.min(Math.max(level, 0), 3)] ?? 'none'
}

export const noConversion: Text = {
  zh: '两套量表的条目、分值和定级方法不同，等级不能互相换算；这里只比较各自的程度用语，仅供核对，不代替任何一方的结论。比较方法为本平台的理解。',
  en: 'The two instruments differ in items, scores and how they grade; neither result can be converted into the other. Only the words for the degree are compared, as a check, and neither replaces the other. The comparison is the platform’s own reading.',
}

export type Agreement = 'agrees' | 'near' | 'differs' | 'one-only'

/** Whether two results name the same severity: evidence for whoever looks at both, never a conversion. */
export function compareSeverity(
  grade: number | null,
  level: number | null,
): { readonly agreement: Agreement; readonly says: Text } {
  if (grade === null || level === null)
    return {
      agreement: 'one-only',
      says: {
        zh: '只有一方有评估结果，无从比较。',
        en: 'Only one of the two has a result; there is nothing to compare.',
      },
    }
  const apart = Math.abs(words.indexOf(severityOfGrade(grade)) - words.indexOf(severityOfLevel(level)))
  if (apart === 0)
    return { agreement: 'agrees', says: { zh: '两项结果的程度用语一致。', en: 'Both results name the same severity.' } }
  if (apart === 1)
    return {
      agreement: 'near',
      says: { zh: '两项结果的程度用语相差一档。', en: 'The two results are one degree of severity apart.' },
    }
  return {
    agreement: 'differs',
    says: {
      zh: `两项结果的程度用语相差 ${apart} 档，建议核对其中一项是否已不反映现状。`,
      en: `The two results are ${apart} degrees of severity apart; check whether one of them still tells how things are.`,
    },
  }
}
