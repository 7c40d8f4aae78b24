import { useQueryClient } from '@tanstack/react-query'
import { addAgreement, findAgreement, readAgreement } from '@yinian/core/exchange/agreement-api.ts'
import { Button, Upload } from 'antd'
import { type ReactNode, useState } from 'react'
import { useEndpoint } from '../../client/queries.ts'
import { asRefusal, type Refusal } from '../../client/refusal.ts'
import { download, upload } from '../../client/transfer.ts'
import { useTexts } from '../../language/language.ts'
import { RefusedLine } from '../parts/refused.tsx'
import { useMay } from '../shell/me.tsx'
import { texts } from './texts.ts'

interface AgreementFileProps {
  readonly subject: 'connector' | 'client'
  readonly county: string
  readonly id: string
}

/** The agreement as it was signed: filed by who sets up, read by who decides. */
export function AgreementFile({ subject, county, id }: AgreementFileProps): ReactNode {
  const t = useTexts(texts)
  const queries = useQueryClient()
  const files = useMay('exchange:connect')
  const params = { subject, county, id }
  const asked = useEndpoint(findAgreement, { params })
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const attempt = async (run: () => Promise<unknown>) => {
    setRefusal(null)
    try {
      await run()
      await queries.invalidateQueries()
    } catch (error) {
      setRefusal(asRefusal(error))
    }
  }
  const file = asked.data?.file ?? null
  return (
    <div>
      <RefusedLine refusal={refusal} />
      <span className="row">
        {file !== null && (
          <Button size="small" onClick={() => void attempt(() => download(readAgreement, { params }))}>
            {file.fileName}
          </Button>
        )}
        {files && (
          <Upload
            accept=".pdf,.jpg,.jpeg,.png"
            showUploadList={false}
            beforeUpload={(chosen) => {
              void attempt(() => upload(addAgreement, { params }, chosen))
              return false
            }}
          >
            <Button size="small">{file === null ? t.fileAgreement : t.replaceAgreement}</Button>
          </Upload>
        )}
        {file === null && !files && t.noAgreement}
      </span>
    </div>
  )
}
