import { getProgress } from '@yinian/core/surveys/api.ts'
import type { ReactNode } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { useEndpoint } from '../../client/queries.ts'
import { useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { ProgressBoard } from './progress-board.tsx'
import { texts } from './texts.ts'

export function ProgressPage(): ReactNode {
  const t = useTexts(texts)
  const { county = '', id = '' } = useParams()
  const [search] = useSearchParams()
  const region = search.get('region') ?? undefined
  const asked = useEndpoint(getProgress, { params: { county, id }, query: region ? { region } : {} })
  return (
    <Answer of={asked}>
      {({ title }) => (
        <>
          <PageHead title={t.board} hint={title} />
          <ProgressBoard place={{ county, id }} region={region} />
        </>
      )}
    </Answer>
  )
}
