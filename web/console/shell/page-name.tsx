import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'

interface PageName {
  readonly name: string | undefined
  readonly setName: (name: string | undefined) => void
}
const PageNameContext = createContext<PageName>({ name: undefined, setName: () => undefined })

export function PageNameProvider({ children }: { children: ReactNode }): ReactNode {
  const [name, setName] = useState<string | undefined>()
  const value = useMemo(() => ({ name, setName }), [name])
  return <PageNameContext value={value}>{children}</PageNameContext>
}

/** Names the page in the breadcrumb and the browser's tab, for as long as it is open. */
export function usePageName(name: string | undefined): void {
  const { setName } = useContext(PageNameContext)
  useEffect(() => {
    setName(name)
    return () => setName(undefined)
  }, [name, setName])
}

export function useCurrentPageName(): string | undefined {
  return useContext(PageNameContext).name
}
