import { useEffect, useRef } from 'react'

const leftMs = 15 * 60_000

/** Locks a device nobody has touched for a quarter of an hour; what was entered is kept as it is entered. */
export function useLockWhenLeft(lock: (() => void) | undefined): void {
  const kept = useRef(lock)
  kept.current = lock
  useEffect(() => {
    let touched = Date.now()
    const touch = () => {
      touched = Date.now()
    }
    const look = () => {
      if (Date.now() - touched < leftMs) return
      touched = Date.now()
      kept.current?.()
    }
    const timer = setInterval(look, 30_000)
    document.addEventListener('visibilitychange', look)
    addEventListener('pointerdown', touch)
    addEventListener('keydown', touch)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
      removeEventListener('pointerdown', touch)
      removeEventListener('keydown', touch)
    }
  }, [])
}
