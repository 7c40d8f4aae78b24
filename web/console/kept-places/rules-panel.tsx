import {
  endKeptPlaceRule,
  type KeptPlaceRule,
  listKeptPlaceRules,
  makeKeptPlaceRule,
} from '@yinian/core/kept-places/api.ts'
import { type LimitedPlace, limitedPlaces, usualRule } from '@yinian/core/kept-places/kept-places.ts'
import type { RegionCode } from '@yinian/core/regions/code.ts'
import { Form, Input, InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'
import { useCommand, useEndpoint } from '../../client/queries.ts'
import { useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { ConfirmAction } from '../parts/confirm-action.tsx'
import { DayField } from '../parts/day-field.tsx'
import { Panel } from '../parts/page-head.tsx'
import { RegionField } from '../parts/region-field.tsx'
import { DialogForm } from '../people/dialog-form.tsx'
import { useMe } from '../shell/me.tsx'
import { texts } from './texts.ts'

const { keptPercent: percent, releaseHours: hours } = usualRule

/** The rules of a division and those below it, the newest first. */
export function RulesPanel({ region }: { region: RegionCode | null }): ReactNode {
  const t = useTexts(texts)
  const asked = useEndpoint(listKeptPlaceRules, { query: region === null ? {} : { region } }, { keepLast: true })
  return (
    <Answer of={asked}>
      {({ rows }) => (
        <Panel title={t.rules} extra={<RuleDialog />}>
          <p className="faded small">{t.rulesHint({ percent, hours })}</p>
          {rows.length === 0 ? (
            <p className="faded">{t.noRules}</p>
          ) : (
            <div className="twin wide">
              <table>
                <thead>
                  <tr>
                    <th scope="col">{t.region}</th>
                    <th scope="col">{t.kind}</th>
                    <th scope="col" className="figure">
                      {t.percent}
                    </th>
                    <th scope="col" className="figure">
                      {t.hours}
                    </th>
                    <th scope="col">{t.counter}</th>
                    <th scope="col">{t.telephone}</th>
                    <th scope="col">{t.period}</th>
                    <th scope="col">{t.reason}</th>
                    <th scope="col">{t.by}</th>
                    <th scope="col" aria-label={t.end} />
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <RuleLine key={row.id} row={row} />
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </Panel>
      )}
    </Answer>
  )
}

function RuleLine({ row }: { row: KeptPlaceRule }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { today } = useMe()
  const format = useFormat()
  const end = useCommand(endKeptPlaceRule)
  const from = format.day(row.validFrom)
  const region = row.regionPath.split(' ').at(-1) ?? ''
  return (
    <tr>
      <td>{row.regionPath.split(' ').slice(-2).join(' ')}</td>
      <td>{say(limitedPlaces[row.kind])}</td>
      <td className="figure">{row.keptPercent}</td>
      <td className="figure">{row.releaseHours}</td>
      <td>{row.counter}</td>
      <td className="nowrap">{row.telephone}</td>
      <td>
        {row.validTo === null
          ? t.since({ from })
          : row.validTo <= row.validFrom
            ? t.neverHeld
            : t.between({ from, to: format.day(row.validTo) })}
      </td>
      <td>{row.reason}</td>
      <td>{row.madeByName}</td>
      <td>
        {(row.validTo === null || row.validTo > today) && (
          <ConfirmAction
            label={t.end}
            title={t.endTitle}
            explain={t.endMeans({ region, percent })}
            danger
            size="small"
            run={() => end.mutateAsync({ params: { county: row.county, id: row.id } })}
          />
        )}
      </td>
    </tr>
  )
}

interface Values {
  region: string
  kind: LimitedPlace
  keptPercent: number
  releaseHours: number
  counter: string
  telephone: string
  validFrom: string
  reason: string
}

function RuleDialog(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { regions, today } = useMe()
  const make = useCommand(makeKeptPlaceRule)
  const rules = [{ required: true, message: t.required }]
  return (
    <DialogForm<Values>
      label={t.set}
      title={t.set}
      button={{ type: 'primary' }}
      initial={{
        ...(regions[0] === undefined ? {} : { region: regions[0].code }),
        kind: 'joint-day',
        keptPercent: percent,
        releaseHours: hours,
        validFrom: today,
      }}
      onSubmit={(body) => make.mutateAsync({ body })}
    >
      <Form.Item name="region" label={t.region} rules={rules}>
        <RegionField />
      </Form.Item>
      <Form.Item name="kind" label={t.kind} rules={rules}>
        <Select options={Object.entries(limitedPlaces).map(([value, name]) => ({ value, label: say(name) }))} />
      </Form.Item>
      <Form.Item name="keptPercent" label={t.percent} rules={rules}>
        <InputNumber min={1} max={100} precision={0} />
      </Form.Item>
      <Form.Item name="releaseHours" label={t.hours} extra={t.hoursHelp} rules={rules}>
        <InputNumber min={0} max={240} precision={0} />
      </Form.Item>
      <Form.Item name="counter" label={t.counter} rules={rules}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="telephone" label={t.telephone} extra={t.telephoneHelp} rules={rules}>
        <Input maxLength={40} inputMode="tel" autoComplete="off" />
      </Form.Item>
      <Form.Item name="validFrom" label={t.from} rules={rules}>
        <DayField from={today} />
      </Form.Item>
      <Form.Item name="reason" label={t.reason} rules={rules}>
        <Input maxLength={200} />
      </Form.Item>
    </DialogForm>
  )
}
