import type { ElderTrace, ErasureBlocker } from '../db/elder-trace.ts'

const accounting = {
  keep: { zh: '会计档案，按其期限保存', en: 'Accounting records, kept for their own period' },
}

/** What payments know of an elder. */
export const elderTraces: readonly ElderTrace[] = [
  { table: 'benefit_payment', erase: accounting },
  { table: 'benefit_untold', erase: { set: { elder_name: `''`, elder_pinyin: `''` } } },
]

const unsettled = ['drafted', 'held', 'approved', 'returned'] as const

export const unsettledPayment: ErasureBlocker = async (tx, { id }) => {
  const open = await tx
    .selectFrom('benefit_payment')
    .select('month')
    .where('elder_id', '=', id)
    .where('state', 'in', [...unsettled])
    .limit(1)
    .executeTakeFirst()
  return open ? [{ zh: `${open.month} 的一笔发放还没有办结`, en: `a payment of ${open.month} is not settled yet` }] : []
}
