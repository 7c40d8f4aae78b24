import type { FieldValue, Information } from '@yinian/core/assessments/instrument.ts'
import { getRespondent, keepDraft, type Respondent } from '@yinian/core/surveys/door-api.ts'
import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '../../client/call.ts'
import type { DeviceStore } from '../../client/device/sealed-store.ts'

const pauseMs = 1200

/** What is typed at a door: at once on the device, soon on the server where there is a network. */
export function useAnswers(store: DeviceStore, one: Pick<Respondent, 'county' | 'id' | 'drafted'>) {
  const { county, id, drafted } = one
  const name = `surveys/draft/${id}`
  const [answers, setAnswers] = useState<Information>({})
  const [kept, setKept] = useState<'nowhere' | 'here' | 'there'>('nowhere')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const begun = useRef(false)

  useEffect(() => {
    const begin = async () => {
      const here = await store.get<Information>(name)
      const there = here === undefined && drafted ? await draftOf(county, id) : undefined
      const found = here ?? there
      if (found === undefined || begun.current) return
      setAnswers(found)
      setKept(here === undefined ? 'there' : 'here')
    }
    void begin()
    return () => clearTimeout(timer.current)
  }, [store, name, county, id, drafted])

  const fill = useCallback(
    (field: string, value: FieldValue | null) => {
      begun.current = true
      setAnswers((before) => {
        const { [field]: _, ...others } = before
        const next: Information = value === null ? others : { ...others, [field]: value }
        void store.put(name, next).then(() => setKept('here'))
        clearTimeout(timer.current)
        timer.current = setTimeout(() => {
          call(keepDraft, { params: { county, id }, body: { answers: next as Readonly<Record<string, string>> } }).then(
            () => setKept('there'),
            // It stays on the device; the answers go whole when they are submitted.
            () => undefined,
          )
        }, pauseMs)
        return next
      })
    },
    [store, name, county, id],
  )
  const forget = useCallback(async () => {
    clearTimeout(timer.current)
    await store.remove(name)
  }, [store, name])
  return { answers, fill, kept, forget }
}

async function draftOf(county: string, id: string): Promise<Information | undefined> {
  const read = await call(getRespondent, { params: { county, id } }).catch(() => undefined)
  return (read?.draft ?? undefined) as Information | undefined
}
