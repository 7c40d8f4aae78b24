import { type NewElder, registerElder } from '@yinian/core/people/api.ts'
import type { DocumentType } from '@yinian/core/people/identity-document.ts'
import { type Candidate, findCandidates } from '@yinian/core/people/matching-api.ts'
import { levelOf } from '@yinian/core/regions/code.ts'
import { App, Button, Form, Input, Select } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { useNavigate } from 'react-router'
import { useCommand } from '../../client/queries.ts'
import { asRefusal } from '../../client/refusal.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { DayField } from '../parts/day-field.tsx'
import { type Draft, useDraft } from '../parts/draft.ts'
import { FormPage } from '../parts/form-page.tsx'
import { useMe } from '../shell/me.tsx'
import { CandidatesDialog } from './duplicates/candidates-dialog.tsx'
import { DocumentFields, EthnicityField, PayeeFields, PhoneField, PlaceFields, payeeOf } from './elder-fields.tsx'
import { useCategoryOptions } from './elder-filters.ts'
import './people.css'
import { texts } from './texts.ts'

interface Typed {
  documentType: DocumentType
  documentNumber: string
  name: string
  sex?: 'male' | 'female'
  birth?: string
  ethnicity?: string
  phone?: string
  region: string
  sameRegistration: boolean
  registeredRegion?: string
  address?: { text?: string }
  payee?: { accountName?: string; bank?: string; accountNumber?: string }
  known?: string[]
  knownFrom?: string
  knownSource?: string
}

export function RegisterPage(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const me = useMe()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const register = useCommand(registerElder)
  const draft = useDraft<Typed>('elder-new')
  const village =
    me.regions.length === 1 && me.regions[0] && levelOf(me.regions[0].code) === 'village'
      ? me.regions[0].code
      : undefined
  const fresh: Partial<Typed> = {
    documentType: 'resident-identity',
    ethnicity: '汉族',
    sameRegistration: true,
    knownFrom: me.today,
    ...(village === undefined ? {} : { region: village }),
  }
  const find = useCommand(findCandidates, { refreshes: [] })
  const [asked, setAsked] = useState<Asked | null>(null)
  const submit = async (typed: Typed) => {
    const body = bodyOf(typed, me.today)
    const { rows } = await find.mutateAsync({ body })
    if (rows.length > 0) setAsked({ body, candidates: rows })
    else await write(body)
  }
  const write = async (body: NewElder) => {
    const elder = await register.mutateAsync({ body })
    draft.drop()
    void message.success(t.registered({ name: elder.name }))
    void navigate(`/people/${elder.id}`, { replace: true })
  }
  return (
    <>
      {asked !== null && (
        <CandidatesDialog
          typed={asked.body}
          candidates={asked.candidates}
          busy={register.isPending}
          onBack={() => setAsked(null)}
          onAnother={(reason) =>
            void write({ ...asked.body, another: anotherOf(asked.candidates, reason) }).catch((error: unknown) => {
              setAsked(null)
              void message.error(say(asRefusal(error).reply.message))
            })
          }
        />
      )}
      <FormPage<Typed>
        title={t.register}
        submit={t.doRegister}
        initial={{ ...fresh, ...draft.values }}
        onSubmit={submit}
      >
        <KeptDraft draft={draft} fresh={fresh} />
        <DocumentFields />
        <Form.Item name="name" label={t.name} rules={[{ required: true, whitespace: true, message: t.nameMissing }]}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        <EthnicityField />
        <PhoneField />
        <PlaceFields />
        <Form.Item name={['address', 'text']} label={t.address} extra={t.addressHelp}>
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
        <KnownFields />
        <PayeeFields />
      </FormPage>
    </>
  )
}

interface Asked {
  readonly body: NewElder
  readonly candidates: readonly Candidate[]
}

/** Every candidate that was shown is said to be somebody else, and why. */
const anotherOf = (candidates: readonly Candidate[], reason: string) => ({
  elders: candidates.flatMap(({ elder }) => (elder ? [elder.id] : [])),
  elsewhere: candidates.some(({ elder }) => elder === null),
  reason,
})

function bodyOf(typed: Typed, today: string): NewElder {
  const { documentType, sex, birth } = typed
  const ownParticulars = documentType === 'passport' || documentType === 'other'
  const phone = typed.phone?.trim()
  const address = typed.address?.text?.trim()
  const payee = payeeOf(typed.payee)
  return {
    name: typed.name.trim(),
    documentType,
    documentNumber: typed.documentNumber.trim(),
    region: typed.region,
    ethnicity: typed.ethnicity ?? '',
    ...(ownParticulars && sex ? { sex } : {}),
    ...(ownParticulars && birth ? { birth } : {}),
    ...(phone ? { phone } : {}),
    ...(typed.sameRegistration || !typed.registeredRegion ? {} : { registeredRegion: typed.registeredRegion }),
    ...(address ? { address: { text: address } } : {}),
    ...(payee === undefined ? {} : { payee }),
    circumstances: (typed.known ?? []).map((category) => {
      const [kind = '', value = ''] = category.split(':')
      return { kind, value, from: typed.knownFrom ?? today, source: typed.knownSource?.trim() ?? '' }
    }),
  }
}

/** Circumstances known at once; each becomes a period with this day and source. */
function KnownFields(): ReactNode {
  const t = useTexts(texts)
  const options = useCategoryOptions().filter(({ value }) => !value.startsWith('dementia:'))
  const known: string[] = Form.useWatch('known') ?? []
  return (
    <>
      <Form.Item name="known" label={t.knownSituation} extra={t.knownSituationHelp}>
        <Select mode="multiple" options={[...options]} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      {known.length > 0 && (
        <div className="together">
          <Form.Item
            name="knownSource"
            label={t.situationSource}
            rules={[{ required: true, whitespace: true, message: t.sourceMissing }]}
          >
            <Input maxLength={100} placeholder={t.situationSourceHint} />
          </Form.Item>
          <Form.Item name="knownFrom" label={t.situationFrom} rules={[{ required: true, message: t.dayMissing }]}>
            <DayField />
          </Form.Item>
        </div>
      )}
    </>
  )
}

/** Keeps what is typed in this tab, except what the register keeps sealed for its worth to others: number and account. */
function KeptDraft({ draft, fresh }: { draft: Draft<Typed>; fresh: Partial<Typed> }): ReactNode {
  const t = useTexts(texts)
  const form = Form.useFormInstance<Typed>()
  const typed = Form.useWatch<Typed | undefined>([], form)
  const [restored, setRestored] = useState(draft.values !== undefined)
  useEffect(() => {
    if (typed === undefined || !form.isFieldsTouched()) return
    const { documentNumber: _number, payee: _payee, ...kept } = typed
    draft.keep(kept)
  }, [typed, form, draft])
  if (!restored) return null
  const startAfresh = () => {
    draft.drop()
    const emptied = Object.fromEntries(Object.keys(form.getFieldsValue(true)).map((name) => [name, undefined]))
    form.setFieldsValue({ ...emptied, ...fresh } as Parameters<typeof form.setFieldsValue>[0])
    setRestored(false)
  }
  return (
    <p className="note-box row small" role="status">
      {t.draftBack}
      <Button type="link" size="small" onClick={startAfresh}>
        {t.startAfresh}
      </Button>
    </p>
  )
}
