import { openStates } from '@yinian/core/assessments/procedure.ts'
import type { ElderTrace, ErasureBlocker } from '../db/elder-trace.ts'
import { informationLabel } from './information.ts'
import { contactLabel } from './operations/request.ts'
import { contentLabel } from './records/read.ts'

const through = { table: 'assessment', column: 'assessment_id' }
const nameless = { keep: { zh: '不含老人的信息', en: 'Says nothing of the elder' } }

/** What assessments know of an elder: levels and scores stay for the counts of the past, words and health data go. */
export const elderTraces: readonly ElderTrace[] = [
  {
    table: 'assessment',
    erase: {
      set: { contact_name: `''`, phone_masked: `''`, reason_note: `''`, asker_name: `''` },
      seal: [
        { column: 'phone_sealed', label: contactLabel, as: '' },
        { column: 'information_sealed', label: informationLabel, as: '{}' },
      ],
    },
  },
  { table: 'assessment_step', through, erase: { set: { reason: 'null' } } },
  { table: 'assessment_assessor', through, erase: nameless },
  { table: 'assessment_signature', through, erase: nameless },
  { table: 'quality_check', through, erase: nameless },
  { table: 'fee_line', through, erase: nameless },
  {
    table: 'assessment_document',
    through: { table: 'instrument_record', column: 'subject_id' },
    erase: 'rows',
  },
  {
    table: 'instrument_record',
    erase: {
      set: { paper_number: 'null', advice: `'{}'` },
      seal: [{ column: 'content_sealed', label: contentLabel, as: '{}' }],
    },
  },
  { table: 'health_finding', erase: 'rows' },
  { table: 'joint_booking', erase: nameless },
]

export const openAssessment: ErasureBlocker = async (tx, { county, id }) => {
  const open = await tx
    .selectFrom('assessment')
    .select('number')
    .where('county', '=', county)
    .where('elder_id', '=', id)
    .where('state', 'in', [...openStates])
    .limit(1)
    .executeTakeFirst()
  return open ? [{ zh: `评估 ${open.number} 还没有办结`, en: `assessment ${open.number} is still open` }] : []
}
