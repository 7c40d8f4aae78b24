import { settledStates } from '@yinian/core/surveys/campaigns.ts'
import { getSurveyList, type Respondent } from '@yinian/core/surveys/door-api.ts'
import { Button, Switch } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Link, useParams } from 'react-router'
import type { Waiting } from '../../client/device/outbox.ts'
import { useDevice } from '../../client/device/use-outbox.ts'
import { useTaken } from '../../client/device/use-taken.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Shape } from '../parts/answer.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { Refused } from '../parts/refused.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import { useMe } from '../shell/me.tsx'
import { FoundDialog } from './found-dialog.tsx'
import { RespondentChip } from './states.tsx'
import './surveys.css'
import { texts } from './texts.ts'
import { WaitingStrip } from './waiting-strip.tsx'

/** One village: everybody on its list, with what waits on this device. */
export function VillagePage(): ReactNode {
  const t = useTexts(texts)
  const { account } = useMe()
  const { county = '', id = '' } = useParams()
  const { store, waiting } = useDevice(account.id)
  const taken = useTaken(store, getSurveyList, { params: { county, id } }, `surveys/list/${id}`)
  const [left, setLeft] = useState(true)
  const [finding, setFinding] = useState(false)
  const { again } = taken
  const unsent = waiting.length
  const before = useRef(unsent)
  useEffect(() => {
    // What has arrived changes the list.
    if (unsent < before.current) again()
    before.current = unsent
  }, [unsent, again])
  if (taken.data === undefined)
    return taken.refusal ? (
      <>
        <Refused refusal={taken.refusal} retry={again} />
        <p>{t.notTaken}</p>
      </>
    ) : (
      <Shape height={320} />
    )
  const { list, respondents, more } = taken.data
  const waitingFor = (one: Respondent) => waiting.find(({ about }) => about === one.id)
  const shown = respondents.filter((one) => !left || !settledStates.includes(one.state))
  return (
    <div className="door">
      <PageHead title={list.regionPath.split(' ').slice(-1).join('')} hint={list.title} />
      <WaitingStrip />
      {taken.old && <p className="strip">{t.offlineList}</p>}
      {more && <p className="strip">{t.moreThanTaken({ number: respondents.length })}</p>}
      <p className="row">
        <Switch checked={left} onChange={setLeft} aria-label={t.onlyOpenOnes} /> {t.onlyOpenOnes}
        <Button size="large" onClick={() => setFinding(true)}>
          {t.found}
        </Button>
      </p>
      {shown.length === 0 && <p>{t.allAsked}</p>}
      <ul className="door-list">
        {shown.map((one) => (
          <li key={one.id}>
            <Link to={`/surveys/door/${county}/${id}/${one.id}`}>
              <span>
                {one.name} {one.age !== null && <span className="faded">{t.years({ age: one.age })}</span>}
              </span>
              <RowState one={one} waiting={waitingFor(one)} />
            </Link>
          </li>
        ))}
      </ul>
      {finding && <FoundDialog list={{ county, id }} close={() => setFinding(false)} done={again} />}
    </div>
  )
}

function RowState({ one, waiting }: { one: Respondent; waiting: Waiting | undefined }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  if (waiting === undefined) return <RespondentChip state={one.state} />
  if (waiting.refusal === null) return <StatusChip tone="waiting">{t.waits}</StatusChip>
  return (
    <span title={say(waiting.refusal.message)}>
      <StatusChip tone="bad">{t.refusedChip}</StatusChip>
    </span>
  )
}
