import { listProgrammes } from '@yinian/core/benefits/api.ts'
import { type CompiledPolicy, compilePolicy } from '@yinian/core/benefits/compile-policy.ts'
import { explainDecision } from '@yinian/core/benefits/explain-decision.ts'
import { type FactName, type FactRow, factRow, factsOfLife } from '@yinian/core/benefits/facts.ts'
import type { Programme } from '@yinian/core/benefits/schemas.ts'
import { type Day, monthOf } from '@yinian/core/time/day.ts'
import { Form } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import { useEndpoint } from '../../client/queries.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { Blank } from '../parts/blank.tsx'
import { DayField } from '../parts/day-field.tsx'
import { PageHead, Panel } from '../parts/page-head.tsx'
import './benefits.css'
import { useMe } from '../shell/me.tsx'
import { FactField } from './fact-field.tsx'
import { PlaceAndMonth } from './place-and-month.tsx'
import { DecisionChip, Reading } from './reading.tsx'
import { texts } from './texts.ts'

/** What somebody would receive: the policies come from the server, the facts stay in this browser. */
export function CalculatorPage(): ReactNode {
  const t = useTexts(texts)
  const { regions, today } = useMe()
  const [address] = useSearchParams()
  const [region, setRegion] = useState(regions[0]?.code ?? '360700000000')
  const [month, setMonth] = useState(monthOf(today))
  const programmes = useEndpoint(listProgrammes, { query: { region, month } }, { keepLast: true })
  const only = address.get('programme')
  return (
    <>
      <PageHead
        title={t.calculator}
        hint={t.calculatorHint}
        actions={<PlaceAndMonth region={region} month={month} onRegion={setRegion} onMonth={setMonth} />}
      />
      <Answer of={programmes}>
        {({ rows }) => {
          const shown = rows.filter(({ programme }) => only === null || programme === only)
          return shown.length === 0 ? (
            <Blank title={t.noProgrammes} />
          ) : (
            <Calculation key={region} programmes={shown} region={region} month={month} />
          )
        }}
      </Answer>
    </>
  )
}

const ofLife: readonly FactName[] = ['年龄', '月初年龄', '出生日期', '在世']

function Calculation(props: { programmes: readonly Programme[]; region: string; month: string }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { today } = useMe()
  const { programmes, month, region } = props
  const [known, setKnown] = useState<Partial<FactRow>>({ 户籍地: region, 居住地: region })
  const [birth, setBirth] = useState<Day | null>(null)
  const [death, setDeath] = useState<Day | null>(null)
  const compiled = useMemo(() => programmes.flatMap(compiledOf), [programmes])
  const asked = [...new Set(compiled.flatMap((one) => one.facts))].filter((name) => !ofLife.includes(name))
  const facts = factRow({ ...known, ...factsOfLife(month, birth, death) })
  return (
    <div className="two work calculator">
      <Panel title={t.facts}>
        <Form layout="vertical" component="div" requiredMark={false}>
          <Form.Item label={t.birth} htmlFor="calculator-birth">
            <DayField id="calculator-birth" value={birth} to={today} onChange={(day) => setBirth(day ?? null)} />
          </Form.Item>
          <Form.Item label={t.death} htmlFor="calculator-death">
            <DayField id="calculator-death" value={death} to={today} onChange={(day) => setDeath(day ?? null)} />
          </Form.Item>
          {asked.map((name) => (
            <FactField
              key={name}
              name={name}
              value={known[name] ?? null}
              onChange={(value) => setKnown({ ...known, [name]: value })}
            />
          ))}
        </Form>
      </Panel>
      <div className="stack" aria-live="polite">
        {compiled.map((one) => {
          const reading = explainDecision(one, facts, month)
          return (
            <Panel key={one.policy.programme} title={say(one.policy.name)} extra={<DecisionChip reading={reading} />}>
              <Reading reading={reading} />
            </Panel>
          )
        })}
      </div>
    </div>
  )
}

function compiledOf({ policy }: Programme): CompiledPolicy[] {
  const reading = compilePolicy(policy)
  return reading.ok ? [reading.compiled] : []
}
