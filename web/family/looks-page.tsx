import { whatCounts } from '@yinian/core/family/looks.ts'
import { type Look, listOwnLooks, type OwnElder } from '@yinian/core/family/own-api.ts'
import { dayAt } from '@yinian/core/time/day.ts'
import { type ReactNode, useState } from 'react'
import { formatDay } from '../language/format.ts'
import { useSpoken } from '../plain/language.tsx'
import { Page, Refused, Waiting } from '../plain/parts.tsx'
import { useAsked } from '../plain/sending.ts'
import { Way } from '../plain/way.tsx'
import { keepLook } from './kept-look.ts'
import { texts } from './texts.ts'

/** Who looked, day by day. */
export function LooksPage({ elder }: { elder: OwnElder }): ReactNode {
  const { say } = useSpoken()
  const [pages, setPages] = useState<readonly (string | undefined)[]>([undefined])
  const self = elder.standsAs === 'self'
  const title = self ? texts.looks : bothOf(say(texts.looksOf, { name: elder.name }))
  return (
    <Page title={title} back={`/${elder.id}`}>
      {pages.map((after, index) => (
        <OnePage
          key={after ?? 'first'}
          elder={elder}
          after={after}
          more={index === pages.length - 1 ? (next) => setPages([...pages, next]) : undefined}
        />
      ))}
    </Page>
  )
}

/** Older telephones know no Map.groupBy. */
function byDay(rows: readonly Look[]): [string, Look[]][] {
  const days = new Map<string, Look[]>()
  for (const look of rows) {
    const day = dayAt(new Date(look.at))
    days.set(day, [...(days.get(day) ?? []), look])
  }
  return [...days]
}

export const bothOf = (said: string) => ({ zh: said, en: said })

function OnePage(props: {
  elder: OwnElder
  after: string | undefined
  more: ((next: string) => void) | undefined
}): ReactNode {
  const { say, language } = useSpoken()
  const { answer, refusal, again } = useAsked(listOwnLooks, {
    params: { id: props.elder.id },
    query: props.after === undefined ? {} : { after: props.after },
  })
  if (refusal) return <Refused refusal={refusal} again={again} />
  if (!answer) return <Waiting />
  const days = byDay(answer.rows)
  const { more } = props
  const { next } = answer
  return (
    <>
      {props.after === undefined && (
        <details>
          <summary>{say(texts.whatCounts)}</summary>
          <p>{say(texts.since, { day: formatDay(answer.since, language) })}</p>
          {whatCounts.map((text) => (
            <p key={text.en}>{say(text)}</p>
          ))}
          {answer.listsSince !== null && (
            <p>{say(texts.listsSince, { day: formatDay(answer.listsSince, language) })}</p>
          )}
        </details>
      )}
      {answer.rows.length === 0 && <p>{say(texts.noLooks)}</p>}
      {days.map(([day, looks]) => (
        <section key={day} className="stack">
          <h2>{formatDay(day, language)}</h2>
          <ul className="stack">
            {looks.map((look) => (
              <OneLook key={look.id} elder={props.elder} look={look} />
            ))}
          </ul>
        </section>
      ))}
      {next !== null && more !== undefined && (
        <button type="button" className="button" onClick={() => more(next)}>
          {say(texts.older)}
        </button>
      )}
      {next === null && answer.rows.length > 0 && <p className="soft">{say(texts.allShown)}</p>}
    </>
  )
}

function OneLook({ elder, look }: { elder: OwnElder; look: Look }): ReactNode {
  const { say } = useSpoken()
  return (
    <li className="card">
      <p>{say(look.said)}</p>
      <Way to={`/${elder.id}/ask/${look.id}`} className="button quiet" before={() => keepLook(look.id, look.said)}>
        {say(texts.ask)}
      </Way>
    </li>
  )
}
