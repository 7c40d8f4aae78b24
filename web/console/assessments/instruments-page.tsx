import { listInstruments } from '@yinian/core/assessments/api.ts'
import { instrumentKinds } from '@yinian/core/assessments/instrument.ts'
import { levelWordings } from '@yinian/core/assessments/wordings.ts'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useEndpoint } from '../../client/queries.ts'
import { DayText } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { PageHead, Panel } from '../parts/page-head.tsx'
import './assessments.css'
import { May } from '../shell/me.tsx'
import { levelName } from './chips.tsx'
import { LoadPanel } from './instruments/load-panel.tsx'
import { texts } from './texts.ts'

/** The instruments that assessments are scored with; results stay tied to their version. */
export function InstrumentsPage(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const asked = useEndpoint(listInstruments)
  return (
    <>
      <PageHead title={t.instruments} hint={t.instrumentsHint} />
      <Answer of={asked}>
        {({ rows }) => (
          <div className="stack">
            {rows.map((one) => (
              <Panel key={`${one.id} ${one.version}`}>
                <h2>
                  <Link to={`/instruments/${one.id}/${one.version}`}>{say(one.name)}</Link>
                </h2>
                <p className="small">
                  {say(instrumentKinds[one.kind])} · {say(one.source)}
                </p>
                <p className="faded small">
                  {t.version} {one.version} · {t.inForceFrom} <DayText day={one.inForceFrom} /> ·{' '}
                  {t.itemsCount({ items: one.items, max: one.max })}
                </p>
                {one.notOfficial !== null && <p className="note-box">{say(one.notOfficial)}</p>}
                {one.licence !== null && <p className="faded small">{say(one.licence)}</p>}
                <ul className="unverified-mark">
                  {one.unverified.map((text) => (
                    <li key={text.en}>※ {say(text)}</li>
                  ))}
                </ul>
              </Panel>
            ))}
            <p className="faded small">{t.screensNotFree}</p>
            <May do="instruments:manage">
              <LoadPanel />
            </May>
            <Wordings />
          </div>
        )}
      </Answer>
    </>
  )
}

/** A04: the one table by which every rule that names a degree of disability is read. */
function Wordings(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const separator = say({ zh: '、', en: ', ' })
  return (
    <Panel title={t.wordings}>
      <p className="faded small">{t.wordingsHint}</p>
      {levelWordings.map((wording) => (
        <article key={wording.id} className="instrument-item">
          <h3>
            {say(wording.name)}：{wording.levels.map((level) => say(levelName(level))).join(separator)}
            {wording.includesDementia && ` ${t.withDementia}`}
          </h3>
          <p className="faded small">{say(wording.source)}</p>
          {wording.unverified !== undefined && (
            <p className="unverified-mark">
              ※ {t.unverified}：{say(wording.unverified)}
            </p>
          )}
        </article>
      ))}
    </Panel>
  )
}
