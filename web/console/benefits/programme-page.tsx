import { listProgrammes } from '@yinian/core/benefits/api.ts'
import type { Policy } from '@yinian/core/benefits/policy.ts'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate, useParams } from 'react-router'
import { useEndpoint } from '../../client/queries.ts'
import { useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { Blank } from '../parts/blank.tsx'
import { FilePage } from '../parts/file-page.tsx'
import './benefits.css'
import { Standing } from './clauses.tsx'
import { PolicyText } from './policies/policy-text.tsx'
import { texts } from './texts.ts'

/** A policy as one reads it: who, how much, how, by which document, and where it had to choose. */
export function ProgrammePage(): ReactNode {
  const t = useTexts(texts)
  const { region = '', programme = '' } = useParams()
  const programmes = useEndpoint(listProgrammes, { query: { region } })
  return (
    <Answer of={programmes}>
      {({ rows }) => {
        const found = rows.find((one) => one.programme === programme)
        return found ? <PolicyFile policy={found.policy} /> : <Blank title={t.noProgrammes} wholePage />
      }}
    </Answer>
  )
}

function PolicyFile({ policy }: { policy: Policy }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const navigate = useNavigate()
  const { document, validFrom, validTo } = policy
  return (
    <FilePage
      title={say(policy.name)}
      hint={say(document.title)}
      chips={<Standing status={document.status} />}
      actions={
        <Button onClick={() => void navigate(`/calculator?programme=${policy.programme}`)}>{t.calculator}</Button>
      }
      facts={[
        [
          t.inForce,
          validTo === null
            ? t.since({ month: format.month(validFrom) })
            : t.until({ from: format.month(validFrom), to: format.month(validTo) }),
        ],
        [t.document, document.number === 'unverified' ? t.unverified : document.number],
        [t.answers, policy.catalogue.join(' ')],
      ]}
    >
      <PolicyText policy={policy} />
    </FilePage>
  )
}
