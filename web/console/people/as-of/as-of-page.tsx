import { type ElderAsOf, getElderAsOf } from '@yinian/core/people/as-of-api.ts'
import { dayAt } from '@yinian/core/time/day.ts'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import { useEndpoint } from '../../../client/queries.ts'
import { useFormat } from '../../../language/figures.tsx'
import { useTexts } from '../../../language/language.ts'
import { Answer } from '../../parts/answer.tsx'
import { PageHead, Panel } from '../../parts/page-head.tsx'
import { usePageName } from '../../shell/page-name.tsx'
import '../people.css'
import { AsOfForm } from './as-of-panel.tsx'
import { Bars } from './bars.tsx'
import { ChangesPanel } from './changes-panel.tsx'
import { FactsBeside } from './facts-beside.tsx'
import { texts } from './texts.ts'

export function AsOfPage(): ReactNode {
  const { id = '' } = useParams()
  const [search] = useSearchParams()
  const day = search.get('day') ?? undefined
  const known = search.get('known') ?? undefined
  const query = { ...(day === undefined ? {} : { day }), ...(known === undefined ? {} : { known }) }
  const asked = useEndpoint(getElderAsOf, { params: { id }, query })
  return (
    <Answer of={asked} height={480}>
      {(told) => <Told key={`${day} ${known}`} elderId={id} told={told} day={day} known={known} />}
    </Answer>
  )
}

interface ToldProps {
  readonly elderId: string
  readonly told: ElderAsOf
  readonly day: string | undefined
  readonly known: string | undefined
}

function Told({ elderId, told, day, known }: ToldProps): ReactNode {
  const t = useTexts(texts)
  const format = useFormat()
  const title = t.asOfTitle({ name: told.today.particulars.name ?? '' })
  usePageName(title)
  const knownDay = known === undefined ? undefined : format.day(dayAt(new Date(told.known)))
  const about = format.day(told.day)
  return (
    <>
      <PageHead
        title={title}
        hint={t.asOfHint}
        actions={
          <Link to={`/people/${elderId}`}>
            <Button>{t.back}</Button>
          </Link>
        }
      />
      <div className="stack">
        <Panel>
          <AsOfForm elderId={elderId} day={day} known={known} />
        </Panel>
        <Panel title={knownDay === undefined ? t.headNow({ day: about }) : t.headThen({ day: about, known: knownDay })}>
          {told.facts === null ? (
            <p>{t.notYet({ at: format.instant(told.registeredAt) })}</p>
          ) : (
            <FactsBeside facts={told.facts} today={told.today} levelDates={told.levelDates} />
          )}
        </Panel>
        <Panel
          title={t.picture}
          extra={
            <span className="faded small">
              {knownDay === undefined ? t.pictureNow : t.pictureOf({ known: knownDay })}
            </span>
          }
        >
          <Bars told={told} />
        </Panel>
        <ChangesPanel elderId={elderId} />
      </div>
    </>
  )
}
