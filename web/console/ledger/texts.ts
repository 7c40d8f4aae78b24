import { phrases } from '../../language/phrases.ts'

export const texts = phrases({
  ledger: { zh: '账目', en: 'Ledger' },
  ledgerHint: {
    zh: '资金只以划转的方式在两个账户之间移动，余额由划转求和得出。',
    en: 'Money moves only as transfers between two accounts; a balance is their sum.',
  },
  account: { zh: '账户', en: 'Account' },
  kind: { zh: '类别', en: 'Kind' },
  balance: { zh: '余额', en: 'Balance' },
  region: { zh: '区域', en: 'Division' },
  noAccounts: { zh: '还没有账户', en: 'No account yet' },
  noAccountsHint: {
    zh: '第一个批次审批后，账户随划转开立。',
    en: 'Accounts are opened when the first run is approved.',
  },
  transfers: { zh: '收支明细', en: 'Transfers' },
  when: { zh: '时间', en: 'When' },
  purpose: { zh: '用途', en: 'Purpose' },
  from: { zh: '付出', en: 'From' },
  to: { zh: '收入', en: 'To' },
  amount: { zh: '金额', en: 'Amount' },
  after: { zh: '划转后余额', en: 'Balance after' },
  run: { zh: '批次', en: 'Run' },
  openRun: { zh: '打开批次', en: 'Open the run' },
  openElder: { zh: '打开档案', en: 'Open the file' },
  noTransfers: { zh: '还没有收支', en: 'No transfer yet' },
})
