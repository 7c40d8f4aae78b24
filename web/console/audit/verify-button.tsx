import { verifyAuditChains } from '@yinian/core/audit/api.ts'
import { Form } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { useCommand } from '../../client/queries.ts'
import { useTexts } from '../../language/language.ts'
import { RegionField } from '../parts/region-field.tsx'
import { DialogForm } from '../people/dialog-form.tsx'
import { useMe } from '../shell/me.tsx'
import { texts } from './texts.ts'

/** Asks for a verification of a division and goes to where its progress is shown. */
export function VerifyButton(): ReactNode {
  const t = useTexts(texts)
  const navigate = useNavigate()
  const { regions } = useMe()
  const verify = useCommand(verifyAuditChains)
  return (
    <DialogForm<{ region: string }>
      label={t.verifyNow}
      button={{ type: 'primary' }}
      title={t.verifyTitle}
      submit={t.verifyNow}
      initial={{ region: regions[0]?.code ?? '' }}
      onSubmit={async ({ region }) => {
        const { id } = await verify.mutateAsync({ body: { region } })
        await navigate(`/audit-chains/${id}`)
      }}
    >
      <p>{t.verifyMeans}</p>
      <Form.Item name="region" label={t.place} rules={[{ required: true, message: t.placeMissing }]}>
        <RegionField levels={['nation', 'province', 'city', 'county']} />
      </Form.Item>
    </DialogForm>
  )
}
