import type { ElderTrace } from '../db/elder-trace.ts'

/** What places know of an elder: living in a monastery tells a religion (个人信息保护法 §28). */
export const elderTraces: readonly ElderTrace[] = [{ table: 'place_resident', erase: 'rows' }]
