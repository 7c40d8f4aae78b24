import type { OwnElder } from '@yinian/core/family/own-api.ts'
import type { ReactNode } from 'react'
import { formatDay } from '../language/format.ts'
import { useSpoken } from '../plain/language.tsx'
import { Page } from '../plain/parts.tsx'
import { Way } from '../plain/way.tsx'
import type { Own } from './app.tsx'
import { texts } from './texts.ts'

/** Where one begins: whose file, and what to see of it. */
export function HomePage({ own, elder }: { own: Own; elder: OwnElder | undefined }): ReactNode {
  const { say } = useSpoken()
  if (elder) return <ElderHome own={own} elder={elder} />
  if (own.elders.length === 0)
    return (
      <Page title={texts.nobody}>
        <p>{say(texts.nobodyHint)}</p>
      </Page>
    )
  return (
    <Page title={texts.whose}>
      {own.elders.map((one) => (
        <Way key={one.id} to={`/${one.id}`} className="button big">
          {one.name}
        </Way>
      ))}
    </Page>
  )
}

function ElderHome({ own, elder }: { own: Own; elder: OwnElder }): ReactNode {
  const { say, language } = useSpoken()
  const self = elder.standsAs === 'self'
  const name = { name: elder.name }
  const hello = { zh: say(texts.hello, { name: own.name }), en: say(texts.hello, { name: own.name }) }
  return (
    <Page title={hello} {...(own.elders.length > 1 ? { back: '/' } : {})}>
      <Way to={`/${elder.id}/looks`} className="button big">
        {self ? say(texts.looks) : say(texts.looksOf, name)}
      </Way>
      <Way to={`/${elder.id}/questions`} className="button big">
        {say(texts.questions)}
      </Way>
      <Way to={`/${elder.id}/particulars`} className="button big">
        {self ? say(texts.particulars) : say(texts.particularsOf, name)}
      </Way>
      <Way to={`/${elder.id}/assessment`} className="button big">
        {say(texts.assessment)}
      </Way>
      <Way to={`/${elder.id}/joint-days`} className="button big">
        {say(texts.jointDays)}
      </Way>
      {elder.until !== null && <p className="soft">{say(texts.until, { day: formatDay(elder.until, language) })}</p>}
      <Way to="/password" className="button quiet">
        {say(texts.changePassword)}
      </Way>
      <p className="soft">{say(texts.help)}</p>
    </Page>
  )
}
