import { listProgrammes } from '@yinian/core/benefits/api.ts'
import { isLayer, type PolicyDocument } from '@yinian/core/benefits/layers.ts'
import type { Policy } from '@yinian/core/benefits/policy.ts'
import {
  changePolicyDraft,
  checkPolicyDocument,
  draftPolicy,
  getPolicyVersion,
  type PolicyCheck,
  type PolicyVersionFile,
} from '@yinian/core/benefits/policy-api.ts'
import { emptyPolicy, nextDraft } from '@yinian/core/benefits/policy-draft.ts'
import type { RegionCode } from '@yinian/core/regions/code.ts'
import { addToMonth, monthOf } from '@yinian/core/time/day.ts'
import { Button, Input } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { useCommand, useEndpoint } from '../../../client/queries.ts'
import { asRefusal, type Refusal } from '../../../client/refusal.ts'
import { useTexts } from '../../../language/language.ts'
import { Answer } from '../../parts/answer.tsx'
import { PageHead, Panel } from '../../parts/page-head.tsx'
import { RefusedLine } from '../../parts/refused.tsx'
import { RegionField } from '../../parts/region-field.tsx'
import { useMe } from '../../shell/me.tsx'
import '../benefits.css'
import { AboutEditor, PaymentEditor } from './about-editor.tsx'
import { AmountEditor } from './amount-editor.tsx'
import { CheckPanels } from './check-panels.tsx'
import { ConditionsEditor } from './conditions-editor.tsx'
import { Field } from './editor-fields.tsx'
import { texts } from './editor-texts.ts'
import { ExamplesEditor } from './examples-editor.tsx'

/** A new version: of nothing, of a version that is there, or as a layer upon one from above. */
export function NewPolicyPage(): ReactNode {
  const [address] = useSearchParams()
  const from = address.get('from')
  return from === null ? <Begin from={undefined} /> : <FromVersion id={from} />
}

function FromVersion({ id }: { id: string }): ReactNode {
  const asked = useEndpoint(getPolicyVersion, { params: { id } })
  return <Answer of={asked}>{(version) => <Begin from={version} />}</Answer>
}

/** The draft of a version, to be changed. */
export function EditPolicyPage(): ReactNode {
  const { id = '' } = useParams()
  const asked = useEndpoint(getPolicyVersion, { params: { id } })
  return (
    <Answer of={asked}>
      {(version) => (
        <Editor key={version.id} document={version.document as unknown as PolicyDocument} version={version} />
      )}
    </Answer>
  )
}

/** Where it is to hold decides whether it is the next version or a layer upon it. */
function Begin({ from }: { from: PolicyVersionFile | undefined }): ReactNode {
  const t = useTexts(texts)
  const { regions, today } = useMe()
  const [area, setArea] = useState<RegionCode | undefined>(regions[0]?.code)
  const month = addToMonth(monthOf(today), 1)
  const written = from?.document as unknown as PolicyDocument | undefined
  const document = area && (written ? nextDraft(written, area, month) : emptyPolicy(area, month))
  return (
    <>
      <PageHead title={t.newPolicy} hint={t.newPolicyHint} />
      <Panel>
        <Field label={t.area}>
          {(id) => (
            <RegionField id={id} value={area} levels={['nation', 'province', 'city', 'county']} onChange={setArea} />
          )}
        </Field>
      </Panel>
      {document === undefined || document === '' ? (
        <p>{t.areaMissing}</p>
      ) : (
        <Editor key={area} document={document} version={undefined} />
      )}
    </>
  )
}

const pause = 500

/** What a document comes to, asked again when writing has paused. */
function useCheck(document: PolicyDocument): PolicyCheck | undefined {
  const ask = useCommand(checkPolicyDocument).mutateAsync
  const [check, setCheck] = useState<PolicyCheck>()
  useEffect(() => {
    let current = true
    const timer = setTimeout(() => {
      const body = { area: document.region, document: { ...document } as Record<string, unknown> }
      ask({ body }).then(
        (answer) => current && setCheck(answer),
        () => undefined,
      )
    }, pause)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [document, ask])
  return check
}

function useAbove(document: PolicyDocument): Policy | undefined {
  const layer = isLayer(document)
  const query = { region: layer ? document.extends : document.region, month: document.validFrom }
  const asked = useEndpoint(listProgrammes, { query }, { enabled: layer, keepLast: true })
  if (!layer) return undefined
  return asked.data?.rows.find(({ programme }) => programme === document.programme)?.policy
}

function Editor(props: { document: PolicyDocument; version: PolicyVersionFile | undefined }): ReactNode {
  const t = useTexts(texts)
  const { version } = props
  const navigate = useNavigate()
  const draft = useCommand(draftPolicy)
  const change = useCommand(changePolicyDraft)
  const [document, setDocument] = useState(props.document)
  const [reason, setReason] = useState(version?.reason ?? '')
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [busy, setBusy] = useState(false)
  const check = useCheck(document)
  const above = useAbove(document)
  const faults = check?.faults ?? []
  const save = async () => {
    setBusy(true)
    setRefusal(null)
    const written = { ...document } as unknown as Record<string, unknown>
    try {
      const kept = version
        ? await change.mutateAsync({
            params: { id: version.id },
            body: { revision: version.revision, document: written, reason },
          })
        : await draft.mutateAsync({ body: { area: document.region, document: written, reason } })
      void navigate(`/programmes/versions/${kept.id}`)
    } catch (error) {
      setRefusal(asRefusal(error))
    } finally {
      setBusy(false)
    }
  }
  const editing = { document, above, faults, onChange: setDocument }
  return (
    <>
      {version !== undefined && <PageHead title={t.editPolicy} hint={t.newPolicyHint} />}
      <div className="two work">
        <div className="stack">
          <AboutEditor {...editing} fixed={version !== undefined} />
          <ConditionsEditor {...editing} />
          <AmountEditor {...editing} />
          <PaymentEditor {...editing} />
          <ExamplesEditor {...editing} />
        </div>
        <div className="stack policy-check">
          <Panel title={t.checkTitle}>
            {check === undefined ? <p className="faded small">{t.checking}</p> : <CheckPanels check={check} />}
          </Panel>
          <Panel>
            <RefusedLine refusal={refusal} />
            <Field label={t.reason}>
              {(id) => (
                <Input.TextArea
                  id={id}
                  rows={2}
                  maxLength={500}
                  placeholder={t.reasonHint}
                  value={reason}
                  onChange={({ target }) => setReason(target.value)}
                />
              )}
            </Field>
            <Button type="primary" loading={busy} disabled={reason.trim().length < 2} onClick={() => void save()}>
              {t.save}
            </Button>
          </Panel>
        </div>
      </div>
    </>
  )
}
