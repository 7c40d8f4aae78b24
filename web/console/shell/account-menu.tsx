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
import { App, Button, Dropdown, type MenuProps } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { call } from '../../client/call.ts'
import { countWaiting, wipeDevice } from '../../client/device/lock.ts'
import { deviceShelf } from '../../client/device/shelf.ts'
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
  const leave = useSignOut(me.account.id)
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

function useSignOut(accountId: string): () => void {
  const t = useTexts(texts)
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { modal } = App.useApp()
  const shelf = deviceShelf()
  const leave = () => {
    // Whatever the server answers, this browser forgets what it was shown and what it kept for the door.
    void call(signOut, {})
      .catch(() => undefined)
      .then(() => navigate('/sign-in'))
      .then(() => shelf && wipeDevice(shelf, accountId))
      .then(() => queries.clear())
  }
  const ask = async () => {
    const count = shelf ? await countWaiting(shelf, accountId) : 0
    if (count === 0) return leave()
    // What never arrived would be gone with the device's memory of it.
    modal.confirm({
      title: t.unsent({ count }),
      okText: t.signOutAnyway,
      okButtonProps: { danger: true },
      onOk: leave,
    })
  }
  return () => void ask()
}
