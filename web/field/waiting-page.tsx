import { outcomes } from '@yinian/core/surveys/campaigns.ts'
import { type ReactNode, useEffect, useState } from 'react'
import type { Waiting } from '../client/device/outbox.ts'
import { useWaiting } from '../client/device/use-waiting.ts'
import { formatInstant } from '../language/format.ts'
import { useSpoken } from '../plain/language.tsx'
import { Page } from '../plain/parts.tsx'
import { Way } from '../plain/way.tsx'
import { useDevice } from './device.ts'
import { everybody, foundIn, visitIn } from './lists.ts'
import { Refusing } from './refusing.tsx'
import { texts } from './texts.ts'

/** Everything that has not arrived, the oldest first. */
export function WaitingPage(): ReactNode {
  const { say } = useSpoken()
  const { outbox, store } = useDevice()
  const waiting = useWaiting(outbox)
  const [places, setPlaces] = useState<ReadonlyMap<string, string>>(new Map())
  useEffect(() => {
    void everybody(store).then((all) =>
      setPlaces(new Map(all.map(({ list, one }) => [one.id, `/village/${list.county}/${list.id}/${one.id}`]))),
    )
  }, [store])
  return (
    <Page title={texts.waitingTitle} back="/">
      {waiting.length === 0 ? (
        <p>{say(texts.nothingWaits)}</p>
      ) : (
        <button type="button" className="button" onClick={() => void outbox.flush()}>
          {say(texts.sendNow)}
        </button>
      )}
      <ul className="stack">
        {waiting.map((one) => (
          <li key={one.id} className="card">
            <One command={one} place={places.get(one.about)} />
          </li>
        ))}
      </ul>
    </Page>
  )
}

function One({ command, place }: { command: Waiting; place: string | undefined }): ReactNode {
  const { say, language } = useSpoken()
  const visit = visitIn(command)
  const name = command.name ?? foundIn(command)?.person.name ?? ''
  return (
    <>
      <div>
        <strong>{name}</strong>
        <span className="soft">
          {visit ? say(outcomes[visit.outcome]) : say(texts.registration)} · {formatInstant(command.madeAt, language)}
        </span>
      </div>
      {command.refusal === null ? (
        <span className="chip waiting">{say(texts.waits)}</span>
      ) : (
        <Refusing command={command} />
      )}
      {place && (
        <Way to={place} className="button quiet">
          {say(texts.openRecord)}
        </Way>
      )}
    </>
  )
}
