import { Form, Input } from 'antd'
import type { ReactNode } from 'react'
import { useTexts } from '../../../language/language.ts'
import { DayField } from '../../parts/day-field.tsx'
import { RegionField } from '../../parts/region-field.tsx'
import { useMe } from '../../shell/me.tsx'
import { texts } from '../one-person-texts.ts'

export interface MoveValues {
  readonly toRegion: string
  readonly registeredRegion?: string
  readonly movedOn: string
  readonly reason: string
}

/** Where to, whether the registration goes along, since when and why. */
export function MoveFields({ village }: { village: boolean }): ReactNode {
  const t = useTexts(texts)
  const { today } = useMe()
  return (
    <>
      <Form.Item
        name="toRegion"
        label={t.whereTo}
        {...(village ? {} : { extra: t.whereToHelp })}
        rules={[{ required: true, message: t.whereToMissing }]}
      >
        <RegionField levels={village ? ['village'] : ['county', 'town', 'village']} />
      </Form.Item>
      <Form.Item name="registeredRegion" label={t.newRegistration} extra={t.newRegistrationHelp}>
        <RegionField levels={['county', 'town', 'village']} />
      </Form.Item>
      <Form.Item name="movedOn" label={t.movedOn} rules={[{ required: true, message: t.dayMissing }]}>
        <DayField to={today} />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t.reason}
        rules={[{ required: true, whitespace: true, min: 2, message: t.reasonMissing }]}
      >
        <Input maxLength={300} />
      </Form.Item>
    </>
  )
}

export const moveBody = ({ toRegion, registeredRegion, movedOn, reason }: MoveValues) => ({
  toRegion,
  movedOn,
  reason: reason.trim(),
  ...(registeredRegion ? { registeredRegion } : {}),
})
