import { listOwnQuestions, type OwnElder, type Question } from '@yinian/core/family/own-api.ts'
import { dayAt } from '@yinian/core/time/day.ts'
import type { ReactNode } from 'react'
import { formatDay } from '../language/format.ts'
import { useSpoken } from '../plain/language.tsx'
import { Page, Refused, Waiting } from '../plain/parts.tsx'
import { useAsked } from '../plain/sending.ts'
import { texts } from './texts.ts'

export function QuestionsPage({ elder }: { elder: OwnElder }): ReactNode {
  const { say } = useSpoken()
  const { answer, refusal, again } = useAsked(listOwnQuestions, { params: { id: elder.id } })
  return (
    <Page title={texts.questions} back={`/${elder.id}`}>
      <Refused refusal={refusal} again={again} />
      {!answer && !refusal && <Waiting />}
      {answer?.rows.length === 0 && <p>{say(texts.noQuestions)}</p>}
      <ul className="stack">
        {answer?.rows.map((row) => (
          <OneQuestion key={row.id} row={row} />
        ))}
      </ul>
    </Page>
  )
}

function OneQuestion({ row }: { row: Question }): ReactNode {
  const { say, language } = useSpoken()
  const day = (instant: string): string => formatDay(dayAt(new Date(instant)), language)
  return (
    <li className="card">
      <p className="soft">
        {day(row.lookAt)} {say(row.look)}
      </p>
      <dl>
        <dt>
          {say(texts.question)} · {row.askerName} · {day(row.at)}
        </dt>
        <dd>{row.question}</dd>
      </dl>
      {row.state === 'answered' ? (
        <dl>
          <dt>
            {[say(texts.answer), row.answeredBy, row.answeredAt && day(row.answeredAt)].filter(Boolean).join(' · ')}
          </dt>
          <dd>{row.answer}</dd>
        </dl>
      ) : (
        <p>{say(texts.waitingAnswer, { day: formatDay(row.dueOn, language) })}</p>
      )}
    </li>
  )
}
