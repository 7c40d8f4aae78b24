import type { Day } from '@yinian/core/time/day.ts'
import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import type { ReactNode } from 'react'
import { useLanguage } from '../../language/language.ts'

interface DayFieldProps {
  readonly id?: string
  readonly value?: Day | null | undefined
  readonly onChange?: (day: Day | undefined) => void
  /** Days outside cannot be chosen. */
  readonly from?: Day
  readonly to?: Day
  readonly 'aria-label'?: string
}

/** A legal day as a field: `YYYY-MM-DD` in and out, shown as one says it. */
export function DayField({ id, value, onChange, from, to, ...rest }: DayFieldProps): ReactNode {
  const { language } = useLanguage()
  const shown = language === 'zh' ? 'YYYY年M月D日' : 'D MMM YYYY'
  return (
    <DatePicker
      {...rest}
      {...(id === undefined ? {} : { id })}
      style={{ width: '100%' }}
      format={[shown, 'YYYY-MM-DD', 'YYYYMMDD']}
      placeholder={language === 'zh' ? '年-月-日' : 'yyyy-mm-dd'}
      value={value == null || value === '' ? null : dayjs(value)}
      onChange={(picked) => onChange?.(picked?.format('YYYY-MM-DD'))}
      disabledDate={(day) => {
        const written = day.format('YYYY-MM-DD')
        return (from !== undefined && written < from) || (to !== undefined && written > to)
      }}
    />
  )
}
