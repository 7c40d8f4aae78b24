import { useQueryClient } from '@tanstack/react-query'
import { getAssessment, saveDraft } from '@yinian/core/assessments/api.ts'
import { checkInformation } from '@yinian/core/assessments/information.ts'
import type { Instrument } from '@yinian/core/assessments/instrument.ts'
import type { Assessment } from '@yinian/core/assessments/schemas.ts'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { call, type InputOf } from '../../../client/call.ts'
import { keyOf } from '../../../client/queries.ts'
import { useMe } from '../../shell/me.tsx'
import { type DraftKeeper, type DraftState, draftKeeper } from './draft-keeper.ts'
import type { Entries } from './entries.ts'

/** The draft of an assessment on this device and on the server; sends at once when the connection is back. */
export function useDraftKeeper(
  assessment: Assessment,
  instrument: Instrument,
): { keeper: DraftKeeper; draft: DraftState } {
  const account = useMe().account.id
  const queries = useQueryClient()
  const [keeper] = useState(() => keeperOf(assessment, instrument, account))
  const draft = useSyncExternalStore(keeper.subscribe, keeper.state)
  useEffect(() => keeper.adopt(assessment), [keeper, assessment])
  useEffect(() => {
    const online = () => void keeper.flush().catch(() => undefined)
    addEventListener('online', online)
    return () => {
      removeEventListener('online', online)
      keeper.stop()
      // Leaving the page sends what waits; what cannot be sent is kept for the next time.
      void keeper
        .flush()
        .catch(() => undefined)
        .then(() => queries.invalidateQueries({ queryKey: keyOf(getAssessment) }))
    }
  }, [keeper, queries])
  return { keeper, draft }
}

function keeperOf(assessment: Assessment, instrument: Instrument, account: string): DraftKeeper {
  const params = { county: assessment.county, id: assessment.id }
  const name = `yinian.assess.${account}.${assessment.id}`
  const kept = sessionStorage.getItem(name)
  return draftKeeper(assessment, {
    // The schema's and the instrument's types of a field say the same in different words.
    send: (entries, version) =>
      call(saveDraft, { params, body: { ...entries, version } } as unknown as InputOf<typeof saveDraft>),
    reread: () => call(getAssessment, { params }),
    kept: kept === null ? null : (JSON.parse(kept) as Entries),
    // Health data stays in this tab and goes with it; once it is on the server it is gone from here.
    keep: (entries) =>
      entries === null ? sessionStorage.removeItem(name) : sessionStorage.setItem(name, JSON.stringify(entries)),
    sendable: (entries, { information }) => {
      const faulty = new Set(checkInformation(instrument, information).map(({ at }) => at.split('/')[2]))
      const fitting = Object.entries(entries.information).filter(([id]) => !faulty.has(id))
      return { answers: entries.answers, information: Object.fromEntries(fitting) }
    },
  })
}
