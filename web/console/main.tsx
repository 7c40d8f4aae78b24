import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { setUpLanguage } from '../language/language.ts'
import '../theme/look.css'
import { App } from './app.tsx'
import { styleByNonce } from './nonce.ts'

// The bare host, and addresses written without the entry's name, are the console's.
if (!/^\/console(\/|$)/.test(location.pathname)) {
  const rest = `${location.pathname}${location.search}${location.hash}`.replace(/^\/$/, '')
  history.replaceState(null, '', `/console${rest}`)
}
styleByNonce()
setUpLanguage()
const root = document.getElementById('root')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
