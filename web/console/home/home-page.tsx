import { home } from '@yinian/core/access/api.ts'
import type { ReactNode } from 'react'
import { useEndpoint } from '../../client/queries.ts'
import { useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { Figures } from '../parts/board-page.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useMe } from '../shell/me.tsx'
import { texts } from './texts.ts'
import { Waiting } from './waiting.tsx'

export function HomePage(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const me = useMe()
  const asked = useEndpoint(home)
  return (
    <>
      <PageHead title={t.home} hint={t.greeting({ name: me.account.displayName, day: format.day(me.today) })} />
      <Answer of={asked}>
        {({ waiting, figures }) => (
          <div className="stack">
            <div className="panel flush">
              <Waiting rows={waiting} />
            </div>
            {figures.length > 0 && (
              <section className="stack-tight">
                <h2>{t.atAGlance}</h2>
                <Figures
                  of={figures.map((figure) => ({
                    name: say(figure.title),
                    value: format.number(figure.value, Number.isInteger(figure.value) ? 0 : 1),
                    unit: say(figure.unit),
                    to: figure.link,
                  }))}
                />
              </section>
            )}
          </div>
        )}
      </Answer>
    </>
  )
}
