import { letRelativeRequest, type PersonAccess } from '@yinian/core/family/counter-api.ts'
import type { ElderFile } from '@yinian/core/people/api.ts'
import { type ConsentGiver, type ConsentManner, processingKinds } from '@yinian/core/privacy/processing-kinds.ts'
import { App } from 'antd'
import type { ReactNode } from 'react'
import { useCommand } from '../../client/queries.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { DialogForm } from '../people/dialog-form.tsx'
import { ConsentFields } from '../privacy/consent-fields.tsx'
import { texts } from './texts.ts'

interface Values {
  readonly givenBy: ConsentGiver
  readonly giverName?: string
  readonly manner: ConsentManner
  readonly fileNumber?: string
}

const { wording } = processingKinds['relative-requests']

/** The elder's consent that a relative asks in their name is read out and taken down. */
export function LetRequest({ elder, access }: { elder: ElderFile; access: PersonAccess }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { message } = App.useApp()
  const agree = useCommand(letRelativeRequest)
  return (
    <DialogForm<Values>
      label={t.letRequest}
      button={{ size: 'small' }}
      title={`${t.letRequest} · ${access.holderName}`}
      initial={{ givenBy: 'elder', manner: 'paper' }}
      onSubmit={async (values) => {
        await agree.mutateAsync({
          params: { id: elder.id, accessId: access.id },
          body: { ...values, wordingVersion: wording.version },
        })
        void message.success(t.letRequestDone)
      }}
    >
      <p className="faded small">{t.readOut}</p>
      <blockquote className="consent-words">{say(wording.text)}</blockquote>
      <ConsentFields />
    </DialogForm>
  )
}
