import { QueryClientProvider } from '@tanstack/react-query'
import { App as AntdApp, ConfigProvider } from 'antd'
import enGB from 'antd/locale/en_GB'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/en-gb'
import 'dayjs/locale/zh-cn'
import { type ReactNode, useMemo, useState } from 'react'
import { RouterProvider } from 'react-router/dom'
import { newQueryClient } from '../client/queries.ts'
import { useLanguage } from '../language/language.ts'
import { ThemeProvider, useTheme } from '../theme/theme.tsx'
import { antdTheme } from './antd-theme.ts'
import { nonce } from './nonce.ts'
import { consoleRouter } from './routes.tsx'

const locales = { zh: zhCN, en: enGB } as const
const csp = { nonce }
const dayjsLocales = { zh: 'zh-cn', en: 'en-gb' } as const

export function App(): ReactNode {
  const [queries] = useState(newQueryClient)
  return (
    <QueryClientProvider client={queries}>
      <ThemeProvider>
        <Dressed />
      </ThemeProvider>
    </QueryClientProvider>
  )
}

/** Ant Design in the language and the colours of the moment. */
function Dressed(): ReactNode {
  const { language } = useLanguage()
  const { mode, palette } = useTheme()
  const [router] = useState(consoleRouter)
  const theme = useMemo(
    () => antdTheme(mode, palette, matchMedia('(prefers-reduced-motion: reduce)').matches),
    [mode, palette],
  )
  dayjs.locale(dayjsLocales[language])
  return (
    <ConfigProvider
      theme={theme}
      locale={locales[language]}
      csp={csp}
      button={{ autoInsertSpace: false }}
      form={{ requiredMark: 'optional' }}
    >
      <AntdApp component={false}>
        <RouterProvider router={router} />
      </AntdApp>
    </ConfigProvider>
  )
}
