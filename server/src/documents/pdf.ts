import { fileURLToPath } from 'node:url'
import pdfmake from 'pdfmake'
import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js'

export type { Content, TableCell, TDocumentDefinitions as PdfDefinition }

const family = 'Noto Sans SC'
const fontFile = (name: string): string =>
  fileURLToPath(import.meta.resolve(`@expo-google-fonts/noto-sans-sc/${name}.ttf`))
const files = {
  normal: fontFile('400Regular/NotoSansSC_400Regular'),
  bold: fontFile('700Bold/NotoSansSC_700Bold'),
}

// Nothing but our own fonts is read: a definition that names another file or an address gets none.
pdfmake.setFonts({ [family]: { ...files, italics: files.normal, bolditalics: files.bold } })
pdfmake.setLocalAccessPolicy((path) => Object.values(files).includes(path))
pdfmake.setUrlAccessPolicy(() => false)

/**
 * Makes a PDF on A4 with the Chinese font embedded (思源黑体, OFL), so that it prints the same everywhere and its text can
 * be selected and searched. Needs no browser.
 * @param at when it is made: the same content at the same time is the same file
 */
export function makePdf(definition: TDocumentDefinitions, at: Date): Promise<Buffer> {
  return pdfmake
    .createPdf({
      pageSize: 'A4',
      pageMargins: [48, 56, 48, 56],
      ...definition,
      info: { ...definition.info, creationDate: at },
      defaultStyle: { font: family, fontSize: 10, lineHeight: 1.25, ...definition.defaultStyle },
    })
    .getBuffer()
}
