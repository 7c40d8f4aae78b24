import { Drawer } from 'antd'
import type { ReactNode } from 'react'
import { useTexts } from '../../language/language.ts'
import type { placesFor } from './places.ts'
import { Side } from './side.tsx'
import { texts } from './texts.ts'

/** The navigation of a phone, over the page. */
export function SideDrawer(props: {
  open: boolean
  close: () => void
  groupsOfPlaces: ReturnType<typeof placesFor>
}): ReactNode {
  const t = useTexts(texts)
  return (
    <Drawer
      open={props.open}
      onClose={props.close}
      placement="left"
      size={272}
      closable={false}
      styles={{ body: { padding: 0 } }}
      aria-label={t.navigation}
    >
      <Side groupsOfPlaces={props.groupsOfPlaces} onGo={props.close} />
    </Drawer>
  )
}
