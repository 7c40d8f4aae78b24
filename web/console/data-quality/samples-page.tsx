import { drawDataSample, listDataSamples, type QualitySample } from '@yinian/core/data-quality/api.ts'
import { wilson } from '@yinian/core/data-quality/interval.ts'
import { Form, InputNumber } from 'antd'
import type { ReactNode } from 'react'
import { Link, useNavigate } from 'react-router'
import { useCommand, useEndpoint } from '../../client/queries.ts'
import { InstantText, useFormat } from '../../language/figures.tsx'
import { useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { Blank } from '../parts/blank.tsx'
import { PageHead, Panel } from '../parts/page-head.tsx'
import { RegionField } from '../parts/region-field.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import { DialogForm } from '../people/dialog-form.tsx'
import '../people/people.css'
import { May, useMe } from '../shell/me.tsx'
import './data-quality.css'
import { texts } from './texts.ts'

export function SamplesPage(): ReactNode {
  const t = useTexts(texts)
  const asked = useEndpoint(listDataSamples, { query: {} })
  return (
    <>
      <PageHead
        title={t.samples}
        hint={t.samplesHint}
        actions={
          <May do="people:write">
            <Draw />
          </May>
        }
      />
      <Answer of={asked} height={240}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Blank title={t.noSamples} hint={t.noSamplesHint} />
          ) : (
            <Panel>
              <ul className="held">
                {rows.map((sample) => (
                  <li key={sample.id}>
                    <div>
                      <div className="row">
                        <Link to={`/data-quality/samples/${sample.county}/${sample.id}`}>
                          <strong>{sample.regionPath}</strong>
                        </Link>
                        <StatusChip tone={sample.state === 'signed' ? 'good' : 'waiting'}>{t[sample.state]}</StatusChip>
                      </div>
                      <SampleResult sample={sample} />
                      <div className="faded small">
                        <InstantText at={sample.drawnAt} /> · {t.drawnBy({ who: sample.drawnBy })}
                        {sample.signedBy !== null && ` · ${t.signedBy({ who: sample.signedBy })}`}
                      </div>
                    </div>
                  </li>
                ))}
              </ul>
            </Panel>
          )
        }
      </Answer>
    </>
  )
}

/** The rate of what was signed with its interval; how far it has come before. */
export function SampleResult({ sample }: { sample: QualitySample }): ReactNode {
  const t = useTexts(texts)
  const format = useFormat()
  const { size, checked, correct, state } = sample
  const interval = wilson(correct, checked)
  return (
    <div className="small">
      {state === 'signed' && interval !== null
        ? t.accuracy({
            rate: format.share(correct / checked),
            low: format.share(interval.low),
            high: format.share(interval.high),
          })
        : t.progress({ checked, size })}{' '}
      · {t.ofPopulation({ count: format.number(sample.population) })}
    </div>
  )
}

function Draw(): ReactNode {
  const t = useTexts(texts)
  const navigate = useNavigate()
  const { regions } = useMe()
  const draw = useCommand(drawDataSample)
  const region = regions[0]?.code
  return (
    <DialogForm<{ region: string; size: number }>
      label={t.draw}
      button={{ type: 'primary' }}
      title={t.drawTitle}
      initial={{ size: 30, ...(region === undefined ? {} : { region }) }}
      onSubmit={async (body) => {
        const made = await draw.mutateAsync({ body })
        await navigate(`/data-quality/samples/${made.county}/${made.id}`)
      }}
    >
      <Form.Item name="region" label={t.division} rules={[{ required: true, message: t.regionMissing }]}>
        <RegionField levels={['county', 'town', 'village']} />
      </Form.Item>
      <Form.Item name="size" label={t.size} rules={[{ required: true }]}>
        <InputNumber min={5} max={200} />
      </Form.Item>
    </DialogForm>
  )
}
