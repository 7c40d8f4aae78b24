import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useNavigate } from 'react-router'
import { useTexts } from '../../../language/language.ts'
import { DayField } from '../../parts/day-field.tsx'
import { Panel } from '../../parts/page-head.tsx'
import { useMe } from '../../shell/me.tsx'
import { texts } from './texts.ts'

/** The way from the file to any day of it. */
export function AsOfPanel({ elderId }: { elderId: string }): ReactNode {
  const t = useTexts(texts)
  return (
    <Panel title={t.asOf}>
      <p className="faded small">{t.asOfHint}</p>
      <AsOfForm elderId={elderId} day={undefined} known={undefined} />
    </Panel>
  )
}

export function AsOfForm(props: { elderId: string; day: string | undefined; known: string | undefined }): ReactNode {
  const t = useTexts(texts)
  const { today } = useMe()
  const navigate = useNavigate()
  const [day, setDay] = useState<string | undefined>(props.day ?? today)
  const [known, setKnown] = useState<string | undefined>(props.known)
  const show = () => {
    const query = new URLSearchParams({ ...(day ? { day } : {}), ...(known ? { known } : {}) })
    void navigate(`/people/${props.elderId}/as-of?${query}`)
  }
  return (
    <form
      className="as-of-form"
      onSubmit={(event) => {
        event.preventDefault()
        show()
      }}
    >
      <div>
        <span>{t.day}</span>
        <DayField value={day} onChange={setDay} aria-label={t.day} />
      </div>
      <div>
        <span>{t.known}</span>
        <DayField value={known} onChange={setKnown} to={today} aria-label={t.known} />
        <span className="faded small">{t.knownNow}</span>
      </div>
      <Button htmlType="submit">{t.show}</Button>
    </form>
  )
}
