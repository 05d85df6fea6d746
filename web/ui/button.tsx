import type { ComponentChildren } from 'preact'
import { common } from '../text/common.ts'
import { useText } from '../text/index.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'

/** How strongly a button calls: one `main` a screen; `plain` beside it; `quiet` in rows; `danger` for what cannot be undone. */
export type ButtonKind = 'main' | 'plain' | 'quiet' | 'danger'

type Look = {
  kind?: ButtonKind | undefined
  icon?: IconName | undefined
  /** As wide as its container, for the one action of a phone screen. */
  wide?: boolean | undefined
  /** A big target for the gate and the three-button screens. */
  large?: boolean | undefined
  children: ComponentChildren
}

type ButtonProps = Look & {
  onPress?: (() => void) | undefined
  submit?: boolean | undefined
  /** Under way: the label stays, presses are ignored, and screen readers are told. */
  busy?: boolean | undefined
  disabled?: boolean | undefined
  /** The full sentence for screen readers, where the visible word alone is ambiguous. */
  label?: string | undefined
  pressed?: boolean | undefined
}

const lookOf = ({ kind = 'plain', wide, large }: Look): string =>
  `button button-${kind}${wide ? ' button-wide' : ''}${large ? ' button-large' : ''}`

/** A button that does something here. */
export const Button = (props: ButtonProps) => {
  const { icon, children, onPress, submit, busy, disabled, label, pressed } = props
  const say = useText(common)
  return (
    <button
      type={submit ? 'submit' : 'button'}
      class={lookOf(props)}
      onClick={(event) => {
        if (busy) event.preventDefault()
        else onPress?.()
      }}
      disabled={disabled}
      aria-disabled={busy ? 'true' : undefined}
      aria-label={label}
      aria-pressed={pressed}
    >
      {busy ? <span class="spinner" aria-hidden="true" /> : icon && <Icon name={icon} />}
      <span>{children}</span>
      {busy && <span class="visually-hidden">{say('working')}</span>}
    </button>
  )
}

type LinkButtonProps = Look & { href: string; external?: boolean | undefined; download?: string | undefined }

/** A link that looks like a button, for going somewhere. */
export const LinkButton = (props: LinkButtonProps) => {
  const { href, icon, children, external, download } = props
  return (
    <a
      class={lookOf(props)}
      href={href}
      download={download}
      target={external ? '_blank' : undefined}
      rel={external ? 'noopener' : undefined}
    >
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </a>
  )
}

type IconButtonProps = {
  icon: IconName
  label: string
  onPress: () => void
  disabled?: boolean | undefined
  pressed?: boolean | undefined
}

/** A button of an icon alone; its label is for screen readers and the tooltip. */
export const IconButton = ({ icon, label, onPress, disabled, pressed }: IconButtonProps) => (
  <button
    type="button"
    class="icon-button"
    aria-label={label}
    title={label}
    aria-pressed={pressed}
    disabled={disabled}
    onClick={onPress}
  >
    <Icon name={icon} />
  </button>
)
