import { type ReactNode, useSyncExternalStore } from 'react'
import { useTexts } from '../../language/language.ts'
import { texts } from './texts.ts'

function follow(changed: () => void): () => void {
  addEventListener('online', changed)
  addEventListener('offline', changed)
  return () => {
    removeEventListener('online', changed)
    removeEventListener('offline', changed)
  }
}

export function OfflineNotice(): ReactNode {
  const t = useTexts(texts)
  const online = useSyncExternalStore(follow, () => navigator.onLine)
  return <div role="status">{!online && <p className="strip">{t.offline}</p>}</div>
}
