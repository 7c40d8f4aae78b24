import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { LanguageProvider } from '../plain/language.tsx'
import { showSize } from '../plain/size.tsx'
import { App } from './app.tsx'
import { install } from './install.ts'
import { texts } from './texts.ts'
import '../plain/plain.css'
import './field.css'

showSize()
void install()
const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <StrictMode>
      <LanguageProvider title={texts.pageTitle}>
        <App />
      </LanguageProvider>
    </StrictMode>,
  )
