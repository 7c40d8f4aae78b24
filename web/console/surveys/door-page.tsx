import { listSurveyLists } from '@yinian/core/surveys/api.ts'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useDevice } from '../../client/device/use-outbox.ts'
import { useTaken } from '../../client/device/use-taken.ts'
import { DayText } from '../../language/figures.tsx'
import { useTexts } from '../../language/language.ts'
import { Shape } from '../parts/answer.tsx'
import { Blank } from '../parts/blank.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { Refused } from '../parts/refused.tsx'
import { useMe } from '../shell/me.tsx'
import './surveys.css'
import { texts } from './texts.ts'
import { WaitingStrip } from './waiting-strip.tsx'

/** My villages to be asked, those given to me first. */
export function DoorPage(): ReactNode {
  const t = useTexts(texts)
  const { account } = useMe()
  const { store } = useDevice(account.id)
  const taken = useTaken(store, listSurveyLists, { query: { open: true, limit: 200 } }, 'surveys/lists')
  const mine = (one: { assignedTo: string | null }) => (one.assignedTo === account.id ? 0 : 1)
  const rows = (taken.data?.rows ?? [])
    // Whoever sees a whole county is shown the villages where somebody is listed; a village is shown itself in any case.
    .filter((list, _at, all) => all.length < 20 || mine(list) === 0 || list.toAsk + list.notMet + list.asked > 0)
    .toSorted((a, b) => mine(a) - mine(b))
  return (
    <div className="door">
      <PageHead title={t.door} hint={t.doorHint} />
      <WaitingStrip />
      {taken.old && taken.data !== undefined && <p className="strip">{t.offlineList}</p>}
      {taken.data === undefined &&
        (taken.refusal ? <Refused refusal={taken.refusal} retry={taken.again} /> : <Shape height={200} />)}
      {taken.data !== undefined && rows.length === 0 && <Blank title={t.noDoor} hint={t.noDoorHint} />}
      <ul className="door-list">
        {rows.map((list) => (
          <li key={list.id}>
            <Link to={`/surveys/door/${list.county}/${list.id}`}>
              <span>
                {list.regionPath.split(' ').slice(-2).join(' ')}
                <span className="small faded">
                  {list.title} · {t.to} <DayText day={list.toOn} />
                </span>
              </span>
              <strong>
                {list.toAsk + list.notMet === 0 ? t.allAsked : t.left({ count: list.toAsk + list.notMet })}
              </strong>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}
