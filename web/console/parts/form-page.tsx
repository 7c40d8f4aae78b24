import { Button, Form, type FormInstance } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { useNavigate } from 'react-router'
import { asRefusal, type Refusal } from '../../client/refusal.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { usePageName } from '../shell/page-name.tsx'
import { type Draft, useDraft } from './draft.ts'
import { PageHead } from './page-head.tsx'
import { fieldAt } from './pointer.ts'
import { texts } from './texts.ts'

interface FormPageProps<Values extends object> {
  readonly title: string
  readonly hint?: ReactNode
  /** The verb on the button. */
  readonly submit: string
  readonly initial?: Partial<Values>
  /** Under which name what is typed is kept until submitted; not for passwords or identity numbers. */
  readonly draft?: string
  readonly onSubmit: (values: Values) => Promise<unknown>
  readonly onDone?: () => void
  /** `Form.Item`s, one below the other. */
  readonly children: ReactNode
}

interface Fault {
  readonly field: readonly (string | number)[]
  readonly message: string
}

/** One column, labels above, errors on top and at their field. */
export function FormPage<Values extends object>(props: FormPageProps<Values>): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const navigate = useNavigate()
  const [form] = Form.useForm<Values>()
  const [busy, setBusy] = useState(false)
  const [faults, setFaults] = useState<readonly Fault[]>([])
  const draft = useDraft<Values>(props.draft)
  usePageName(props.title)

  const submit = async (values: Values) => {
    setBusy(true)
    setFaults([])
    try {
      await props.onSubmit(values)
      draft.drop()
      props.onDone?.()
    } catch (error) {
      const found = faultsOf(asRefusal(error)).map(({ at, message }) => ({ field: fieldAt(at), message: say(message) }))
      markFields(form, found)
      setFaults(found)
    } finally {
      setBusy(false)
    }
  }

  return (
    <div className="form">
      <PageHead title={props.title} hint={props.hint} />
      <div className="panel">
        <DraftNote draft={draft} form={form} initial={props.initial ?? {}} />
        <FaultList faults={faults} form={form} />
        <Form<Values>
          form={form}
          layout="vertical"
          initialValues={{ ...props.initial, ...draft.values }}
          onFinish={(values) => void submit(values)}
          onFinishFailed={({ errorFields }) =>
            setFaults(errorFields.map(({ name, errors }) => ({ field: name, message: errors[0] ?? '' })))
          }
          onValuesChange={(_changed, values) => draft.keep(values)}
          validateTrigger={['onBlur', 'onSubmit']}
          scrollToFirstError={false}
        >
          {props.children}
          <div className="form-foot">
            <Button type="primary" htmlType="submit" loading={busy}>
              {props.submit}
            </Button>
            <Button onClick={() => void navigate(-1)}>{t.cancel}</Button>
          </div>
        </Form>
      </div>
    </div>
  )
}

function faultsOf(refusal: Refusal): { at: string; message: Refusal['reply']['message'] }[] {
  const { at, faults, message } = refusal.reply
  if (faults !== undefined && faults.length > 0) return [...faults]
  return [{ at: at ?? '', message }]
}

function markFields<Values>(form: FormInstance<Values>, faults: readonly Fault[]): void {
  const marked = faults.filter(({ field }) => field.length > 0)
  // The form's field names are paths of its values; a pointer of the server names the same paths at run time.
  form.setFields(
    marked.map(({ field, message }) => ({ name: field, errors: [message] })) as Parameters<typeof form.setFields>[0],
  )
}

/** All faults on top; each leads to its field. Takes the focus, so that it is read aloud at once. */
function FaultList<Values>({ faults, form }: { faults: readonly Fault[]; form: FormInstance<Values> }): ReactNode {
  const t = useTexts(texts)
  const [box, setBox] = useState<HTMLElement | null>(null)
  useEffect(() => {
    if (faults.length > 0) box?.focus()
  }, [faults, box])
  if (faults.length === 0) return null
  return (
    <div className="faults" role="alert" tabIndex={-1} ref={setBox}>
      <strong>{t.faultsOnTop({ count: faults.length })}</strong>
      <ul>
        {faults.map(({ field, message }) => (
          <li key={field.join('/') + message}>
            {field.length === 0 ? (
              message
            ) : (
              <a
                href={`#${field.join('_')}`}
                onClick={(event) => {
                  event.preventDefault()
                  form.focusField(field as Parameters<typeof form.focusField>[0])
                }}
              >
                {withLabel(field, message)}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** `必填` alone does not say what: where a message does not name its field, the field's label goes before it. */
function withLabel(field: readonly (string | number)[], message: string): string {
  const label = document.querySelector(`label[for="${CSS.escape(field.join('_'))}"]`)?.getAttribute('title') ?? ''
  return label === '' || message.includes(label) || message.length > 12 ? message : `${label}: ${message}`
}

interface DraftNoteProps<Values> {
  readonly draft: Draft<Values>
  readonly form: FormInstance<Values>
  readonly initial: Partial<Values>
}

function DraftNote<Values>({ draft, form, initial }: DraftNoteProps<Values>): ReactNode {
  const t = useTexts(texts)
  const [shown, setShown] = useState(draft.values !== undefined)
  if (!shown) return null
  const startAfresh = () => {
    draft.drop()
    const emptied = Object.fromEntries(Object.keys(form.getFieldsValue(true)).map((name) => [name, undefined]))
    form.setFieldsValue({ ...emptied, ...initial } as Parameters<typeof form.setFieldsValue>[0])
    setShown(false)
  }
  return (
    <p className="note-box row small" role="status">
      {t.draftRestored}
      <Button type="link" size="small" onClick={startAfresh}>
        {t.draftDrop}
      </Button>
    </p>
  )
}
