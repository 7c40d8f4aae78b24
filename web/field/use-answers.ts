import type { FieldValue, Information } from '@yinian/core/assessments/instrument.ts'
import { getRespondent, keepDraft, type Respondent } from '@yinian/core/surveys/door-api.ts'
import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '../client/call.ts'
import type { DeviceStore } from '../client/device/sealed-store.ts'
import { draftName } from './lists.ts'

const pauseMs = 1200

/** What is typed at a door: at once on the device, soon on the server where there is a network. */
export function useAnswers(store: DeviceStore, one: Pick<Respondent, 'county' | 'id' | 'drafted'>) {
  const { county, id, drafted } = one
  const name = draftName(id)
  const [answers, setAnswers] = useState<Information>({})
  const [kept, setKept] = useState<'nowhere' | 'here' | 'there'>('nowhere')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const begun = useRef(false)
  // One after the other: what was entered last is what is kept, and nothing comes after the draft was removed.
  const writing = useRef<Promise<void>>(Promise.resolve())

  useEffect(() => {
    let left = false
    const begin = async () => {
      const here = await store.get<Information>(name)
      const there = here === undefined && drafted ? await draftOf(county, id) : undefined
      const found = here ?? there
      if (found === undefined || begun.current || left) return
      setAnswers(found)
      setKept(here === undefined ? 'there' : 'here')
    }
    void begin()
    return () => {
      left = true
      clearTimeout(timer.current)
    }
  }, [store, name, county, id, drafted])

  const keep = useCallback(
    (next: Information) => {
      begun.current = true
      setAnswers(next)
      writing.current = writing.current.then(() => store.put(name, next)).then(() => setKept('here'))
      clearTimeout(timer.current)
      timer.current = setTimeout(() => {
        if (!navigator.onLine) return
        call(keepDraft, { params: { county, id }, body: { answers: next as Readonly<Record<string, string>> } }).then(
          () => setKept('there'),
          // It stays on the device; the answers go whole when they are submitted.
          () => undefined,
        )
      }, pauseMs)
    },
    [store, name, county, id],
  )
  const latest = useRef(answers)
  latest.current = answers
  const fill = useCallback(
    (field: string, value: FieldValue | null) => {
      const { [field]: _, ...others } = latest.current
      const next: Information = value === null ? others : { ...others, [field]: value }
      latest.current = next
      keep(next)
    },
    [keep],
  )
  const forget = useCallback(async () => {
    clearTimeout(timer.current)
    await writing.current
    await store.remove(name)
  }, [store, name])
  return { answers, fill, keep, kept, forget }
}

async function draftOf(county: string, id: string): Promise<Information | undefined> {
  const read = await call(getRespondent, { params: { county, id } }).catch(() => undefined)
  return (read?.draft ?? undefined) as Information | undefined
}
