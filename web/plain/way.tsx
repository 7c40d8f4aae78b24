import { type ReactNode, useSyncExternalStore } from 'react'

// Addresses below the folder of the entry (/family, /field), so that the telephone's own way back works.

const base = `/${globalThis.location?.pathname.split('/')[1] ?? ''}`
const listeners = new Set<() => void>()

function listen(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('popstate', listener)
  }
}

/** Where one is: `/` is the first page. */
export function usePath(): string {
  return useSyncExternalStore(listen, () => location.pathname.slice(base.length) || '/')
}

export function go(path: string): void {
  history.pushState(null, '', base + path)
  scrollTo(0, 0)
  for (const listener of listeners) listener()
}

export function Way(props: {
  to: string
  className?: string
  /** What is done on the way. */
  before?: () => void
  children: ReactNode
}): ReactNode {
  return (
    <a
      href={base + props.to}
      className={props.className ?? 'button'}
      onClick={(event) => {
        props.before?.()
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        go(props.to)
      }}
    >
      {props.children}
    </a>
  )
}
