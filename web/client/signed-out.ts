type Listener = () => void
const listeners = new Set<Listener>()

/** Calls `listener` whenever the platform answers that nobody is signed in; returns how to stop. */
export function onSignedOut(listener: Listener): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

export function tellSignedOut(): void {
  for (const listener of listeners) listener()
}
