import type { Information } from '@yinian/core/assessments/instrument.ts'
import type { Assessment } from '@yinian/core/assessments/schemas.ts'
import { asRefusal, type Refusal } from '../../../client/refusal.ts'
import { type Entries, type FilledIn, isEmpty, noEntries, notYetSent, putOver } from './entries.ts'

export interface DraftState extends FilledIn {
  readonly version: number
  /** `offline`: waiting for the connection; `refused`: the assessment takes no more. */
  readonly status: 'saved' | 'saving' | 'offline' | 'refused'
  readonly refusal: Refusal | null
  /** Somebody else filled in at the same time and both were put together. */
  readonly merged: boolean
}

interface Ways {
  /** Sends entries for a version; answers the new version. */
  readonly send: (entries: Entries, version: number) => Promise<{ version: number }>
  /** Reads what is on the server now. */
  readonly reread: () => Promise<Assessment>
  /** What is not yet on the server, kept over a reload. */
  readonly keep: (entries: Entries | null) => void
  readonly kept: Entries | null
  /** Entries that may be sent as they are; the others wait until they are corrected. */
  readonly sendable: (entries: Entries, filledIn: FilledIn) => Entries
  readonly pauseMs?: number
  readonly retryMs?: number
}

export interface DraftKeeper {
  readonly subscribe: (listener: () => void) => () => void
  readonly state: () => DraftState
  /** Takes over what somebody else has changed since; an older answer is passed over. */
  readonly adopt: (assessment: Assessment) => void
  readonly enter: (entries: Partial<Entries>) => void
  /** Sends what waits now; the version on the server afterwards. Throws the refusal where something stays unsent. */
  readonly flush: () => Promise<number>
  readonly stop: () => void
}

export function filledInOf(assessment: Assessment): FilledIn {
  return { answers: assessment.answers, information: (assessment.information ?? {}) as Information }
}

/**
 * Keeps what an assessor fills in: at once on the device, soon on the server. A lost connection is waited for; when the
 * other assessor was faster, their entries are read and ours are sent again over them, entry by entry.
 */
export function draftKeeper(assessment: Assessment, ways: Ways): DraftKeeper {
  const listeners = new Set<() => void>()
  let onServer: FilledIn = filledInOf(assessment)
  let version = assessment.version
  let waiting: Entries = ways.kept ?? noEntries
  let status: DraftState['status'] = isEmpty(waiting) ? 'saved' : 'saving'
  let refusal: Refusal | null = null
  let merged = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let sending: Promise<void> | undefined
  let shown = snapshot()

  function snapshot(): DraftState {
    return { ...putOver(onServer, waiting), version, status, refusal, merged }
  }
  function tell(): void {
    shown = snapshot()
    for (const listener of listeners) listener()
  }
  function later(ms: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => void sendAll(), ms)
  }

  async function sendAll(): Promise<void> {
    clearTimeout(timer)
    sending ??= sendWaiting().finally(() => {
      sending = undefined
    })
    return sending
  }

  async function sendWaiting(): Promise<void> {
    for (;;) {
      const entries = ways.sendable(waiting, putOver(onServer, waiting))
      if (isEmpty(entries)) {
        status = 'saved'
        return tell()
      }
      status = 'saving'
      tell()
      try {
        const reply = await ways.send(entries, version)
        onServer = putOver(onServer, entries)
        version = reply.version
        waiting = notYetSent(waiting, entries)
        ways.keep(isEmpty(waiting) ? null : waiting)
        refusal = null
      } catch (error) {
        if (!(await recover(asRefusal(error)))) return
      }
    }
  }

  /** Whether it is worth sending again at once. */
  async function recover(refused: Refusal): Promise<boolean> {
    if (refused.code === 'http.stale-version') {
      try {
        const now = await ways.reread()
        onServer = filledInOf(now)
        version = now.version
        merged = true
        return true
      } catch (error) {
        return recover(asRefusal(error))
      }
    }
    refusal = refused
    status = refused.mayPass ? 'offline' : 'refused'
    if (refused.mayPass) later(ways.retryMs ?? 5_000)
    tell()
    return false
  }

  if (!isEmpty(waiting)) later(0)
  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    state: () => shown,
    adopt(now) {
      if (now.version <= version) return
      onServer = filledInOf(now)
      version = now.version
      tell()
    },
    enter({ answers = {}, information = {} }) {
      waiting = {
        answers: { ...waiting.answers, ...answers },
        information: { ...waiting.information, ...information },
      }
      ways.keep(waiting)
      if (status === 'saved') status = 'saving'
      tell()
      later(ways.pauseMs ?? 700)
    },
    async flush() {
      if (sending) await sending
      await sendAll()
      if (refusal !== null && status !== 'saved') throw refusal
      return version
    },
    stop: () => clearTimeout(timer),
  }
}
