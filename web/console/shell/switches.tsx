import { BulbOutlined, MoonOutlined, SunOutlined } from '@ant-design/icons'
import { Button, Dropdown, type MenuProps } from 'antd'
import type { ReactNode } from 'react'
import { changeLanguage, useLanguage, useTexts } from '../../language/language.ts'
import { type ThemeChoice, useTheme } from '../../theme/theme.tsx'
import { texts } from './texts.ts'

/** Written in the language one would change to. */
export function LanguageSwitch(): ReactNode {
  const t = useTexts(texts)
  const { language } = useLanguage()
  const other = language === 'zh' ? 'en' : 'zh'
  return (
    <Button type="text" title={t.switchLanguage} aria-label={t.switchLanguage} onClick={() => changeLanguage(other)}>
      <span lang={other === 'zh' ? 'zh-CN' : 'en'}>{t.languageShort}</span>
    </Button>
  )
}

const themeIcons = { system: <BulbOutlined />, light: <SunOutlined />, dark: <MoonOutlined /> }

export function useThemeItems(): NonNullable<MenuProps['items']> {
  const t = useTexts(texts)
  const { choose } = useTheme()
  const names: Record<ThemeChoice, string> = { system: t.themeSystem, light: t.themeLight, dark: t.themeDark }
  return (Object.keys(names) as ThemeChoice[]).map((choice) => ({
    key: choice,
    label: names[choice],
    icon: themeIcons[choice],
    onClick: () => choose(choice),
  }))
}

export function ThemeSwitch(): ReactNode {
  const t = useTexts(texts)
  const { choice, mode } = useTheme()
  const items = useThemeItems()
  return (
    <Dropdown menu={{ items, selectable: true, selectedKeys: [choice] }} trigger={['click']}>
      <Button
        type="text"
        title={t.theme}
        aria-label={t.theme}
        icon={mode === 'dark' ? <MoonOutlined /> : <SunOutlined />}
      />
    </Dropdown>
  )
}
