import { useMemo } from 'react'
import { useMe } from '../shell/me.tsx'

export interface Draft<Values> {
  readonly values: Partial<Values> | undefined
  readonly keep: (values: Partial<Values>) => void
  readonly drop: () => void
}

/** What was typed and not yet submitted, in this tab only. Without a name nothing is kept. */
export function useDraft<Values>(name: string | undefined): Draft<Values> {
  const account = useMe().account.id
  return useMemo(() => {
    if (name === undefined) return { values: undefined, keep: () => undefined, drop: () => undefined }
    const key = `yinian.draft.${account}.${name}`
    const kept = sessionStorage.getItem(key)
    return {
      values: kept === null ? undefined : (JSON.parse(kept) as Partial<Values>),
      keep: (values) => sessionStorage.setItem(key, JSON.stringify(values)),
      drop: () => sessionStorage.removeItem(key),
    }
  }, [account, name])
}
