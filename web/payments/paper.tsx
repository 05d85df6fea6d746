import './receipt.css'
import type { ComponentChildren } from 'preact'
import { sayIn } from '../text/index.ts'
import { voucherTexts } from '../text/voucher.ts'
import { Both, BothInLine, BothNames } from './both.tsx'
import { amountInWords } from './words.ts'

type Plain = Extract<
  keyof typeof voucherTexts.en,
  | `voucher.${string}`
  | 'number'
  | 'date'
  | 'from'
  | 'person'
  | 'purpose'
  | 'total'
  | 'words'
  | 'by'
  | 'reference'
>

/** One line of a paper: its label in both languages, and what stands there. */
export const PaperLine = ({ label, children }: { label: Plain; children: ComponentChildren }) => (
  <div>
    <dt>
      <Both of={(language) => voucherTexts[language][label]} />
    </dt>
    <dd>{children}</dd>
  </div>
)

/** The top of a paper: whose it is, and what it is. */
export const PaperHead = ({ organisation, title }: PaperHeadProps) => (
  <>
    <p class="receipt-head">
      <BothNames of={organisation} />
    </p>
    <p class="receipt-title">
      <BothInLine of={(language) => sayIn(voucherTexts, language)(title)} />
    </p>
  </>
)
type PaperHeadProps = {
  organisation: { nameEn: string; nameHi: string }
  title: 'voucher.title' | 'group.title'
}

/** A sum in words, in both languages. */
export const InWords = ({ amountMinor, currency }: { amountMinor: number; currency: string }) =>
  amountInWords(amountMinor, currency, 'hi') ? (
    <PaperLine label="words">
      <Both of={(language) => amountInWords(amountMinor, currency, language) ?? ''} />
    </PaperLine>
  ) : null

/** What stands at the foot of what a computer made. */
export const PaperFoot = () => (
  <p class="receipt-foot">
    <BothInLine of={(language) => sayIn(voucherTexts, language)('made')} />
  </p>
)
