import type { RefObject } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

let awaited = false
let place = ''
let title = ''

const write = (): void => {
  document.title = [title, place].filter(Boolean).join(' · ')
}

const focus = (heading: HTMLElement): void => {
  awaited = false
  heading.focus({ preventScroll: true })
}

/** Moves the focus to the new page's h1, now or as soon as the page has one. */
export const arrive = (): void => {
  const heading = document.querySelector<HTMLElement>('main h1')
  if (heading) focus(heading)
  else awaited = true
}

/** The name after each page's title in the browser's tab: the organisation's, or the product's. */
export const nameTab = (name: string): void => {
  place = name
  write()
}

/** Ties a page's h1 to the tab's title and to the focus on arrival. */
export const useHeading = (text: string): RefObject<HTMLHeadingElement | null> => {
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => {
    if (awaited && heading.current) focus(heading.current)
  }, [])
  useLayoutEffect(() => {
    title = text
    write()
  }, [text])
  return heading
}
