import type { Account } from '@yinian/core/access/api.ts'
import {
  getSignInOf,
  linkIdentityOf,
  resetSecondFactor,
  unlinkIdentityOf,
} from '@yinian/core/access/second-factor-api.ts'
import { Button, Form, Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { useCommand, useEndpoint } from '../../client/queries.ts'
import { useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { ConfirmAction } from '../parts/confirm-action.tsx'
import { Panel } from '../parts/page-head.tsx'
import { RefusedLine } from '../parts/refused.tsx'
import { useMay } from '../shell/me.tsx'
import { IdentityList } from './identities-panel.tsx'
import { ownTexts } from './own-texts.ts'
import { FactorFacts } from './second-factor-panel.tsx'

/** How somebody else signs in: their second factor, and their identities at the provider. */
export function SignInPanel({ account }: { account: Account }): ReactNode {
  const t = useTexts(ownTexts)
  const mayReset = useMay('grants:manage')
  const mayLink = useMay('accounts:manage')
  const signIn = useEndpoint(getSignInOf, { params: { id: account.id } })
  const reset = useCommand(resetSecondFactor)
  const unlink = useCommand(unlinkIdentityOf)
  const [linking, setLinking] = useState(false)
  const { id, displayName: name } = account
  return (
    <Panel
      title={t.secondFactor}
      extra={
        mayReset &&
        signIn.data?.secondFactor.confirmedAt != null && (
          <ConfirmAction
            label={t.resetFactor}
            size="small"
            danger
            title={t.resetFactorTitle({ name })}
            explain={t.resetFactorMeans}
            reason="required"
            run={(reason) => reset.mutateAsync({ params: { id }, body: { reason } })}
            done={t.resetFactorDone}
          />
        )
      }
    >
      <Answer of={signIn} height={80}>
        {({ secondFactor, identities, identityOffered }) => (
          <>
            <FactorFacts factor={secondFactor} />
            {identityOffered && (
              <>
                <div className="panel-head inner">
                  <h3>{t.identities}</h3>
                  {mayLink && (
                    <Button size="small" onClick={() => setLinking(true)}>
                      {t.linkOf}
                    </Button>
                  )}
                </div>
                <IdentityList
                  identities={identities}
                  unlink={mayLink ? (identityId) => unlink.mutateAsync({ params: { id, identityId } }) : undefined}
                />
              </>
            )}
          </>
        )}
      </Answer>
      {linking && <LinkDialog account={account} close={() => setLinking(false)} />}
    </Panel>
  )
}

function LinkDialog({ account, close }: { account: Account; close: () => void }): ReactNode {
  const t = useTexts(ownTexts)
  const link = useCommand(linkIdentityOf)
  const [form] = Form.useForm<{ subject: string }>()
  return (
    <Modal
      open
      title={`${t.linkOf} · ${account.displayName}`}
      okText={t.link}
      confirmLoading={link.isPending}
      onOk={() => form.submit()}
      onCancel={close}
      width={480}
    >
      <p>{t.linkOfMeans}</p>
      <RefusedLine refusal={link.error} />
      <Form
        form={form}
        layout="vertical"
        onFinish={({ subject }) =>
          link.mutate({ params: { id: account.id }, body: { subject: subject.trim() } }, { onSuccess: close })
        }
      >
        <Form.Item
          name="subject"
          label={t.subject}
          rules={[{ required: true, whitespace: true, message: t.subjectMissing }]}
        >
          <Input maxLength={255} autoComplete="off" spellCheck={false} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
