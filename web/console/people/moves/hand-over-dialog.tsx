import type { ElderFile } from '@yinian/core/people/api.ts'
import { requestTransfer } from '@yinian/core/people/transfer-api.ts'
import { App } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { useCommand } from '../../../client/queries.ts'
import { useTexts } from '../../../language/language.ts'
import { DialogForm } from '../dialog-form.tsx'
import { texts } from '../one-person-texts.ts'
import { MoveFields, type MoveValues, moveBody } from './move-fields.tsx'

/** Hands an elder over to the county they have moved to. */
export function HandOverDialog({ elder }: { elder: ElderFile }): ReactNode {
  const t = useTexts(texts)
  const navigate = useNavigate()
  const { message } = App.useApp()
  const request = useCommand(requestTransfer)
  const submit = async (values: MoveValues) => {
    const made = await request.mutateAsync({ body: { elderId: elder.id, ...moveBody(values) } })
    void message.success(t.handedOver)
    await navigate(`/moves/${made.county}/${made.id}`)
  }
  return (
    <DialogForm<MoveValues> label={t.handOver} title={t.handOverTitle({ name: elder.name })} onSubmit={submit}>
      <p className="note-box">{t.handOverMeans}</p>
      <MoveFields village={false} />
    </DialogForm>
  )
}
