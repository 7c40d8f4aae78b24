import { SearchOutlined } from '@ant-design/icons'
import { searchRegions } from '@yinian/core/regions/api.ts'
import type { RegionCode } from '@yinian/core/regions/code.ts'
import { Select } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { useEndpoint } from '../../client/queries.ts'
import { useTexts } from '../../language/language.ts'
import { texts } from './texts.ts'

const pause = 200

/** Finds a division by name, pinyin, initials or code; divisions of the same name are told apart by what is above them. */
export function RegionSearch({ go }: { go: (code: RegionCode) => void }): ReactNode {
  const t = useTexts(texts)
  const [words, setWords] = useState('')
  const settled = useSettled(words.trim())
  const found = useEndpoint(
    searchRegions,
    { query: { q: settled || '-', limit: 30 } },
    { enabled: settled !== '', keepLast: true },
  )
  const rows = settled === '' ? [] : (found.data?.rows ?? [])
  return (
    <div data-search="">
      <Select<string | null>
        className="regions-search"
        aria-label={t.search}
        value={null}
        placeholder={t.searchHint}
        suffixIcon={<SearchOutlined aria-hidden="true" />}
        showSearch={{ searchValue: words, onSearch: setWords, filterOption: false }}
        notFoundContent={words.trim() === '' ? null : found.isFetching ? t.searching : t.notFound}
        onChange={(code) => {
          if (code === null) return
          setWords('')
          go(code)
        }}
        options={rows.map((region) => ({
          value: region.code,
          label: (
            <span className="regions-found">
              {region.name}
              <span className="faded small">{region.path.split(' ').slice(0, -1).join(' ')}</span>
            </span>
          ),
        }))}
      />
    </div>
  )
}

/** What was typed, once the typing pauses. */
function useSettled(words: string): string {
  const [settled, setSettled] = useState(words)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(words), pause)
    return () => clearTimeout(timer)
  }, [words])
  return settled
}
