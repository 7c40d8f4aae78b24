import { ethnicGroups } from '@yinian/core/people/ethnic-groups.ts'
import { sexNames } from '@yinian/core/people/exported-columns.ts'
import { type DocumentType, documentTypes, readDocument } from '@yinian/core/people/identity-document.ts'
import { readPhone } from '@yinian/core/people/phone.ts'
import { ageOn } from '@yinian/core/time/day.ts'
import { AutoComplete, Checkbox, Form, Input, Radio, Select } from 'antd'
import type { ReactNode } from 'react'
import { useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { DayField } from '../parts/day-field.tsx'
import { RegionField } from '../parts/region-field.tsx'
import { useMe } from '../shell/me.tsx'
import { texts } from './texts.ts'

/** Type and number of the document; a resident number is read while it is typed, others ask for birth and sex. */
export function DocumentFields(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const type: DocumentType = Form.useWatch('documentType') ?? 'resident-identity'
  const number: string = Form.useWatch('documentNumber') ?? ''
  const saysNothing = type === 'passport' || type === 'other'
  return (
    <>
      <Form.Item name="documentType" label={t.documentType}>
        <Select options={Object.entries(documentTypes).map(([value, name]) => ({ value, label: say(name) }))} />
      </Form.Item>
      <Form.Item
        name="documentNumber"
        label={t.documentNumber}
        dependencies={['documentType']}
        extra={<WhatTheNumberSays type={type} number={number} />}
        validateTrigger="onBlur"
        rules={[
          { required: true, whitespace: true, message: t.documentNumberMissing },
          {
            validator: async (_rule, value: string | undefined) => {
              if (!value?.trim()) return
              const read = readDocument(type, value)
              if ('reason' in read) throw new Error(say(read.reason))
            },
          },
        ]}
      >
        <Input maxLength={30} autoComplete="off" autoCapitalize="characters" spellCheck={false} />
      </Form.Item>
      {saysNothing && (
        <div className="together">
          <Form.Item name="birth" label={t.birth} rules={[{ required: true, message: t.birthMissing }]}>
            <DayField />
          </Form.Item>
          <Form.Item name="sex" label={t.sex} rules={[{ required: true, message: t.sexMissing }]}>
            <Radio.Group options={Object.entries(sexNames).map(([value, name]) => ({ value, label: say(name) }))} />
          </Form.Item>
        </div>
      )}
    </>
  )
}

function WhatTheNumberSays({ type, number }: { type: DocumentType; number: string }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const { today } = useMe()
  const read = readDocument(type, number)
  if ('reason' in read || read.birth === null || read.sex === null) return null
  const age = ageOn(read.birth, today)
  return (
    <span role="status">
      {t.readFromNumber({ sex: say(sexNames[read.sex]), birth: format.day(read.birth), age })}
      {age < 60 && <strong className="overdue"> · {t.underSixty}</strong>}
    </span>
  )
}

export function EthnicityField(): ReactNode {
  const t = useTexts(texts)
  return (
    <Form.Item name="ethnicity" label={t.ethnicity}>
      <AutoComplete
        options={Object.keys(ethnicGroups).map((value) => ({ value }))}
        showSearch={{ filterOption: (typed, option) => option?.value.includes(typed) ?? false }}
        maxLength={20}
      />
    </Form.Item>
  )
}

/** @param help what stands below instead of how a number is written */
export function PhoneField({ help, placeholder }: { help?: ReactNode; placeholder?: string }): ReactNode {
  const t = useTexts(texts)
  return (
    <Form.Item
      name="phone"
      label={t.phone}
      extra={help ?? t.phoneHelp}
      rules={[
        {
          validator: async (_rule, value: string | undefined) => {
            if (value?.trim() && readPhone(value) === null) throw new Error(t.phoneWrong)
          },
        },
      ]}
    >
      <Input
        maxLength={30}
        inputMode="tel"
        autoComplete="off"
        {...(placeholder === undefined ? {} : { placeholder })}
      />
    </Form.Item>
  )
}

export function PlaceFields(): ReactNode {
  const t = useTexts(texts)
  const same: boolean = Form.useWatch('sameRegistration') ?? true
  return (
    <>
      <Form.Item
        name="region"
        label={t.village}
        extra={t.villageHelp}
        rules={[{ required: true, message: t.villageMissing }]}
      >
        <RegionField levels={villages} />
      </Form.Item>
      <Form.Item name="sameRegistration" valuePropName="checked">
        <Checkbox>{t.sameRegistration}</Checkbox>
      </Form.Item>
      {!same && (
        <Form.Item
          name="registeredRegion"
          label={t.registration}
          extra={t.registrationHelp}
          rules={[{ required: true, message: t.importRegionMissing }]}
        >
          <RegionField />
        </Form.Item>
      )}
    </>
  )
}

const villages = ['village'] as const

/** Name, bank and number belong together: all of them or none. */
export function PayeeFields({ help }: { help?: ReactNode }): ReactNode {
  const t = useTexts(texts)
  const payee: Partial<Record<'accountName' | 'bank' | 'accountNumber', string>> = Form.useWatch('payee') ?? {}
  const begun = Object.values(payee).some((value) => value?.trim())
  const together = { required: begun, whitespace: true, message: t.payeeIncomplete }
  return (
    <fieldset className="bare-fieldset">
      <legend className="small faded">
        {t.payee} · {help ?? t.payeeHelp}
      </legend>
      <div className="together">
        <Form.Item name={['payee', 'accountName']} label={t.accountName} rules={[together]}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        <Form.Item name={['payee', 'bank']} label={t.bank} rules={[together]}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
      </div>
      <Form.Item
        name={['payee', 'accountNumber']}
        label={t.accountNumber}
        rules={[together, { pattern: /^[0-9 ]{8,32}$/, message: t.accountNumberWrong }]}
      >
        <Input maxLength={32} inputMode="numeric" autoComplete="off" />
      </Form.Item>
    </fieldset>
  )
}

/** The account as the platform takes it; absent where nothing was entered. */
export function payeeOf(payee: Partial<Record<'accountName' | 'bank' | 'accountNumber', string>> | undefined) {
  const { accountName = '', bank = '', accountNumber = '' } = payee ?? {}
  if (accountNumber.trim() === '') return undefined
  return { accountName: accountName.trim(), bank: bank.trim(), accountNumber: accountNumber.trim() }
}
