import { type ClassMatrix, getClassMatrix } from '@yinian/core/privacy/class-rule-api.ts'
import type { DataClass } from '@yinian/core/privacy/data-classes.ts'
import { nation } from '@yinian/core/regions/code.ts'
import { type ReactNode, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useEndpoint } from '../../../client/queries.ts'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { Answer } from '../../parts/answer.tsx'
import { PageHead, Panel } from '../../parts/page-head.tsx'
import { RegionField } from '../../parts/region-field.tsx'
import { StatusChip } from '../../parts/status-chip.tsx'
import { useMe } from '../../shell/me.tsx'
import { ClassDialog } from './class-dialog.tsx'
import { ClassMatrixTable } from './class-matrix.tsx'
import { classTexts } from './class-texts.ts'
import './classes.css'
import { WaitingClassRequests } from './waiting-class-requests.tsx'

/** Which role is shown which class of data in a division; changed here by two people. */
export function DataClassesPage(): ReactNode {
  const t = useTexts(classTexts)
  const me = useMe()
  const [address, setAddress] = useSearchParams()
  const region = address.get('region') ?? me.regions[0]?.code ?? nation
  const matrix = useEndpoint(getClassMatrix, { query: { region } }, { keepLast: true })
  return (
    <>
      <PageHead
        title={t.title}
        hint={t.hint}
        actions={<Link to={`/data-classes/requests?region=${region}`}>{t.history}</Link>}
      />
      <div className="class-region">
        <RegionField
          aria-label={t.region}
          value={region}
          onChange={(code) => setAddress(code === undefined ? {} : { region: code }, { replace: true })}
        />
      </div>
      <Answer of={matrix}>{(found) => <Matrix found={found} />}</Answer>
    </>
  )
}

export interface Chosen {
  readonly role: ClassMatrix['roles'][number]
  readonly dataClass: DataClass
}

function Matrix({ found }: { found: ClassMatrix }): ReactNode {
  const t = useTexts(classTexts)
  const [chosen, setChosen] = useState<Chosen | null>(null)
  return (
    <div className="class-panels">
      <Panel title={t.whoSees}>
        <p className="faded small">
          {found.region.path} · {t.seenMeans}
        </p>
        <ClassMatrixTable matrix={found} choose={setChosen} />
      </Panel>
      <Panel title={t.waiting}>
        <WaitingClassRequests rows={found.waiting} />
      </Panel>
      <Panel title={t.classes}>
        <Classes of={found.classes} />
      </Panel>
      {chosen !== null && <ClassDialog matrix={found} chosen={chosen} close={() => setChosen(null)} />}
    </div>
  )
}

function Classes({ of }: { of: ClassMatrix['classes'] }): ReactNode {
  const t = useTexts(classTexts)
  const { say } = useLanguage()
  const tones = { general: 'neutral', important: 'waiting', sensitive: 'bad' } as const
  return (
    <ul className="class-list">
      {of.map((one) => (
        <li key={one.id}>
          <div className="row">
            <strong>{say(one.name)}</strong>
            <StatusChip tone={tones[one.grade]}>{say(one.gradeName)}</StatusChip>
          </div>
          <div>{say(one.holds)}</div>
          <div className="faded small">
            {say(one.basis)}
            {one.unverified && ` · ${t.reading}`}
          </div>
        </li>
      ))}
    </ul>
  )
}
