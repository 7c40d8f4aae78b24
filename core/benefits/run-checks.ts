import { fill, type Text } from '../language/text.ts'
import { type Day, firstDayOf, type Month } from '../time/day.ts'

/** One decided row of a run. */
export interface RunRow {
  readonly elderId: string
  readonly fen: number
  readonly death: Day | null
  /** Whether somebody is named to receive the money. */
  readonly hasPayee: boolean
  /** Blind index of the bank account; null without one. Equal accounts have equal indexes. */
  readonly account: string | null
  /** What tells one person from another whatever the file; absent where it is not known. */
  readonly person?: string
}

export type CheckCode =
  | 'duplicate'
  | 'paid-already'
  | 'died-before'
  | 'same-person'
  | 'death-reported'
  | 'no-payee'
  | 'no-account'
  | 'amount-zero'
  | 'shared-account'
  | 'large-change'
  | 'total-change'

export interface Finding {
  readonly code: CheckCode
  readonly severity: 'blocking' | 'warning'
  readonly message: Text
  /** Whom it concerns, each once, in the order of the run; none where it concerns the run as a whole. */
  readonly elderIds: readonly string[]
}

export interface RunToCheck {
  readonly month: Month
  readonly rows: readonly RunRow[]
  /** Fen by elder of the same programme in the month before; empty for the first run. */
  readonly before: ReadonlyMap<string, number>
  /** Elders already in another run of this programme and month that was not cancelled. */
  readonly elsewhere: ReadonlySet<string>
  /** Elders whose death was reported and is not confirmed. */
  readonly reportedDead?: ReadonlySet<string>
}

/** When a change is worth a second look; shares of the amount of the month before. */
export interface CheckLimits {
  readonly elderChange: number
  readonly totalChange: number
  /** How many elders may share one account before it is reported. */
  readonly sharedBy: number
}

export const defaultLimits: CheckLimits = { elderChange: 0.5, totalChange: 0.1, sharedBy: 2 }

/** Everything that stands out in a run before it is submitted (D07); pure, so the same list is shown and enforced. */
export function checkRun(run: RunToCheck, limits: CheckLimits = defaultLimits): Finding[] {
  const { rows, before, elsewhere } = run
  const which = (test: (row: RunRow) => boolean) => [...new Set(rows.filter(test).map((row) => row.elderId))]
  const perElder = countsOf(rows.map((row) => row.elderId))
  const perPerson = countsOf(rows.flatMap((row) => (row.person === undefined ? [] : [row.person])))
  const perAccount = countsOf(rows.flatMap((row) => (row.account === null ? [] : [row.account])))
  const changed = (row: RunRow) => {
    const earlier = before.get(row.elderId)
    return earlier !== undefined && Math.abs(row.fen - earlier) > earlier * limits.elderChange
  }
  const found: [CheckCode, readonly string[]][] = [
    ['duplicate', which((row) => (perElder.get(row.elderId) ?? 0) > 1)],
    ['paid-already', which((row) => elsewhere.has(row.elderId))],
    ['died-before', which((row) => row.death !== null && row.death < firstDayOf(run.month))],
    ['same-person', which((row) => (perPerson.get(row.person ?? '') ?? 0) > 1)],
    ['death-reported', which((row) => run.reportedDead?.has(row.elderId) ?? false)],
    ['no-payee', which((row) => !row.hasPayee)],
    ['no-account', which((row) => row.account === null)],
    ['amount-zero', which((row) => row.fen <= 0)],
    ['shared-account', which((row) => row.account !== null && (perAccount.get(row.account) ?? 0) > limits.sharedBy)],
    ['large-change', which(changed)],
  ]
  const findings = found.filter(([, elders]) => elders.length > 0).map(([code, elderIds]) => finding(code, elderIds))
  return [...findings, ...checkTotal(run, limits)]
}

function checkTotal({ rows, before }: RunToCheck, limits: CheckLimits): Finding[] {
  const earlier = [...before.values()].reduce((sum, fen) => sum + fen, 0)
  const total = rows.reduce((sum, row) => sum + row.fen, 0)
  if (earlier === 0 || Math.abs(total - earlier) <= earlier * limits.totalChange) return []
  const percent = Math.round(((total - earlier) / earlier) * 100)
  return [finding('total-change', [], { percent: percent > 0 ? `+${percent}` : percent })]
}

function finding(code: CheckCode, elderIds: readonly string[], values: Record<string, string | number> = {}): Finding {
  const { severity, message } = checks[code]
  return { code, severity, message: fill(message, { count: elderIds.length, ...values }), elderIds }
}

function countsOf(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

const checks: Readonly<Record<CheckCode, Pick<Finding, 'severity' | 'message'>>> = {
  duplicate: {
    severity: 'blocking',
    message: { zh: '{count} 人在本批次中重复', en: 'Twice in this run: {count}' },
  },
  'paid-already': {
    severity: 'blocking',
    message: { zh: '{count} 人已在本月其他批次中', en: 'Already in another run of the month: {count}' },
  },
  'died-before': {
    severity: 'blocking',
    message: { zh: '{count} 人在本月之前去世', en: 'Died before the month: {count}' },
  },
  'same-person': {
    severity: 'blocking',
    message: {
      zh: '{count} 人与本批次中另一人证件号码相同，请先核实是否同一人',
      en: 'Same identity number as somebody else in this run; settle whose it is: {count}',
    },
  },
  'death-reported': {
    severity: 'warning',
    message: {
      zh: '{count} 人有尚未核实的死亡报告',
      en: 'Reported dead, not yet confirmed: {count}',
    },
  },
  'no-payee': { severity: 'blocking', message: { zh: '{count} 人没有领款人', en: 'Without a payee: {count}' } },
  'no-account': {
    severity: 'blocking',
    message: { zh: '{count} 人没有银行账号', en: 'Without a bank account: {count}' },
  },
  'amount-zero': { severity: 'blocking', message: { zh: '{count} 人金额为零', en: 'With no amount: {count}' } },
  'shared-account': {
    severity: 'warning',
    message: { zh: '{count} 人与多人共用同一账号', en: 'Sharing one account with several others: {count}' },
  },
  'large-change': {
    severity: 'warning',
    message: { zh: '{count} 人的金额比上月变化较大', en: 'Amount much changed against last month: {count}' },
  },
  'total-change': {
    severity: 'warning',
    message: { zh: '总金额比上月变化 {percent}%', en: 'The total has changed by {percent}% against last month' },
  },
}
