import { useCallback, useState } from 'react'
import { useMe } from '../shell/me.tsx'

/** A preference of this person in this browser: chosen columns, saved views. Never data of the registers. */
export function useKept<Value>(name: string, initial: Value): [Value, (value: Value) => void] {
  const key = `yinian.${useMe().account.id}.${name}`
  const [value, setValue] = useState<Value>(() => read(key, initial))
  const keep = useCallback(
    (next: Value) => {
      localStorage.setItem(key, JSON.stringify(next))
      setValue(next)
    },
    [key],
  )
  return [value, keep]
}

function read<Value>(key: string, initial: Value): Value {
  const kept = localStorage.getItem(key)
  if (kept === null) return initial
  try {
    return JSON.parse(kept) as Value
  } catch {
    return initial
  }
}
