import { useSyncExternalStore } from 'react'

const narrow = '(max-width: 860px)'

/** Whether the screen is a phone's: tables become cards, the navigation a drawer. The same width as in `look.css`. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = matchMedia(narrow)
      media.addEventListener('change', changed)
      return () => media.removeEventListener('change', changed)
    },
    () => matchMedia(narrow).matches,
  )
}
