/** Where the time comes from. Handed in, so that a test can say what day it is. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands at an instant until it is moved. */
export function standingClock(instant: string): Clock & { moveTo(instant: string): void } {
  let current = new Date(instant)
  return {
    now: () => current,
    moveTo: (next) => {
      current = new Date(next)
    },
  }
}
