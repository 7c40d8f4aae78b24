import {
  KeyOutlined,
  LogoutOutlined,
  QuestionCircleOutlined,
  SunOutlined,
  TranslationOutlined,
  UserOutlined,
} from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { signOut } from '@yinian/core/access/api.ts'
import { Button, Dropdown, type MenuProps } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { call } from '../../client/call.ts'
import { changeLanguage, useLanguage, useTexts } from '../../language/language.ts'
import { useTheme } from '../../theme/theme.tsx'
import { useMe } from './me.tsx'
import { useThemeItems } from './switches.tsx'
import { texts } from './texts.ts'

export function AccountMenu({ showKeys }: { showKeys: () => void }): ReactNode {
  const t = useTexts(texts)
  const me = useMe()
  const { language } = useLanguage()
  const { choice } = useTheme()
  const themes = useThemeItems()
  const navigate = useNavigate()
  const leave = useSignOut()
  const items: MenuProps['items'] = [
    {
      key: 'who',
      type: 'group',
      label: [me.account.displayName, me.account.title, me.account.name].filter(Boolean).join(' · '),
    },
    { key: 'me', icon: <UserOutlined />, label: t.account, onClick: () => void navigate('/me') },
    { key: 'password', icon: <KeyOutlined />, label: t.changePassword, onClick: () => void navigate('/password') },
    {
      key: 'language',
      icon: <TranslationOutlined />,
      label: t.switchLanguage,
      onClick: () => changeLanguage(language === 'zh' ? 'en' : 'zh'),
    },
    { key: 'theme', icon: <SunOutlined />, label: t.theme, children: themes },
    { key: 'keys', icon: <QuestionCircleOutlined />, label: t.keys, extra: '?', onClick: showKeys },
    { type: 'divider' },
    { key: 'out', icon: <LogoutOutlined />, label: t.signOut, onClick: leave },
  ]
  return (
    <Dropdown menu={{ items, selectable: true, selectedKeys: [choice] }} trigger={['click']} placement="bottomRight">
      <Button type="text" icon={<UserOutlined />} aria-label={`${t.account}: ${me.account.displayName}`}>
        <span className="head-name">{me.account.displayName}</span>
      </Button>
    </Dropdown>
  )
}

function useSignOut(): () => void {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return () => {
    // Whatever the server answers, this browser forgets what it was shown.
    void call(signOut, {})
      .catch(() => undefined)
      .then(() => navigate('/sign-in'))
      .then(() => queries.clear())
  }
}
